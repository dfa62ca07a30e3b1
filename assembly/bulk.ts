// Columns: many keys in one call. They are worked through in blocks. First every key of a block is
// hashed, then all their buckets are touched, then every bucket's candidate is compared, then the
// elements are read or written. The steps of different keys do not depend on each other, so that the
// processor waits for many cache lines at once, where a call a key waits for them one after the other.
//
// The outcome is that of one call after the other, with two liberties. A growth that so many writes
// would have finished step by step is finished in one sweep, which is what makes it cheap. And a
// column that has brought nothing but new keys may double the array twice at once, if the rows to come
// would have it grow so far: the chains are those that growing step by step makes. Should the later
// rows bring no new keys after all, the array is twice as large as it would be.

import { Access } from './access';
import { appendEntry, mapassign, mustGrow, noMemory } from './assign';
import { Bucket } from './bmap';
import { Column, Row, rowSize, Undo } from './column';
import { mapdelete } from './delete';
import { Entry } from './entry';
import { finishGrowth, hashGrow } from './evacuate';
import { hashWriting, hmap, Load } from './hmap';
import { concurrentMapReadAndWrite, concurrentMapWrites, fatal } from './host';
import { Hiter, mapiternext, maxEntries } from './iterate';
import { GoString, Key } from './key';
import { Live } from './live';
import { makeBuckets } from './makemap';
import { ElemKind, maptype } from './maptype';
import { Match } from './match';
import { enlarge } from './rehash';

/** Keys of a block: 64 measured faster than 32 from 1e6 entries on, 128 no faster. */
const blockSize: u32 = 64;

/** Inserted rows from which on their share among all says something. */
const sample: u32 = 64;
/** Doublings that are done at once at most. */
const maxSteps: u8 = 2;

/** The rows of the block. */
const rows = memory.data(<i32>(blockSize * offsetof<Row>()), 8);
/** Keeps the compiler from leaving out loads that are there for the cache's sake. */
const touched = memory.data(8, 8);

export class Bulk {
  /** The `i`th key of a column. */
  @inline
  static key<K>(keys: usize, i: u32): K {
    return Key.at<K>(keys + i * Key.size<K>());
  }

  /** Finds the cells of the `n` keys of a block. */
  static locate<K>(t: maptype, h: hmap, keys: usize, n: u32): void {
    const buckets = h.buckets;
    const mask = h.bucketMask();
    const bucketsize = <usize>t.bucketsize;
    const growing = h.growing();
    const end = rows + n * rowSize;
    for (let r = rows, k = keys; r < end; r += rowSize, k += Key.size<K>()) {
      const row = changetype<Row>(r);
      const hash = Key.hash<K>(t, h, Key.at<K>(k));
      row.hash = hash;
      row.chain = growing ? Access.chain(t, h, hash) : buckets + (<u32>hash & mask) * bucketsize;
    }
    // So short a loop has many more cache misses under way at once than one that does the rest too.
    const behind = min<usize>(bucketsize - 8, 64);
    let seen: u32 = 0;
    for (let r = rows; r < end; r += rowSize) {
      const b = changetype<Row>(r).chain;
      seen |= load<u8>(b) | load<u8>(b + behind);
    }
    store<u32>(touched, seen);
    for (let r = rows, k = keys; r < end; r += rowSize, k += Key.size<K>()) {
      const row = changetype<Row>(r);
      const key = Key.at<K>(k);
      const b = row.chain;
      const m = Match.equal(b, Bucket.tophash(row.hash));
      row.matches = m;
      let cell: usize = 0;
      const first = Match.index(m);
      if (m && Key.equal<K>(Bucket.key(b, first, Key.size<K>()), key)) {
        cell = b + first;
      } else if (m || !Bucket.isLast(b)) {
        cell = Bulk.search<K>(t, row, key);
      }
      row.cell = cell;
    }
  }

  /** Looks for the key of a row in the whole of its chain. */
  static search<K>(t: maptype, row: Row, key: K): usize {
    return Access.cell<K>(t, row.chain, Bucket.tophash(row.hash), key);
  }

  /**
   * Reads the elements of `n` keys into the column `out`; where a key is absent, the one at
   * `Column.missing`.
   */
  static getAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
    Live.memory(keys, n, Key.size<K>());
    Live.elems(h, out, n);
    if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
    const t = h.t;
    if (h.count == 0) {
      memory.fill(rows, 0, blockSize * rowSize);
    }
    for (let done: u32 = 0; done < n; done += blockSize) {
      const block = min(n - done, blockSize);
      if (h.count) Bulk.locate<K>(t, h, keys + done * Key.size<K>(), block);
      Column.gather(t, rows, block, out + done * t.elemsize);
    }
  }

  /** Writes 1 into the bytes at `out` where a key is present, 0 where it is not. */
  static hasAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
    Live.map(changetype<usize>(h));
    Live.memory(keys, n, Key.size<K>());
    Live.memory(out, n, 1);
    if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
    const t = h.t;
    if (h.count == 0) {
      memory.fill(out, 0, n);
      return;
    }
    for (let done: u32 = 0; done < n; done += blockSize) {
      const block = min(n - done, blockSize);
      Bulk.locate<K>(t, h, keys + done * Key.size<K>(), block);
      for (let i: u32 = 0; i < block; i += 1) {
        store<u8>(out + done + i, changetype<Row>(rows + i * rowSize).cell != 0 ? 1 : 0);
      }
    }
  }

  /**
   * Finds or makes the cells of the `n` keys of a block, in a map that does not grow. Notes the
   * number of every key that it inserts, counted from `first`, in `undo` unless that is 0. Returns
   * how many keys have their cell: fewer than `n` when a growth is due or memory is short.
   */
  static place<K>(t: maptype, h: hmap, keys: usize, n: u32, first: u32, undo: usize): u32 {
    Bulk.locate<K>(t, h, keys, n);
    const limit = Load.limit(h.B);
    for (let i: u32 = 0; i < n; i += 1) {
      const row = changetype<Row>(rows + i * rowSize);
      const key = Bulk.key<K>(keys, i);
      let cell = row.cell;
      if (!cell) {
        const b = row.chain;
        const top = Bucket.tophash(row.hash);
        // An earlier key of the block may have been the same: then it has changed the bucket.
        if (Match.equal(b, top) != row.matches || !Bucket.isLast(b)) {
          cell = Access.cell<K>(t, b, top, key);
        }
        if (!cell) {
          if (h.count >= limit || Load.tooManyOverflow(h.noverflow, h.B)) return i;
          cell = appendEntry<K>(t, h, key, top, b);
          if (!cell) return i;
          if (undo) Undo.note(undo, first + i);
        }
        row.cell = cell;
      }
      Key.update<K>(Bucket.cellKey(cell, Key.size<K>()), key);
    }
    return n;
  }

  /** Whether the running growth would be over after `writes` writes anyway: then ends it now. */
  static hasten<K>(t: maptype, h: hmap, writes: u32): void {
    // Without the memory for it, it goes on step by step.
    if (h.growing() && writes >= h.noldbuckets() - h.nevacuate) finishGrowth<K>(t, h);
  }

  /**
   * Makes room where a growth is due, after `done` rows of which `inserted` have brought new keys, with
   * `more` rows to come; false when there is no memory. Two doublings at once move entries once, and
   * take less memory than the second of them would: for setAll of 1e5 new keys, 22 against 33 ns a row.
   */
  static grow<K>(t: maptype, h: hmap, more: u32, done: u32, inserted: u32): bool {
    if (inserted > sample && inserted >= done - (done >> 3)) {
      let B = h.B;
      while (B - h.B < maxSteps && Load.over(h.count + more, B)) B += 1;
      if (B - h.B > 1 && enlarge<K>(t, h, B)) return true;
    }
    return hashGrow(t, h);
  }

  /** `set` for columns of `n` keys and elements, to be followed by `more` rows. */
  static setAll<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
    Live.memory(keys, n, Key.size<K>());
    Live.elems(h, elems, n);
    if (h.t.elem == ElemKind.String) Bulk.setStrings<K>(h, keys, n, more, elems);
    else Bulk.write<K>(h, keys, n, more, elems, 0);
  }

  /** `setAll` for elements that own memory: each entry needs its own string before it is there. */
  static setStrings<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
    for (let i: u32 = 0; i < n; i += 1) {
      Bulk.hasten<K>(h.t, h, n - i + more);
      const s = changetype<GoString>(elems + i * offsetof<GoString>());
      Entry.setString<K>(h, Bulk.key<K>(keys, i), s.data, s.len);
    }
  }

  /**
   * `add` for columns of `n` keys and deltas, but for rows whose key is NaN. Returns how many rows were
   * added: fewer than `n` when the sum of the next one does not fit. At `undo` there is room for an
   * `Undo` with `n` numbers.
   */
  static addAll<K>(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
    Live.memory(keys, n, Key.size<K>());
    Live.elems(h, deltas, n);
    Live.memory(undo, Undo.bytes(n), 1);
    return Bulk.write<K>(h, keys, n, more, deltas, undo);
  }

  /** Adds the rows that `addAll` leaves out. No sum is too large for them, as each is its delta. */
  static addAllNaN(h: hmap, keys: usize, n: u32, deltas: usize): void {
    Live.memory(keys, n, sizeof<f64>());
    Live.elems(h, deltas, n);
    const t = h.t;
    for (let i: u32 = 0; i < n; i += 1) {
      const key = Bulk.key<f64>(keys, i);
      if (key == key) continue;
      changetype<Row>(rows).cell = mapassign<f64>(t, h, key);
      Column.add(t, rows, 1, deltas + i * t.elemsize);
    }
    Entry.changed<f64>(h);
  }

  /** Writes the elements of columns, or adds them if there is an `undo`. */
  static write<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize, undo: usize): u32 {
    if (h.flags & hashWriting) fatal(concurrentMapWrites);
    const t = h.t;
    if (undo) Bulk.beginUndo<K>(t, h, undo);
    if (!h.buckets && !makeBuckets(t, h)) noMemory();
    const before = h.count;
    let done: u32 = 0;
    while (done < n) {
      Bulk.hasten<K>(t, h, n - done + more);
      let block = min(n - done, blockSize);
      const blockKeys = keys + done * Key.size<K>();
      if (isFloat<K>() && undo) {
        block = Bulk.reflexive<K>(blockKeys, block);
        if (!block) {
          changetype<Undo>(undo).nans += 1;
          done += 1;
          continue;
        }
      }
      let placed: u32;
      if (h.growing()) {
        // Every write moves entries: one at a time.
        block = placed = 1;
        const count = h.count;
        changetype<Row>(rows).cell = mapassign<K>(t, h, Bulk.key<K>(blockKeys, 0));
        if (undo && h.count != count) Undo.note(undo, done);
      } else {
        placed = Bulk.place<K>(t, h, blockKeys, block, done, undo);
      }
      const from = elems + done * t.elemsize;
      if (undo) {
        const added = Column.add(t, rows, placed, from);
        if (added < placed) return done + added;
      } else {
        Column.scatter(t, rows, placed, from);
      }
      done += placed;
      if (
        placed < block &&
        !(mustGrow(h) && Bulk.grow<K>(t, h, n - done + more, done, h.count - before))
      )
        noMemory();
    }
    Entry.changed<K>(h);
    return n;
  }

  /** How many of the first of `n` keys are equal to themselves: NaN is not. */
  static reflexive<K>(keys: usize, n: u32): u32 {
    let i: u32 = 0;
    while (i < n && Key.reflexive<K>(keys + i * Key.size<K>())) i += 1;
    return i;
  }

  static beginUndo<K>(t: maptype, h: hmap, at: usize): void {
    const undo = changetype<Undo>(at);
    undo.inserted = 0;
    undo.nans = 0;
    undo.zero = 0;
    if (!isFloat<K>()) return;
    const cell = Access.find<K>(t, h, <K>0);
    if (cell) undo.zero = load<u32>(Bucket.cellKey(cell, Key.size<K>()), 4);
  }

  /** Takes back `n` rows that `addAll` has added, with what it has left in `undo`. */
  static undoAddAll<K>(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
    Live.memory(keys, n, Key.size<K>());
    Live.elems(h, deltas, n);
    Live.memory(undo, Undo.bytes(n), 1);
    const t = h.t;
    for (let i: u32 = 0; i < n; i += 1) {
      const cell = Access.find<K>(t, h, Bulk.key<K>(keys, i));
      if (cell) Column.subtract(t, cell, deltas + i * t.elemsize);
    }
    for (let i: u32 = 0; i < changetype<Undo>(undo).inserted; i += 1) {
      mapdelete<K>(t, h, Bulk.key<K>(keys, Undo.row(undo, i)));
    }
    if (isFloat<K>()) {
      const cell = Access.find<K>(t, h, <K>0);
      if (cell) store<u32>(Bucket.cellKey(cell, Key.size<K>()), changetype<Undo>(undo).zero, 4);
    }
    Entry.changed<K>(h);
  }

  /**
   * Deletes `n` keys. Returns how many were present. Where the host keeps the values, writes the
   * slots of the deleted ones to `slots`, and 0 for the others.
   */
  static deleteAll<K>(h: hmap, keys: usize, n: u32, more: u32, slots: usize): u32 {
    Live.map(changetype<usize>(h));
    Live.memory(keys, n, Key.size<K>());
    if (h.flags & hashWriting) fatal(concurrentMapWrites);
    const t = h.t;
    let deleted: u32 = 0;
    Bulk.hasten<K>(t, h, n + more);
    for (let done: u32 = 0; done < n; done += blockSize) {
      const block = min(n - done, blockSize);
      // For the cache's sake: each deletion looks for its key itself.
      if (h.count) Bulk.locate<K>(t, h, keys + done * Key.size<K>(), block);
      for (let i: u32 = 0; i < block; i += 1) {
        const result = mapdelete<K>(t, h, Bulk.key<K>(keys, done + i));
        if (result) deleted += 1;
        if (t.elem != ElemKind.Any) continue;
        Live.memory(slots, done + i + 1, 4);
        store<u32>(slots + ((done + i) << 2), result);
      }
    }
    Entry.changed<K>(h);
    return deleted;
  }

  /**
   * Writes the next keys and elements of an iteration to columns, `n` at most. Returns how many; 0
   * when there are no more. `n` is at least `maxEntries`.
   */
  static columns<K>(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
    const h = it.h;
    const t = h.t;
    Live.memory(keys, n, Key.size<K>());
    Live.elems(h, elems, n);
    let done: u32 = 0;
    while (done <= n - maxEntries) {
      const batch = mapiternext<K>(t, it);
      if (!batch) break;
      memory.copy(keys + done * Key.size<K>(), it.keys(), batch * Key.size<K>());
      memory.copy(elems + done * t.elemsize, it.elems(t), batch * t.elemsize);
      done += batch;
    }
    return done;
  }
}
