// The iterators of a GoMap, and what every entry looks like in each of them. Entries are read as they
// are handed out, many at once, so that what `next` does is small enough to be inlined into loops:
// reading them one by one in `next` takes half as long again (Node 24). Each `next` makes its result in
// one place: then a loop that it is inlined into need not make it at all.

import { Cursor } from './cursor.js';
import type { GoMap } from './go-map.js';
import { SIZES, STRING } from './kinds.js';

/** %IteratorPrototype%: gives the iterators whatever helpers the engine has. */
const IteratorPrototype: object = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
);

abstract class EntryIterator<K, V, T> implements IterableIterator<T> {
  protected readonly cursor: Cursor;

  constructor(protected readonly map: GoMap<K, V>) {
    this.cursor = new Cursor(map, true);
  }

  abstract next(): IteratorResult<T, undefined>;

  /** Ends the iteration early: called when a loop is left. */
  return(value?: undefined): IteratorResult<T, undefined> {
    this.cursor.end();
    return { value, done: true };
  }

  [Symbol.iterator](): this {
    return this;
  }

  /** Has entries handed out and reads them; false when there are none. */
  protected refill(): boolean {
    if (!this.cursor.refill()) return false;
    this.read();
    return true;
  }

  /** Reads the entries handed out. */
  protected abstract read(): void;
}

Object.setPrototypeOf(EntryIterator.prototype, IteratorPrototype);

/** Reads the keys handed out. */
export function readKeys<K, V>(map: GoMap<K, V>, cursor: Cursor, keys: K[]): void {
  if (map._key === STRING) {
    cursor.readTexts(cursor.keys, keys);
    return;
  }
  const size = SIZES[map._key] as number;
  for (let i = 0; i < cursor.count; i += 1) keys[i] = map._keyAt(cursor.keys + i * size);
}

/**
 * Reads values; of kind `any` their slots, so that no iterator keeps a value alive that has been
 * deleted.
 */
export function readValues<K, V>(map: GoMap<K, V>, cursor: Cursor, values: unknown[]): void {
  if (map._value === STRING) {
    cursor.readTexts(cursor.elems, values);
    return;
  }
  const size = SIZES[map._value] as number;
  const slots = map._slots !== undefined;
  const { u32 } = map._heap;
  for (let i = 0; i < cursor.count; i += 1) {
    const at = cursor.elems + i * size;
    values[i] = slots ? u32[at >>> 2] : map._valueAt(at);
  }
}

/** The value for what `readValues` has read. */
export function shownValue<K, V>(map: GoMap<K, V>, value: unknown): V {
  return (map._slots === undefined ? value : map._slots.get(value as number)) as V;
}

export class Keys<K, V> extends EntryIterator<K, V, K> {
  private readonly keys: K[] = [];

  next(): IteratorResult<K, undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || this.refill()) value = this.keys[cursor.taken++];
    else done = true;
    return { value, done } as IteratorResult<K, undefined>;
  }

  protected read(): void {
    readKeys(this.map, this.cursor, this.keys);
  }
}

export class Values<K, V> extends EntryIterator<K, V, V> {
  private readonly values: unknown[] = [];

  next(): IteratorResult<V, undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || this.refill()) value = shownValue(this.map, this.values[cursor.taken++]);
    else done = true;
    return { value, done } as IteratorResult<V, undefined>;
  }

  protected read(): void {
    readValues(this.map, this.cursor, this.values);
  }
}

export class Entries<K, V> extends EntryIterator<K, V, [K, V]> {
  private readonly keys: K[] = [];
  private readonly values: unknown[] = [];

  next(): IteratorResult<[K, V], undefined> {
    const { cursor } = this;
    let value: unknown;
    let done = false;
    if (cursor.ready() || this.refill()) {
      const i = cursor.taken++;
      const pair: unknown[] = [this.keys[i], '']; // the text makes it an array of any values from the start
      pair[1] = shownValue(this.map, this.values[i]);
      value = pair;
    } else done = true;
    return { value, done } as IteratorResult<[K, V], undefined>;
  }

  protected read(): void {
    readKeys(this.map, this.cursor, this.keys);
    readValues(this.map, this.cursor, this.values);
  }
}
