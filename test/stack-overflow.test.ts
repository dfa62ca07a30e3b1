// A stack that runs out in the middle of a call, as it does in recursion that goes too deep, and the
// program goes on. A call happens as a whole or not at all: every method is called at every depth near
// the end of the stack, and the map must be what a model says, as must every other map of its heap.

import { mkdtempSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
// The package as it is built: a test driver may have turned every import between the sources into a call.
import { GoMap, Heap, WasmMap } from 'tophash';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { KeyKind, ValueKind, ViewColumn } from '../src/index.js';
import type { limits as Limits } from '../src/ordered/limits.js';
import { collect } from './support/collect.js';
import { columnOf, viewColumn } from './support/columns.js';
import { type AnyMap, Model, same } from './support/model.js';
import { samples, stored } from './support/samples.js';

// No page can have it, and tests are bundled for pages.
const { build } = createRequire(import.meta.url)('esbuild') as typeof import('esbuild');

/** Ways to come down: frames of different sizes end at different places. */
const sink = { sum: 0 };
const DESCENTS: ((depth: number, act: () => void) => void)[] = [
  function thin(depth, act): void {
    if (depth === 0) act();
    else DESCENTS[0]?.(depth - 1, act);
  },
  function wide(depth, act, a = depth, b = 2, c = 3, d = 4): void {
    if (depth === 0) act();
    else (DESCENTS[1] as (...args: unknown[]) => void)(depth - 1, act, a, c, b, d);
    sink.sum += a;
  },
];

function overflows(error: unknown): boolean {
  // InternalError: too much recursion, in Firefox.
  return /call stack|recursion/.test((error as Error)?.message);
}

/** The depth at which there is not even stack for a function that does nothing. */
function limitOf(descend: (typeof DESCENTS)[number]): number {
  const nothing = () => {};
  let low = 10;
  let high = 10;
  const reaches = (depth: number) => {
    try {
      descend(depth, nothing);
      return true;
    } catch {
      return false;
    }
  };
  while (reaches(high)) high *= 2;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (reaches(middle)) low = middle;
    else high = middle;
  }
  return high;
}

/** Frames near the end of the stack of which each is tried; further up, every seventh is. */
const EACH = 50;

/** Calls `act` at depths from where it cannot begin up to where it goes well, and `settle` after each. */
function atTheEnd(act: () => void, settle: (done: boolean) => void, descents = DESCENTS): void {
  for (const descend of descents) {
    const limit = limitOf(descend);
    let well = 0;
    for (let depth = limit; depth > 0 && well < 2; depth -= limit - depth < EACH ? 1 : 19) {
      let begun = false;
      let done = false;
      try {
        descend(depth, () => {
          begun = true;
          act();
          done = true;
        });
      } catch (error) {
        if (!overflows(error)) throw error;
      }
      if (!begun) continue;
      if (done) well += 1;
      settle(done);
    }
  }
}

const PAIRS: [KeyKind, ValueKind][] = [
  ['u32', 'any'],
  ['u64', 'i64'],
  ['f64', 'string'],
  ['string', 'string'],
  ['bytes', 'bytes'],
];

/** A map with its model, and what calls take next. */
class Subject {
  readonly heap = new Heap();
  readonly map: AnyMap;
  readonly model = new Model();
  readonly copies: AnyMap[] = [];
  readonly keys: unknown[];
  readonly values: unknown[];
  next = 0;

  constructor(
    readonly key: KeyKind,
    readonly value: ValueKind,
    size: number,
  ) {
    this.map = new GoMap(key, value as 'any', { heap: this.heap }) as unknown as AnyMap;
    this.keys = [...new Set(samples(key, 4000))].filter((k) => !Number.isNaN(k) && k !== 0);
    this.values = samples(value, 4000);
    while (this.model.size < size) this.set(this.next++);
  }

  keyAt(i: number): unknown {
    return this.keys[Math.abs(i) % this.keys.length];
  }

  valueAt(i: number): unknown {
    return this.values[i % this.values.length];
  }

  /** Puts pair `i` into the map and the model. */
  set(i: number): void {
    this.map.set(this.keyAt(i), this.valueAt(i));
    this.wasSet(i);
  }

  wasSet(i: number): void {
    this.model.set(this.keyAt(i), stored(this.value, this.valueAt(i)));
  }

  column(kind: KeyKind | ValueKind, values: unknown[]): unknown {
    return columnOf(kind, values);
  }

  rows(from: number, n: number): number[] {
    return Array.from({ length: n }, (_, i) => from + i);
  }
}

/** A call, and what it does to the model. */
interface Call {
  act(on: Subject, i: number): unknown;
  effect?(on: Subject, i: number): void;
}

const CALLS: Record<string, Call> = {
  'set, new': {
    act: (on, i) => on.map.set(on.keyAt(i), on.valueAt(i)),
    effect: (on, i) => on.wasSet(i),
  },
  'set, present': {
    act: (on, i) => on.map.set(on.keyAt(i >> 1), on.valueAt(i)),
    effect: (on, i) => on.model.set(on.keyAt(i >> 1), stored(on.value, on.valueAt(i))),
  },
  delete: {
    act: (on, i) => on.map.delete(on.keyAt(i - 40)),
    effect: (on, i) => on.model.delete(on.keyAt(i - 40)),
  },
  getOrInsert: {
    act: (on, i) => on.map.getOrInsert(on.keyAt(i), on.valueAt(i)),
    effect: (on, i) => on.model.has(on.keyAt(i)) || on.wasSet(i),
  },
  getOrInsertComputed: {
    act: (on, i) => on.map.getOrInsertComputed(on.keyAt(i), () => on.valueAt(i)),
    effect: (on, i) => on.model.has(on.keyAt(i)) || on.wasSet(i),
  },
  get: { act: (on, i) => on.map.get(on.keyAt(i >> 1)) },
  has: { act: (on, i) => on.map.has(on.keyAt(i >> 1)) },
  lookup: { act: (on, i) => on.map.lookup(on.keyAt(i >> 1)) },
  size: { act: (on) => on.map.size },
  stats: { act: (on) => on.map.stats() },
  keys: { act: (on) => [...on.map.keys()] },
  values: { act: (on) => on.map.values().next() },
  entries: { act: (on) => new Map(on.map) },
  forEach: { act: (on) => on.map.forEach(() => {}) },
  clone: { act: (on) => on.copies.push(on.map.clone()) },
  reserve: { act: (on, i) => on.map.reserve(i * 2) },
  setAll: {
    act: (on, i) => {
      const rows = on.rows(i, 30);
      on.map.setAll(
        on.column(
          on.key,
          rows.map((n) => on.keyAt(n)),
        ),
        on.column(
          on.value,
          rows.map((n) => on.valueAt(n)),
        ),
      );
    },
    effect: (on, i) => {
      for (const n of on.rows(i, 30)) on.wasSet(n);
    },
  },
  deleteAll: {
    act: (on, i) =>
      on.map.deleteAll(
        on.column(
          on.key,
          on.rows(i - 30, 5).map((n) => on.keyAt(n)),
        ),
      ),
    effect: (on, i) => {
      for (const n of on.rows(i - 30, 5)) on.model.delete(on.keyAt(n));
    },
  },
  getAll: {
    act: (on, i) =>
      on.map.getAll(
        on.column(
          on.key,
          on.rows(i >> 1, 50).map((n) => on.keyAt(n)),
        ),
      ),
  },
  hasAll: {
    act: (on, i) =>
      on.map.hasAll(
        on.column(
          on.key,
          on.rows(i >> 1, 50).map((n) => on.keyAt(n)),
        ),
      ),
  },
  columns: { act: (on) => on.map.columns() },
  snapshot: {
    act: (on) => {
      if (on.value === 'any') return;
      on.copies.push(GoMap.restore(on.map.snapshot(), { heap: on.heap }) as unknown as AnyMap);
    },
  },
  clear: { act: (on) => on.map.clear(), effect: (on) => on.model.clear() },
  'new GoMap': {
    act: (on, i) =>
      new GoMap(on.key, on.value as 'any', {
        heap: on.heap,
        entries: [[on.keyAt(i), on.valueAt(i)]] as never,
      }).dispose(),
  },
};

/** Entries that a map has before a call: where growths begin, go on and end, and in between. */
const SIZES = [8, 27, 104];

describe.each(PAIRS)('GoMap from %s to %s', (key, value) => {
  test.each(Object.keys(CALLS))('%s', async (name) => {
    const { act, effect } = CALLS[name] as Call;
    for (const size of SIZES) {
      const on = new Subject(key, value, size);
      const other = new GoMap('string', 'string', { heap: on.heap }).set('name', 'x'.repeat(100));
      atTheEnd(
        () => act(on, on.next),
        (done) => {
          if (done) effect?.(on, on.next);
          on.model.compare(on.map);
          if (done) on.set(on.next++);
        },
        [DESCENTS[size % 2] as (typeof DESCENTS)[number]],
      );
      same(other.get('name'), 'x'.repeat(100), 'what another map has');
      for (let i = 0; i < 50; i += 1) on.set(on.next++);
      on.model.compare(on.map);
      // Nothing is left of calls that were not made.
      for (const map of [on.map, other, ...on.copies]) map.dispose();
      const used = on.heap.usedBytes;
      // Two pages are the heap's room for strings. A map whose making fails goes when it is collected.
      if (name !== 'new GoMap') expect(used).toBe(2 * 4096);
      else if (globalThis.gc)
        expect(await collect(() => on.heap.usedBytes === 2 * 4096)).toBe(true);
    }
  });
});

test('the memory grows where little stack is left', () => {
  for (let round = 0; round < 10; round += 1) {
    const heap = new Heap();
    const names = new GoMap('string', 'string', { heap }).set(
      'name',
      'a value that is long enough',
    );
    const flags = new GoMap('u32', 'bool', { heap }).set(1, true);
    const big = new GoMap('u32', 'i64', { heap }).set(1, 5n);
    const map = new GoMap('u32', 'f64', { heap });
    let size = 0;
    const { bytes } = heap;
    atTheEnd(
      () => {
        while (heap.bytes === bytes && size < 5000) {
          map.set(size, size + 0.5);
          size += 1;
        }
      },
      () => {
        same(names.get('name'), 'a value that is long enough', 'a string');
        same(flags.get(1), true, 'a boolean');
        same(big.get(1), 5n, 'a bigint');
        same(map.size, size, 'the size');
        for (let i = 0; i < size; i += 1) same(map.get(i), i + 0.5, 'a number');
        same(names.set('new', 'value').get('new'), 'value', 'a new string');
      },
    );
    names.dispose();
  }
});

test('encodeAll, of views', () => {
  for (const known of [0, 27, 104]) {
    const heap = new Heap();
    const texts = samples('string', 4000).slice(30) as string[];
    const ids = new GoMap('string', 'u32', { heap });
    ids.encodeAll(texts.slice(0, known));
    let size = known;
    let rows: string[];
    let column: ViewColumn;
    let out: Uint32Array;
    const next = () => {
      rows = texts.slice(Math.max(0, size - 20), size + 20);
      column = viewColumn(rows);
      out = new Uint32Array(rows.length).fill(2 ** 32 - 1);
      if (size > 0 && size % 40 === 0) ids.set(texts[0] as string, 0); // then its values are looked at
    };
    next();
    atTheEnd(
      () => ids.encodeAll(column, out),
      (done) => {
        if (done) size += 20;
        same(ids.size, size, 'size');
        for (const [i, text] of texts.slice(0, size).entries()) same(ids.get(text), i, 'an id');
        for (const [i, id] of out.entries()) {
          same(id, done ? texts.indexOf(rows[i] as string) : 2 ** 32 - 1, 'a row of out');
        }
        next();
      },
    );
    ids.dispose();
    expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
  }
});

test('recursion that sets until it overflows', () => {
  for (let round = 0; round < 20; round += 1) {
    const map = new GoMap('u32', 'u32');
    const wasm = new WasmMap<unknown, number>();
    let deepest = 0;
    const recurse = (depth: number): void => {
      map.set(depth, depth);
      deepest = depth + 1;
      wasm.set(round % 2 ? depth : `key ${depth}`, depth);
      recurse(depth + 1);
    };
    expect(() => recurse(0)).toThrow(/call stack|recursion/);
    expect(map.size).toBe(deepest);
    expect(deepest - wasm.size).toBeLessThanOrEqual(1);
    for (let i = 0; i < deepest; i += 1) same(map.get(i), i, 'a value');
    for (let i = 0; i < wasm.size; i += 1) same(wasm.get(round % 2 ? i : `key ${i}`), i, 'a value');
    same([...wasm].length, wasm.size, 'entries');
    map.dispose();
    wasm.dispose();
  }
});

/**
 * The sources in one file, as the package has them, with the limits at which forms change. The test driver
 * makes functions of imports, which would overflow where the package calls nothing.
 */
async function bundled(): Promise<typeof import('../src/index.js') & { limits: typeof Limits }> {
  const outfile = join(mkdtempSync(join(tmpdir(), 'tophash-')), 'build/index.js');
  const names = ['index', 'ordered/limits'].map((name) => `export * from './src/${name}.js';`);
  await build({
    stdin: { contents: names.join(''), resolveDir: fileURLToPath(new URL('..', import.meta.url)) },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    outfile,
  });
  writeFileSync(join(outfile, '../package.json'), '{"type":"module"}');
  return import(outfile);
}

const { WasmMap: Bundled, WasmSet, limits } = await bundled();

describe.each(
  ['numbers', 'strings', 'bigints', 'objects'].flatMap((kind) => [
    [kind, 'native'],
    [kind, 'changing'],
    [kind, 'a table'],
  ]),
)('WasmMap of %s, %s', (kind, form) => {
  const usual = { ...limits };
  beforeAll(() => {
    // Small enough that calls at the end of the stack change the form.
    if (form === 'changing') Object.assign(limits, { table: 6, odd: 1, full: 7, front: 3 });
    if (form === 'a table') Object.assign(limits, { table: 1, odd: 1, full: 2 });
  });
  afterAll(() => {
    Object.assign(limits, usual);
  });

  const objects: object[] = [];
  const keyAt = (i: number): unknown => {
    if (kind === 'numbers') return i * 1.5;
    if (kind === 'strings') return `the key number ${i}`;
    if (kind === 'bigints') return BigInt(i) - 50n;
    objects[i] ??= {};
    return objects[i];
  };
  type Both = Map<unknown, unknown>;
  const calls: Record<string, (map: Both, i: number) => unknown> = {
    'set, new': (map, i) => map.set(keyAt(i), i),
    'set, present': (map, i) => map.set(keyAt(i >> 1), i),
    delete: (map, i) => map.delete(keyAt(i - 20)),
    'delete, oldest': (map) => {
      for (const key of map.keys()) {
        map.delete(key);
        break;
      }
    },
    get: (map, i) => map.get(keyAt(i >> 1)),
    has: (map, i) => map.has(keyAt(i >> 1)),
    entries: (map) => [...map],
    forEach: (map) => map.forEach(() => {}),
    clear: (map) => map.clear(),
  };
  test.each(Object.keys(calls).flatMap((name) => [[name, 4] as const, [name, 150] as const]))(
    '%s, in a map of %i entries',
    (name, size) => {
      const call = calls[name] as (typeof calls)['set'];
      const map = new Bundled<unknown, unknown>();
      const model = new Map<unknown, unknown>();
      let next = 0;
      const fill = () => {
        map.set(keyAt(next), next);
        model.set(keyAt(next), next);
        next += 1;
      };
      const check = () => {
        same(map.size, model.size, 'size');
        const entries = [...map];
        let i = 0;
        for (const [key, value] of model) {
          same(entries[i]?.[0], key, 'key');
          same(entries[i]?.[1], value, 'value');
          same(map.get(key), value, 'value of a key');
          i += 1;
        }
        same(entries.length, i, 'number of entries');
      };
      while (next < size) fill();
      atTheEnd(
        () => call(map, next),
        (done) => {
          if (done) call(model, next);
          check();
          if (size > 4 || next < 5) fill();
          else map.has(next++);
        },
      );
      fill();
      check();
      map.dispose();
    },
  );
});

describe.each(['native', 'changing', 'a table'])('WasmSet, %s', (form) => {
  const usual = { ...limits };
  beforeAll(() => {
    if (form === 'changing') Object.assign(limits, { table: 6, odd: 1, full: 7, front: 3 });
    if (form === 'a table') Object.assign(limits, { table: 1, odd: 1, full: 2 });
  });
  afterAll(() => {
    Object.assign(limits, usual);
  });
  type Both = Set<unknown>;
  const keyAt = (i: number): unknown => [i, `key ${i}`, BigInt(i), i / 3][i % 4];
  const calls: Record<string, (set: Both, i: number) => unknown> = {
    'add, new': (set, i) => set.add(keyAt(i)),
    'add, present': (set, i) => set.add(keyAt(i >> 1)),
    delete: (set, i) => set.delete(keyAt(i - 20)),
    'delete, oldest': (set) => set.delete(set.values().next().value),
    has: (set, i) => set.has(keyAt(i >> 1)),
    forEach: (set) => set.forEach(() => {}),
    clear: (set) => set.clear(),
  };
  test.each(Object.keys(calls).flatMap((name) => [[name, 4] as const, [name, 150] as const]))(
    '%s, in a set of %i values',
    (name, size) => {
      const call = calls[name] as (typeof calls)['delete'];
      const set = new WasmSet<unknown>();
      const model = new Set<unknown>();
      let next = 0;
      const fill = () => {
        set.add(keyAt(next));
        model.add(keyAt(next));
        next += 1;
      };
      const check = () => {
        same(set.size, model.size, 'size');
        const values = [...set];
        let i = 0;
        for (const value of model) {
          same(values[i], value, 'value');
          same(set.has(value), true, 'a value that is there');
          i += 1;
        }
        same(values.length, i, 'number of values');
      };
      while (next < size) fill();
      atTheEnd(
        () => call(set, next),
        (done) => {
          if (done) call(model, next);
          check();
          if (size > 4 || next < 5) fill();
          else set.has(next++);
        },
      );
      fill();
      check();
      set.dispose();
    },
  );
});
