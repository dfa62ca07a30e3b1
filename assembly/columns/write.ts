// Writes of columns: setting and adding. The outcome is that of single calls in order, except that
// growths are taken in fewer steps (growth.ts). Rows are written one at a time while the map grows,
// and if elements own memory.

import { mapassign, mustGrow } from '../assign';
import { Bucket } from '../bmap';
import { Borrowed } from '../borrowed';
import { Entry } from '../entry';
import { hashWriting, hmap, LoadFactor } from '../hmap';
import { concurrentMapWrites, fatal } from '../host';
import { Key } from '../key';
import { makeBuckets } from '../makemap';
import { Kind, maptype } from '../maptype';
import { noMemory } from '../no-memory';
import { GoString } from '../strings/go-string';
import { Absent } from './absent';
import { blockSize, Column, locate, Row, rowSize } from './block';
import { addElems, scatter } from './elems';
import { finishGrowthIfDue, grow } from './growth';
import { beginUndo, Undo } from './undo';

/** `set` for columns of `n` keys and elements, to be followed by `more` rows. */
export function setAll<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, elems, n);
  if (h.t.elem == Kind.String) setStrings<K>(h, keys, n, more, elems);
  else write<K>(h, keys, n, more, elems, 0);
}

/** `setAll` for elements that own memory: each entry needs its own string before it is there. */
function setStrings<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  for (let i: u32 = 0; i < n; i += 1) {
    finishGrowthIfDue<K>(h.t, h, n - i + more);
    const s = changetype<GoString>(elems + i * offsetof<GoString>());
    Entry.setString<K>(h, Column.key<K>(keys, i), s.data, s.len);
  }
}

/**
 * `add` for columns of `n` keys and deltas, except for rows whose key is NaN. Returns how many rows
 * were added: fewer than `n` when the sum of the next one does not fit. At `undo` there is room for
 * an `Undo` with `n` numbers.
 */
export function addAll<K>(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  deltas: usize,
  undo: usize,
): u32 {
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, deltas, n);
  Borrowed.assert(undo, Undo.bytes(n), 1);
  return write<K>(h, keys, n, more, deltas, undo);
}

/**
 * Adds the rows that `addAll` leaves out. No sum is too large for them, since each is its delta.
 */
export function addAllNaN(h: hmap, keys: usize, n: u32, deltas: usize): void {
  Column.assertKeys<f64>(keys, n);
  Column.assertElems(h, deltas, n);
  const t = h.t;
  const rows = Column.rows();
  for (let i: u32 = 0; i < n; i += 1) {
    const key = Column.key<f64>(keys, i);
    if (key == key) continue;
    changetype<Row>(rows).cell = mapassign<f64>(t, h, key);
    addElems(t, rows, 1, deltas + i * t.elemsize);
  }
  Entry.changed<f64>(h);
}

/** Writes the elements of columns, or adds them if there is an `undo`. */
function write<K>(h: hmap, keys: usize, n: u32, more: u32, elems: usize, undo: usize): u32 {
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  const t = h.t;
  const rows = Column.rows();
  if (undo) beginUndo<K>(t, h, undo);
  if (!h.buckets && !makeBuckets(t, h)) noMemory();
  const before = h.count;
  let done: u32 = 0;
  while (done < n) {
    finishGrowthIfDue<K>(t, h, n - done + more);
    let block = min(n - done, blockSize);
    const blockKeys = keys + <usize>done * Key.size<K>();
    if (isFloat<K>() && undo) {
      block = reflexive<K>(blockKeys, block);
      if (!block) {
        changetype<Undo>(undo).nans += 1;
        done += 1;
        continue;
      }
    }
    let found: u32;
    if (h.growing()) {
      // Every write moves entries: one at a time.
      block = found = 1;
      const count = h.count;
      changetype<Row>(rows).cell = mapassign<K>(t, h, Column.key<K>(blockKeys, 0));
      if (undo && h.count != count) Undo.note(undo, done);
    } else {
      found = findOrInsert<K>(t, h, blockKeys, block, done, undo);
    }
    const from = elems + done * t.elemsize;
    if (undo) {
      const added = addElems(t, rows, found, from);
      if (added < found) return done + added;
    } else {
      scatter(t, rows, found, from);
    }
    done += found;
    if (found < block && !(mustGrow(h) && grow<K>(t, h, n - done + more, done, h.count - before)))
      noMemory();
  }
  Entry.changed<K>(h);
  return n;
}

/** How many of the first of `n` keys are equal to themselves: NaN is not. */
function reflexive<K>(keys: usize, n: u32): u32 {
  let i: u32 = 0;
  while (i < n && Key.reflexive<K>(keys + <usize>i * Key.size<K>())) i += 1;
  return i;
}

/**
 * Finds or makes the cells of the `n` keys of a block, in a map that does not grow. Unless `undo`
 * is 0, notes there the row number of every key that it inserts, counted from `first`. Returns how
 * many keys have their cell: fewer than `n` when a growth is due or memory is short.
 */
function findOrInsert<K>(t: maptype, h: hmap, keys: usize, n: u32, first: u32, undo: usize): u32 {
  locate<K>(t, h, keys, n);
  const rows = Column.rows();
  const limit = LoadFactor.limit(h.B);
  for (let i: u32 = 0; i < n; i += 1) {
    const row = changetype<Row>(rows + <usize>i * rowSize);
    const key = Column.key<K>(keys, i);
    let cell = row.cell;
    if (!cell) {
      const count = h.count;
      cell = Absent.cell<K>(t, h, row, key, limit);
      if (!cell) return i;
      if (undo && h.count != count) Undo.note(undo, first + i);
      row.cell = cell;
    }
    Key.update<K>(Bucket.cellKey(cell, Key.size<K>()), key);
  }
  return n;
}
