// The iterators of a GoMap. `next` makes its result in one place and is small enough to be inlined into
// a loop: then the result need not be made at all.

import { printAs } from '../js/print.js';
import { Cursor, ENTRIES, KEYS, VALUES } from './cursor.js';
import type { Table } from './table.js';

/** %IteratorPrototype%: gives the iterators whatever helpers the engine has. */
const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
);

/** Iterates over keys, values or entries, as `reads` says. */
export class EntryIterator {
  readonly #cursor: Cursor;
  readonly #reads: number;

  constructor(table: Table, reads: number) {
    this.#cursor = new Cursor(table, reads, true);
    this.#reads = reads;
  }

  next(): IteratorResult<unknown, undefined> {
    const cursor = this.#cursor;
    const reads = this.#reads;
    let value: unknown;
    let done = false;
    if (cursor.ready() || cursor.refill()) {
      const i = cursor.taken;
      const key = reads === VALUES ? 0 : cursor.keys.at(i);
      value = reads === KEYS ? key : cursor.values.at(i);
      if ((key === undefined || value === undefined) && cursor.moved()) {
        cursor.refill(); // the same entry comes again
        return this.next();
      }
      if (reads === ENTRIES) value = [key, value];
      cursor.taken = i + 1;
    } else done = true;
    return { value, done } as IteratorResult<unknown, undefined>;
  }

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<unknown, undefined> {
    this.#cursor.end();
    return { value, done: true };
  }
}

Object.setPrototypeOf(EntryIterator.prototype, IteratorPrototype);
printAs(EntryIterator.prototype, 'GoMap Iterator', () => ({
  title: '[GoMap Iterator]',
  parts: [],
}));
