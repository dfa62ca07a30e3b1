// The release's hash: a keyed mix of two multiplications. Go's hash needs 64×64→128-bit products,
// which WebAssembly lacks.
//
// A map has two secrets of its own, 64 bits each. A 4-byte key is xored with one and multiplied by
// the other. Each half of an 8-byte key is multiplied by one of them, and the products are added
// up. The high bits of such a sum are a universal hash of the key (Dietzfelbinger 1996): without
// the secrets, nobody can choose two keys that agree there more than twice as often as by chance.
// The high half is then folded into the low one, and folded again after a second multiplication, by
// a constant, which removes the regularities that the sum of products keeps. All 64 bits are used:
// the lowest choose the bucket, the highest are the tophash. docs/hash.md says more.
//
// It matters that the halves are multiplied apart: in one 64-bit product, only the bits from the
// lowest changed one upwards depend on the key, and small integers stored as floats differ in the
// highest bits alone.
//
// Strings pass through the state a word at a time. The state is a 64-bit product of its own halves,
// 32 bits each. Both factors are unknown, so a second word cannot be chosen to cancel what the
// first has changed, as it could be after a multiplication by a known constant.

import { hmap } from '../hmap';
import { Bytes } from '../strings/bytes';
import { Content } from '../strings/content';
import { GoString } from '../strings/go-string';
import { Random } from './random';

/** 2^64 divided by the golden ratio, odd. */
const golden: u64 = 0x9e3779b97f4a7c15;
/** The second multiplier of splitmix64's output function (Steele, Lea, Flood 2014). */
const mixer: u64 = 0xbf58476d1ce4e5b9;

export class KeyedHash {
  @inline
  static of<K>(h: hmap, key: K): u64 {
    if (Content.has<K>()) {
      return KeyedHash.mix(h, KeyedHash.absorbContent<K>(h.seed, key));
    } else if (isReference<K>()) {
      const s = changetype<GoString>(changetype<usize>(key));
      return KeyedHash.mix(h, KeyedHash.absorb(h.seed, s.data, s.len));
    } else if (isFloat<K>()) {
      // Adding 0 turns -0 into 0 and changes nothing else.
      let bits =
        sizeof<K>() == 8 ? reinterpret<u64>(<f64>key + 0) : <u64>reinterpret<u32>(<f32>key + 0);
      if (key != key) bits ^= Random.draw(h);
      return KeyedHash.word(h, bits);
    } else if (sizeof<K>() == 8) {
      return KeyedHash.word(h, <u64>key);
    } else {
      return KeyedHash.mix(h, <u64>key ^ h.seed);
    }
  }

  /** The hash of eight bytes: each half has a multiplier. */
  @inline
  static word(h: hmap, key: u64): u64 {
    const low = <u64>(<u32>key ^ h.hash0);
    return KeyedHash.fold(low * h.multiplier + (key >> 32) * (h.secret | 1) + h.secret);
  }

  /** Makes every bit of the result depend on every bit of `x`. A bijection for a given map. */
  @inline
  static mix(h: hmap, x: u64): u64 {
    return KeyedHash.fold(x * h.multiplier);
  }

  @inline
  static fold(x: u64): u64 {
    x ^= x >> 32;
    x *= mixer;
    return x ^ (x >> 32);
  }

  /** Takes `len` bytes at `p` into the state. */
  @inline
  static absorb(state: u64, p: usize, len: usize): u64 {
    state += <u64>len * golden;
    if (!len) return state;
    for (; len > 8; len -= 8) {
      state = KeyedHash.step(state, load<u64>(p));
      p += 8;
    }
    return KeyedHash.step(state, Bytes.last(p, len));
  }

  /** Takes the content of an object into the state. */
  @inline
  static absorbContent<K>(state: u64, key: K): u64 {
    let p = Content.data<K>(key);
    let len = Content.length<K>(key);
    state += <u64>len * golden;
    if (!len) return state;
    const end = p + len;
    for (; len > 8; len -= 8) {
      state = KeyedHash.step(state, load<u64>(p));
      p += 8;
    }
    return KeyedHash.step(state, Content.last<K>(p, end));
  }

  @inline
  static step(state: u64, word: u64): u64 {
    const x = state ^ word;
    return ((x & 0xffffffff) * (x >> 32)) ^ rotl<u64>(x, 32);
  }
}
