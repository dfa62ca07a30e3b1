// GoMap: Go's map[K]V. This file turns keys and values into what the core takes and back; every
// decision about the table is the core's.
//
// Single calls are hot. So each method switches over the kind of key and calls the core at a place of
// its own for each kind: engines specialise a call by the function they have seen there, and a place
// that always calls the same one costs 7 ns where a shared one costs 10 and a closure 20 (Node 24).
// The core, the address and the kinds are fields of the class although the table has them too: one load
// less for each call.

import { defineMethod, defineName } from '../js/define.js';
import { outOfRange, wrongType } from '../js/errors.js';
import type { Bytes, Disposes, IteratorOf } from '../js/lib-types.js';
import { checkedOptions, NO_OPTIONS } from '../js/options.js';
import { printAs, printedMap } from '../js/print.js';
import { randomWord } from '../js/random.js';
import {
  coreKind,
  holds,
  isI64,
  isNumeric,
  isU64,
  type KeyKind,
  Kind,
  keyKind,
  misfit,
  nameOf,
  numberRange,
  Representation,
  type ValueKind,
  valueKind,
} from '../kinds.js';
import type { Core } from '../wasm/core.js';
import type { Handle } from '../wasm/handle.js';
import { type Heap, memoryOf } from '../wasm/heap.js';
import { defaultMemory, type Memory } from '../wasm/memory.js';
import type { StringScratch } from '../wasm/scratch.js';
import { addAll, deleteAll, getAll, hasAll, setAll } from './column-calls.js';
import type {
  AnyKind,
  Delta,
  Deltas,
  Encodable,
  FoundColumn,
  KeyColumn,
  MadeColumn,
  ResultColumn,
  SetValues,
} from './column-types.js';
import { columns } from './columns.js';
import { Cursor, ENTRIES, KEYS, VALUES } from './cursor.js';
import { encodeAll } from './encode.js';
import { comparable, markComparable, stopClone } from './equality.js';
import { ColumnIterator, EntryIterator } from './iterators.js';
import type { RefTable } from './ref-table.js';
import { attach, type SharedGoMap, share, unshare } from './share.js';
import { restore, snapshot } from './snapshot.js';
import { type GoMapStats, stats } from './stats.js';
import { DISPOSED, Table } from './table.js';

/** Options of a map. */
export interface GoMapOptions<K, V> {
  /** How many entries to make room for at once: 0 to 4294967295, as the second argument of Go's `make`. */
  capacity?: number;
  /**
   * A seed for hash and iteration order, 64 bits: maps with the same seed that see the same calls
   * are the same. By default it comes from `crypto.getRandomValues` or, in Node, `/dev/urandom`. A seed
   * that an attacker can learn allows him to choose keys that collide.
   */
  seed?: bigint;
  /** The heap to live in; by default one that all maps share. */
  heap?: Heap;
  /** Entries to begin with. */
  entries?: Iterable<readonly [K, V]>;
}

// Not a function's own `bind`, which a program may have replaced.
const { apply } = Reflect;

/** Stands in the place of the kind of key while a callback runs inside a write. */
const WRITING = -2;

/** What the core returns for no value, where any 32 bits may be one; see `Memory.foundValue`. */
const ABSENT = -0x61c88647;

/** KiB of stack for the call of the core that ends what a callback is called in. */
const END_FRAMES = 8;

/** The names of the options. */
const OPTIONS = ['capacity', 'seed', 'heap', 'entries'] as const;

/** The table of a map. Throws `TypeError` for anything but a map, which `role` names. */
export let tableOf: (map: unknown, role: string) => Table;

/** Gives a map what libraries compare it by. */
const makeComparable = comparable((map) => tableOf(map, 'this'));

/** Throws unless room can be made for as many entries as `given`. */
function checkNumberOfEntries(what: string, given: unknown): void {
  if (typeof given !== 'number') throw wrongType(what, 'a number', given);
  if (!Number.isInteger(given) || given < 0 || given > 2 ** 32 - 1) {
    throw outOfRange(what, 'an integer from 0 to 4294967295', given);
  }
}

function makeTable<K, V>(
  keyName: unknown,
  valueName: unknown,
  { capacity = 0, seed, heap }: GoMapOptions<K, V>,
): Table {
  const key = keyKind(keyName);
  const value = valueKind(valueName);
  checkNumberOfEntries('capacity', capacity);
  const memory = heap === undefined ? defaultMemory() : memoryOf(heap, 'heap');
  memory.sharing?.sweep();
  if (seed === undefined) {
    return newTable(memory, key, value, capacity, randomWord(), randomWord());
  }
  if (typeof seed !== 'bigint') throw wrongType('seed', 'a bigint', seed);
  if (!isU64(seed)) throw outOfRange('seed', 'a bigint from 0n to 2n**64n - 1n', seed);
  const low = Number(seed & 0xffffffffn);
  return newTable(memory, key, value, capacity, low, Number(seed >> 32n));
}

function newTable(
  memory: Memory,
  key: Kind,
  value: Kind,
  capacity: number,
  seedLow: number,
  seedHigh: number,
): Table {
  const table = new Table(memory, key, value);
  const { core } = memory;
  return table.own(() => core.newMap(coreKind(key), coreKind(value), capacity, seedLow, seedHigh));
}

/** A table in `memory` with the entries of a snapshot. */
function copyOf(bytes: Uint8Array, memory: Memory): Table {
  const make = (key: Kind, value: Kind, entries: number) =>
    newTable(memory, key, value, entries, randomWord(), randomWord());
  return restore(bytes, memory, make);
}

// Outside of the class: bundlers give a class that names itself another name.
function makeMap<K, V, Any extends boolean>(table: Table): GoMap<K, V, Any> {
  return new GoMap(table);
}

// biome-ignore lint/correctness/noUnusedVariables: the parameters of the class.
export interface GoMap<K, V, Any extends boolean = AnyKind<V>> extends Disposes {}
/** A map that the constructor `GoMap` has made, and its methods. */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: `dispose` is there where `lib` has its name.
export class GoMap<K, V, Any extends boolean = AnyKind<V>> {
  readonly #table: Table;
  // What single calls need of the table.
  readonly #memory: Memory;
  #core: Core;
  readonly #handle: Handle;
  #h: number;
  #key: Kind | typeof DISPOSED | typeof WRITING;
  readonly #value: Kind;
  readonly #representation: Representation;
  /** Whether values are whole numbers, and from where to where. */
  readonly #integer: boolean;
  readonly #min: number;
  readonly #max: number;

  /**
   * Stops what clones or posts a map; see equality.ts.
   *
   * @internal
   */
  protected readonly 'structuredClone()' = stopClone;

  static {
    tableOf = (map, role) => {
      if (typeof map !== 'object' || map === null || !(#table in map)) {
        throw wrongType(role, 'a GoMap', map);
      }
      return map.#table;
    };
  }

  constructor(key: KeyKind, value: ValueKind, options?: GoMapOptions<K, V>);
  /** @internal */
  constructor(table: Table);
  /** Around `table`, or with a new one as the kinds and options say. */
  constructor(table: Table | KeyKind, value?: ValueKind, options: GoMapOptions<K, V> = NO_OPTIONS) {
    const given = options === NO_OPTIONS ? NO_OPTIONS : checkedOptions(options, OPTIONS);
    this.#table = table instanceof Table ? table : makeTable(table, value, given);
    this.#memory = this.#table.memory;
    this.#core = this.#table.core;
    this.#handle = this.#table.handle;
    this.#h = this.#table.h;
    this.#key = this.#table.key;
    this.#value = this.#table.value;
    this.#representation = this.#table.representation;
    const range = numberRange(this.#value);
    this.#integer = range !== undefined;
    this.#min = range?.[0] ?? 0;
    this.#max = range?.[1] ?? 0;
    makeComparable(this);
    if (given.entries !== undefined) this.#insertEntries(given.entries);
  }

  #insertEntries(entries: Iterable<readonly [K, V]>): void {
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

  /** The kind of key. */
  get keyKind(): KeyKind {
    return nameOf(this.#table.use()) as KeyKind;
  }

  /** The kind of value. */
  get valueKind(): ValueKind {
    this.#table.use();
    return nameOf(this.#value);
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
    this.#table.use();
    return this.#core.size(this.#h) >>> 0;
  }

  /** That of a native Map, by which libraries know how to compare and print it. */
  get [Symbol.toStringTag](): 'Map' | undefined {
    return #table in this ? 'Map' : undefined; // copies of the prototype are no maps
  }

  /**
   * The value of `key`, or `undefined` when the key is absent or one that the kind cannot hold. Values of
   * kind `bytes` come as copies.
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
    if (
      this.#key === Kind.u32 &&
      this.#value === Kind.u32 &&
      typeof k === 'number' &&
      k >>> 0 === k
    ) {
      const v = this.#core.get32To32(this.#h, k);
      return (v !== ABSENT ? v >>> 0 : this.#found(v >>> 0)) as V | undefined;
    }
    return typeof k === 'string' ? this.#getString(k) : this.#get(k);
  }

  /** `get` for other kinds. */
  #get(k: unknown): V | undefined {
    const memory = this.#memory;
    switch (this.#key) {
      case Kind.u32:
        if (typeof k !== 'number' || k >>> 0 !== k) return undefined;
        return this.#get32(k);
      case Kind.i32:
        if (typeof k !== 'number' || (k | 0) !== k) return undefined;
        return this.#get32(k);
      case Kind.f64:
        if (typeof k !== 'number') return undefined;
        return this.#getF64(k);
      case Kind.string:
        return undefined;
      case Kind.u64:
        if (typeof k !== 'bigint' || !isU64(k)) return undefined;
        memory.views.u64[memory.wordKey] = k;
        return this.#get64();
      case Kind.i64:
        if (typeof k !== 'bigint' || !isI64(k)) return undefined;
        memory.views.i64[memory.wordKey] = k;
        return this.#get64();
      case Kind.bytes: {
        const length = memory.keyScratch.copy(k);
        if (length < 0) return undefined;
        return this.#decode(this.#core.getUtf8(this.#h, memory.keyScratch.address, length));
      }
      default:
        throw this.#refusal('concurrent map read and map write');
    }
  }

  #get32(k: number): V | undefined {
    const core = this.#core;
    let v: number;
    switch (this.#value) {
      case Kind.u32:
        v = core.get32To32(this.#h, k);
        return (v !== ABSENT ? v >>> 0 : this.#found(v >>> 0)) as V | undefined;
      case Kind.i32:
        v = core.get32To32(this.#h, k);
        return (v !== ABSENT ? v : this.#found(v)) as V | undefined;
      case Kind.f64:
        v = core.get32ToF64(this.#h, k);
        return (v === v ? v : this.#found(v)) as V | undefined;
      default:
        return this.#decode(core.get32(this.#h, k));
    }
  }

  #getF64(k: number): V | undefined {
    const core = this.#core;
    let v: number;
    switch (this.#value) {
      case Kind.f64:
        v = core.getF64ToF64(this.#h, k);
        return (v === v ? v : this.#found(v)) as V | undefined;
      case Kind.u32:
        v = core.getF64To32(this.#h, k);
        return (v !== ABSENT ? v >>> 0 : this.#found(v >>> 0)) as V | undefined;
      case Kind.i32:
        v = core.getF64To32(this.#h, k);
        return (v !== ABSENT ? v : this.#found(v)) as V | undefined;
      default:
        return this.#decode(core.getF64(this.#h, k));
    }
  }

  #get64(): V | undefined {
    const core = this.#core;
    let v: number;
    switch (this.#value) {
      case Kind.u32:
        v = core.get64To32(this.#h);
        return (v !== ABSENT ? v >>> 0 : this.#found(v >>> 0)) as V | undefined;
      case Kind.i32:
        v = core.get64To32(this.#h);
        return (v !== ABSENT ? v : this.#found(v)) as V | undefined;
      case Kind.f64:
        v = core.get64ToF64(this.#h);
        return (v === v ? v : this.#found(v)) as V | undefined;
      default:
        return this.#decode(core.get64(this.#h));
    }
  }

  #getString(k: string): V | undefined {
    if (this.#key !== Kind.string) return this.#get(k);
    const memory = this.#memory;
    if (k.length <= memory.shortStrings.maxDirectLength)
      return this.#decode(this.#core.getJsString(this.#h, k));
    const length = memory.keyScratch.write(k);
    return this.#decode(this.#core.getUtf8(this.#h, memory.keyScratch.address, length));
  }

  /** The value that the core's `get` has described by a number, which is NaN for no value. */
  #decode(found: number): V | undefined {
    if (found !== found) {
      // Or for the value NaN, where there can be one.
      return this.#value === Kind.f64 || this.#value === Kind.f32
        ? (this.#found(found) as V | undefined)
        : undefined;
    }
    switch (this.#representation) {
      case Representation.number:
        return found as V;
      case Representation.boolean:
        return (found === 1) as V;
      case Representation.any:
        return (this.#table.refs as RefTable).get(found) as V;
      default:
        return this.#valueAt(found);
    }
  }

  /** What the core's `get` has returned and stands for no value: it may have been the value. */
  #found(value: number): number | undefined {
    return this.#memory.foundValue() ? value : undefined;
  }

  /** Why a call cannot be: the map is disposed of, or a callback uses it inside a write. */
  #refusal(concurrent: string): Error {
    this.#table.use(); // throws if it is disposed of
    return new Error(concurrent);
  }

  /**
   * Go's comma-ok: the value and whether the key is present. When it is absent, the value is the
   * zero value of the kind: `0`, `0n`, `''`, `false`, an empty `Uint8Array`, or `undefined`.
   *
   * @example
   * ```js
   * const m = new GoMap('string', 'u32');
   * const [value, ok] = m.lookup('pear'); // [0, false]
   * ```
   */
  lookup(key: K): [value: V, ok: boolean] {
    const elem = this.#find(key);
    return elem === 0 ? [this.#table.zero as V, false] : [this.#valueAt(elem), true];
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
    const k: unknown = key;
    if (
      this.#key === Kind.u32 &&
      this.#value === Kind.u32 &&
      typeof k === 'number' &&
      k >>> 0 === k
    ) {
      return this.#core.has32To32(this.#h, k) !== 0;
    }
    return this.#has(k);
  }

  /** `has` for other kinds. */
  #has(k: unknown): boolean {
    const core = this.#core;
    const value = this.#value;
    if (typeof k === 'number') {
      if (this.#key === Kind.f64) {
        if (value === Kind.f64) return core.hasF64ToF64(this.#h, k) !== 0;
        if (value === Kind.u32 || value === Kind.i32) return core.hasF64To32(this.#h, k) !== 0;
      } else if (this.#key === Kind.u32 ? k >>> 0 === k : this.#key === Kind.i32 && (k | 0) === k) {
        if (value === Kind.u32 || value === Kind.i32) return core.has32To32(this.#h, k) !== 0;
        if (value === Kind.f64) return core.has32ToF64(this.#h, k) !== 0;
      }
    }
    return this.#find(k) !== 0;
  }

  /** The address of the element of `key`, or 0. */
  #find(k: unknown): number {
    const memory = this.#memory;
    const core = this.#core;
    switch (this.#key) {
      case Kind.u32:
        if (typeof k !== 'number' || k >>> 0 !== k) return 0;
        return core.find32(this.#h, k) >>> 0;
      case Kind.i32:
        if (typeof k !== 'number' || (k | 0) !== k) return 0;
        return core.find32(this.#h, k) >>> 0;
      case Kind.f64:
        if (typeof k !== 'number') return 0;
        return core.findF64(this.#h, k) >>> 0;
      case Kind.u64:
        if (typeof k !== 'bigint' || !isU64(k)) return 0;
        memory.views.u64[memory.wordKey] = k;
        return core.find64(this.#h) >>> 0;
      case Kind.i64:
        if (typeof k !== 'bigint' || !isI64(k)) return 0;
        memory.views.i64[memory.wordKey] = k;
        return core.find64(this.#h) >>> 0;
      case Kind.string: {
        if (typeof k !== 'string') return 0;
        if (k.length <= memory.shortStrings.maxDirectLength)
          return core.findJsString(this.#h, k) >>> 0;
        const length = memory.keyScratch.write(k);
        return core.findUtf8(this.#h, memory.keyScratch.address, length) >>> 0;
      }
      case Kind.bytes: {
        const length = memory.keyScratch.copy(k);
        if (length < 0) return 0;
        return core.findUtf8(this.#h, memory.keyScratch.address, length) >>> 0;
      }
      default:
        throw this.#refusal('concurrent map read and map write');
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
    if (
      this.#key === Kind.u32 &&
      this.#value === Kind.u32 &&
      typeof k === 'number' &&
      k >>> 0 === k &&
      typeof v === 'number' &&
      v >>> 0 === v
    ) {
      const handle = this.#handle;
      handle.version = (handle.version + 1) | 0;
      this.#core.set32To32(this.#h, k, v);
      return this;
    }
    if (typeof v !== 'number' || this.#representation !== Representation.number)
      return this.#setOther(key, value);
    if (!this.#holdsNumber(v)) throw this.#misfit('a value', this.#value, v);
    this.#setNumber(key, v);
    return this;
  }

  /** `set` of a number that the kind of value can hold. */
  #setNumber(key: K, v: number): void {
    const k: unknown = key;
    const core = this.#core;
    const value = this.#value;
    this.#written();
    if (typeof k !== 'number') {
      this.#setWide(key, v);
    } else if (this.#key === Kind.f64) {
      if (value === Kind.f64) core.setF64ToF64(this.#h, k, v);
      else if (value === Kind.u32 || value === Kind.i32) core.setF64To32(this.#h, k, v);
      else core.setNumberF64(this.#h, k, v);
    } else if (this.#key === Kind.u32 ? k >>> 0 === k : this.#key === Kind.i32 && (k | 0) === k) {
      if (value === Kind.u32 || value === Kind.i32) core.set32To32(this.#h, k, v);
      else if (value === Kind.f64) core.set32ToF64(this.#h, k, v);
      else core.setNumber32(this.#h, k, v);
    } else {
      this.#setWide(key, v); // throws
    }
  }

  /** `set` of a number for keys that are not passed as numbers. */
  #setWide(key: K, value: number): void {
    const memory = this.#memory;
    const core = this.#core;
    const direct = memory.shortStrings.maxDirectLength;
    if (this.#key === Kind.string && typeof key === 'string' && key.length <= direct) {
      core.setNumberJsString(this.#h, key, value);
      return;
    }
    this.#passKey(key);
    if (this.#key === Kind.string || this.#key === Kind.bytes) {
      const { address, length } = memory.keyScratch;
      core.setNumberUtf8(this.#h, address, length, value);
    } else if (this.#value === Kind.f64) {
      core.set64ToF64(this.#h, value);
    } else if (this.#value === Kind.u32 || this.#value === Kind.i32) {
      core.set64To32(this.#h, value);
    } else {
      core.setNumber64(this.#h, value);
    }
  }

  /** `set` for values that are not numbers. */
  #setOther(key: K, value: V): this {
    if (!holds(this.#value, value)) throw this.#misfit('a value', this.#value, value);
    const memory = this.#memory;
    if (this.#representation === Representation.string) {
      memory.valueScratch.write(value as string);
      this.#setString(key, memory.valueScratch);
      return this;
    }
    switch (this.#representation) {
      case Representation.bytes:
        memory.valueScratch.copy(value);
        this.#setString(key, memory.valueScratch);
        break;
      case Representation.bigint:
        memory.views.u64[memory.wordElem] = value as bigint;
        this.#setWord(key);
        break;
      case Representation.boolean:
        this.#setNumber(key, Number(value));
        break;
      case Representation.any: {
        const refs = this.#table.refs as RefTable;
        const { next } = refs;
        const ref = this.#setRef(key, next);
        // From here on no function is called; see `RefTable`.
        if (ref === refs.free && ref !== 0) refs.free = refs.values[ref] as number;
        refs.values[ref] = value;
        break;
      }
      default:
        this.#assign(key); // a set has no values
    }
    return this;
  }

  /**
   * Gives `key` the number `ref` in the table of references, unless it is present and has one. Returns the
   * number that it has.
   */
  #setRef(key: K, ref: number): number {
    this.#passKey(key);
    const core = this.#core;
    const h = this.#h;
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        return core.setRef32(h, key as number, ref);
      case Kind.f64:
        return core.setRefF64(h, key as number, ref);
      case Kind.string:
      case Kind.bytes: {
        const { keyScratch } = this.#memory;
        return core.setRefUtf8(h, keyScratch.address, keyScratch.length, ref);
      }
      default:
        return core.setRef64(h, ref);
    }
  }

  /** `set` of the 64-bit word in the argument area. */
  #setWord(key: K): void {
    this.#passKey(key);
    const core = this.#core;
    const h = this.#h;
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        core.setWord32(h, key as number);
        return;
      case Kind.f64:
        core.setWordF64(h, key as number);
        return;
      case Kind.string:
      case Kind.bytes: {
        const { keyScratch } = this.#memory;
        core.setWordUtf8(h, keyScratch.address, keyScratch.length);
        return;
      }
      default:
        core.setWord64(h);
    }
  }

  /** `set` of the string or the bytes in `value`. */
  #setString(key: K, value: StringScratch): void {
    this.#passKey(key);
    const core = this.#core;
    const h = this.#h;
    const { address, length } = value;
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        core.setString32(h, key as number, address, length);
        return;
      case Kind.f64:
        core.setStringF64(h, key as number, address, length);
        return;
      case Kind.string:
      case Kind.bytes: {
        const { keyScratch } = this.#memory;
        core.setStringUtf8(h, keyScratch.address, keyScratch.length, address, length);
        return;
      }
      default:
        core.setString64(h, address, length);
    }
  }

  /** The address of the element of `key`, which is inserted with the zero value if it is absent. */
  #assign(key: K): number {
    const memory = this.#memory;
    const core = this.#core;
    this.#passKey(key);
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        return core.assign32(this.#h, key as number) >>> 0;
      case Kind.f64:
        return core.assignF64(this.#h, key as number) >>> 0;
      case Kind.string:
      case Kind.bytes:
        return core.assignUtf8(this.#h, memory.keyScratch.address, memory.keyScratch.length) >>> 0;
      default:
        return core.assign64(this.#h) >>> 0;
    }
  }

  /**
   * Before a write: checks the key, counts the write, and leaves a key that is not passed as an
   * argument where the core looks for it.
   */
  #passKey(key: K): void {
    const k: unknown = key;
    const memory = this.#memory;
    let fits: boolean;
    switch (this.#key) {
      case Kind.u32:
        fits = typeof k === 'number' && k >>> 0 === k;
        break;
      case Kind.i32:
        fits = typeof k === 'number' && (k | 0) === k;
        break;
      case Kind.f64:
        fits = typeof k === 'number';
        break;
      case Kind.string:
        fits = typeof k === 'string';
        if (fits) memory.keyScratch.write(k as string);
        break;
      case Kind.bytes:
        fits = memory.keyScratch.copy(k) >= 0;
        break;
      case Kind.u64:
        fits = typeof k === 'bigint' && isU64(k);
        if (fits) memory.views.u64[memory.wordKey] = k as bigint;
        break;
      case Kind.i64:
        fits = typeof k === 'bigint' && isI64(k);
        if (fits) memory.views.i64[memory.wordKey] = k as bigint;
        break;
      default:
        throw this.#refusal('concurrent map writes');
    }
    if (!fits) throw misfit('a key', this.#table.use(), k);
    this.#written();
  }

  /** Whether the kind of value, one of numbers, can hold `value`. */
  #holdsNumber(value: number): boolean {
    return (
      !this.#integer || (value >= this.#min && value <= this.#max && Math.floor(value) === value)
    );
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
  add(key: K, delta: Delta<V, Any>): V {
    const k: unknown = key;
    const d: unknown = delta;
    if (
      this.#key === Kind.u32 &&
      this.#value === Kind.u32 &&
      typeof k === 'number' &&
      k >>> 0 === k &&
      typeof d === 'number' &&
      d >>> 0 === d
    ) {
      const handle = this.#handle;
      handle.version = (handle.version + 1) | 0;
      const sum = this.#core.add32ToU32(this.#h, k, d);
      return (sum !== ABSENT ? sum >>> 0 : this.#addSlowly(k, d)) as V;
    }
    if (typeof d !== 'number' || this.#representation !== Representation.number) {
      return this.#addOther(key, d) as V;
    }
    if (!this.#holdsNumber(d)) throw this.#misfit('a delta', this.#value, d);
    this.#passKey(key);
    return this.#addNumber(k, d) as V;
  }

  /** `add` of a number that the kind of value can hold, to a key that has been passed. */
  #addNumber(k: unknown, d: number): number {
    const core = this.#core;
    const h = this.#h;
    let sum = ABSENT;
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        if (this.#value === Kind.f64) return core.add32ToF64(h, k as number, d);
        if (this.#value === Kind.i32) sum = core.add32ToI32(h, k as number, d);
        break;
      case Kind.f64:
        if (this.#value === Kind.f64) return core.addF64ToF64(h, k as number, d);
        if (this.#value === Kind.i32) sum = core.addF64ToI32(h, k as number, d);
        if (this.#value === Kind.u32) sum = core.addF64ToU32(h, k as number, d);
        break;
      case Kind.u64:
      case Kind.i64:
        if (this.#value === Kind.f64) return core.add64ToF64(h, d);
        if (this.#value === Kind.i32) sum = core.add64ToI32(h, d);
        if (this.#value === Kind.u32) sum = core.add64ToU32(h, d);
    }
    if (sum === ABSENT) return this.#addSlowly(k, d);
    return this.#value === Kind.u32 ? sum >>> 0 : sum;
  }

  /** The same for all kinds of values, and for sums that need a second look. */
  #addSlowly(k: unknown, d: number): number {
    const core = this.#core;
    const { address, length } = this.#memory.keyScratch;
    let sum: number;
    switch (this.#key) {
      case Kind.u32:
      case Kind.i32:
        sum = core.add32(this.#h, k as number, d);
        break;
      case Kind.f64:
        sum = core.addF64(this.#h, k as number, d);
        break;
      case Kind.string:
      case Kind.bytes:
        sum = core.addUtf8(this.#h, address, length, d);
        break;
      default:
        sum = core.add64(this.#h, d);
    }
    // An integer kind cannot hold it.
    if (sum === Infinity && this.#integer) throw this.#badSum(k, d);
    return sum;
  }

  #badSum(k: unknown, d: number): Error {
    return misfit('a sum', this.#value, (this.get(k as K) as number) + d);
  }

  /** `add` for values that are not numbers. */
  #addOther(key: K, delta: unknown): bigint {
    if (!isNumeric(this.#value)) {
      this.#table.use();
      throw new TypeError(`add needs values that are numbers, not ${nameOf(this.#value)}`);
    }
    if (typeof delta !== 'bigint' || !holds(this.#value, delta)) {
      throw this.#misfit('a delta', this.#value, delta);
    }
    const elem = this.#find(key);
    const sum = elem === 0 ? delta : (this.#valueAt(elem) as bigint) + delta;
    if (!holds(this.#value, sum)) throw misfit('a sum', this.#value, sum);
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
    const k: unknown = key;
    const handle = this.#handle;
    handle.version = (handle.version + 1) | 0;
    if (
      this.#key === Kind.u32 &&
      this.#value === Kind.u32 &&
      typeof k === 'number' &&
      k >>> 0 === k
    ) {
      return this.#core.delete32To32(this.#h, k) !== 0;
    }
    return this.#delete(k);
  }

  /** `delete` for other kinds. */
  #delete(k: unknown): boolean {
    const memory = this.#memory;
    const core = this.#core;
    const { refs } = this.#table;
    let result: number;
    switch (this.#key) {
      case Kind.u32:
        if (typeof k !== 'number' || k >>> 0 !== k) return false;
        result = core.delete32(this.#h, k);
        break;
      case Kind.i32:
        if (typeof k !== 'number' || (k | 0) !== k) return false;
        result = core.delete32(this.#h, k);
        break;
      case Kind.f64:
        if (typeof k !== 'number') return false;
        result = core.deleteF64(this.#h, k);
        break;
      case Kind.u64:
        if (typeof k !== 'bigint' || !isU64(k)) return false;
        memory.views.u64[memory.wordKey] = k;
        result = core.delete64(this.#h);
        break;
      case Kind.i64:
        if (typeof k !== 'bigint' || !isI64(k)) return false;
        memory.views.i64[memory.wordKey] = k;
        result = core.delete64(this.#h);
        break;
      case Kind.string: {
        if (typeof k !== 'string') return false;
        if (k.length <= memory.shortStrings.maxDirectLength) {
          result = core.deleteJsString(this.#h, k);
          break;
        }
        const length = memory.keyScratch.write(k);
        result = core.deleteUtf8(this.#h, memory.keyScratch.address, length);
        break;
      }
      case Kind.bytes: {
        const length = memory.keyScratch.copy(k);
        if (length < 0) return false;
        result = core.deleteUtf8(this.#h, memory.keyScratch.address, length);
        break;
      }
      default:
        throw this.#refusal('concurrent map writes');
    }
    if (result === 0) return false;
    if (refs !== undefined) {
      // As `RefTable.delete`, without a call.
      refs.values[result] = refs.free;
      refs.free = result;
    }
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
    this.#table.use();
    const { refs } = this.#table;
    const handle = this.#handle;
    this.#core.clear(this.#h);
    // From here on no function is called: the stack could run out.
    if (refs !== undefined) {
      refs.values = [undefined];
      refs.free = 0;
    }
    handle.version = (handle.version + 1) | 0;
    handle.clears += 1;
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
    this.#table.use();
    if (typeof callback !== 'function') throw wrongType('the callback', 'a function', callback);
    // A plain call is 10 ns cheaper than one that says what `this` is (Node 24).
    const call: typeof callback =
      thisArg === undefined
        ? callback
        : (value, key, map) => apply(callback, thisArg, [value, key, map]);
    this.#core.reserveStack(END_FRAMES);
    const cursor = new Cursor(this.#table, ENTRIES, false);
    try {
      while (cursor.refill()) {
        // As the cursor's `take`, with as little as possible for each entry.
        const { column, limit, map, version } = cursor;
        let { place } = cursor;
        do {
          const key = column[place];
          const value = cursor.value(place);
          if ((key === undefined || value === undefined) && cursor.moved()) break;
          place += 1;
          cursor.place = place;
          call(value as V, key as K, this);
        } while (place < limit && map.version === version);
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
  keys(): IteratorOf<K> {
    this.#table.use();
    return new ColumnIterator(this.#table, KEYS) as unknown as IteratorOf<K>;
  }

  /**
   * An iterator of the values, in random order.
   *
   * @example
   * ```js
   * [...new GoMap('u32', 'f64', { entries: [[7, 0.5]] }).values()]; // [0.5]
   * ```
   */
  values(): IteratorOf<V> {
    this.#table.use();
    return new ColumnIterator(this.#table, VALUES) as unknown as IteratorOf<V>;
  }

  /**
   * An iterator of pairs of key and value, in random order.
   *
   * @example
   * ```js
   * [...new GoMap('u32', 'f64', { entries: [[7, 0.5]] }).entries()]; // [[7, 0.5]]
   * ```
   */
  entries(): IteratorOf<[K, V]> {
    this.#table.use();
    return new EntryIterator(this.#table) as unknown as IteratorOf<[K, V]>;
  }

  /** The same as `entries`. */
  [Symbol.iterator](): IteratorOf<[K, V]> {
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
    const elem = this.#find(key);
    if (elem !== 0) return this.#valueAt(elem);
    return this.#insert(key, value);
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
    const kind = this.#table.use();
    if (typeof callback !== 'function') throw wrongType('the callback', 'a function', callback);
    if (!holds(kind, key)) throw misfit('a key', kind, key);
    const elem = this.#find(key);
    if (elem !== 0) return this.#valueAt(elem);
    // The callback may write to bytes.
    const kept = kind === Kind.bytes ? (new Uint8Array(key as Uint8Array) as K) : key;
    const core = this.#core;
    core.reserveStack(END_FRAMES);
    core.beginWrite(this.#h);
    this.#key = WRITING; // for calls that do not ask the core
    let value: V;
    try {
      value = callback(key);
    } finally {
      this.#key = kind;
      core.endWrite(this.#h);
    }
    return this.#insert(kept, value);
  }

  /** Sets `key` and returns the value as the map holds it: a NaN cannot be looked up again. */
  #insert(key: K, value: V): V {
    if (this.#value === Kind.bytes && holds(Kind.bytes, value)) {
      const copy = new Uint8Array(value as Uint8Array) as V;
      this.set(key, copy);
      return copy;
    }
    this.set(key, value);
    if (this.#representation !== Representation.number || this.#value === Kind.f64) return value;
    const v = value as number;
    return (this.#value === Kind.f32 ? Math.fround(v) : v + 0) as V; // + 0: integers know no -0
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
  clone(): GoMap<K, V, Any> {
    const { core, h, key, layout, memory, refs, value } = this.#table;
    if (memory.sharing?.reads) return makeMap(copyOf(snapshot(this.#table), defaultMemory()));
    const copy = new Table(memory, key, value, refs?.clone());
    return makeMap(copy.own(() => core[`clone${layout}`](h)));
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
    const { core, h, layout } = this.#table;
    checkNumberOfEntries('the number of entries', entries);
    this.#written();
    core[`reserve${layout}`](h, entries);
  }

  /**
   * `set` for whole columns: as if it were called for one row after the other, at a fraction of the
   * time. Columns of numbers are the typed arrays of their kind (`BigInt64Array` and
   * `BigUint64Array` for 64-bit integers, bytes of 0 and 1 for booleans), strings an array of strings
   * or UTF-8 in Arrow's layout or as views, bytes an array of `Uint8Array`s or either layout, values of
   * kind `any` an array. `values` may also be one value for all keys. Returns the map.
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
  setAll(keys: KeyColumn<K>, ...[values]: SetValues<V, Any>): this {
    setAll(this.#table, keys, values);
    return this;
  }

  /**
   * `get` for a column of keys: a column of values, with `missing` where a key is absent, by default
   * the zero value of the kind. The result is `out`, a column of the same length, or a new one.
   * Strings and bytes come as an array.
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
  getAll(
    keys: KeyColumn<K>,
    out?: FoundColumn<V, Any> | undefined,
    missing?: undefined,
  ): FoundColumn<V, Any>;
  getAll(
    keys: KeyColumn<K>,
    out: ResultColumn<V, Any> | undefined,
    missing: V,
  ): ResultColumn<V, Any>;
  getAll(keys: KeyColumn<K>, out?: unknown, missing?: V): unknown {
    return getAll(this.#table, keys, out, missing);
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
    return hasAll(this.#table, keys, out);
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
    return deleteAll(this.#table, keys);
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
  addAll(keys: KeyColumn<K>, deltas: Deltas<V, Any>): this {
    addAll(this.#table, keys, deltas);
    return this;
  }

  /**
   * The id of every key of a column. A key that is not there yet is set to the next id, which is the
   * map's size before: ids count up from 0 in the order in which keys first come. The result is `out`,
   * of the same length, or a new array. Every row with the key NaN gets an id of its own.
   *
   * @example
   * ```js
   * const ids = new GoMap('string', 'u32');
   * [...ids.encodeAll(['fr', 'ch', 'fr'])]; // [0, 1, 0]
   * [...ids.encodeAll(['de', 'ch'])];       // [2, 1]
   * ```
   * @throws TypeError unless values are of kind `u32`; RangeError for a map with values that are not
   * the numbers from 0 to below its size, each once, as those of a map are from which others than the
   * last keys were deleted; else as `setAll`. Rows that were not set are left as they are in `out`.
   */
  encodeAll(keys: Encodable<K, V, Any>, out?: Uint32Array): Uint32Array {
    return encodeAll(this.#table, keys, out);
  }

  /**
   * All keys and all values as two columns, row by row the entries of the map in random order:
   * typed arrays for numbers, Arrow's layout for strings and bytes, an array for values of kind `any`,
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
  columns(): { keys: MadeColumn<K>; values: MadeColumn<V, Any> } {
    return columns(this.#table) as { keys: MadeColumn<K>; values: MadeColumn<V, Any> };
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
  snapshot(): Bytes {
    return snapshot(this.#table);
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
    const { heap } = checkedOptions<typeof options>(options, ['heap']);
    const memory = heap === undefined ? defaultMemory() : memoryOf(heap, 'heap');
    return makeMap(copyOf(bytes, memory));
  }

  /**
   * Freezes the map for others to read, and returns a plain object to post to them, of which
   * `GoMap.attach` makes a map again: the same one, of which nothing is copied. From then on every write
   * throws, and the map stays in memory until `dispose` is called, also when nothing refers to it any more.
   * Only a map in a shared heap can be shared; one with values of kind `any` cannot.
   *
   * @example
   * ```js
   * const heap = new Heap({ shared: true, maximumBytes: 2 ** 28 });
   * const m = new GoMap('string', 'u32', { heap, entries: [['apple', 5]] });
   * const { key, value } = m.share(); // and more, for worker.postMessage
   * [key, value]; // ['string', 'u32']
   * ```
   * @throws TypeError for a map that cannot be shared; RangeError when the memory is exhausted.
   */
  share(): SharedGoMap {
    const shared = share(this.#table);
    this.#core = this.#table.core;
    return shared;
  }

  /**
   * Takes back what `share` has returned: nobody can attach by it any more, and those who have must have
   * disposed of their maps or be gone. It is for workers that have ended without disposing: only their
   * owner knows that, and may say so after it has disposed of the map, too. When nothing is left that
   * `share` has returned, the map can be written again.
   *
   * @example
   * ```js
   * const heap = new Heap({ shared: true, maximumBytes: 2 ** 28 });
   * const m = new GoMap('string', 'u32', { heap });
   * const shared = m.share();
   * m.unshare(shared); // say, when the worker has exited
   * m.set('apple', 5).get('apple'); // 5
   * ```
   * @throws TypeError for anything but what `share` of this map has returned.
   */
  unshare(shared: SharedGoMap): void {
    unshare(this.#table, shared);
    this.#core = this.#table.core;
  }

  /**
   * A map of what `share` has returned elsewhere, to be read here as well: whatever writes throws, and
   * `clone` gives a map of one's own. `dispose` when done: until then the owner cannot have its memory
   * back. Attaching copies nothing, whatever the size of the map; it takes 256 KiB of the shared memory.
   *
   * @example
   * ```js
   * const heap = new Heap({ shared: true, maximumBytes: 2 ** 28 });
   * const shared = new GoMap('string', 'u32', { heap, entries: [['apple', 5]] }).share();
   * const m = GoMap.attach(shared); // in a worker, of what was posted
   * m.get('apple'); // 5
   * ```
   * @throws TypeError for anything else, for what another version of this library has returned, and when
   * the owner has disposed of the map; RangeError when the memory is exhausted.
   */
  static attach<K, V>(shared: SharedGoMap): GoMap<K, V> {
    const table = attach(shared);
    return makeMap(table);
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
    return stats(this.#table);
  }

  /**
   * What `JSON.stringify` makes of the map: `{}`, as of a native `Map`. Entries have to be named:
   * `JSON.stringify([...m])`, which fails for bigints. Without an argument, as the printers of Jest and
   * Vitest call it, it is a native `Map` of the entries.
   *
   * @example
   * ```js
   * const m = new GoMap('u32', 'f64').set(7, 0.5);
   * JSON.stringify({ m }); // '{"m":{}}'
   * m.toJSON().get(7);     // 0.5
   * ```
   */
  toJSON(): Map<K, V>;
  toJSON(key: string): object;
  toJSON(key?: string): object {
    return key === undefined ? new Map(this.entries()) : {};
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
    if (this.#key === WRITING) throw this.#refusal('concurrent map writes');
    this.#table.dispose();
    this.#h = 0;
    this.#key = DISPOSED;
  }

  #valueAt(elem: number): V {
    return this.#table.valueAt(elem) as V;
  }

  /** Says that the map is being written; see `Table.written`. */
  #written(): void {
    const handle = this.#handle;
    handle.version = (handle.version + 1) | 0;
  }

  /** The error for a key or value that a kind cannot hold, or for a map that has been disposed of. */
  #misfit(role: string, kind: Kind, value: unknown): Error {
    this.#table.use();
    return misfit(role, kind, value);
  }
}

// Lets `using` dispose of maps in engines that have `Symbol.dispose`.
if (Symbol.dispose !== undefined) {
  defineMethod(GoMap.prototype, Symbol.dispose, GoMap.prototype.dispose);
}
defineName(GoMap, 'GoMap');
markComparable(GoMap.prototype);
printAs(GoMap.prototype, 'GoMap', (map, most) =>
  printedMap(`GoMap<${map.keyKind}, ${map.valueKind}>`, map, most),
);
