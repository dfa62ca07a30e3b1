// WasmMap: ECMAScript's Map, to the letter, with Go's map as its index. This file is the language's side:
// names, attributes, checks and the order in which foreign code is called. `Entries` keeps the entries
// in the order of insertion; `Indices` says where the entry of a key is.

import { defineMethod, defineName } from '../js/define.js';
import { describe } from '../js/errors.js';
import type { Disposes, IteratorOf } from '../js/lib-types.js';
import { printAs, printedMap } from '../js/print.js';
import { BITS, type Chunk, DISPOSED, Entries, HOLE, MASK, SPARSE } from './entries.js';
import { Indices } from './indices.js';
import { ENTRIES, EntryIterator, KEYS, VALUES } from './iterators.js';

// Not a function's own `call` or `bind`, which a program may have replaced.
const { apply } = Reflect;

/** What `stats` tells of a WasmMap. */
export interface WasmMapStats {
  /** Number of entries. */
  size: number;
  /** Deleted entries whose room in the order of insertion has not been given up yet. */
  holes: number;
  /** Bytes of the heap that the index holds; 0 for a small map, which has none. */
  bytes: number;
  /** Bytes of the memory that the index is in; 0 without an index. */
  heapBytes: number;
}

function needFunction(callback: unknown): void {
  if (typeof callback !== 'function') {
    throw new TypeError(`the callback must be a function, not ${describe(callback)}`);
  }
}

/** The key as a Map keeps it: ECMAScript's CanonicalizeKeyedCollectionKey. */
function canonical<K>(key: K): K {
  return typeof key === 'number' && key === 0 ? (0 as K) : key;
}

// biome-ignore lint/suspicious/noExplicitAny: as below.
// biome-ignore lint/correctness/noUnusedVariables: the parameters of the class.
export interface WasmMap<K = any, V = any> extends Disposes {}

/**
 * ECMAScript's `Map`, with the same methods, the same order and the same iterators, for any keys and
 * values. Numbers, strings and bigints are found through Go's map in WebAssembly memory, other keys
 * through a native `Map`. There may be more than 16,777,216 entries with such keys.
 *
 * @example
 * ```js
 * import { WasmMap as Map } from 'tophash';
 *
 * const m = new Map([['apple', 5], ['banana', 3]]);
 * m.get('apple'); // 5
 * [...m.keys()]; // ['apple', 'banana']
 * ```
 * @throws TypeError for something that is not iterable, or gives entries that are not objects.
 */
// biome-ignore lint/suspicious/noExplicitAny: the types of native Map when nothing else is known.
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `dispose` is there where `lib` has its name.
export class WasmMap<K = any, V = any> implements Map<K, V> {
  readonly #entries = new Entries();
  readonly #indices = new Indices(this.#entries);

  // With a default value the length of the constructor is 0, as it must be.
  constructor(iterable: Iterable<readonly [K, V]> | null | undefined = undefined) {
    if (iterable === undefined || iterable === null) return;
    const adder: unknown = this.set;
    needFunction(adder);
    for (const entry of iterable) {
      if ((typeof entry !== 'object' && typeof entry !== 'function') || entry === null) {
        throw new TypeError(`an entry must be an object, not ${describe(entry)}`);
      }
      apply(adder as this['set'], this, [entry[0], entry[1]]);
    }
  }

  static get [Symbol.species](): MapConstructor {
    // biome-ignore lint/complexity/noThisInStatic: a subclass is its own species.
    return this;
  }

  /**
   * The values of `items` in lists, under what `callback` says of each.
   *
   * @example
   * ```js
   * const m = WasmMap.groupBy([1, 2, 3], (n) => n % 2 === 0);
   * m.get(false); // [1, 3]
   * ```
   * @throws TypeError for items that are not iterable and for a callback that is not a function.
   */
  static groupBy<K, T>(
    items: Iterable<T>,
    callback: (item: T, index: number) => K,
  ): WasmMap<K, T[]> {
    if (items === undefined || items === null) {
      throw new TypeError(`the items must be iterable, not ${describe(items)}`);
    }
    needFunction(callback);
    const groups = makeMap<K, T[]>();
    let i = 0;
    for (const item of items) {
      const key = callback(item, i);
      const index = groups.#indices.find(key);
      if (index < 0) groups.#put(key, [item]);
      else {
        const group = groups.#entries.valueAt(index) as T[];
        group[group.length] = item; // `push` may have been replaced
      }
      i += 1;
    }
    return groups;
  }

  declare readonly [Symbol.toStringTag]: string;

  /**
   * The number of entries.
   *
   * @example
   * ```js
   * new WasmMap([[1, 10], [2, 20]]).size; // 2
   * ```
   */
  get size(): number {
    return this.#entries.size;
  }

  /**
   * The value of `key`, or `undefined`.
   *
   * @example
   * ```js
   * new WasmMap([[NaN, 'not a number']]).get(0 / 0).length; // 12
   * ```
   */
  get(key: K): V | undefined {
    const index = this.#indices.find(key);
    return index < 0 ? undefined : (this.#entries.valueAt(index) as V);
  }

  /**
   * Whether `key` is present.
   *
   * @example
   * ```js
   * new WasmMap([[2n ** 100n, 'large']]).has(2n ** 100n); // true
   * ```
   */
  has(key: K): boolean {
    return this.#indices.find(key) >= 0;
  }

  /**
   * Sets the value of `key`. Returns the map.
   *
   * @example
   * ```js
   * new WasmMap().set('pi', 3.14).set('e', 2.72).size; // 2
   * ```
   * @throws RangeError when the memory is exhausted; the entries are then what they were.
   */
  set(key: K, value: V): this {
    this.#put(key, value);
    return this;
  }

  #put(key: K, value: V): void {
    const entries = this.#entries;
    const index = this.#insert(canonical(key), value);
    if (index >= 0) entries.setValueAt(index, value);
  }

  /** Adds an entry, if the key is absent. Returns the index of the entry that there was, or -1. */
  #insert(key: K, value: V): number {
    const entries = this.#entries;
    entries.makeRoom(this.#indices);
    const { tail } = entries;
    const at = tail.used;
    const next = tail.base + at;
    const index = this.#indices.insert(key, next);
    if (index !== next) return index;
    // The index has the key now. So no function is called any more: the stack could run out.
    tail.keys[at] = key;
    tail.values[at] = value;
    tail.used = at + 1;
    tail.live += 1;
    entries.size += 1;
    return -1;
  }

  /**
   * The value of `key`, after setting it to `value` if the key is absent.
   *
   * @example
   * ```js
   * const m = new WasmMap();
   * m.getOrInsert('apple', 5); // 5
   * m.getOrInsert('apple', 6); // 5
   * ```
   * @throws as `set`.
   */
  getOrInsert(key: K, value: V): V {
    const index = this.#insert(canonical(key), value);
    return index >= 0 ? (this.#entries.valueAt(index) as V) : value;
  }

  /**
   * The value of `key`, after setting it to what `callback` returns if the key is absent.
   *
   * @example
   * ```js
   * const lengths = new WasmMap();
   * lengths.getOrInsertComputed('apple', (word) => word.length); // 5
   * ```
   * @throws as `set`, and what the callback throws.
   */
  getOrInsertComputed(key: K, callback: (key: K) => V): V {
    this.#use();
    needFunction(callback);
    const k = canonical(key);
    const index = this.#indices.find(k);
    if (index >= 0) return this.#entries.valueAt(index) as V;
    const value = callback(k);
    this.#put(k, value); // the callback may have added the key itself
    return value;
  }

  /**
   * Deletes `key`. Returns whether it was present.
   *
   * @example
   * ```js
   * const m = new WasmMap([[1, 2]]);
   * m.delete(1); // true
   * m.delete(1); // false
   * ```
   */
  delete(key: K): boolean {
    const entries = this.#entries;
    const indices = this.#indices;
    const index = indices.remove(key);
    if (index < 0) return false;
    // As in `#insert`, no function is called any more.
    const chunk = entries.chunks[index >>> BITS] as Chunk;
    const at = index & MASK;
    chunk.keys[at] = HOLE;
    chunk.values[at] = undefined;
    chunk.live -= 1;
    entries.size -= 1;
    if (chunk.live <= SPARSE) {
      try {
        entries.mergeSparse(chunk, indices);
      } catch {
        // There is not enough stack: some other time.
      }
    }
    return true;
  }

  /**
   * Deletes all entries.
   *
   * @example
   * ```js
   * const m = new WasmMap([[1, 2]]);
   * m.clear();
   * m.size; // 0
   * ```
   */
  clear(): void {
    this.#use();
    this.#indices.reserveStack();
    this.#entries.clear(this.#indices.clear());
  }

  /**
   * Calls `callback` for every entry in the order of insertion. It may write to the map: deleted
   * entries do not come any more, added ones do.
   *
   * @example
   * ```js
   * new WasmMap([['apple', 5]]).forEach((value, key) => console.log(key, value)); // apple 5
   * ```
   * @throws TypeError for a callback that is not a function, and what the callback throws.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as in the type of native Map.
  forEach(callback: (value: V, key: K, map: WasmMap<K, V>) => void, thisArg: any = undefined) {
    this.#use();
    needFunction(callback);
    // A plain call is cheaper than one that says what `this` is.
    const call: typeof callback =
      thisArg === undefined
        ? callback
        : (value, key, map) => apply(callback, thisArg, [value, key, map]);
    let chunk = this.#entries.head;
    let at = 0;
    while (true) {
      const { keys, values } = chunk;
      while (at < chunk.used) {
        const key = keys[at];
        at += 1;
        if (key !== HOLE) call(values[at - 1] as V, key as K, this);
      }
      const { next } = chunk;
      if (next === undefined) return;
      if (next === DISPOSED) this.#use();
      at = chunk.resumeAt(at);
      chunk = next;
    }
  }

  /**
   * An iterator of the keys in the order of insertion.
   *
   * @example
   * ```js
   * [...new WasmMap([[7, 'seven']]).keys()]; // [7]
   * ```
   */
  keys(): IteratorOf<K> {
    this.#use();
    return new EntryIterator(this.#entries.head, KEYS) as unknown as IteratorOf<K>;
  }

  /**
   * An iterator of the values in the order of insertion.
   *
   * @example
   * ```js
   * [...new WasmMap([[7, 0.5]]).values()]; // [0.5]
   * ```
   */
  values(): IteratorOf<V> {
    this.#use();
    return new EntryIterator(this.#entries.head, VALUES) as unknown as IteratorOf<V>;
  }

  /**
   * An iterator of pairs of key and value in the order of insertion.
   *
   * @example
   * ```js
   * [...new WasmMap([[7, 0.5]]).entries()]; // [[7, 0.5]]
   * ```
   */
  entries(): IteratorOf<[K, V]> {
    this.#use();
    return new EntryIterator(this.#entries.head, ENTRIES) as unknown as IteratorOf<[K, V]>;
  }

  /** The same as `entries`. */
  declare [Symbol.iterator]: () => IteratorOf<[K, V]>;

  /**
   * How large the map is inside.
   *
   * @example
   * ```js
   * new WasmMap([[1, 2]]).stats().size; // 1
   * ```
   */
  stats(): WasmMapStats {
    this.#use();
    return {
      size: this.#entries.size,
      holes: this.#entries.holes,
      bytes: this.#indices.bytes,
      heapBytes: this.#indices.heapBytes,
    };
  }

  /**
   * Gives the memory back now; otherwise that happens some time after the map was dropped. Using the
   * map or its iterators afterwards throws `TypeError`, except for `dispose` itself.
   *
   * @example
   * ```js
   * {
   *   using m = new WasmMap([[1, 2]]); // disposed of at the end of the block
   * }
   * ```
   */
  dispose(): void {
    if (this.#entries.head === DISPOSED) return;
    this.#indices.reserveStack();
    this.#indices.dispose();
    this.#entries.dispose();
  }

  #use(): void {
    this.#indices.use();
  }
}

// Outside of the class: bundlers give a class that names itself another name.
function makeMap<K, V>(): WasmMap<K, V> {
  return new WasmMap();
}

// What a class body cannot say: attributes, and names that are not the class's own.
defineName(WasmMap, 'Map');
const { prototype } = WasmMap;
Object.defineProperty(prototype, Symbol.toStringTag, { value: 'Map', configurable: true });
defineMethod(prototype, Symbol.iterator, prototype.entries);
// Lets `using` dispose of maps in engines that have `Symbol.dispose`.
if (Symbol.dispose !== undefined) defineMethod(prototype, Symbol.dispose, prototype.dispose);
printAs(prototype, 'Map', (map, most) => printedMap('Map', map, most));
