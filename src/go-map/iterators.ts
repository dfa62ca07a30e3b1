// The iterators of a GoMap. `next` makes its result in one place and is small enough to be inlined into
// a loop: then the result need not be made at all. What has been handed out it reads by itself, as long as
// nothing is written; `undefined` is left to the cursor, which knows whether that is a value. Columns and
// entries have an iterator each: one for both takes 1 ns longer, as does asking the cursor whether there is
// more after every entry (Node 24).

import { printAs } from '../js/print.js';
import { Cursor, ENTRIES, type KEYS, type VALUES } from './cursor.js';
import type { Table } from './table.js';

/** %IteratorPrototype%: gives the iterators whatever helpers the engine has. */
const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
);

/** Iterates over keys or over values. */
export class ColumnIterator {
  readonly #cursor: Cursor;

  constructor(table: Table, reads: typeof KEYS | typeof VALUES) {
    this.#cursor = new Cursor(table, reads, true);
  }

  next(): IteratorResult<unknown, undefined> {
    const cursor = this.#cursor;
    const { place } = cursor;
    let value: unknown;
    let done = false;
    if (place < cursor.limit && cursor.version === cursor.map.version) value = cursor.column[place];
    if (value !== undefined) cursor.place = place + 1;
    else {
      value = cursor.take();
      done = cursor.done;
    }
    return { value, done } as IteratorResult<unknown, undefined>;
  }

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<unknown, undefined> {
    this.#cursor.end();
    return { value, done: true };
  }
}

/** Iterates over entries. */
export class EntryIterator {
  readonly #cursor: Cursor;

  constructor(table: Table) {
    this.#cursor = new Cursor(table, ENTRIES, true);
  }

  next(): IteratorResult<unknown, undefined> {
    const cursor = this.#cursor;
    const { place } = cursor;
    let taken: unknown;
    let done = false;
    if (place < cursor.limit && cursor.version === cursor.map.version) {
      const key = cursor.column[place];
      const value = cursor.value(place);
      if (key !== undefined && value !== undefined) {
        taken = [key, value];
        cursor.place = place + 1;
      }
    }
    if (taken === undefined) {
      taken = cursor.take();
      done = cursor.done;
    }
    return { value: taken, done } as IteratorResult<unknown, undefined>;
  }

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<unknown, undefined> {
    this.#cursor.end();
    return { value, done: true };
  }
}

for (const { prototype } of [ColumnIterator, EntryIterator]) {
  Object.setPrototypeOf(prototype, IteratorPrototype);
  printAs(prototype, 'GoMap Iterator', () => ({ title: '[GoMap Iterator]', parts: [] }));
}
