// Entry points of maps that say where the host keeps an entry: WasmMap's index of numbers and of
// bigints. Both are maps from 64-bit words to elements of kind Any. Places count from 0 for the host;
// the element is the place and 1, so that a fresh element, 0, is no place, and absent is -1.
//
// Every layout is known here, so offsets are constants: a lookup takes 4.8 ns instead of 6.7 with the
// sizes of the map's type (1000 entries, Node 24, without the 2.9 ns of the call).

import { mapassign, mustGrow } from './assign';
import { Bucket } from './bmap';
import { dropCell } from './delete';
import { Entry, wordKey } from './entry';
import { growWork } from './evacuate';
import { hmap } from './hmap';
import { Key } from './key';
import { Live } from './live';
import { bucketCnt, dataOffset } from './maptype';
import { Match } from './match';

/** The bits that stand for every NaN. */
const nanBits: u64 = 0x7ff8000000000000;

const elemsOffset: usize = dataOffset + bucketCnt * sizeof<u64>();
const overflowOffset: usize = elemsOffset + bucketCnt * sizeof<u32>();
const bucketsize: usize = overflowOffset + 8;

class Slot {
  /** A number as bits that are the same exactly when ECMAScript's SameValueZero says so. */
  @inline
  static bits(key: f64): u64 {
    return key == key ? reinterpret<u64>(key + 0) : nanBits; // -0 + 0 is +0
  }

  /** The head of the chain for a hash: Go's, as in `Access.chain`. */
  @inline
  static chain(h: hmap, hash: u64): usize {
    if (h.growing()) {
      const old = h.oldbuckets + (<u32>hash & (h.noldbuckets() - 1)) * bucketsize;
      if (!Bucket.evacuated(old)) return old;
    }
    return h.buckets + (<u32>hash & h.bucketMask()) * bucketsize;
  }

  /** The address of the element of a cell that is told by the address of its tophash byte. */
  @inline
  static elemOf(cell: usize): usize {
    return (cell & ~7) + elemsOffset + (cell & 7) * sizeof<u32>();
  }

  /** The cell of `key` in the chain of `b`, or 0: as `Access.cell`. */
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
    Live.map(changetype<usize>(h));
    const hash = Key.hash<u64>(h.t, h, key);
    const cell = Slot.cell(Slot.chain(h, hash), Bucket.tophash(hash), key);
    return cell ? Slot.elemOf(cell) : 0;
  }

  @inline
  static find(h: hmap, key: u64): i32 {
    const e = Slot.elem(h, key);
    return e ? load<i32>(e) - 1 : -1;
  }

  /** The place of `key`, which becomes `place` when it is absent: Go's mapassign. */
  @inline
  static insert(h: hmap, key: u64, place: i32): i32 {
    const t = h.t;
    if (h.growing()) return Slot.assign(h, key, place);
    const hash = Key.hash<u64>(t, h, key);
    const top = Bucket.tophash(hash);
    let b = h.buckets + (<u32>hash & h.bucketMask()) * bucketsize;
    let cell: usize = 0;
    do {
      for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
        const i = Match.index(m);
        if (load<u64>(Bucket.key(b, i, sizeof<u64>())) == key)
          return load<i32>(Slot.elemOf(b + i)) - 1;
      }
      if (!cell) {
        const empty = Match.empty(b);
        if (empty) cell = b + Match.index(empty);
      }
      if (Bucket.isLast(b)) break;
      b = load<usize>(b + overflowOffset);
    } while (b);
    if (!cell || mustGrow(h)) return Slot.assign(h, key, place);
    store<u64>(Bucket.cellKey(cell, sizeof<u64>()), key);
    store<i32>(Slot.elemOf(cell), place + 1);
    store<u8>(cell, top);
    h.count += 1;
    Entry.changed<u64>(h);
    return place;
  }

  /** The same when it takes more than a free cell. */
  static assign(h: hmap, key: u64, place: i32): i32 {
    // Keys that are there already need no memory, so that setting them cannot fail.
    const found = Slot.find(h, key);
    if (found >= 0) return found;
    store<i32>(Slot.elemOf(mapassign<u64>(h.t, h, key)), place + 1);
    Entry.changed<u64>(h);
    return place;
  }

  /** Gives `key`, if it is there, another place. Needs no memory, so it cannot fail. */
  @inline
  static move(h: hmap, key: u64, place: i32): void {
    const e = Slot.elem(h, key);
    if (e) store<i32>(e, place + 1);
  }

  /** Deletes `key` and returns its place. */
  @inline
  static remove(h: hmap, key: u64): i32 {
    const t = h.t;
    const hash = Key.hash<u64>(t, h, key);
    if (h.growing()) growWork<u64>(t, h, <u32>hash & h.bucketMask());
    const b = Slot.chain(h, hash);
    const cell = Slot.cell(b, Bucket.tophash(hash), key);
    if (!cell) return -1;
    const e = Slot.elemOf(cell);
    const place = load<i32>(e) - 1;
    store<i32>(e, 0);
    dropCell(t, h, b, cell);
    Entry.changed<u64>(h);
    return place;
  }
}

// ---- numbers ----

export function findNumber(h: hmap, key: f64): i32 {
  return Slot.find(h, Slot.bits(key));
}

export function insertNumber(h: hmap, key: f64, place: i32): i32 {
  return Slot.insert(h, Slot.bits(key), place);
}

export function moveNumber(h: hmap, key: f64, place: i32): void {
  Slot.move(h, Slot.bits(key), place);
}

export function removeNumber(h: hmap, key: f64): i32 {
  return Slot.remove(h, Slot.bits(key));
}

// ---- 64-bit words, in the exchange area ----

export function findWord(h: hmap): i32 {
  return Slot.find(h, load<u64>(wordKey));
}

export function insertWord(h: hmap, place: i32): i32 {
  return Slot.insert(h, load<u64>(wordKey), place);
}

export function moveWord(h: hmap, place: i32): void {
  Slot.move(h, load<u64>(wordKey), place);
}

export function removeWord(h: hmap): i32 {
  return Slot.remove(h, load<u64>(wordKey));
}
