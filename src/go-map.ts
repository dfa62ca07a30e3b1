// GoMap: Go's map[K]V. This file turns keys and values into what the core takes and back; every
// decision about the table is the core's.
//
// Each method switches over the kind of key and calls the core at a place of its own for each:
// engines specialise a call by the function they have seen there, and a place that always calls the
// same one costs 7 ns where a shared one costs 10 and a closure 20 (Node 24).

import { addAll, columns, deleteAll, getAll, hasAll, setAll } from './bulk.js';
import { cellAt } from './cell.js';
import type {
  KeyColumn,
  MadeColumn,
  ResultColumn,
  SetValues,
  ValueColumn,
} from './column-types.js';
import type { Core } from './core.js';
import { Cursor, ENTRIES } from './cursor.js';
import { defineMethod, defineName } from './define.js';
import { outOfRange, wrongType } from './errors.js';
import { disposeMap, Handle, keepMap } from './handle.js';
import { defaultHeap, Heap, NO_OPTIONS } from './heap.js';
import { Entries, Keys, Values } from './iterators.js';
import {
  ANY,
  BIGINT,
  BOOLEAN,
  F32,
  F64,
  holds,
  I32,
  I64,
  integerRange,
  isI64,
  isU64,
  type KeyKind,
  KINDS,
  keyKind,
  misfit,
  NUMBER,
  passage,
  REFERENCE,
  STRING,
  TEXT,
  U32,
  U64,
  type ValueKind,
  valueKind,
} from './kinds.js';
import { printAs, printedMap } from './print.js';
import { Slots } from './slots.js';
import { restore, snapshot } from './snapshot.js';

// Not a function's own `bind`, which a program may have replaced.
const { apply } = Reflect;

/** Options of a map. */
export interface GoMapOptions<K, V> {
  /** How many entries to make room for at once, as the second argument of Go's `make`. */
  capacity?: number;
  /**
   * A seed for hash and iteration order, 64 bits: maps with the same seed that see the same calls
   * are the same. By default it comes from `crypto.getRandomValues`. A seed that an attacker can
   * learn allows him to choose keys that collide.
   */
  seed?: bigint;
  /** The heap to live in; by default one that all maps share. */
  heap?: Heap;
  /** Entries to begin with. */
  entries?: Iterable<readonly [K, V]>;
}

/** What `stats` tells of a map. */
export interface GoMapStats {
  /** Number of entries. */
  size: number;
  /** log2 of `buckets`. */
  B: number;
  /** Number of buckets, 8 cells each, without overflow buckets. */
  buckets: number;
  /** Overflow buckets in use. */
  overflow: number;
  /** While the map grows, the number of buckets of the array it leaves; otherwise 0. */
  oldBuckets: number;
  /** While the map grows, how many of them have been evacuated in order; otherwise 0. */
  evacuated: number;
  /** Whether a growth is under way. */
  growing: boolean;
  /** Whether it is one to an array of the same size, which makes chains dense again. */
  sameSizeGrow: boolean;
  /** Growths begun since the map was made. */
  growths: number;
  /** Entries a bucket; a map grows when there are more than 6.5. */
  loadFactor: number;
  /** Bytes of the heap that the map holds: header, buckets, strings. */
  bytes: number;
  /** Bytes of the heap's memory. */
  heapBytes: number;
}

/** The key kind of a map that has been disposed of: no method knows it. */
const DISPOSED = -1;

/** Offsets in the header (assembly/hmap.ts), which are those of Go's on 64-bit machines. */
const FLAGS = 8;
const LOG2_BUCKETS = 9;
const OLD_BUCKETS = 24;
const NEVACUATE = 32;
/** The flag of a growth that keeps the size. */
const SAME_SIZE = 8;

/** Options that inherit none from `Object.prototype`. */
function own<Options extends object>(options: Options): Options {
  return Object.assign(Object.create(null), options);
}

function randomSeed(): Uint32Array {
  return crypto.getRandomValues(new Uint32Array(2));
}

function givenSeed(seed: unknown): Uint32Array {
  if (typeof seed !== 'bigint') throw wrongType('seed', 'a bigint', seed);
  if (!holds(U64, seed)) throw outOfRange('seed', 'a bigint from 0n to 2n**64n - 1n', seed);
  return new Uint32Array(BigUint64Array.of(seed).buffer);
}

export class GoMap<K, V> {
  /** @internal The map's memory. */
  readonly _handle: Handle;
  /** @internal */
  readonly _heap: Heap;
  /** @internal Address of the header; 0 after `dispose`. */
  _h: number;
  /** @internal The kind of key, or `DISPOSED`. */
  _key: number;
  /** @internal The kind of value. */
  readonly _value: number;
  /** @internal The core of the heap. */
  readonly _core: Core;
  /** Whether values are whole numbers, and from where to where. */
  private readonly _integer: boolean;
  private readonly _min: number;
  private readonly _max: number;
  /** @internal How values get to and from the core. */
  readonly _passage: number;
  /** @internal The values of a map of kind `any`. */
  _slots: Slots | undefined;

  constructor(key: KeyKind, value: ValueKind, options: GoMapOptions<K, V> = NO_OPTIONS) {
    const { capacity = 0, seed, heap, entries } = options;
    this._key = keyKind(key);
    this._value = valueKind(value);
    this._passage = passage(this._value);
    if (typeof capacity !== 'number') throw wrongType('capacity', 'a number', capacity);
    if (Number.isNaN(capacity)) throw outOfRange('capacity', 'a number of entries', capacity);
    if (heap !== undefined && !(heap instanceof Heap)) throw wrongType('heap', 'a Heap', heap);
    // Not destructured: what an array's iterator does is anybody's to change.
    const words = seed === undefined ? randomSeed() : givenSeed(seed);
    const range = integerRange(this._value);
    this._integer = range[0];
    this._min = range[1];
    this._max = range[2];
    this._heap = heap ?? defaultHeap();
    this._core = this._heap.core;
    this._h =
      this._core.newMap(
        this._key,
        this._value,
        capacity,
        words[0] as number,
        words[1] as number,
      ) >>> 0;
    this._handle = new Handle(this._core, this._h);
    this._slots = this._passage === REFERENCE ? new Slots() : undefined;
    keepMap(this, this._handle);
    if (entries !== undefined) this.fill(entries);
  }

  private fill(entries: Iterable<readonly [K, V]>): void {
    try {
      for (const entry of entries) {
        if (entry === null || typeof entry !== 'object') {
          throw wrongType('an entry', 'a pair of key and value', entry);
        }
        this.set(entry[0], entry[1]);
      }
    } catch (error) {
      this.dispose();
      throw error;
    }
  }

  /** @internal Changes with every write: entries handed out before are void. */
  get _version(): number {
    return this._handle.version;
  }

  set _version(version: number) {
    this._handle.version = version;
  }

  /** @internal How often the map was cleared. */
  get _clears(): number {
    return this._handle.clears;
  }

  set _clears(clears: number) {
    this._handle.clears = clears;
  }

  /** The kind of key. */
  get keyKind(): KeyKind {
    this._use();
    return KINDS[this._key] as KeyKind;
  }

  /** The kind of value. */
  get valueKind(): ValueKind {
    this._use();
    return KINDS[this._value] as ValueKind;
  }

  /**
   * The number of entries.
   *
   * @example
   * ```js
   * new GoMap('u32', 'u32', { entries: [[1, 10], [2, 20]] }).size; // 2
   * ```
   */
  get size(): number {
    this._use();
    return this._core.size(this._h) >>> 0;
  }

  get [Symbol.toStringTag](): string {
    return 'GoMap';
  }

  /**
   * The value of `key`, or `undefined` when the key is absent or one that the kind cannot hold.
   *
   * @example
   * ```js
   * const m = new GoMap('string', 'u32');
   * m.set('apple', 5).get('apple'); // 5
   * m.get('pear');                  // undefined
   * ```
   */
  get(key: K): V | undefined {
    const k: unknown = key;
    let found: number;
    // Kept small, so that engines inline it: other keys are another method's.
    if (typeof k !== 'number') return typeof k === 'string' ? this.getText(k) : this.getWide(k);
    if (this._key === U32) {
      if (k >>> 0 !== k) return undefined;
      found = this._core.get32(this._h, k);
    } else if (this._key === F64) {
      found = this._core.getF64(this._h, k);
    } else if (this._key === I32) {
      if ((k | 0) !== k) return undefined;
      found = this._core.get32(this._h, k);
    } else {
      return this.getWide(k);
    }
    return this._passage === NUMBER && found === found ? (found as V) : this.decode(found);
  }

  /** `get` for keys that are not passed as numbers. */
  private getWide(k: unknown): V | undefined {
    const heap = this._heap;
    let found: number;
    switch (this._key) {
      case U64:
        if (typeof k !== 'bigint' || !isU64(k)) return undefined;
        heap.u64[heap.wordKey] = k;
        found = this._core.get64(this._h);
        break;
      case I64:
        if (typeof k !== 'bigint' || !isI64(k)) return undefined;
        heap.i64[heap.wordKey] = k;
        found = this._core.get64(this._h);
        break;
      case U32:
      case I32:
      case F64:
      case STRING:
        return undefined; // keys of another type are expected
      default:
        throw this.disposed();
    }
    return this._passage === NUMBER && found === found ? (found as V) : this.decode(found);
  }

  /** `get` for keys that are strings. */
  private getText(k: unknown): V | undefined {
    if (this._key !== STRING || typeof k !== 'string') return this.getWide(k);
    const heap = this._heap;
    let found: number;
    if (k.length <= heap.reader.units) {
      found = this._core.getJsString(this._h, k);
    } else {
      const length = heap.keyText.write(k);
      found = this._core.getUtf8(this._h, heap.keyText.data, length);
    }
    return this._passage === NUMBER && found === found ? (found as V) : this.decode(found);
  }

  /** The value that the core's `get` has described by a number, which is NaN for no value. */
  private decode(found: number): V | undefined {
    if (found !== found) {
      // Or for the value NaN, where there can be one.
      const isValue = (this._value === F64 || this._value === F32) && this._heap.foundNaNValue();
      return isValue ? (found as V) : undefined;
    }
    if (this._passage === BOOLEAN) return (found === 1) as V;
    if (this._passage === REFERENCE) return (this._slots as Slots).get(found) as V;
    return this._valueAt(found);
  }

  /**
   * Go's comma-ok: the value and whether the key is present. When it is absent, the value is the
   * zero value of the kind: `0`, `0n`, `''`, `false`, or `undefined`.
   *
   * @example
   * ```js
   * const m = new GoMap('string', 'u32');
   * const [value, ok] = m.lookup('pear'); // [0, false]
   * ```
   */
  lookup(key: K): [value: V, ok: boolean] {
    const elem = this.find(key);
    return elem === 0 ? [this._zero(), false] : [this._valueAt(elem), true];
  }

  /** @internal The zero value of the kind. */
  _zero(): V {
    switch (this._passage) {
      case NUMBER:
        return 0 as V;
      case BIGINT:
        return 0n as V;
      case TEXT:
        return '' as V;
      case BOOLEAN:
        return false as V;
      default:
        return undefined as V;
    }
  }

  /**
   * Whether `key` is present.
   *
   * @example
   * ```js
   * new GoMap('u64', 'void').set(1n, undefined).has(1n); // true
   * ```
   */
  has(key: K): boolean {
    return this.find(key) !== 0;
  }

  /** The address of the element of `key`, or 0. */
  private find(key: K): number {
    const { _heap: heap, _core: core } = this;
    const k: unknown = key;
    switch (this._key) {
      case U32:
        if (typeof k !== 'number' || k >>> 0 !== k) return 0;
        return core.find32(this._h, k) >>> 0;
      case I32:
        if (typeof k !== 'number' || (k | 0) !== k) return 0;
        return core.find32(this._h, k) >>> 0;
      case F64:
        if (typeof k !== 'number') return 0;
        return core.findF64(this._h, k) >>> 0;
      case U64:
        if (typeof k !== 'bigint' || !isU64(k)) return 0;
        heap.u64[heap.wordKey] = k;
        return core.find64(this._h) >>> 0;
      case I64:
        if (typeof k !== 'bigint' || !isI64(k)) return 0;
        heap.i64[heap.wordKey] = k;
        return core.find64(this._h) >>> 0;
      case STRING: {
        if (typeof k !== 'string') return 0;
        if (k.length <= heap.reader.units) return core.findJsString(this._h, k) >>> 0;
        const length = heap.keyText.write(k);
        return core.findUtf8(this._h, heap.keyText.data, length) >>> 0;
      }
      default:
        throw this.disposed();
    }
  }

  /**
   * Sets the value of `key`. Returns the map.
   *
   * @example
   * ```js
   * new GoMap('string', 'f64').set('pi', 3.14).set('e', 2.72);
   * ```
   * @throws TypeError or RangeError for a key or value that the kind cannot hold, RangeError when
   * the memory is exhausted; the entries are then what they were.
   */
  set(key: K, value: V): this {
    const k: unknown = key;
    const v: unknown = value;
    if (typeof v !== 'number' || this._passage !== NUMBER) return this.setOther(key, value);
    if (this._integer && !(v >= this._min && v <= this._max && Math.floor(v) === v)) {
      throw this.misfit('a value', this._value, v);
    }
    this._version = (this._version + 1) | 0;
    // Kept small, as in `get`.
    if (typeof k !== 'number') {
      GoMap.#setWide(this, key, v);
    } else if (this._key === U32) {
      if (k >>> 0 !== k) throw misfit('a key', U32, k);
      this._core.setNumber32(this._h, k, v);
    } else if (this._key === F64) {
      this._core.setNumberF64(this._h, k, v);
    } else if (this._key === I32) {
      if ((k | 0) !== k) throw misfit('a key', I32, k);
      this._core.setNumber32(this._h, k, v);
    } else {
      GoMap.#setWide(this, key, v);
    }
    return this;
  }

  /** `set` of a number for keys that are not passed as numbers. */
  static #setWide<K, V>(map: GoMap<K, V>, key: K, value: number): void {
    if (map._key === STRING && typeof key === 'string' && key.length <= map._heap.reader.units) {
      map._core.setNumberJsString(map._h, key, value);
      return;
    }
    map.passKey(key);
    if (map._key === STRING) {
      const { data, length } = map._heap.keyText;
      map._core.setNumberUtf8(map._h, data, length, value);
    } else {
      map._core.setNumber64(map._h, value);
    }
  }

  /** `set` for values that are not numbers. */
  private setOther(key: K, value: V): this {
    const heap = this._heap;
    if (!holds(this._value, value)) throw this.misfit('a value', this._value, value);
    if (this._passage === TEXT) {
      const length = heap.valueText.write(value as string);
      GoMap.#setText(this, key, heap.valueText, length);
      return this;
    }
    const elem = this.assign(key);
    switch (this._passage) {
      case BIGINT:
        heap.u64[elem >>> 3] = value as bigint;
        break;
      case BOOLEAN:
        heap.u8[elem] = value ? 1 : 0;
        break;
      case REFERENCE: {
        const slots = this._slots as Slots;
        const slot = heap.u32[elem >>> 2] as number;
        if (slot === 0) heap.u32[elem >>> 2] = slots.add(value);
        else slots.set(slot, value);
        break;
      }
      default: // a set has no values
    }
    return this;
  }

  static #setText<K, V>(
    map: GoMap<K, V>,
    key: K,
    text: { readonly data: number },
    length: number,
  ): void {
    const { _heap: heap, _core: core } = map;
    map.passKey(key);
    switch (map._key) {
      case U32:
      case I32:
        core.setString32(map._h, key as number, text.data, length);
        return;
      case F64:
        core.setStringF64(map._h, key as number, text.data, length);
        return;
      case STRING:
        core.setStringUtf8(map._h, heap.keyText.data, heap.keyText.length, text.data, length);
        return;
      default:
        core.setString64(map._h, text.data, length);
    }
  }

  /** The address of the element of `key`, which is inserted with the zero value if it is absent. */
  private assign(key: K): number {
    const { _heap: heap, _core: core } = this;
    this.passKey(key);
    switch (this._key) {
      case U32:
      case I32:
        return core.assign32(this._h, key as number) >>> 0;
      case F64:
        return core.assignF64(this._h, key as number) >>> 0;
      case STRING:
        return core.assignUtf8(this._h, heap.keyText.data, heap.keyText.length) >>> 0;
      default:
        return core.assign64(this._h) >>> 0;
    }
  }

  /**
   * Before a write: checks the key, counts the write, and leaves a key that is not passed as an
   * argument where the core looks for it.
   */
  private passKey(key: K): void {
    if (!holds(this._use(), key)) throw misfit('a key', this._key, key);
    this._version = (this._version + 1) | 0;
    const heap = this._heap;
    switch (this._key) {
      case STRING:
        heap.keyText.write(key as string);
        return;
      case U64:
      case I64:
        heap.u64[heap.wordKey] = key as bigint;
        return;
      default:
    }
  }

  /**
   * Adds `delta` to the value of `key`, which counts as 0 when it is absent, and returns the sum.
   * Only for kinds of numbers and bigints.
   *
   * @example
   * ```js
   * const count = new GoMap('string', 'u32');
   * for (const word of ['to', 'be', 'or', 'not', 'to', 'be']) count.add(word, 1);
   * count.get('to'); // 2
   * ```
   * @throws TypeError or RangeError for a key or a delta that the kind cannot hold, RangeError for
   * a sum that it cannot hold; the value is then what it was.
   */
  add(key: K, delta: V): V {
    if (this._passage !== NUMBER && this._passage !== BIGINT) {
      this._use();
      throw new TypeError(`add needs values that are numbers, not ${KINDS[this._value]}`);
    }
    if (!holds(this._value, delta)) throw this.misfit('a delta', this._value, delta);
    if (this._passage === BIGINT) return this.addBigInt(key, delta as bigint) as V;
    const { _heap: heap, _core: core } = this;
    const d = delta as number;
    this.passKey(key);
    let sum: number;
    switch (this._key) {
      case U32:
      case I32:
        sum = core.add32(this._h, key as number, d);
        break;
      case F64:
        sum = core.addF64(this._h, key as number, d);
        break;
      case STRING:
        sum = core.addUtf8(this._h, heap.keyText.data, heap.keyText.length, d);
        break;
      default:
        sum = core.add64(this._h, d);
    }
    if (sum === Infinity && this._value !== F64 && this._value !== F32) {
      throw misfit('a sum', this._value, (this.get(key) as number) + d);
    }
    return sum as V;
  }

  private addBigInt(key: K, delta: bigint): bigint {
    const elem = this.find(key);
    const sum = elem === 0 ? delta : (this._valueAt(elem) as bigint) + delta;
    if (!holds(this._value, sum)) throw misfit('a sum', this._value, sum);
    this.set(key, sum as V);
    return sum;
  }

  /**
   * Deletes `key`. Returns whether it was present.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'u32', { entries: [[1, 2]] });
   * m.delete(1); // true
   * m.delete(1); // false
   * ```
   */
  delete(key: K): boolean {
    const { _heap: heap, _core: core } = this;
    const k: unknown = key;
    this._version = (this._version + 1) | 0;
    let result: number;
    switch (this._key) {
      case U32:
        if (typeof k !== 'number' || k >>> 0 !== k) return false;
        result = core.delete32(this._h, k);
        break;
      case I32:
        if (typeof k !== 'number' || (k | 0) !== k) return false;
        result = core.delete32(this._h, k);
        break;
      case F64:
        if (typeof k !== 'number') return false;
        result = core.deleteF64(this._h, k);
        break;
      case U64:
        if (typeof k !== 'bigint' || !isU64(k)) return false;
        heap.u64[heap.wordKey] = k;
        result = core.delete64(this._h);
        break;
      case I64:
        if (typeof k !== 'bigint' || !isI64(k)) return false;
        heap.i64[heap.wordKey] = k;
        result = core.delete64(this._h);
        break;
      case STRING: {
        if (typeof k !== 'string') return false;
        if (k.length <= heap.reader.units) {
          result = core.deleteJsString(this._h, k);
          break;
        }
        const length = heap.keyText.write(k);
        result = core.deleteUtf8(this._h, heap.keyText.data, length);
        break;
      }
      default:
        throw this.disposed();
    }
    if (result === 0) return false;
    if (this._slots !== undefined) this._slots.delete(result >>> 0);
    return true;
  }

  /**
   * Deletes all entries. The memory stays with the map; iterations that are under way end.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'u32', { entries: [[1, 2]] });
   * m.clear();
   * m.size; // 0
   * ```
   */
  clear(): void {
    this._use();
    this._core.clear(this._h);
    this._slots?.clear();
    this._version = (this._version + 1) | 0;
    this._clears += 1;
  }

  /**
   * Calls `callback` for every entry, in an order that differs from call to call. It may write to
   * the map: entries that it deletes before they were reached do not come, entries that it adds may
   * come or not, and none comes twice.
   *
   * @example
   * ```js
   * const m = new GoMap('string', 'u32', { entries: [['apple', 5]] });
   * m.forEach((value, key) => console.log(key, value)); // apple 5
   * ```
   */
  forEach(callback: (value: V, key: K, map: this) => void, thisArg?: unknown): void {
    this._use();
    if (typeof callback !== 'function') throw wrongType('the callback', 'a function', callback);
    // A plain call is 10 ns cheaper than one that says what `this` is (Node 24).
    const call: typeof callback =
      thisArg === undefined
        ? callback
        : (value, key, map) => apply(callback, thisArg, [value, key, map]);
    const cursor = new Cursor(this, ENTRIES, false);
    const { keys, values } = cursor;
    const { _handle: handle, _heap: heap } = this;
    try {
      while (cursor.refill()) {
        // What `cursor.ready` asks, with as little as possible for each entry.
        const { count } = cursor;
        const { version } = handle;
        const { refreshes } = heap;
        let i = 0;
        do {
          call(values.at(i) as V, keys.at(i) as K, this);
          i += 1;
        } while (i < count && handle.version === version && heap.refreshes === refreshes);
        cursor.taken = i;
      }
    } finally {
      cursor.end();
    }
  }

  /**
   * An iterator of the keys, in random order, which begins with its first `next`.
   *
   * @example
   * ```js
   * [...new GoMap('u32', 'void', { entries: [[7, undefined]] }).keys()]; // [7]
   * ```
   */
  keys(): IterableIterator<K> {
    this._use();
    return new Keys(this);
  }

  /**
   * An iterator of the values, in random order.
   *
   * @example
   * ```js
   * [...new GoMap('u32', 'f64', { entries: [[7, 0.5]] }).values()]; // [0.5]
   * ```
   */
  values(): IterableIterator<V> {
    this._use();
    return new Values(this);
  }

  /**
   * An iterator of pairs of key and value, in random order.
   *
   * @example
   * ```js
   * [...new GoMap('u32', 'f64', { entries: [[7, 0.5]] }).entries()]; // [[7, 0.5]]
   * ```
   */
  entries(): IterableIterator<[K, V]> {
    this._use();
    return new Entries(this);
  }

  /** The same as `entries`. */
  [Symbol.iterator](): IterableIterator<[K, V]> {
    return this.entries();
  }

  /**
   * The value of `key`, after setting it to `value` if the key is absent.
   *
   * @example
   * ```js
   * const m = new GoMap('string', 'u32');
   * m.getOrInsert('apple', 5); // 5
   * m.getOrInsert('apple', 6); // 5
   * ```
   * @throws as `set`.
   */
  getOrInsert(key: K, value: V): V {
    const elem = this.find(key);
    if (elem !== 0) return this._valueAt(elem);
    return this.insert(key, value);
  }

  /**
   * The value of `key`, after setting it to what `callback` returns if the key is absent. During the
   * call the map is being written: using it throws what Go reports as fatal,
   * `concurrent map writes` and its like.
   *
   * @example
   * ```js
   * const lengths = new GoMap('string', 'u32');
   * lengths.getOrInsertComputed('apple', (word) => word.length); // 5
   * ```
   * @throws as `set`.
   */
  getOrInsertComputed(key: K, callback: (key: K) => V): V {
    this._use();
    if (typeof callback !== 'function') throw wrongType('the callback', 'a function', callback);
    if (!holds(this._key, key)) throw misfit('a key', this._key, key);
    const elem = this.find(key);
    if (elem !== 0) return this._valueAt(elem);
    const { _core: core } = this;
    core.beginWrite(this._h);
    let value: V;
    try {
      value = callback(key);
    } finally {
      core.endWrite(this._h);
    }
    return this.insert(key, value);
  }

  /** Sets `key` and returns the value as the map holds it: a NaN cannot be looked up again. */
  private insert(key: K, value: V): V {
    this.set(key, value);
    if (this._passage !== NUMBER || this._value === F64) return value;
    const v = value as number;
    return (this._value === F32 ? Math.fround(v) : v + 0) as V; // + 0: integers know no -0
  }

  /**
   * A copy in the same heap, as Go's `maps.Clone`: the same kinds and entries, in as few buckets as
   * they need.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'u32', { entries: [[1, 2]] });
   * m.clone().get(1); // 2
   * ```
   * @throws RangeError when the memory is exhausted.
   */
  clone(): GoMap<K, V> {
    const { _heap: heap, keyKind, valueKind } = this;
    const copy = new GoMap<K, V>(keyKind, valueKind, own({ heap, seed: 0n }));
    try {
      GoMap.#take(copy, this.cloneInCore() >>> 0, this._slots?.clone());
    } catch (error) {
      copy.dispose();
      throw error;
    }
    return copy;
  }

  private cloneInCore(): number {
    const { _core: core } = this;
    switch (this._key) {
      case U32:
      case I32:
        return core.clone32(this._h);
      case F64:
        return core.cloneF64(this._h);
      case STRING:
        return core.cloneString(this._h);
      default:
        return core.clone64(this._h);
    }
  }

  /** Becomes the map at `h`, with `slots`, in place of the empty one that it was. */
  static #take<K, V>(map: GoMap<K, V>, h: number, slots: Slots | undefined): void {
    map._handle.dispose();
    map._handle.h = h;
    map._h = h;
    map._slots = slots;
  }

  /**
   * Makes room for `entries` entries in all, so that the map does not grow until there are more.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'u32');
   * m.reserve(1000);
   * m.stats().buckets; // 256
   * ```
   * @throws RangeError for a number that is not whole or when the memory is exhausted.
   */
  reserve(entries: number): void {
    const kind = this._use();
    if (typeof entries !== 'number') throw wrongType('the number of entries', 'a number', entries);
    if (!Number.isInteger(entries) || entries < 0 || entries > 2 ** 32 - 1) {
      throw outOfRange('the number of entries', 'an integer from 0 to 4294967295', entries);
    }
    const { _core: core } = this;
    this._version = (this._version + 1) | 0;
    switch (kind) {
      case U32:
      case I32:
        core.reserve32(this._h, entries);
        return;
      case F64:
        core.reserveF64(this._h, entries);
        return;
      case STRING:
        core.reserveString(this._h, entries);
        return;
      default:
        core.reserve64(this._h, entries);
    }
  }

  /**
   * `set` for whole columns: as if it were called for one row after the other, at a fraction of the
   * time. Columns of numbers are the typed arrays of their kind (`BigInt64Array` and
   * `BigUint64Array` for 64-bit integers, bytes of 0 and 1 for booleans), strings an array of strings
   * or UTF-8 in Arrow's layout, values of kind `any` an array. `values` may also be one value for all
   * keys. Returns the map.
   *
   * @example
   * ```js
   * const price = new GoMap('u32', 'f64');
   * price.setAll(Uint32Array.of(7, 8, 9), Float64Array.of(0.5, 0.75, 1));
   * price.setAll(Uint32Array.of(10, 11), 2);
   * price.size; // 5
   * ```
   * @throws TypeError for columns of another type, RangeError for columns of unequal lengths and for
   * what the kinds cannot hold, before anything is written. RangeError when the memory is exhausted:
   * the rows before the one that did not fit are then set.
   */
  setAll(keys: KeyColumn<K>, ...[values]: SetValues<V>): this {
    setAll(this, keys, values);
    return this;
  }

  /**
   * `get` for a column of keys: a column of values, with `missing` where a key is absent, by default
   * the zero value of the kind. The result is `out`, a column of the same length, or a new one.
   * Strings come as an array.
   *
   * @example
   * ```js
   * const price = new GoMap('u32', 'f64', { entries: [[7, 0.5]] });
   * const ids = Uint32Array.of(7, 8);
   * [...price.getAll(ids)];                // [0.5, 0]
   * [...price.getAll(ids, undefined, -1)]; // [0.5, -1]
   * ```
   * @throws TypeError or RangeError for columns of another type or length, or a `missing` that the
   * kind cannot hold; RangeError when there is no memory to pass the columns through.
   */
  getAll(keys: KeyColumn<K>, out?: ResultColumn<V>, missing?: V): ResultColumn<V> {
    return getAll(this, keys, out, missing) as ResultColumn<V>;
  }

  /**
   * `has` for a column of keys: 1 where a key is present and 0 where it is absent, in `out`, of the
   * same length, or a new array.
   *
   * @example
   * ```js
   * const seen = new GoMap('string', 'void', { entries: [['a', undefined]] });
   * [...seen.hasAll(['a', 'b'])]; // [1, 0]
   * ```
   * @throws as `getAll`.
   */
  hasAll(keys: KeyColumn<K>, out?: Uint8Array): Uint8Array {
    return hasAll(this, keys, out);
  }

  /**
   * `delete` for a column of keys. Returns how many entries were deleted.
   *
   * @example
   * ```js
   * const seen = new GoMap('u32', 'void').setAll(Uint32Array.of(1, 2, 3));
   * seen.deleteAll(Uint32Array.of(2, 3, 4)); // 2
   * ```
   * @throws as `getAll`; the rows before the one that there was no memory to pass are then deleted.
   */
  deleteAll(keys: KeyColumn<K>): number {
    return deleteAll(this, keys);
  }

  /**
   * `add` for columns of keys and deltas, or one delta for all keys. Returns the map.
   *
   * @example
   * ```js
   * const count = new GoMap('u32', 'u32');
   * count.addAll(Uint32Array.of(7, 8, 7), 1).get(7); // 2
   * ```
   * @throws as `setAll`, where rows with the key NaN count as the last ones; RangeError for a sum that
   * the kind cannot hold: nothing is added then.
   */
  addAll(keys: KeyColumn<K>, deltas: ValueColumn<V> | V): this {
    addAll(this, keys, deltas);
    return this;
  }

  /**
   * All keys and all values as two columns, row by row the entries of the map in random order:
   * typed arrays for numbers, Arrow's layout for strings, an array for values of kind `any`,
   * `undefined` for those of a set. `setAll` takes them back.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'f64', { entries: [[7, 0.5]] });
   * const { keys, values } = m.columns();
   * keys[0];   // 7
   * values[0]; // 0.5
   * ```
   * @throws RangeError when there is no memory to pass the columns through.
   */
  columns(): { keys: MadeColumn<K>; values: MadeColumn<V> } {
    return columns(this) as { keys: MadeColumn<K>; values: MadeColumn<V> };
  }

  /**
   * All entries as bytes, to be kept in a file or sent elsewhere: `GoMap.restore` makes a map of them
   * again, on any machine and in any engine. They hold no seed and are little more than the entries;
   * docs/snapshot-format.md describes every byte.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'f64', { entries: [[7, 0.5]] });
   * GoMap.restore(m.snapshot()).get(7); // 0.5
   * ```
   * @throws TypeError for a map with values of kind `any`; RangeError when there is no memory to pass
   * the entries through.
   */
  snapshot(): Uint8Array<ArrayBuffer> {
    return snapshot(this);
  }

  /**
   * A map with the kinds and entries of one whose `snapshot` is given. It takes a fraction of the time
   * that setting the entries would take. Nothing is believed: bytes that are damaged or made up throw
   * or give an ordinary map.
   *
   * @example
   * ```js
   * const bytes = new GoMap('string', 'u32', { entries: [['apple', 5]] }).snapshot();
   * const m = GoMap.restore(bytes);
   * [m.keyKind, m.valueKind, m.get('apple')]; // ['string', 'u32', 5]
   * ```
   * @throws TypeError for anything but a `Uint8Array`; RangeError for bytes that are not a whole
   * snapshot of a version that this library knows, and when the memory is exhausted. Nothing is left
   * in the heap then.
   */
  static restore<K, V>(
    bytes: Uint8Array,
    options: Pick<GoMapOptions<K, V>, 'heap'> = NO_OPTIONS,
  ): GoMap<K, V> {
    const { heap } = options;
    return restore(
      bytes,
      (key, value) => new GoMap(key, value, heap === undefined ? NO_OPTIONS : own({ heap })),
    );
  }

  /**
   * What the table looks like from outside: sizes, growth, memory. `inspect` looks inside.
   *
   * @example
   * ```js
   * new GoMap('u32', 'u32', { capacity: 100 }).stats().buckets; // 16
   * ```
   */
  stats(): GoMapStats {
    this._use();
    const { _heap: heap, _core: core } = this;
    const h = this._h;
    const size = core.size(h) >>> 0;
    const B = heap.u8[h + LOG2_BUCKETS] as number;
    const growing = heap.u32[(h + OLD_BUCKETS) >>> 2] !== 0;
    const sameSizeGrow = ((heap.u8[h + FLAGS] as number) & SAME_SIZE) !== 0;
    return {
      size,
      B,
      buckets: 2 ** B,
      overflow: core.overflowBuckets(h),
      oldBuckets: growing ? 2 ** (sameSizeGrow ? B : B - 1) : 0,
      evacuated: growing ? (heap.u32[(h + NEVACUATE) >>> 2] as number) : 0,
      growing,
      sameSizeGrow,
      growths: core.growths(h),
      loadFactor: size / 2 ** B,
      bytes: core.mapBytes(h),
      heapBytes: heap.bytes,
    };
  }

  /**
   * What `JSON.stringify` makes of the map: `{}`, as of a native `Map`. Entries have to be named:
   * `JSON.stringify([...m])`, which fails for bigints.
   *
   * @example
   * ```js
   * new GoMap('u32', 'f64').set(7, 0.5).toJSON(); // {}
   * ```
   */
  toJSON(): object {
    return {};
  }

  /**
   * Gives the memory back now; otherwise that happens some time after the map was dropped. Using the
   * map afterwards throws `TypeError`, except for `dispose` itself.
   *
   * @example
   * ```js
   * {
   *   using m = new GoMap('u32', 'u32'); // disposed of at the end of the block
   * }
   * ```
   */
  dispose(): void {
    if (this._key === DISPOSED) return;
    // An object that inherits from a map would be disposed of, and the map would not know.
    if (!Object.hasOwn(this, '_h')) throw this.disposed();
    const { _core: core } = this;
    core.beginWrite(this._h); // throws if this is inside a write
    disposeMap(this._handle);
    this._h = 0;
    this._key = DISPOSED;
    this._slots?.clear();
    this._version = (this._version + 1) | 0;
  }

  /** The same as `dispose`, where the engine has `Symbol.dispose`. */
  declare [Symbol.dispose]: () => void;

  /** @internal The kind of key. Throws if the map was disposed of. */
  _use(): number {
    if (!(this._key >= 0)) throw this.disposed(); // nor is it a map without a kind
    return this._key;
  }

  private disposed(): TypeError {
    const disposed = this._key === DISPOSED;
    return new TypeError(disposed ? 'this GoMap has been disposed of' : 'this is not a GoMap');
  }

  private misfit(role: string, kind: number, value: unknown): Error {
    return this._key === DISPOSED ? this.disposed() : misfit(role, kind, value);
  }

  /** @internal The next entries of iterator `it` of the core. */
  _nextEntries(it: number): number {
    const { _core: core } = this;
    switch (this._key) {
      case U32:
      case I32:
        return core.next32(it);
      case F64:
        return core.nextF64(it);
      case STRING:
        return core.nextString(it);
      default:
        return core.next64(it);
    }
  }

  /** @internal The key in the cell at `at`. */
  _keyAt(at: number): K {
    return cellAt(this._heap, this._key, at) as K;
  }

  /** @internal The value whose element is at `at`. */
  _valueAt(at: number): V {
    const { _heap: heap, _value: kind } = this;
    if (kind !== ANY) return cellAt(heap, kind, at) as V;
    return (this._slots as Slots).get(heap.u32[at >>> 2] as number) as V;
  }
}

// Lets `using` dispose of maps in engines that have `Symbol.dispose`.
if (Symbol.dispose !== undefined) {
  defineMethod(GoMap.prototype, Symbol.dispose, GoMap.prototype.dispose);
}
defineName(GoMap, 'GoMap');
printAs(GoMap.prototype, 'GoMap', (map, most) =>
  printedMap(`GoMap<${map.keyKind}, ${map.valueKind}>`, map, most),
);
