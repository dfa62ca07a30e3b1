// Go's map for the types of a module: integers, floats, and objects of its runtime. Keys that are
// strings, `StaticArray<u8>` or `Uint8Array` are equal if their contents are; they must not be changed
// while they are keys. The map keeps keys and values reachable, and gives its memory back when it is
// collected, or at once by `dispose`.
//
// Every call goes straight to the core. K and V are the core's own layouts: a reference lies in a cell as
// its address.

import { area, missingAt } from '../area';
import { Undo } from '../columns/undo';
import { mapclear } from '../delete';
import { Random } from '../hash/random';
import { allocate, free } from '../heap/heap';
import { makemap } from '../makemap';
import { noMemory } from '../no-memory';
import { Calls } from './calls';
import { Cursor } from './cursor';
import './finalize';
import { collectIfDue } from './owners';
import { nextSeed } from './seed';
import { Table } from './table';
import { typeOf } from './types';
import { visitMap } from './visit';

/** Where `encodeAll` notes how far it is. */
const encoded = memory.data(4, 4);

/** How many rows `addAllAt` adds at a time: the core wants room for a number for each. */
const addedAtOnce: i32 = 1 << 16;

function assertRoom(length: i32, n: i32): void {
  if (length < n) throw new RangeError('GoMap: a column is shorter than that of the keys');
}

/** Traps unless a column of `n` items of type T can lie at `at`. */
function assertColumn<T>(at: usize, n: i32): void {
  if (n == 0) return;
  const end = <u64>at + <u64>n * sizeof<T>();
  if (n < 0 || !at || end > (<u64>memory.size()) << 16)
    throw new RangeError('GoMap: a column is not in the memory');
}

/** Write barriers for columns of objects. */
class Links {
  /** Tells the collector that `parent` refers to all `n` objects of the column at `column`. */
  static from(parent: usize, column: usize, n: i32): void {
    for (const end = column + <usize>n * sizeof<usize>(); column < end; column += sizeof<usize>()) {
      __link(parent, load<usize>(column), false);
    }
  }
}

export class GoMap<K, V> extends Table {
  /**
   * An empty map with room for `capacity` entries. The hash depends on `seed`; without one it is the
   * next that `setSeed` has started.
   */
  constructor(capacity: i32 = 0, seed: u64 = nextSeed()) {
    if (!Calls.isKey<K>())
      ERROR('GoMap: keys are integers, floats, string, StaticArray<u8> or Uint8Array');
    if (sizeof<V>() > 8) ERROR('GoMap: values have at most 64 bits');
    super();
    collectIfDue();
    const h = makemap(typeOf<K, V>(), <f64>capacity, seed);
    if (!h) noMemory();
    else this.adopt(h);
  }

  /** The address of the value of `key`, 0 if there is none. It is valid until the next write. */
  @inline
  find(key: K): usize {
    return Calls.find<K, V>(Table.of(changetype<usize>(this)), key);
  }

  has(key: K): bool {
    return Calls.find<K, V>(Table.of(changetype<usize>(this)), key) != 0;
  }

  /** The value of `key`. Traps if there is none, as the language's own map does. */
  get(key: K): V {
    const at = Calls.find<K, V>(Table.of(changetype<usize>(this)), key);
    if (!at) throw new Error('GoMap: the key is not in the map');
    return load<V>(at);
  }

  /** The value of `key`, or `fallback` if there is none. */
  getOr(key: K, fallback: V): V {
    const at = Calls.find<K, V>(Table.of(changetype<usize>(this)), key);
    return at ? load<V>(at) : fallback;
  }

  set(key: K, value: V): this {
    store<V>(GoMap.assign<K, V>(changetype<usize>(this), key), value);
    if (isManaged<V>()) __link(changetype<usize>(this), changetype<usize>(value), false);
    return this;
  }

  /**
   * Adds `delta` to the value of `key`, which is 0 if there is none, and returns the sum. Traps if an
   * integer cannot hold it.
   */
  add(key: K, delta: V): V {
    if (isReference<V>() || isBoolean<V>()) ERROR('GoMap: add needs values that are numbers');
    const at = GoMap.assign<K, V>(changetype<usize>(this), key);
    const old = load<V>(at);
    const sum = <V>(old + delta);
    if (isInteger<V>()) {
      if (isSigned<V>() ? ((old ^ sum) & (delta ^ sum)) < 0 : sum < old)
        throw new Error('GoMap: the sum is too large for the values of the map');
    }
    store<V>(at, sum);
    return sum;
  }

  /** Deletes `key`; whether it was there. */
  delete(key: K): bool {
    const h = Table.of(changetype<usize>(this));
    Table.takingAway(h);
    return Calls.delete<K, V>(h, key);
  }

  /** Deletes everything. The map keeps its size in memory. */
  clear(): void {
    const h = this.h;
    Table.takingAway(h);
    // So that no cursor stands in an array with entries that were live before.
    if (h.iterators && !Calls.finishGrowth<K>(h)) noMemory();
    mapclear(h.t, h);
  }

  /** Makes room for `capacity` entries at once. */
  reserve(capacity: i32): void {
    this.h.writes += 1;
    Calls.reserve<K>(this.h, capacity);
  }

  /** A map with the same entries, as small as their number allows. */
  clone(): GoMap<K, V> {
    const copy = new GoMap<K, V>(0, 0);
    copy.adopt(Calls.clone<K>(this.h));
    return copy;
  }

  // ---- columns: many keys in one call, several times as fast as single calls on large maps ----

  /** Writes the values of `keys` to `out`, and `missing` where there is none. */
  getAll(keys: StaticArray<K>, out: StaticArray<V>, missing: V): void {
    assertRoom(out.length, keys.length);
    const to = changetype<usize>(out);
    this.getAllAt(changetype<usize>(keys), keys.length, to, missing);
    if (isManaged<V>()) Links.from(to, to, keys.length);
  }

  /** Writes to `out` whether `keys` are there. */
  hasAll(keys: StaticArray<K>, out: StaticArray<bool>): void {
    assertRoom(out.length, keys.length);
    this.hasAllAt(changetype<usize>(keys), keys.length, changetype<usize>(out));
  }

  /** Sets the values of `keys`, in order. */
  setAll(keys: StaticArray<K>, values: StaticArray<V>): void {
    assertRoom(values.length, keys.length);
    this.setAllAt(changetype<usize>(keys), keys.length, changetype<usize>(values));
  }

  /**
   * Adds `deltas` to the values of `keys`, in order. Traps at the first sum that an integer cannot hold;
   * those before it have been added.
   */
  addAll(keys: StaticArray<K>, deltas: StaticArray<V>): void {
    assertRoom(deltas.length, keys.length);
    this.addAllAt(changetype<usize>(keys), keys.length, changetype<usize>(deltas));
  }

  /** Deletes `keys`; how many were there. */
  deleteAll(keys: StaticArray<K>): i32 {
    return this.deleteAllAt(changetype<usize>(keys), keys.length);
  }

  /**
   * Writes the number of every key to `out`, counted from 0 in the order in which keys first come. The
   * values of the map, of type u32, are these numbers, and nothing else may write them.
   */
  encodeAll(keys: StaticArray<K>, out: StaticArray<u32>): void {
    assertRoom(out.length, keys.length);
    this.encodeAllAt(changetype<usize>(keys), keys.length, changetype<usize>(out));
  }

  // ---- columns that lie anywhere in the memory: `n` items one after the other, from an address on ----

  /** `getAll`. Objects at `out` are not noted as references: only the map, or `missing`, keeps them. */
  getAllAt(keys: usize, n: i32, out: usize, missing: V): void {
    assertColumn<K>(keys, n);
    assertColumn<V>(out, n);
    store<V>(area, missing, missingAt);
    Calls.getAll<K>(this.h, keys, n, out);
  }

  /** `hasAll`: a byte for each key, 1 or 0. */
  hasAllAt(keys: usize, n: i32, out: usize): void {
    assertColumn<K>(keys, n);
    assertColumn<bool>(out, n);
    Calls.hasAll<K>(this.h, keys, n, out);
  }

  /** `setAll`. */
  setAllAt(keys: usize, n: i32, values: usize): void {
    assertColumn<K>(keys, n);
    assertColumn<V>(values, n);
    Table.takingAway(this.h);
    if (isManaged<K>()) Links.from(changetype<usize>(this), keys, n);
    if (isManaged<V>()) Links.from(changetype<usize>(this), values, n);
    Calls.setAll<K>(this.h, keys, n, values);
  }

  /** `addAll`. */
  addAllAt(keys: usize, n: i32, deltas: usize): void {
    if (isReference<V>() || isBoolean<V>()) ERROR('GoMap: addAll needs values that are numbers');
    assertColumn<K>(keys, n);
    assertColumn<V>(deltas, n);
    this.h.writes += 1;
    if (isManaged<K>()) Links.from(changetype<usize>(this), keys, n);
    const room = Undo.bytes(min(n, addedAtOnce));
    const undo = allocate(room);
    if (!undo) noMemory();
    let left = n;
    do {
      const some = min(left, addedAtOnce);
      left -= some;
      const added = Calls.addAll<K>(this.h, keys, some, left, deltas, undo);
      if (added < <u32>some) {
        this.deleteUnadded(keys, added, undo);
        free(undo, room);
        throw new Error('GoMap: the sum is too large for the values of the map');
      }
      if (isFloat<K>()) this.addNaNs(keys, some, deltas);
      keys += <usize>some * sizeof<K>();
      deltas += <usize>some * sizeof<V>();
    } while (left);
    free(undo, room);
  }

  /** Deletes the keys that a block has brought whose rows, from `added` on, were not added. */
  private deleteUnadded(keys: usize, added: u32, undo: usize): void {
    for (let i: u32 = 0; i < changetype<Undo>(undo).inserted; i += 1) {
      const row = Undo.row(undo, i);
      if (row >= added) this.delete(load<K>(keys + <usize>row * sizeof<K>()));
    }
  }

  /** Adds the rows that the core leaves out: those whose keys are not equal to themselves. */
  private addNaNs(keys: usize, n: i32, deltas: usize): void {
    for (let i: usize = 0; i < <usize>n; i += 1) {
      const key = load<K>(keys + i * sizeof<K>());
      if (key != key) this.add(key, load<V>(deltas + i * sizeof<V>()));
    }
  }

  /** `deleteAll`. */
  deleteAllAt(keys: usize, n: i32): i32 {
    assertColumn<K>(keys, n);
    Table.takingAway(this.h);
    return Calls.deleteAll<K>(this.h, keys, n);
  }

  /** `encodeAll`. */
  encodeAllAt(keys: usize, n: i32, out: usize): void {
    if (!isInteger<V>() || isSigned<V>() || sizeof<V>() != 4)
      ERROR('GoMap: encodeAll needs values of u32');
    assertColumn<K>(keys, n);
    assertColumn<u32>(out, n);
    this.h.writes += 1;
    if (isManaged<K>()) Links.from(changetype<usize>(this), keys, n);
    Calls.encodeAll<K>(this.h, keys, n, out, encoded);
  }

  /** A cursor before the first entry. Entries come in no particular order. */
  cursor(): Cursor<K, V> {
    return new Cursor<K, V>(this, Random.draw(this.h));
  }

  /** Calls `visit` with every entry. It may change the map, as with a cursor. */
  forEach(visit: (value: V, key: K, map: GoMap<K, V>) => void): void {
    const cursor = this.cursor();
    while (cursor.next()) visit(cursor.value, cursor.key, this);
  }

  /** All keys. */
  keys(): Array<K> {
    const keys: K[] = [];
    const cursor = new Cursor<K, V>(this, 0);
    while (cursor.next()) keys.push(cursor.key);
    return keys;
  }

  /** All values, in the order of `keys`. */
  values(): Array<V> {
    const values: V[] = [];
    const cursor = new Cursor<K, V>(this, 0);
    while (cursor.next()) values.push(cursor.value);
    return values;
  }

  /** Where the value of `key` lies; a key that is absent is inserted with 0. */
  @inline
  private static assign<K, V>(map: usize, key: K): usize {
    const h = Table.of(map);
    const count = h.count;
    Table.takingAway(h);
    const at = Calls.assign<K, V>(h, key);
    if (isManaged<K>() && h.count != count) __link(map, changetype<usize>(key), false);
    return at;
  }

  /** What the collector calls. */
  private __visit(cookie: u32): void {
    if (isManaged<K>() || isManaged<V>()) {
      if (!this.disposed) visitMap<K, V>(this.h, cookie);
    }
  }
}
