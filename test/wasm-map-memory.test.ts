// WasmMap and WasmSet where memory runs out: a call that needs more throws, or the form stays native, and the
// entries are what they were. And where it does not: what is given back is all that was taken.

import { afterEach, describe, expect, test } from 'vitest';
import { WasmMap, WasmSet } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { useBuild } from './support/builds.js';
import { collect } from './support/collect.js';
import { exhaust } from './support/exhaust.js';
import { sharedHeap } from './support/inside.js';
import { same } from './support/model.js';

useBuild('release');

const usual = { ...limits };
afterEach(() => {
  Object.assign(limits, usual);
});

/** A WasmMap or a WasmSet, as what both can do. */
interface Ordered {
  readonly size: number;
  has(key: unknown): boolean;
  delete(key: unknown): boolean;
  keys(): Iterable<unknown>;
  clear(): void;
  dispose(): void;
  stats(): { form: string; why: string };
}

/** Keys of every kind that a table finds in a way of its own. */
function keyOf(i: number): unknown {
  return [i / 4, BigInt(i), -BigInt(i), `key ${i}`, i, -i / 8][i % 6];
}

function numberOf(i: number): unknown {
  return [i / 4, BigInt(i), -BigInt(i)][i % 3];
}

const CLASSES: [string, () => Ordered, (map: Ordered, key: unknown) => void][] = [
  ['WasmMap', () => new WasmMap(), (map, key) => (map as WasmMap).set(key, 5)],
  ['WasmSet', () => new WasmSet(), (set, key) => (set as WasmSet).add(key)],
];

function check(map: Ordered, keys: unknown[]): void {
  same(map.size, keys.length, 'size');
  let i = 0;
  for (const key of map.keys()) same(key, keys[i++], 'a key in order');
  same(i, keys.length, 'number of keys');
  for (const key of keys) same(map.has(key), true, 'a key that is there');
}

describe.each(CLASSES)('%s', (_name, make, put) => {
  const filled = (count: number, key: (i: number) => unknown) => {
    const map = make();
    const keys = Array.from({ length: count }, (_, i) => key(i));
    for (const key of keys) put(map, key);
    same(map.size, count, 'no key is there twice');
    return { map, keys };
  };

  // One piece of memory more for every trial: so the change fails wherever it can.
  test('a change that lacks memory is none: the form stays native', () => {
    const count = 5000;
    Object.assign(limits, { table: count });
    const ballast = exhaust();
    let failures = 0;
    while (true) {
      const { map, keys } = filled(count, numberOf);
      const used = sharedHeap.usedBytes;
      put(map, 'one more');
      keys.push('one more');
      check(map, keys);
      const { form } = map.stats();
      if (form === 'native') expect(sharedHeap.usedBytes).toBe(used);
      map.dispose();
      expect(sharedHeap.usedBytes).toBeLessThanOrEqual(used + 8192); // room for strings
      if (form === 'table') break;
      failures += 1;
      ballast.pop()?.dispose();
    }
    expect(failures).toBeGreaterThan(5);
    for (const go of ballast) go.dispose();
  });

  test('at the limit of the engine no memory of the heap is needed', () => {
    const count = 5000;
    Object.assign(limits, { table: 9, odd: 2 ** 31, full: 10, refused: count });
    const ballast = exhaust();
    const { map, keys } = filled(count, keyOf);
    const used = sharedHeap.usedBytes;
    put(map, 'one more');
    keys.push('one more');
    expect(map.stats().form).toBe('series');
    expect(sharedHeap.usedBytes).toBe(used);
    check(map, keys);
    for (const go of ballast) go.dispose();
    map.dispose();
  });

  test('a table that lacks memory refuses one key after the other', () => {
    Object.assign(limits, { table: 9, odd: 1, full: 10 });
    const { map, keys } = filled(100, keyOf);
    expect(map.stats().form).toBe('table');
    const ballast = exhaust();
    let failures = 0;
    while (keys.length < 9000) {
      const key = keyOf(keys.length);
      try {
        put(map, key);
        keys.push(key);
      } catch (error) {
        expect((error as Error).message).toMatch(/^out of memory: /);
        expect(map.has(key)).toBe(false);
        failures += 1;
        if (failures % 8 === 1) check(map, keys);
        ballast.pop()?.dispose();
      }
    }
    check(map, keys);
    expect(failures).toBeGreaterThan(5);
    for (const go of ballast) go.dispose();
    map.dispose();
  });

  const FORMS: [string, Partial<typeof limits>][] = [
    ['native', { table: 2 ** 30 }],
    ['a table', { table: 9, odd: 1, full: 10 }],
    ['changing at the end', { table: 2999, odd: 1, full: 3000 }],
    ['a series', { table: 9, odd: 2 ** 31, full: 10, refused: 700 }],
  ];

  test.each(FORMS)('what comes and goes leaves nothing: %s', (_form, small) => {
    Object.assign(limits, small);
    const round = (how: number) => {
      const { map, keys } = filled(3000, keyOf);
      if (how === 1) map.clear();
      if (how === 2) for (const key of keys) map.delete(key);
      map.dispose();
    };
    for (const how of [0, 1, 2]) round(how);
    const { usedBytes, bytes } = sharedHeap;
    for (let i = 0; i < 60; i += 1) round(i % 3);
    expect(sharedHeap.usedBytes).toBe(usedBytes);
    expect(sharedHeap.bytes).toBe(bytes);
  });

  test.each(FORMS)('what is dropped is collected: %s', async (_form, small) => {
    Object.assign(limits, small);
    filled(3000, keyOf).map.dispose();
    const { usedBytes } = sharedHeap;
    // In functions of its own, whose variables are gone when it returns.
    const iterators = () => {
      const all: Iterable<unknown>[] = [];
      for (let i = 0; i < 30; i += 1) {
        const { map } = filled(3000, keyOf);
        if (i % 3 === 0) all.push(map.keys());
      }
      return all;
    };
    const drop = () => {
      for (const iterator of iterators())
        same([...iterator].length, 3000, 'what an iterator gives');
    };
    drop();
    expect(await collect(() => sharedHeap.usedBytes <= usedBytes)).toBe(true);
  });
});
