// The index of a WasmMap: maps from 64-bit words (numbers as bits, or bigints) to entry indices,
// the numbers under which the host keeps its entries. They are elements of kind Any; entry indices
// count from 0 for the host, and the element is one more, so that 0, the element of a fresh cell,
// is none. For the host, -1 is none.
//
// This is Go's trick of `map_fast64.go`: the layout is known here, so offsets are constants. A
// lookup takes 4.8 ns instead of 6.7 with the sizes of the map's type (1000 entries, Node 24,
// without the 2.9 ns of the call).

import { wordKey } from '../argument-area';
import { mapassign, mustGrow } from '../assign';
import { Bucket } from '../bmap';
import { Emptied } from '../delete';
import { Entry } from '../entry';
import { growWork } from '../evacuate';
import { hmap } from '../hmap';
import { Key } from '../key';
import { bucketCnt, dataOffset } from '../maptype';
import { Match } from '../match/match';

/** The bits that stand for every NaN. */
const nanBits: u64 = 0x7ff8000000000000;

const elemsOffset: usize = dataOffset + bucketCnt * sizeof<u64>();
const overflowOffset: usize = elemsOffset + bucketCnt * sizeof<u32>();
const bucketsize: usize = overflowOffset + 8;

class Fast64 {
  /**
   * A number as bits, which are the same for two numbers exactly if SameValueZero of ECMAScript
   * says so.
   */
  @inline
  static bits(key: f64): u64 {
    return key == key ? reinterpret<u64>(key + 0) : nanBits; // -0 + 0 is +0
  }

  /** The head of the chain for a hash, as `Access.chain` gives it. */
  @inline
  static chain(h: hmap, hash: u64): usize {
    if (h.growing()) {
      const old = h.oldbuckets + (<u32>hash & (h.noldbuckets() - 1)) * bucketsize;
      if (!Bucket.evacuated(old)) return old;
    }
    return h.buckets + (<u32>hash & h.bucketMask()) * bucketsize;
  }

  /** The element of a cell. */
  @inline
  static elemOf(cell: usize): usize {
    return (cell & ~7) + elemsOffset + (cell & 7) * sizeof<u32>();
  }

  /** The cell of `key` in the chain of `b`, or 0, as `Access.cell` gives it. */
  @inline
  static cell(b: usize, top: u8, key: u64): usize {
    do {
      for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
        const i = Match.index(m);
        if (load<u64>(Bucket.key(b, i, sizeof<u64>())) == key) return b + i;
      }
      if (Bucket.isLast(b)) return 0;
      b = load<usize>(b + overflowOffset);
    } while (b);
    return 0;
  }

  /** Go's mapaccess: the element of `key`, or 0. The map must have buckets. */
  @inline
  static elem(h: hmap, key: u64): usize {
    h.assertMap();
    const hash = Key.hash<u64>(h, key);
    const cell = Fast64.cell(Fast64.chain(h, hash), Bucket.tophash(hash), key);
    return cell ? Fast64.elemOf(cell) : 0;
  }

  @inline
  static find(h: hmap, key: u64): i32 {
    const e = Fast64.elem(h, key);
    return e ? load<i32>(e) - 1 : -1;
  }

  /** Go's mapassign: the entry index of `key`, which becomes `index` when it is absent. */
  @inline
  static insert(h: hmap, key: u64, index: i32): i32 {
    const t = h.t;
    if (h.growing()) return Fast64.assign(h, key, index);
    const hash = Key.hash<u64>(h, key);
    const top = Bucket.tophash(hash);
    let b = h.buckets + (<u32>hash & h.bucketMask()) * bucketsize;
    let cell: usize = 0;
    do {
      for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
        const i = Match.index(m);
        if (load<u64>(Bucket.key(b, i, sizeof<u64>())) == key)
          return load<i32>(Fast64.elemOf(b + i)) - 1;
      }
      if (!cell) {
        const empty = Match.empty(b);
        if (empty) cell = b + Match.index(empty);
      }
      if (Bucket.isLast(b)) break;
      b = load<usize>(b + overflowOffset);
    } while (b);
    if (!cell || mustGrow(h)) return Fast64.assign(h, key, index);
    store<u64>(Bucket.cellKey(cell, sizeof<u64>()), key);
    store<i32>(Fast64.elemOf(cell), index + 1);
    store<u8>(cell, top);
    h.count += 1;
    Entry.changed<u64>(h);
    return index;
  }

  /** Does the same when it takes more than a free cell. */
  static assign(h: hmap, key: u64, index: i32): i32 {
    // Keys that are there already need no memory, so that setting them cannot fail.
    const found = Fast64.find(h, key);
    if (found >= 0) return found;
    store<i32>(Fast64.elemOf(mapassign<u64>(h.t, h, key)), index + 1);
    Entry.changed<u64>(h);
    return index;
  }

  /** Gives `key`, if it is there, another entry index. Needs no memory, so it cannot fail. */
  @inline
  static move(h: hmap, key: u64, index: i32): void {
    const e = Fast64.elem(h, key);
    if (e) store<i32>(e, index + 1);
  }

  /** Deletes `key` and returns its entry index. */
  @inline
  static remove(h: hmap, key: u64): i32 {
    const t = h.t;
    const hash = Key.hash<u64>(h, key);
    if (h.growing()) growWork<u64>(t, h, <u32>hash & h.bucketMask());
    const b = Fast64.chain(h, hash);
    const cell = Fast64.cell(b, Bucket.tophash(hash), key);
    if (!cell) return -1;
    const e = Fast64.elemOf(cell);
    const index = load<i32>(e) - 1;
    store<i32>(e, 0);
    Emptied.drop<u64, u32>(t, h, b, cell);
    Entry.changed<u64>(h);
    return index;
  }
}

// ---- numbers ----

export function findNumber(h: hmap, key: f64): i32 {
  return Fast64.find(h, Fast64.bits(key));
}

export function insertNumber(h: hmap, key: f64, index: i32): i32 {
  return Fast64.insert(h, Fast64.bits(key), index);
}

export function moveNumber(h: hmap, key: f64, index: i32): void {
  Fast64.move(h, Fast64.bits(key), index);
}

export function removeNumber(h: hmap, key: f64): i32 {
  return Fast64.remove(h, Fast64.bits(key));
}

// ---- 64-bit words, in the argument area ----

export function findWord(h: hmap): i32 {
  return Fast64.find(h, load<u64>(wordKey));
}

export function insertWord(h: hmap, index: i32): i32 {
  return Fast64.insert(h, load<u64>(wordKey), index);
}

export function moveWord(h: hmap, index: i32): void {
  Fast64.move(h, load<u64>(wordKey), index);
}

export function removeWord(h: hmap): i32 {
  return Fast64.remove(h, load<u64>(wordKey));
}
