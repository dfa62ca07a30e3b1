// WasmSet: ECMAScript's Set, to the letter. This file is the language's side, as that of WasmMap is.

import { defineMethod, defineName } from '../js/define.js';
import { describe } from '../js/errors.js';
import type { Disposes, SetIteratorOf } from '../js/lib-types.js';
import { printAs, printedSet } from '../js/print.js';
import { putOrChange } from './change.js';
import { Asked, Cursor } from './cursor.js';
import { DISPOSED, type Form, throwDisposed } from './form.js';
import { nextInSet, SetIterator } from './iterators.js';
import { mostBeforeCore } from './limits.js';
import { deleteFrom, NativeSet } from './native.js';
import { Series } from './series.js';
import { type SetLike, SetRecord } from './set-record.js';
import { type FormStats, statsOf } from './stats.js';
import type { Table } from './table.js';

// Not a function's own `call` or `bind`, which a program may have replaced.
const { apply } = Reflect;

/** What `stats` tells of a WasmSet. */
export interface WasmSetStats extends FormStats {}

// biome-ignore lint/suspicious/noExplicitAny: as below.
// biome-ignore lint/correctness/noUnusedVariables: the parameters of the class.
export interface WasmSet<T = any> extends Disposes {}

/**
 * ECMAScript's `Set`, with the same methods, the same order and the same iterators, for any values, and
 * for more than 16,777,216 of them. Many numbers are kept in WebAssembly memory and found through Go's
 * map, without a pause when the set grows; all else is kept in a native `Set`.
 *
 * @example
 * ```js
 * import { WasmSet as Set } from 'tophash';
 *
 * const s = new Set(['apple', 'banana', 'apple']);
 * s.size; // 2
 * [...s]; // ['apple', 'banana']
 * ```
 * @throws TypeError for something that is not iterable.
 */
// biome-ignore lint/suspicious/noExplicitAny: the types of native Set when nothing else is known.
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `dispose` is there where `lib` has its name.
export class WasmSet<T = any> implements Set<T> {
  /** The form: one of the two, and neither once this is disposed of. */
  #native: NativeSet | undefined = new NativeSet();
  #large: Table | Series | undefined = undefined;

  // With a default value the length of the constructor is 0, as it must be.
  constructor(iterable: Iterable<T> | null | undefined = undefined) {
    if (iterable === undefined || iterable === null) return;
    const adder: unknown = this.add;
    if (typeof adder !== 'function') {
      throw new TypeError(`add must be a function, not ${describe(adder)}`);
    }
    for (const value of iterable) apply(adder as this['add'], this, [value]);
  }

  static get [Symbol.species](): SetConstructor {
    // biome-ignore lint/complexity/noThisInStatic: a subclass is its own species.
    return this;
  }

  declare readonly [Symbol.toStringTag]: string;

  /**
   * The number of values.
   *
   * @example
   * ```js
   * new WasmSet([1, 2]).size; // 2
   * ```
   */
  get size(): number {
    const native = this.#native;
    return native !== undefined ? native.size : this.#inLarge().size;
  }

  /**
   * Whether `value` is present.
   *
   * @example
   * ```js
   * new WasmSet([NaN]).has(0 / 0); // true
   * ```
   */
  has(value: T): boolean {
    const native = this.#native;
    return native !== undefined ? native.has(value) : this.#inLarge().has(value);
  }

  /**
   * Adds `value`. Returns the set.
   *
   * @example
   * ```js
   * new WasmSet().add('pi').add('e').size; // 2
   * ```
   * @throws RangeError when the memory is exhausted; the values are then what they were.
   */
  add(value: T): this {
    const native = this.#native;
    if (native !== undefined && native.size < native.most) native.add(value);
    else this.#addBeyond(value);
    return this;
  }

  /**
   * Deletes `value`. Returns whether it was present.
   *
   * @example
   * ```js
   * const s = new WasmSet([1]);
   * s.delete(1); // true
   * s.delete(1); // false
   * ```
   */
  delete(value: T): boolean {
    return this.#delete(value);
  }

  /**
   * Deletes all values.
   *
   * @example
   * ```js
   * const s = new WasmSet([1, 2]);
   * s.clear();
   * s.size; // 0
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
    const fresh = new NativeSet();
    large.dispose(fresh);
    this.#large = undefined;
    this.#native = fresh;
  }

  /**
   * Calls `callback` for every value in the order of insertion. It may write to the set: deleted values
   * do not come any more, added ones do.
   *
   * @example
   * ```js
   * new WasmSet(['apple']).forEach((value) => console.log(value)); // apple
   * ```
   * @throws TypeError for a callback that is not a function, and what the callback throws.
   */
  // biome-ignore lint/suspicious/noExplicitAny: as in the type of native Set.
  forEach(callback: (value: T, again: T, set: WasmSet<T>) => void, thisArg: any = undefined) {
    const form = this.#form();
    if (typeof callback !== 'function') {
      throw new TypeError(`the callback must be a function, not ${describe(callback)}`);
    }
    // In a table the cursor alone is faster, 6.6 against 11 ns an entry; in a native form the iterator is.
    const cursor = this.#native === undefined ? new Cursor(form, Asked.keys) : undefined;
    const iterator = new SetIterator(form, Asked.keys);
    while (true) {
      let value: T;
      if (cursor !== undefined) {
        if (!cursor.ready()) return;
        value = cursor.key as T;
        cursor.pass();
      } else {
        const step = nextInSet(iterator);
        if (step.done) return;
        value = step.value as T;
      }
      // A plain call is cheaper than one that says what `this` is.
      if (thisArg === undefined) callback(value, value, this);
      else apply(callback, thisArg, [value, value, this]);
    }
  }

  /**
   * An iterator of the values in the order of insertion.
   *
   * @example
   * ```js
   * [...new WasmSet([7]).values()]; // [7]
   * ```
   */
  values(): SetIteratorOf<T> {
    return new SetIterator(this.#form(), Asked.keys) as unknown as SetIteratorOf<T>;
  }

  /** The same as `values`. */
  declare keys: () => SetIteratorOf<T>;

  /** The same as `values`. */
  declare [Symbol.iterator]: () => SetIteratorOf<T>;

  /**
   * An iterator of pairs of each value with itself in the order of insertion.
   *
   * @example
   * ```js
   * [...new WasmSet([7]).entries()]; // [[7, 7]]
   * ```
   */
  entries(): SetIteratorOf<[T, T]> {
    return new SetIterator(this.#form(), Asked.entries) as unknown as SetIteratorOf<[T, T]>;
  }

  /**
   * A set of the values that are in this set, in the other, or in both.
   *
   * @example
   * ```js
   * [...new WasmSet([1, 2]).union(new WasmSet([2, 3]))]; // [1, 2, 3]
   * ```
   * @throws TypeError or RangeError for something that is not a set or like one, as the methods below do.
   */
  union<U>(other: SetLike<U>): WasmSet<T | U> {
    this.#form();
    const keys = new SetRecord(other).keys();
    const result = this.#copy<T | U>();
    while (keys.advance()) result.#add(keys.key as U);
    return result;
  }

  /**
   * A set of the values that are in both sets.
   *
   * @example
   * ```js
   * [...new WasmSet([1, 2]).intersection(new WasmSet([2, 3]))]; // [2]
   * ```
   */
  intersection<U>(other: SetLike<U>): WasmSet<T & U> {
    this.#form();
    const record = new SetRecord(other);
    const result = makeSet<T & U>();
    if (this.#size() <= record.size) {
      this.#every((value) => {
        if (record.has(value)) result.#add(value as T & U);
        return true;
      });
    } else {
      const keys = record.keys();
      while (keys.advance()) if (this.#has(keys.key as T)) result.#add(keys.key as T & U);
    }
    return result;
  }

  /**
   * A set of the values that are in this set and not in the other.
   *
   * @example
   * ```js
   * [...new WasmSet([1, 2]).difference(new WasmSet([2, 3]))]; // [1]
   * ```
   */
  difference<U>(other: SetLike<U>): WasmSet<T> {
    this.#form();
    const record = new SetRecord(other);
    const isSmaller = this.#size() <= record.size;
    const keys = isSmaller ? undefined : record.keys();
    const result = this.#copy<T>();
    if (keys === undefined) {
      result.#every((value) => {
        if (record.has(value)) result.#delete(value);
        return true;
      });
    } else while (keys.advance()) result.#delete(keys.key as T);
    return result;
  }

  /**
   * A set of the values that are in one of the two sets only.
   *
   * @example
   * ```js
   * [...new WasmSet([1, 2]).symmetricDifference(new WasmSet([2, 3]))]; // [1, 3]
   * ```
   */
  symmetricDifference<U>(other: SetLike<U>): WasmSet<T | U> {
    this.#form();
    const keys = new SetRecord(other).keys();
    const result = this.#copy<T | U>();
    while (keys.advance()) {
      const key = keys.key as T & U;
      if (this.#has(key)) result.#delete(key);
      else result.#add(key);
    }
    return result;
  }

  /**
   * Whether all values are in the other set, too.
   *
   * @example
   * ```js
   * new WasmSet([1]).isSubsetOf(new WasmSet([1, 2])); // true
   * ```
   */
  isSubsetOf(other: SetLike): boolean {
    this.#form();
    const record = new SetRecord(other);
    return this.#size() <= record.size && this.#every((value) => record.has(value));
  }

  /**
   * Whether all values of the other set are in this set, too.
   *
   * @example
   * ```js
   * new WasmSet([1, 2]).isSupersetOf(new WasmSet([1])); // true
   * ```
   */
  isSupersetOf(other: SetLike): boolean {
    this.#form();
    const record = new SetRecord(other);
    if (this.#size() < record.size) return false;
    const keys = record.keys();
    while (keys.advance()) {
      if (this.#has(keys.key as T)) continue;
      keys.close();
      return false;
    }
    return true;
  }

  /**
   * Whether no value is in both sets.
   *
   * @example
   * ```js
   * new WasmSet([1, 2]).isDisjointFrom(new WasmSet([3])); // true
   * ```
   */
  isDisjointFrom(other: SetLike): boolean {
    this.#form();
    const record = new SetRecord(other);
    if (this.#size() <= record.size) return this.#every((value) => !record.has(value));
    const keys = record.keys();
    while (keys.advance()) {
      if (!this.#has(keys.key as T)) continue;
      keys.close();
      return false;
    }
    return true;
  }

  /**
   * How large the set is inside, and in which form.
   *
   * @example
   * ```js
   * new WasmSet([1]).stats().size; // 1
   * ```
   */
  stats(): WasmSetStats {
    return statsOf(this.#native ?? this.#inLarge());
  }

  /**
   * Gives the memory back now; otherwise that happens some time after the set was dropped. Using the
   * set or its iterators afterwards throws `TypeError`, except for `dispose` itself.
   *
   * @example
   * ```js
   * {
   *   using s = new WasmSet([1]); // disposed of at the end of the block
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
    return this.#large ?? throwDisposed('WasmSet');
  }

  // The methods may have been replaced, or overridden by a subclass: these are not.

  #size(): number {
    return this.#native !== undefined ? this.#native.size : this.#inLarge().size;
  }

  #has(value: T): boolean {
    return this.#native !== undefined ? this.#native.has(value) : this.#inLarge().has(value);
  }

  #add(value: T): void {
    const native = this.#native;
    if (native !== undefined && native.size < native.most) native.add(value);
    else this.#addBeyond(value);
  }

  #delete(value: T): boolean {
    const native = this.#native;
    if (native === undefined) return this.#inLarge().delete(value);
    return deleteFrom(native, value);
  }

  /** Whether `holds` is true of every value, asked in order until it is not. */
  #every(holds: (value: T) => boolean): boolean {
    const iterator = new SetIterator(this.#form(), Asked.keys);
    while (true) {
      const { value, done } = nextInSet(iterator);
      if (done) return true;
      if (!holds(value as T)) return false;
    }
  }

  /** A new set with the same values. */
  #copy<U>(): WasmSet<U> {
    const copy = makeSet<U>();
    this.#every((value) => {
      copy.#add(value as unknown as U);
      return true;
    });
    return copy;
  }

  /** Adds a value to a large form, or to a native one with as many values as it may have. */
  #addBeyond(value: T): void {
    const native = this.#native;
    if (native !== undefined) {
      const large = putOrChange(native, value, undefined);
      if (large === undefined) return;
      this.#native = undefined;
      this.#large = large;
    }
    this.#inLarge().add(value);
  }
}

// Outside of the class: bundlers give a class that names itself another name.
function makeSet<T>(): WasmSet<T> {
  return new WasmSet();
}

// What a class body cannot say: attributes, and names that are not the class's own.
defineName(WasmSet, 'Set');
const { prototype } = WasmSet;
Object.defineProperty(prototype, Symbol.toStringTag, { value: 'Set', configurable: true });
defineMethod(prototype, 'keys', prototype.values);
defineMethod(prototype, Symbol.iterator, prototype.values);
// Lets `using` dispose of sets in engines that have `Symbol.dispose`.
if (Symbol.dispose !== undefined) defineMethod(prototype, Symbol.dispose, prototype.dispose);
printAs(prototype, 'Set', (set, most) => printedSet('Set', set, most));
