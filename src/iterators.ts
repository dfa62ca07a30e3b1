// The iterators of a GoMap, and what every entry looks like in each of them. Each `next` makes its
// result in one place, and is small enough to be inlined into a loop: then the result need not be made
// at all.

import { Cursor, ENTRIES, KEYS, VALUES } from './cursor.js';
import type { GoMap } from './go-map.js';
import { printAs } from './print.js';

/** %IteratorPrototype%: gives the iterators whatever helpers the engine has. */
const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
);

abstract class EntryIterator<T> implements IterableIterator<T> {
  constructor(protected readonly cursor: Cursor) {}

  abstract next(): IteratorResult<T, undefined>;

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<T, undefined> {
    this.cursor.end();
    return { value, done: true };
  }

  [Symbol.iterator](): this {
    return this;
  }
}

Object.setPrototypeOf(EntryIterator.prototype, IteratorPrototype);
printAs(EntryIterator.prototype, 'GoMap Iterator', () => ({
  title: '[GoMap Iterator]',
  parts: [],
}));

export class Keys<K, V> extends EntryIterator<K> {
  constructor(map: GoMap<K, V>) {
    super(new Cursor(map, KEYS, true));
  }

  next(): IteratorResult<K, undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || cursor.refill()) value = cursor.keys.at(cursor.taken++);
    else done = true;
    return { value, done } as IteratorResult<K, undefined>;
  }
}

export class Values<K, V> extends EntryIterator<V> {
  constructor(map: GoMap<K, V>) {
    super(new Cursor(map, VALUES, true));
  }

  next(): IteratorResult<V, undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || cursor.refill()) value = cursor.values.at(cursor.taken++);
    else done = true;
    return { value, done } as IteratorResult<V, undefined>;
  }
}

export class Entries<K, V> extends EntryIterator<[K, V]> {
  constructor(map: GoMap<K, V>) {
    super(new Cursor(map, ENTRIES, true));
  }

  next(): IteratorResult<[K, V], undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || cursor.refill()) {
      const i = cursor.taken++;
      value = [cursor.keys.at(i), cursor.values.at(i)];
    } else done = true;
    return { value, done } as IteratorResult<[K, V], undefined>;
  }
}
