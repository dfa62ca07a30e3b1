// What the map needs of a key, for each way keys are laid out: u32 and u64 (integers of either
// sign), f64, GoString, and Indirect; in a module that imports the core as a library all integers and
// floats, and objects of that module. One skeleton serves all of them: the compiler resolves K, so that
// nothing here is decided at run time.

import { Hash } from './hash/hash';
import { hmap } from './hmap';
import { Bytes } from './strings/bytes';
import { Content } from './strings/content';
import { GoString } from './strings/go-string';
import { copyString } from './strings/owned';

/**
 * A number that lies elsewhere: a cell has its address, and who inserts the key writes that. It takes
 * half of the cell, so more cells share a cache line; a growth has to read the numbers. At the address
 * is an i32. If the lowest bit of the address is set, it is the bits of an f64.
 *
 * The key of a call is the bits of an f64, or an `IndirectInt` where all keys of the map are i32.
 * Where there is a host, keys of integers have types without a sign, so no other key has these types.
 */
export type Indirect = i64;
export type IndirectInt = i32;

export class Key {
  /** Whether cells have the address of the key. */
  @inline
  static isIndirect<K>(): bool {
    return isDefined(TOPHASH_HOST) && isInteger<K>() && isSigned<K>();
  }

  /** Whether keys are Go strings, whose bytes the map owns. Other references are to objects. */
  @inline
  static isOwned<K>(): bool {
    return isReference<K>() && !Content.has<K>();
  }

  /** Bytes of a key in its cell. */
  @inline
  static size<K>(): usize {
    if (Key.isOwned<K>()) return offsetof<GoString>();
    else if (Key.isIndirect<K>()) return sizeof<usize>();
    else return sizeof<K>();
  }

  /** The key in a cell. */
  @inline
  static at<K>(cell: usize): K {
    if (Key.isOwned<K>()) return changetype<K>(cell);
    else if (Key.isIndirect<K>()) return Key.elsewhere<K>(load<usize>(cell));
    else return load<K>(cell);
  }

  /** The key of which a cell has `address`. */
  @inline
  private static elsewhere<K>(address: usize): K {
    if (sizeof<K>() == 4) return load<K>(address);
    else if (address & 1) return load<K>(address ^ 1);
    else return <K>reinterpret<i64>(<f64>load<i32>(address));
  }

  @inline
  static equal<K>(cell: usize, key: K): bool {
    if (Content.has<K>()) {
      return Content.equal<K>(load<K>(cell), key);
    } else if (isReference<K>()) {
      const a = changetype<GoString>(cell);
      const b = changetype<GoString>(changetype<usize>(key));
      const len = b.len;
      return a.len == len && Bytes.equal(a.data, b.data, len);
    } else {
      return Key.at<K>(cell) == key;
    }
  }

  /** Whether the key in a cell is equal to itself: only NaN is not. */
  @inline
  static reflexive<K>(cell: usize): bool {
    if (isFloat<K>()) {
      const key = load<K>(cell);
      return key == key;
    } else {
      return true;
    }
  }

  @inline
  static hash<K>(h: hmap, key: K): u64 {
    if (Key.isIndirect<K>()) {
      if (sizeof<K>() == 4) return Hash.of<u32>(h, key);
      // A number that is an i32 has the hash of that.
      const int = <i32>reinterpret<f64>(<i64>key);
      if (reinterpret<i64>(<f64>int) == <i64>key) return Hash.of<u32>(h, int);
      return Hash.of<u64>(h, <u64>key);
    } else {
      return Hash.of<K>(h, key);
    }
  }

  /** The hash of the key in a cell. */
  @inline
  static hashAt<K>(h: hmap, cell: usize): u64 {
    if (Key.isIndirect<K>()) {
      const address = load<usize>(cell);
      if (!(address & 1)) return Hash.of<u32>(h, load<u32>(address));
    }
    return Key.hash<K>(h, Key.at<K>(cell));
  }

  /** Writes the key of an entry that moves. */
  @inline
  static move<K>(from: usize, to: usize): void {
    if (Key.isOwned<K>()) {
      store<u64>(to, load<u64>(from));
      store<u64>(to, load<u64>(from, 8), 8);
    } else if (Key.isIndirect<K>()) {
      store<usize>(to, load<usize>(from));
    } else {
      store<K>(to, load<K>(from));
    }
  }

  /**
   * Writes the key of a new entry. A string becomes the map's own; false when there is no memory
   * for its bytes. An address is 0 at first.
   */
  @inline
  static insert<K>(h: hmap, cell: usize, key: K): bool {
    if (Key.isOwned<K>()) {
      return copyString(h, cell, changetype<usize>(key));
    } else if (Key.isIndirect<K>()) {
      store<usize>(cell, 0);
      return true;
    } else {
      store<K>(cell, key);
      return true;
    }
  }

  /**
   * Rewrites the key of an entry that is set again (Go's needkeyupdate), which shows in the sign of
   * a zero. Go also points an equal string at the newer bytes; here the map keeps the bytes it has.
   */
  @inline
  static update<K>(cell: usize, key: K): void {
    if (isFloat<K>()) store<K>(cell, key);
  }
}
