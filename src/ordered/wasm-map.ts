// WasmMap: ECMAScript's Map, to the letter. This file is the language's side: names, attributes, checks,
// the order in which foreign code is called, and which form is asked.

import { defineMethod, defineName } from '../js/define.js';
import { describe } from '../js/errors.js';
import type { Disposes, IteratorOf } from '../js/lib-types.js';
import { printAs, printedMap } from '../js/print.js';
import { putOrChange } from './change.js';
import { Asked, Cursor } from './cursor.js';
import { DISPOSED, type Form, throwDisposed } from './form.js';
import { MapIterator } from './iterators.js';
import { mostBeforeCore } from './limits.js';
import { deleteFrom, NativeMap } from './native.js';
import { Series } from './series.js';
import { type FormStats, statsOf } from './stats.js';
import type { Table } from './table.js';

// Not a function's own `call` or `bind`, which a program may have replaced.
const { apply } = Reflect;

/** What `stats` tells of a WasmMap. */
export interface WasmMapStats extends FormStats {}

function needFunction(callback: unknown): void {
  if (typeof callback !== 'function') {
    throw new TypeError(`the callback must be a function, not ${describe(callback)}`);
  }
}

// biome-ignore lint/suspicious/noExplicitAny: as below.
// biome-ignore lint/correctness/noUnusedVariables: the parameters of the class.
export interface WasmMap<K = any, V = any> extends Disposes {}

/**
 * ECMAScript's `Map`, with the same methods, the same order and the same iterators, for any keys and
 * values, and for more than 16,777,216 of them. Many numbers are kept in WebAssembly memory and found
 * through Go's map, without a pause when the map grows; all else is kept in a native `Map`.
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
  /** The form: one of the two, and neither once this is disposed of. */
  #native: NativeMap | undefined = new NativeMap();
  #large: Table | Series | undefined = undefined;

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
      const group = groups.#get(key) as T[] | undefined;
      if (group === undefined) groups.#set(key, [item]);
      else group[group.length] = item; // `push` may have been replaced
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
    const native = this.#native;
    return native !== undefined ? native.size : this.#inLarge().size;
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
    const native = this.#native;
    return (native !== undefined ? native.get(key) : this.#inLarge().get(key)) as V | undefined;
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
    const native = this.#native;
    return native !== undefined ? native.has(key) : this.#inLarge().has(key);
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
    const native = this.#native;
    if (native !== undefined && native.size < native.most) native.set(key, value);
    else this.#setBeyond(key, value);
    return this;
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
    const found = this.#get(key);
    if (found !== undefined || this.#has(key)) return found as V;
    this.#set(key, value);
    return value;
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
    const found = this.#get(key);
    needFunction(callback);
    if (found !== undefined || this.#has(key)) return found as V;
    const value = callback(typeof key === 'number' && key === 0 ? (0 as K) : key);
    this.#set(key, value); // the callback may have added the key itself
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
    const native = this.#native;
    if (native === undefined) return this.#inLarge().delete(key);
    return deleteFrom(native, key);
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
    const native = this.#native;
    if (native !== undefined) {
      native.front = undefined;
      native.most = mostBeforeCore();
      native.clear(); // last: in Bun the stack may run out behind a call, too
      return;
    }
    const large = this.#inLarge();
    const fresh = new NativeMap();
    large.dispose(fresh);
    this.#large = undefined;
    this.#native = fresh;
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
    let form = this.#form();
    needFunction(callback);
    let left: number | undefined;
    while (form instanceof NativeMap) {
      left = this.#forEachNative(form, callback, thisArg);
      if (form.successor !== undefined) break;
      if (form.next === undefined) return;
      form = form.next;
    }
    const cursor = new Cursor(form, Asked.entries, left);
    while (cursor.ready()) {
      const key = cursor.key as K;
      const value = cursor.value as V;
      cursor.pass();
      // A plain call is cheaper than one that says what `this` is.
      if (thisArg === undefined) callback(value, key, this);
      else apply(callback, thisArg, [value, key, this]);
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
    return new MapIterator(this.#form(), Asked.keys) as unknown as IteratorOf<K>;
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
    return new MapIterator(this.#form(), Asked.values) as unknown as IteratorOf<V>;
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
    return new MapIterator(this.#form(), Asked.entries) as unknown as IteratorOf<[K, V]>;
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
    return statsOf(this.#native ?? this.#inLarge());
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
    const native = this.#native;
    const large = this.#large;
    native?.clear();
    large?.dispose(DISPOSED);
    if (native !== undefined) native.successor = DISPOSED;
    this.#native = undefined;
    this.#large = undefined;
  }

  /** Throws if this was disposed of. */
  #form(): Form {
    const native = this.#native;
    if (native !== undefined) return native;
    const large = this.#inLarge();
    return large instanceof Series ? large.first : large;
  }

  #inLarge(): Table | Series {
    return this.#large ?? throwDisposed('WasmMap');
  }

  // The methods may have been replaced, or overridden by a subclass: these are not.

  #get(key: K): V | undefined {
    const native = this.#native;
    return (native !== undefined ? native.get(key) : this.#inLarge().get(key)) as V | undefined;
  }

  #has(key: K): boolean {
    return this.#native !== undefined ? this.#native.has(key) : this.#inLarge().has(key);
  }

  #set(key: K, value: V): void {
    const native = this.#native;
    if (native !== undefined && native.size < native.most) native.set(key, value);
    else this.#setBeyond(key, value);
  }

  /** Calls back until the form changes. Returns how many of its entries were left then. */
  #forEachNative(
    native: NativeMap,
    callback: (value: V, key: K, map: WasmMap<K, V>) => void,
    thisArg: unknown,
  ): number {
    let left = 0;
    native.forEach((value, key) => {
      if (native.successor !== undefined) left += 1;
      else if (thisArg === undefined) callback(value as V, key as K, this);
      else apply(callback, thisArg, [value, key, this]);
    });
    return left;
  }

  /** Sets a value in a large form, or in a native one with as many entries as it may have. */
  #setBeyond(key: K, value: V): void {
    const native = this.#native;
    if (native !== undefined) {
      const large = putOrChange(native, key, value);
      if (large === undefined) return;
      this.#native = undefined;
      this.#large = large;
    }
    this.#inLarge().set(key, value);
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
