// encodeAll: ids that count up from 0 in the order in which keys first come, on maps that hold nothing
// else.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GoMap, Heap, inspect, type KeyKind, type ValueKind } from '../src/index.js';
import { heapOn, useBuild } from './support/builds.js';
import { columnOf, TEXT_LAYOUTS } from './support/columns.js';
import { byContent } from './support/content.js';
import { type AnyMap, same } from './support/model.js';
import { KEY_KINDS, samples, VALUE_KINDS } from './support/samples.js';
import { Seen } from './support/seen.js';

useBuild('debug');

/** What the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: it is to be refused when it comes.
const wrong = (value: unknown): any => value;

const REFUSED = 'encodeAll needs a map whose values are the ids that encodeAll gave them';

function make(key: KeyKind, value: ValueKind = 'u32', options = {}): AnyMap {
  return new GoMap(key, value as 'any', options) as AnyMap;
}

const spread = (n: number) => Uint32Array.from({ length: n }, (_, i) => Math.imul(i, 2654435761));

describe('ids count up in the order in which keys first come', () => {
  test('over several calls', () => {
    const ids = new GoMap('string', 'u32');
    expect([...ids.encodeAll(['fr', 'ch', 'fr'])]).toEqual([0, 1, 0]);
    expect([...ids.encodeAll(['de', 'ch', 'de', 'at'])]).toEqual([2, 1, 2, 3]);
    expect(new Map(ids)).toEqual(
      new Map([
        ['fr', 0],
        ['ch', 1],
        ['de', 2],
        ['at', 3],
      ]),
    );
  });

  test('every NaN is a new key, both zeros are one, whose sign stays', () => {
    const ids = new GoMap('f64', 'u32');
    const rows = Float64Array.of(Number.NaN, -0, Number.NaN, 0, 1, Number.NaN);
    expect([...ids.encodeAll(rows)]).toEqual([0, 1, 2, 1, 3, 4]);
    expect([...ids.encodeAll(rows)]).toEqual([5, 1, 6, 1, 3, 7]);
    expect(ids.size).toBe(8);
    expect([...ids.keys()].filter((key) => key === 0)).toEqual([-0]);
  });

  test('into out, when it is given', () => {
    const ids = new GoMap('u32', 'u32');
    const out = new Uint32Array(3);
    expect(ids.encodeAll(Uint32Array.of(9, 7, 9), out)).toBe(out);
    expect([...out]).toEqual([0, 1, 0]);
    expect(ids.encodeAll(out, out)).toBe(out); // the keys are read first
    expect([...out]).toEqual([2, 3, 2]);
    expect(new Map(ids)).toEqual(
      new Map([
        [9, 0],
        [7, 1],
        [0, 2],
        [1, 3],
      ]),
    );
  });

  test.each([0, 1, 4])('into out that the keys overlap: offset %i', (by) => {
    const rows = 20_000;
    const buffer = new ArrayBuffer(4 * (rows + 16));
    const keys = new Uint32Array(buffer, 0, rows);
    keys.set(spread(rows));
    const out = new Uint32Array(buffer, 4 * by, rows);
    const ids = new GoMap('u32', 'u32').encodeAll(keys, out);
    expect(ids.every((id, i) => id === i)).toBe(true);
  });

  test('into memory that is shared or of a part of a buffer', () => {
    const shared = new Uint32Array(new SharedArrayBuffer(16), 4, 3);
    const ids = new GoMap('string', 'u32');
    expect([...ids.encodeAll(['b', 'a', 'b'], shared)]).toEqual([0, 1, 0]);
    const part = new Uint32Array(8).subarray(2, 5);
    ids.encodeAll(['c', 'a', 'b'], part);
    expect([...new Uint32Array(part.buffer)]).toEqual([0, 0, 2, 1, 0, 0, 0, 0]);
  });
});

describe.each(KEY_KINDS)('columns of %s', (key) => {
  /** What one call after the other gives. */
  function native(known: Map<unknown, number>, size: { n: number }, keys: readonly unknown[]) {
    return keys.map((k) => {
      const id = Number.isNaN(k) ? undefined : known.get(k);
      if (id !== undefined) return id;
      if (!Number.isNaN(k)) known.set(k, size.n);
      size.n += 1;
      return size.n - 1;
    });
  }

  const pool = samples(key, 3000);

  test.each(['release', 'debug'] as const)('are numbered as by single calls (%s)', (build) => {
    const heap = heapOn(build);
    const rows = fc.record({
      from: fc.nat(pool.length - 1),
      step: fc.nat(7),
      length: fc.nat(build === 'release' ? 3000 : 300),
      layout: fc.constantFrom(...TEXT_LAYOUTS),
    });
    const runs = fc.array(rows, { maxLength: 8 });
    fc.assert(
      fc.property(runs, fc.boolean(), (all, walked) => {
        const map = make(key, 'u32', { heap });
        const known = new Map<unknown, number>();
        const size = { n: 0 };
        // What an iteration holds while the map grows.
        const walk = walked ? map.entries() : undefined;
        for (const { from, step, length, layout } of all) {
          const keys = Array.from({ length }, (_, i) => pool[(from + i * step) % pool.length]);
          const ids = map.encodeAll(columnOf(key, keys, layout));
          const expected = native(known, size, keys);
          for (const [i, id] of expected.entries()) same(ids[i], id, 'an id');
          same(map.size, size.n, 'size');
          walk?.next();
        }
        for (const [k, id] of known) same(map.get(k), id, 'get');
        walk?.return?.();
        map.dispose();
      }),
      { numRuns: build === 'release' ? 60 : 25 },
    );
    expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
  });

  test('go on where ids are, whatever else was done to the map', () => {
    const heap = heapOn('debug');
    type Op = { what: number; at: number; n: number };
    const ops = fc.array(
      fc.record({ what: fc.nat(11), at: fc.nat(400), n: fc.nat(40) }) as fc.Arbitrary<Op>,
      { maxLength: 30 },
    );
    const seen = new Seen();
    seen.assert(
      fc.property(ops, (all) => {
        let map = make(key, 'u32', { heap });
        for (const { what, at, n } of all) {
          const keys = Array.from({ length: n }, (_, i) => pool[(at + i) % pool.length]);
          const single = keys[0] ?? pool[0];
          if (what === 0) map.delete(single);
          else if (what === 1) map.deleteAll(columnOf(key, keys.slice(0, 2)));
          else if (what === 2) map.set(single, n);
          else if (what === 3) map.set(single, map.size);
          else if (what === 4 && n % 4 === 0) map.clear();
          else if (what === 5) map.reserve(n * 8);
          else if (what === 6) map.addAll(columnOf(key, keys.slice(0, 1)), n % 2);
          else if (what === 7) map.getOrInsert(single, map.size);
          else if (what === 8) {
            const copy =
              n % 2 === 0 ? map.clone() : (GoMap.restore(map.snapshot(), { heap }) as AnyMap);
            map.dispose();
            map = copy;
          } else {
            const before = [...map].map(([k, v]) => [byContent(k), v] as const);
            const values = before.map(([, value]) => value).sort((a, b) => a - b);
            let error: unknown;
            let ids: Uint32Array | undefined;
            try {
              ids = map.encodeAll(columnOf(key, keys));
            } catch (thrown) {
              error = thrown;
            }
            if (values.some((value, i) => value !== i)) {
              same((error as Error | undefined)?.message, REFUSED, 'the error');
              same(map.size, before.length, 'size of a map that was refused');
              const after = new Map([...map].map(([k, v]) => [byContent(k), v] as const));
              for (const [k, v] of before) if (!Number.isNaN(k)) same(after.get(k), v, 'kept');
              seen.count('refused');
              continue;
            }
            if (error !== undefined) throw error;
            const known = new Map(before.filter(([k]) => !Number.isNaN(k)));
            const expected = native(known, { n: before.length }, keys);
            for (const [i, id] of expected.entries()) same(ids?.[i], id, 'an id');
            seen.count('accepted');
          }
        }
        map.dispose();
      }),
      400,
      { accepted: 50, refused: 50 },
    );
  });
});

describe('a map that grows meanwhile', () => {
  const keys = spread(2 ** 8 * 6.5 + 1);

  /** A map of ids with a growth under way. */
  function growing(): GoMap<number, number> {
    const m = new GoMap('u32', 'u32', { capacity: 6 * 2 ** 8 });
    for (const [i, k] of keys.entries()) m.set(k, i);
    expect(m.stats().growing).toBe(true);
    return m;
  }

  test('goes on growing with every row, known or new', () => {
    for (const fresh of [0, 15, 30]) {
      const m = growing();
      const { evacuated } = m.stats();
      const rows = Uint32Array.from({ length: 30 }, (_, i) =>
        i < fresh ? Math.imul(keys.length + i, 2654435761) >>> 0 : (keys[i] as number),
      );
      const ids = m.encodeAll(rows);
      expect([...ids]).toEqual(Array.from(rows, (_, i) => (i < fresh ? keys.length + i : i)));
      expect(m.stats().growing).toBe(true);
      expect(m.stats().evacuated).toBeGreaterThanOrEqual(evacuated + 30);
      expect(m.getAll(keys)).toEqual(Uint32Array.from(keys, (_, i) => i));
    }
  });

  test('has grown when enough rows are to come', () => {
    const m = growing();
    expect(m.encodeAll(keys).every((id, i) => id === i)).toBe(true);
    expect(m.stats().growing).toBe(false);
  });

  test('is the map that setAll would have made', () => {
    const encoded = new GoMap('u32', 'u32', { seed: 3n });
    const set = new GoMap('u32', 'u32', { seed: 3n });
    const rows = keys.map((k, i) => (i % 3 === 0 ? (keys[i >> 1] as number) : k));
    set.setAll(rows, encoded.encodeAll(rows));
    expect(inspect(encoded).buckets).toEqual(inspect(set).buckets);
    expect(encoded.stats().growths).toBe(set.stats().growths);
  });
});

describe('refuses, and changes nothing', () => {
  test.each(VALUE_KINDS.filter((kind) => kind !== 'u32'))('values of kind %s', (value) => {
    const m = make('string', value);
    expect(() => m.encodeAll(['a'])).toThrow(TypeError);
    expect(() => m.encodeAll(['a'])).toThrow(`encodeAll needs values of kind u32, not ${value}`);
    expect(m.size).toBe(0);
  });

  test.each<[string, [string, number][]]>([
    [
      'a value beyond the size',
      [
        ['a', 0],
        ['b', 2],
      ],
    ],
    ['the greatest value', [['a', 2 ** 32 - 1]]],
    [
      'a value that comes twice',
      [
        ['a', 0],
        ['b', 0],
      ],
    ],
    ['one for none', [['a', 1]]],
  ])('%s', (_name, entries) => {
    const m = new GoMap('string', 'u32', { entries });
    const out = Uint32Array.of(5, 5);
    expect(() => m.encodeAll(['c', 'a'], out)).toThrow(RangeError);
    expect(() => m.encodeAll(['c', 'a'], out)).toThrow(REFUSED);
    expect(new Map(m)).toEqual(new Map(entries));
    expect([...out]).toEqual([5, 5]);
  });

  test('gaps that deletes leave, but for those of the last ids', () => {
    const m = new GoMap('u32', 'u32');
    m.encodeAll(Uint32Array.of(10, 11, 12, 13));
    m.delete(13);
    expect([...m.encodeAll(Uint32Array.of(14, 10))]).toEqual([3, 0]);
    m.delete(11);
    expect(() => m.encodeAll(Uint32Array.of(10))).toThrow(REFUSED);
    m.set(15, 1); // fills the gap
    expect([...m.encodeAll(Uint32Array.of(15, 16))]).toEqual([1, 4]);
    m.clear();
    expect([...m.encodeAll(Uint32Array.of(16))]).toEqual([0]);
  });

  test('what is no column, or no out', () => {
    const m = new GoMap('u32', 'u32', { entries: [[7, 0]] });
    const rows = Uint32Array.of(7, 8);
    const gone = new Uint32Array(2);
    structuredClone(gone, { transfer: [gone.buffer] });
    const Resizable = ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer;
    const buffer = new Resizable(8, { maxByteLength: 8 }) as ArrayBuffer & {
      resize(n: number): void;
    };
    const shrunk = new Uint32Array(buffer, 0, 2);
    buffer.resize(4);
    for (const [keys, out, type] of [
      [[7, 8], undefined, TypeError],
      [Int32Array.of(7, 8), undefined, TypeError],
      [undefined, undefined, TypeError],
      [rows, new Int32Array(2), TypeError],
      [rows, [0, 0], TypeError],
      [rows, new Uint32Array(3), RangeError],
      [rows, gone, RangeError],
      [rows, shrunk, RangeError],
    ] as const) {
      expect(() => m.encodeAll(wrong(keys), wrong(out))).toThrow(type);
    }
    expect([...m]).toEqual([[7, 0]]);
    const strings = new GoMap('string', 'u32');
    expect(() => strings.encodeAll(wrong(['a', 5]))).toThrow(/row 1/);
    const text = { bytes: Uint8Array.of(97, 0xff), offsets: Uint32Array.of(0, 1, 2) };
    expect(() => strings.encodeAll(text)).toThrow('row 1 of the keys is not UTF-8: see its byte 0');
    expect(strings.size).toBe(0);
  });

  test('what keys that run code do to map and out', () => {
    const m = new GoMap('string', 'u32');
    const out = new Uint32Array(2);
    const keys = (act: () => void) =>
      Object.defineProperty(['a', 'b'], 1, {
        get() {
          act();
          return 'b';
        },
      }) as string[];
    const detach = () => structuredClone(out, { transfer: [out.buffer] });
    expect(() => m.encodeAll(keys(detach), out)).toThrow(/length of out/);
    expect(() => m.encodeAll(keys(() => m.set('c', 9)))).toThrow(REFUSED);
    m.clear();
    expect([...m.encodeAll(keys(() => m.set('b', 0)))]).toEqual([1, 0]);
    expect(() => m.encodeAll(keys(() => m.dispose()))).toThrow(/disposed/);
    expect(() => m.encodeAll(['a'])).toThrow(/disposed/);
  });

  test('a call inside a write', () => {
    const m = new GoMap('u32', 'u32');
    m.encodeAll(Uint32Array.of(1, 2));
    const call = () => m.encodeAll(Uint32Array.of(1))[0] as number;
    expect(() => m.getOrInsertComputed(9, call)).toThrow('concurrent map writes');
    m.set(3, 2);
    expect(() => m.getOrInsertComputed(9, call)).toThrow(/^concurrent map/);
    expect([...m.encodeAll(Uint32Array.of(3, 2, 1))]).toEqual([2, 1, 0]);
  });
});

describe('memory that is exhausted', () => {
  test.each(KEY_KINDS)('leaves the rows before in the map and in out: %s', (key) => {
    for (const maximumBytes of [2 ** 18, 2 ** 19, 2 ** 19 + 2 ** 16, 2 ** 20]) {
      const heap = new Heap({ maximumBytes });
      const keys = samples(key, 60_000).filter((k) => !Number.isNaN(k));
      const map = make(key, 'u32', { heap });
      const out = new Uint32Array(keys.length).fill(2 ** 32 - 1);
      expect(() => map.encodeAll(columnOf(key, keys, 'arrow'), out)).toThrow(/out of memory/);
      const done = out.indexOf(2 ** 32 - 1);
      expect(done).toBeGreaterThan(10);
      expect(out.subarray(done).every((id) => id === 2 ** 32 - 1)).toBe(true);
      const known = new Map<unknown, number>();
      for (let i = 0; i < done; i += 1) {
        if (!known.has(keys[i])) known.set(keys[i], known.size);
        same(out[i], known.get(keys[i]), 'an id in out');
        same(map.get(keys[i]), out[i], 'an id in the map');
      }
      expect(map.size).toBe(known.size);
      // It goes on with what is known, which takes no memory but that for the rows.
      expect(map.deleteAll(columnOf(key, keys.slice(done - 10, done)))).toBeGreaterThan(0);
      map.clear();
      expect(map.encodeAll(columnOf(key, keys.slice(0, 9)))).toEqual(out.subarray(0, 9));
      map.dispose();
      expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
    }
  });
});

test('a million rows of many keys', () => {
  useBuild('release');
  const rows = 1_000_000;
  const keys = Uint32Array.from(
    { length: rows },
    (_, i) => Math.imul(i % 70_001, 0x9e3779b1) >>> 0,
  );
  const ids = new GoMap('u32', 'u32');
  expect(ids.encodeAll(keys).every((id, i) => id === i % 70_001)).toBe(true);
  expect(ids.size).toBe(70_001);
});
