// Values of kind 'any' are kept as they are, and let go of when the map does.

import { describe, expect, test } from 'vitest';
import { GoMap, Heap } from '../src/index.js';
import { useBuild } from './support/builds.js';
import { collect } from './support/collect.js';

useBuild('debug');

const VALUES: unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  -0,
  Number.NaN,
  1.5,
  7n,
  '',
  'text',
  Symbol('s'),
  () => 1,
  {},
  [],
  new Date(),
  new Map(),
  /x/,
  new Uint8Array(3),
  Promise.resolve(),
  new Proxy({}, {}),
  globalThis,
];

test('every value keeps its identity', () => {
  const map = new GoMap('u32', 'any');
  for (const [i, value] of VALUES.entries()) map.set(i, value);
  for (let i = 100; i < 2000; i += 1) map.set(i, i); // growth moves them
  for (const [i, value] of VALUES.entries()) {
    expect(Object.is(map.get(i), value)).toBe(true);
    expect(map.has(i)).toBe(true);
    expect(map.lookup(i)[1]).toBe(true);
    expect(Object.is(map.getOrInsert(i, 'other'), value)).toBe(true);
  }
  for (const [i, value] of map) if (i < 100) expect(Object.is(value, VALUES[i])).toBe(true);
});

test('a present undefined is told from an absent key', () => {
  const map = new GoMap('string', 'any');
  map.set('a', undefined);
  expect([map.lookup('a'), map.lookup('b')]).toEqual([
    [undefined, true],
    [undefined, false],
  ]);
  let called = 0;
  map.getOrInsertComputed('a', () => {
    called += 1;
  });
  expect(called).toBe(0);
  expect(map.delete('a')).toBe(true);
  expect(map.delete('a')).toBe(false);
});

test('places of deleted values are used again', () => {
  const map = new GoMap('u32', 'any');
  const live = new Map<number, object>();
  for (let i = 0; i < 20_000; i += 1) {
    const value = { i };
    map.set(i % 700, value);
    live.set(i % 700, value);
    const gone = (i * 13) % 700;
    expect(map.delete(gone)).toBe(live.delete(gone));
  }
  for (const [k, v] of live) expect(map.get(k)).toBe(v);
  expect(map.size).toBe(live.size);
});

test('a clone has the same values and changes alone', () => {
  const [a, b, c] = [{}, {}, {}];
  const map = new GoMap('u32', 'any', {
    entries: [
      [1, a],
      [2, b],
      [3, c],
    ],
  });
  map.delete(2);
  const copy = map.clone();
  map.set(1, 'changed').set(4, 'map');
  copy.set(5, 'copy').delete(3);
  expect([...map].sort()).toEqual([
    [1, 'changed'],
    [3, c],
    [4, 'map'],
  ]);
  expect([...copy].sort()).toEqual([
    [1, a],
    [5, 'copy'],
  ]);
  expect(map.get(3)).toBe(c);
  expect(copy.get(1)).toBe(a);
  map.dispose();
  expect(copy.get(1)).toBe(a);
});

describe('a value is collected after', () => {
  // What is held besides the map would hold the value: so the value is made in a function of its own.
  const hold = (map: GoMap<number, unknown>, key = 1) => {
    const value = { large: new Array(100).fill(0) };
    map.set(key, value);
    return new WeakRef(value);
  };
  const cases: [string, (map: GoMap<number, unknown>) => unknown][] = [
    ['delete', (map) => map.delete(1)],
    ['overwriting', (map) => map.set(1, 'other')],
    ['clear', (map) => map.clear()],
    ['dispose', (map) => map.dispose()],
    [
      'delete during growth',
      (map) => {
        for (let i = 2; i < 150; i += 1) map.set(i, i);
        map.delete(1);
      },
    ],
    [
      'deletion of all while an iterator is alive',
      (map) => {
        iterators.push(map.entries());
        iterators.at(-1)?.next();
        for (let i = 2; i < 150; i += 1) map.set(i, i);
        for (let i = 1; i < 150; i += 1) map.delete(i);
      },
    ],
  ];
  const iterators: Iterator<unknown>[] = [];

  test.each(cases)('%s', async (_name, release) => {
    const map = new GoMap('u32', 'any') as unknown as GoMap<number, unknown>;
    map.set(0, 'stays');
    const ref = hold(map);
    expect(await collect(() => false)).toBe(false);
    expect(ref.deref()).toBeDefined(); // the map alone keeps it
    release(map);
    expect(await collect(() => ref.deref() === undefined)).toBe(true);
    if (_name !== 'dispose') expect(map.size).toBeGreaterThanOrEqual(0);
  });

  test('a refused write', async () => {
    const map = new GoMap('u32', 'any') as unknown as GoMap<number, unknown>;
    const refuse = () => {
      const value = {};
      expect(() => map.set(-1, value)).toThrow(RangeError);
      return new WeakRef(value);
    };
    const ref = refuse();
    expect(await collect(() => ref.deref() === undefined)).toBe(true);
    expect(map.size).toBe(0);
  });

  test('the map itself was dropped, which gives its memory back', async () => {
    const heap = new Heap();
    const used = heap.usedBytes;
    const drop = () => {
      const map = new GoMap('u32', 'any', { heap }) as unknown as GoMap<number, unknown>;
      for (let i = 0; i < 1000; i += 1) map.set(i, i);
      return hold(map);
    };
    const ref = drop();
    expect(heap.usedBytes).toBeGreaterThan(used + 4000);
    expect(await collect(() => ref.deref() === undefined && heap.usedBytes <= used)).toBe(true);
  });
});
