// Heaps of many sizes, filled to the last bytes, with a map that stands before a growth and others
// beside it. Whatever call does not fit throws, says how much it asked for and how much there is, and
// changes nothing in any map; and after something is deleted or disposed of, all goes on.

import { expect, test } from 'vitest';
import { GoMap, type Heap, type KeyKind, type ValueKind } from '../src/index.js';
import { Draws } from './hash/random.js';
import { type Build, heapOn } from './support/builds.js';
import { columnOf } from './support/columns.js';
import { type AnyMap, Model, same } from './support/model.js';
import { isNumeric, KEY_KINDS, samples, stored, VALUE_KINDS } from './support/samples.js';

const PAGE = 65536;
const MESSAGE = /^out of memory: (\d+) bytes asked for, (\d+) bytes held by the heap$/;

/** Heaps: their limits are 2 pages and more, each a page above the one before. */
const HEAPS = 539;
/** The map in a heap stands before its growth from 2^B buckets, B below this. */
const SIZES = 11;
/** Capacity of a map that stands for the memory that an iteration needs. */
const ROOM = 208;
/** Calls that are tried in each heap, and refusals after which a heap is done with. */
const CALLS_A_HEAP = 200;
const REFUSALS_A_HEAP = 6;

const keys = new Map(KEY_KINDS.map((kind) => [kind, samples(kind, 16_000)]));
// Without -0, which a sum never is.
const valuesFor = (kind: ValueKind) => samples(kind, 61).filter((value) => !Object.is(value, -0));
const values = new Map(VALUE_KINDS.map((kind) => [kind, valuesFor(kind)]));

/** A map with its model. */
class Subject {
  constructor(
    readonly map: AnyMap,
    readonly heap: Heap,
    readonly model = new Model(),
  ) {}

  key(i: number): unknown {
    const all = keys.get(this.map.keyKind) ?? [];
    return all[i % all.length];
  }

  value(i: number): unknown {
    const all = values.get(this.map.valueKind) ?? [];
    return all[i % all.length];
  }

  /** Keys from number `i` on that are not in the map, as a column; they are put into the model. */
  fresh(i: number): { rows: number[]; keys: unknown; values: unknown } {
    const rows: number[] = [];
    const seen = new Set<unknown>();
    for (let n = i; n < i + 40; n += 1) {
      const key = this.key(n);
      if (Number.isNaN(key) || this.model.has(key) || seen.has(key)) continue;
      seen.add(key);
      rows.push(n);
    }
    const { keyKind, valueKind } = this.map;
    return {
      rows,
      keys: columnOf(
        keyKind,
        rows.map((n) => this.key(n)),
      ),
      values: columnOf(
        valueKind,
        rows.map((n) => this.value(n)),
      ),
    };
  }

  /** Does a call that inserts `rows`, or the first of them where memory ends. */
  inserts(rows: number[], call: () => void): void {
    const { size } = this.map;
    try {
      call();
    } finally {
      for (const row of rows.slice(0, this.map.size - size)) this.wasSet(row);
    }
  }

  /** What a call that has stored value `i` has done. */
  wasSet(i: number): void {
    this.model.set(this.key(i), stored(this.map.valueKind, this.value(i)));
  }
}

/** Where there is memory enough. */
const elsewhere = heapOn('release');
const snapshots = new Map<string, { bytes: Uint8Array; model: Model }>();

/** A snapshot of a map with `count` entries or almost so many, and what it holds. */
function snapshotOf(key: KeyKind, value: ValueKind, count: number) {
  const name = `${key} ${value} ${count}`;
  let known = snapshots.get(name);
  if (known === undefined) {
    const subject = new Subject(make(key, value, elsewhere), elsewhere);
    for (let i = 0; i < count; i += 1) CALLS.set?.(subject, i, []);
    known = { bytes: subject.map.snapshot(), model: subject.model };
    snapshots.set(name, known);
    subject.map.dispose();
  }
  return known;
}

/** What may be refused. A call changes the model after it has changed the map. */
const CALLS: Record<string, (on: Subject, i: number, all: Subject[]) => void> = {
  set: (on, i) => {
    on.map.set(on.key(i), on.value(i));
    on.wasSet(i);
  },
  getOrInsert: (on, i) => {
    const known = on.model.has(on.key(i));
    on.map.getOrInsert(on.key(i), on.value(i));
    if (!known) on.wasSet(i);
  },
  getOrInsertComputed: (on, i) => {
    const known = on.model.has(on.key(i));
    on.map.getOrInsertComputed(on.key(i), () => on.value(i));
    if (!known) on.wasSet(i);
  },
  add: (on, i) => {
    const key = on.key(i);
    if (!isNumeric(on.map.valueKind) || on.model.has(key)) return;
    on.model.set(key, on.map.add(key, on.value(i)));
  },
  setAll: (on, i) => {
    const { rows, keys, values } = on.fresh(i);
    on.inserts(rows, () => on.map.setAll(keys, values));
  },
  addAll: (on, i) => {
    if (!isNumeric(on.map.valueKind)) return;
    const { rows, keys, values } = on.fresh(i);
    on.inserts(rows, () => on.map.addAll(keys, values));
  },
  encodeAll: (on, i) => {
    // Into a map of its own: those that stand before a growth hold more than ids.
    const { keyKind } = on.map;
    const ids = new GoMap(keyKind, 'u32', { heap: on.heap }) as AnyMap;
    const all = Array.from({ length: 40 }, (_, n) => on.key(i + n)).filter((k) => !Number.isNaN(k));
    const out = new Uint32Array(all.length).fill(77);
    try {
      ids.encodeAll(columnOf(keyKind, all, i % 2 === 0 ? 'views' : 'array') as never, out);
    } finally {
      const known = [...new Set(all)];
      for (const [id, k] of known.entries()) same(ids.get(k), id < ids.size ? id : undefined, 'id');
      const done = all.findIndex((k) => !ids.has(k));
      for (const [row, k] of all.entries()) {
        same(out[row], done < 0 || row < done ? ids.get(k) : 77, 'a row of out');
      }
      ids.dispose();
    }
  },
  deleteAll: (on, i) => {
    const all = Array.from({ length: 10 }, (_, n) => on.key(i - 5 * n));
    const deleted = on.map.deleteAll(columnOf(on.map.keyKind, all));
    same(deleted, all.filter((key) => on.model.delete(key)).length, 'deleteAll');
  },
  getAll: (on, i) => void on.map.getAll(on.fresh(i).keys),
  columns: (on) => void on.map.columns(),
  delete: (on, i) => same(on.map.delete(on.key(i)), on.model.delete(on.key(i)), 'delete'),
  clear: (on, i) => {
    if (i % 16 !== 0) return; // or there would be little left to lose
    on.map.clear();
    on.model.clear();
  },
  reserve: (on, i) => on.map.reserve((on.map.size + 1) * (1 + (i % 5))),
  clone: (on, i, all) => {
    const copy = new Subject(on.map.clone(), on.heap, on.model.copy());
    if (i % 2 === 0) {
      all.push(copy);
      return;
    }
    copy.model.compareLookups(copy.map);
    copy.map.dispose();
  },
  snapshot: (on) => {
    if (on.map.valueKind === 'any') return;
    const copy = GoMap.restore(on.map.snapshot(), { heap: elsewhere }) as AnyMap;
    on.model.compare(copy);
    copy.dispose();
  },
  restore: (on, i, all) => {
    const { heap } = on;
    const { keyKind, valueKind } = on.map;
    if (valueKind === 'any') return;
    const { bytes, model } = snapshotOf(keyKind, valueKind, [3, 40, 500, 6000][i % 4] as number);
    const copy = new Subject(GoMap.restore(bytes, { heap }) as AnyMap, heap, model.copy());
    if (i % 3 === 0) all.push(copy);
    else {
      copy.model.compareLookups(copy.map);
      copy.map.dispose();
    }
  },
  iterate: (on) => {
    const it = on.map.keys();
    it.next();
    it.next(); // the first that needs memory
    it.return?.();
  },
  make: (on, i, all) => {
    const { heap } = on;
    const { keyKind, valueKind } = on.map;
    all.push(new Subject(make(keyKind, valueKind, heap, i % 300), heap));
  },
};
const NAMES = Object.keys(CALLS);

function make(key: KeyKind, value: ValueKind, heap: Heap, capacity = 0): AnyMap {
  return new GoMap(key, value as 'any', { heap, capacity, seed: 7n }) as AnyMap;
}

/** The bytes that `error`, for want of memory, says were asked for. */
function asked(error: unknown, heap: Heap): number {
  if (!(error instanceof RangeError)) throw error;
  const [, bytes, held] = MESSAGE.exec(error.message) ?? [];
  same(Number(held), heap.bytes, 'bytes held');
  same(Number(bytes) > 0, true, 'bytes asked for');
  return Number(bytes);
}

/** Runs `f`; false when there is no memory for it. */
function fits(heap: Heap, f: () => void): boolean {
  try {
    f();
    return true;
  } catch (error) {
    asked(error, heap);
    return false;
  }
}

/** Has the heap's room for strings allocated, and returns the bytes in use. */
function baseline(heap: Heap): number {
  make('string', 'string', heap).set('a', 'b').dispose();
  return heap.usedBytes;
}

/** Leaves so little memory that no string of `least` bytes fits. */
function exhaust(heap: Heap, least: number): AnyMap[] {
  const ballast: AnyMap[] = [];
  if (!fits(heap, () => ballast.push(make('u32', 'string', heap, 104)))) return [];
  const crumbs = ballast[0] as AnyMap;
  // What is reserved and not touched costs no time.
  for (let capacity = 2 ** 20; capacity > 8; capacity /= 2) {
    while (fits(heap, () => ballast.push(make('u64', 'u64', heap, capacity))));
  }
  let n = 0;
  for (let length = 8192; length >= least; length /= 2) {
    while (n < 104 && fits(heap, () => crumbs.set(n, 'b'.repeat(length)))) n += 1;
  }
  return ballast;
}

/** Throws unless every map holds what its model does. */
function compareAll(all: readonly Subject[], heap: Heap, room: AnyMap[]): void {
  for (const { map, model } of all) model.compareLookups(map);
  // An iteration needs memory of its own.
  room.pop()?.dispose();
  for (const { map, model } of all) model.compare(map);
  fits(heap, () => room.push(make('u32', 'u32', heap, ROOM)));
}

/** What has been refused. */
class Refusals {
  readonly calls = new Set<string>();
  readonly growths = new Set<string>();
  count = 0;
  /** Calls that went through after one that did not. */
  recoveries = 0;

  add(name: string, { map }: Subject, bytes: number): void {
    this.count += 1;
    this.calls.add(name);
    const { buckets } = map.stats();
    // An array twice as large, and spares.
    const size = bytes / (2 * buckets) / bucketSize(map);
    if (name === 'set' && size >= 1 && size < 1.4) this.growths.add(`${map.keyKind} ${buckets}`);
  }
}

const SIZES_OF: Record<string, number> = {
  i64: 8,
  u64: 8,
  f64: 8,
  string: 16,
  bytes: 16,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  bool: 1,
  void: 0,
};

function bucketSize({ keyKind, valueKind }: AnyMap): number {
  return 16 + 8 * ((SIZES_OF[keyKind] ?? 4) + (SIZES_OF[valueKind] ?? 4));
}

function run(n: number, build: Build, refusals: Refusals): void {
  const draws = new Draws(n + 1);
  const random = (below: number) => draws.word() % below;
  const heap = heapOn(build, { maximumBytes: (3 + n) * PAGE + random(PAGE) });
  const key = KEY_KINDS[n % KEY_KINDS.length] as KeyKind;
  const value = VALUE_KINDS[(n * 7 + random(2)) % VALUE_KINDS.length] as ValueKind;
  const start = baseline(heap);
  const first = new Subject(make(key, value, heap), heap);
  const all = [first];
  const full = 6.5 * 2 ** (Math.floor(n / KEY_KINDS.length) % SIZES);
  let next = 0;
  const before = fits(heap, () => {
    for (; first.map.size < Math.max(8, full); next += 1) CALLS.set?.(first, next, all);
  });
  if (n % 3 === 0) {
    const other = new Subject(make('string', 'string', heap), heap);
    if (
      fits(heap, () => {
        for (let i = 0; i < 40; i += 1) CALLS.set?.(other, i, all);
      })
    )
      all.push(other);
    else other.map.dispose();
  }
  const room: AnyMap[] = [];
  fits(heap, () => room.push(make('u32', 'u32', heap, ROOM)));
  const ballast = exhaust(heap, 2 ** (4 + random(10)));
  let refused = before ? 0 : 1;
  let calls = 0;
  for (; calls < CALLS_A_HEAP && refused < REFUSALS_A_HEAP; calls += 1) {
    // The first calls meet the growth.
    const name = calls < 4 ? 'set' : (NAMES[random(NAMES.length)] as string);
    const on = calls < 4 ? first : (all[random(all.length)] as Subject);
    const i = name.startsWith('delete') ? 50 + random(next) : next;
    next += name.endsWith('All') ? 40 : 1;
    try {
      CALLS[name]?.(on, i, all);
      if (refused > 0) refusals.recoveries += 1;
    } catch (error) {
      refusals.add(name, on, asked(error, heap));
      refused += 1;
      compareAll(all, heap, room);
      // Room again, in one of three ways.
      if (refused % 3 === 0) ballast.pop()?.dispose();
      else if (refused % 3 === 1 || all.length === 1) {
        for (let k = 0; k < 20; k += 1) CALLS.delete?.(on, random(next), all);
      } else {
        all.splice(1 + random(all.length - 1), 1)[0]?.map.dispose();
      }
    }
  }
  compareAll(all, heap, room);
  // With room enough every map goes on.
  for (const map of [...ballast, ...room]) map.dispose();
  for (const on of all) {
    for (let i = 0; i < 30; i += 1) fits(heap, () => CALLS.set?.(on, next + i, all));
    on.model.compareLookups(on.map);
    fits(heap, () => on.model.compare(on.map));
    on.map.dispose();
  }
  same(baseline(heap), start, 'bytes in use at the end');
}

test.each<[Build, number]>([
  ['release', 1],
  ['debug', 8],
])('every limit leaves the maps whole (%s)', { timeout: 300_000 }, (build, step) => {
  const refusals = new Refusals();
  for (let n = 0; n < HEAPS; n += step) {
    try {
      run(n, build, refusals);
    } catch (cause) {
      throw new Error(`in a heap of ${2 + n} pages: ${(cause as Error).message}`, { cause });
    }
  }
  expect(refusals.count).toBeGreaterThan((2 * HEAPS) / step);
  expect(refusals.recoveries).toBeGreaterThan((2 * HEAPS) / step);
  if (step > 1) return;
  const free = ['delete', 'clear'];
  expect([...refusals.calls].sort()).toEqual(NAMES.filter((name) => !free.includes(name)).sort());
  for (const key of KEY_KINDS) {
    const sizes = [...refusals.growths].filter((growth) => growth.startsWith(`${key} `));
    expect(sizes.length, `growths of ${key} that were refused: ${sizes}`).toBe(SIZES);
  }
});
