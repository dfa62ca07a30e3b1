// Go 1.19's hash functions without AES instructions, for the conformance build, and the three
// hashers that some of the recorded journals put in their place. They give Go's own bits, so that
// the recordings can be compared byte for byte.

import { hmap } from '../hmap';
import { maptype } from '../maptype';
import { GoString } from '../strings/go-string';
import { foldedProduct } from './folded-product';
import { Random } from './random';

const k1: u64 = 0xa0761d6478bd642f;
const k2: u64 = 0xe7037ed1a0b428db;
const k3: u64 = 0x8ebc6af09c88c6e3;
const k4: u64 = 0x589965cc75374cc3;
const k5: u64 = 0x1d8e4e27c47d124f;

/** Go's constants for floats. */
const c0: u64 = 33054211828000289;
const c1: u64 = 23344194077549503;

/** The process key. This hash uses the first of its four words. */
let hashkey: u64 = 0;

export function setHashKey(low: u32, high: u32): void {
  hashkey = low | ((<u64>high) << 32);
}

// Values of `maptype.hasher`; 0 is the hash of the key type.
/** Four buckets and two tophash values, for long chains (`few64`). */
const hasherFew: u8 = 1;
/** The key itself (`seq64`). */
const hasherIdentity: u8 = 2;
/** The index in a float's low half, NaN included (`seqf64`). */
const hasherIndex: u8 = 3;

export class GoHash {
  static of<K>(t: maptype, h: hmap, key: K): u64 {
    const seed = <u64>h.hash0;
    if (isReference<K>()) {
      const s = changetype<GoString>(changetype<usize>(key));
      return GoHash.memhash(s.data, seed, s.len);
    } else if (isFloat<K>()) {
      const bits = sizeof<K>() == 8 ? reinterpret<u64>(<f64>key) : <u64>reinterpret<u32>(<f32>key);
      if (t.hasher == hasherIndex)
        return (bits & 0xffffffff) | ((<u64>GoHash.mix32(<u32>bits)) << 56);
      if (key == 0) return c1 * (c0 ^ seed);
      if (key != key) return c1 * (c0 ^ seed ^ Random.draw(h));
      return GoHash.memhashWord(bits, seed, sizeof<K>());
    } else {
      if (t.hasher == hasherIdentity) return <u64>key;
      if (t.hasher == hasherFew) {
        const k = <u64>key;
        return (k & 3) | (((k >> 2) & 1) << 63) | ((k & 8) << 52);
      }
      return GoHash.memhashWord(<u64>key, seed, sizeof<K>());
    }
  }

  /** A bijection on 32 bits, from the program that recorded the journals. */
  static mix32(x: u32): u32 {
    x ^= x >> 16;
    x *= 0x7feb352d;
    x ^= x >> 15;
    x *= 0x846ca68b;
    return x ^ (x >> 16);
  }

  static final(a: u64, b: u64, s: u64, len: u64): u64 {
    return foldedProduct(k5 ^ len, foldedProduct(a ^ k2, b ^ s));
  }

  /** `memhash` of a key of 1, 2, 4 or 8 bytes given by value. */
  static memhashWord(key: u64, seed: u64, size: usize): u64 {
    const s = seed ^ hashkey ^ k1;
    if (size == 1) {
      const byte = key & 0xff;
      return GoHash.final(byte | (byte << 8) | (byte << 16), 0, s, 1);
    }
    if (size == 2) {
      const high = (key >> 8) & 0xff;
      return GoHash.final((key & 0xff) | (high << 8) | (high << 16), 0, s, 2);
    }
    return GoHash.final(key, key, s, size);
  }

  static memhash(p: usize, seed: u64, len: usize): u64 {
    let s = seed ^ hashkey ^ k1;
    if (len == 0) return s;
    if (len < 4) {
      const a =
        <u64>load<u8>(p) |
        ((<u64>load<u8>(p + (len >> 1))) << 8) |
        ((<u64>load<u8>(p + len - 1)) << 16);
      return GoHash.final(a, 0, s, len);
    }
    if (len == 4) return GoHash.final(load<u32>(p), load<u32>(p), s, len);
    if (len < 8) return GoHash.final(load<u32>(p), load<u32>(p + len - 4), s, len);
    if (len == 8) return GoHash.final(load<u64>(p), load<u64>(p), s, len);
    if (len <= 16) return GoHash.final(load<u64>(p), load<u64>(p + len - 8), s, len);
    let left = len;
    if (left > 48) {
      let s1 = s;
      let s2 = s;
      for (; left > 48; left -= 48, p += 48) {
        s = foldedProduct(load<u64>(p) ^ k2, load<u64>(p, 8) ^ s);
        s1 = foldedProduct(load<u64>(p, 16) ^ k3, load<u64>(p, 24) ^ s1);
        s2 = foldedProduct(load<u64>(p, 32) ^ k4, load<u64>(p, 40) ^ s2);
      }
      s ^= s1 ^ s2;
    }
    for (; left > 16; left -= 16, p += 16) {
      s = foldedProduct(load<u64>(p) ^ k2, load<u64>(p, 8) ^ s);
    }
    return GoHash.final(load<u64>(p + left - 16), load<u64>(p + left - 8), s, len);
  }
}
