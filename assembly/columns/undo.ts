// Taking back rows that `addAll` has added, so that a column is added as a whole or not at all.
// Sums are taken back by subtraction, new entries by deletion. An entry whose key is NaN cannot be
// found again, so such rows are added last, when nothing can be taken back any more.

import { Access } from '../access';
import { Bucket } from '../bmap';
import { Borrowed } from '../borrowed';
import { mapdelete } from '../delete';
import { Entry } from '../entry';
import { hmap } from '../hmap';
import { Key } from '../key';
import { AnyElem, maptype } from '../maptype';
import { Column } from './block';
import { subtractElem } from './elems';

/** What must be known; the numbers of the rows that have brought new keys follow it. */
@unmanaged
export class Undo {
  /** How many numbers there are. */
  inserted: u32;
  /** The high half of the key zero, which has its sign. */
  zero: u32;
  /** Rows left out because their keys are NaN. */
  nans: u32;

  /** Bytes of one for `n` rows. */
  @inline
  static bytes(n: u32): usize {
    return offsetof<Undo>() + ((<usize>n) << 2);
  }

  /** The `i`th number. */
  @inline
  static row(undo: usize, i: u32): u32 {
    return load<u32>(undo + ((<usize>i) << 2), offsetof<Undo>());
  }

  /** Appends `row`. */
  @inline
  static note(undo: usize, row: u32): void {
    const n = changetype<Undo>(undo).inserted;
    store<u32>(undo + ((<usize>n) << 2), row, offsetof<Undo>());
    changetype<Undo>(undo).inserted = n + 1;
  }
}

/** Makes what is at `at` an `Undo` that has no rows yet. */
export function beginUndo<K>(t: maptype, h: hmap, at: usize): void {
  const undo = changetype<Undo>(at);
  undo.inserted = 0;
  undo.nans = 0;
  undo.zero = 0;
  if (!isFloat<K>()) return;
  const cell = Access.find<K, AnyElem>(t, h, <K>0);
  if (cell) undo.zero = load<u32>(Bucket.cellKey(cell, Key.size<K>()), 4);
}

/** Takes back `n` rows that `addAll` has added, by what it has left in `undo`. */
export function undoAddAll<K>(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, deltas, n);
  Borrowed.assert(undo, Undo.bytes(n), 1);
  const t = h.t;
  for (let i: u32 = 0; i < n; i += 1) {
    const cell = Access.find<K, AnyElem>(t, h, Column.key<K>(keys, i));
    if (cell) subtractElem(t, cell, deltas + i * t.elemsize);
  }
  for (let i: u32 = 0; i < changetype<Undo>(undo).inserted; i += 1) {
    mapdelete<K, AnyElem>(t, h, Column.key<K>(keys, Undo.row(undo, i)));
  }
  if (isFloat<K>()) {
    const cell = Access.find<K, AnyElem>(t, h, <K>0);
    if (cell) store<u32>(Bucket.cellKey(cell, Key.size<K>()), changetype<Undo>(undo).zero, 4);
  }
  Entry.changed<K>(h);
}
