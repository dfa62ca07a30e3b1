// The iterators of a GoMap, and what every entry looks like in each of them.

import { Cursor } from './cursor.js';
import type { GoMap } from './go-map.js';

/** %IteratorPrototype%: gives the iterators whatever helpers the engine has. */
const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
);

abstract class EntryIterator<K, V, T> implements IterableIterator<T> {
  private readonly cursor: Cursor;

  constructor(protected readonly map: GoMap<K, V>) {
    this.cursor = new Cursor(map, true);
  }

  next(): IteratorResult<T, undefined> {
    const { cursor } = this;
    if (!cursor.advance()) return { value: undefined, done: true };
    return { value: this.read(cursor.key, cursor.elem), done: false };
  }

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<T, undefined> {
    this.cursor.end();
    return { value, done: true };
  }

  [Symbol.iterator](): this {
    return this;
  }

  protected abstract read(key: number, elem: number): T;
}

Object.setPrototypeOf(EntryIterator.prototype, IteratorPrototype);

export class Keys<K, V> extends EntryIterator<K, V, K> {
  protected read(key: number): K {
    return this.map._keyAt(key);
  }
}

export class Values<K, V> extends EntryIterator<K, V, V> {
  protected read(_key: number, elem: number): V {
    return this.map._valueAt(elem);
  }
}

export class Entries<K, V> extends EntryIterator<K, V, [K, V]> {
  protected read(key: number, elem: number): [K, V] {
    return [this.map._keyAt(key), this.map._valueAt(elem)];
  }
}
