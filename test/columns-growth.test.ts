// A column that makes a map grow leaves the table that the same rows leave when they are set one by one:
// the same buckets, and in every chain the same entries in the same order.

import { describe, expect, test } from 'vitest';
import { GoMap, inspect } from '../src/index.js';
import { heapOn } from './support/builds.js';

/** Sets present keys again until the growth that runs is over: every write moves two buckets. */
function settle<K, V>(map: GoMap<K, V>, key: K, value: V) {
  while (map.stats().growing) map.set(key, value);
  return map;
}

/** The entries of every chain. */
function chains<K, V>(map: GoMap<K, V>) {
  return inspect(map).buckets.map(({ cells, overflow }) =>
    [cells, ...overflow]
      .flat()
      .filter(({ state }) => state === 'live')
      .map(({ tophash, key, elem }) => [tophash, key, elem]),
  );
}

const seed = 7n;

describe.each([
  ['u32', (n: number) => Uint32Array.from({ length: n }, (_, i) => Math.imul(i, 0x9e3779b1))],
  ['f64', (n: number) => Float64Array.from({ length: n }, (_, i) => i / 3 - 100)],
] as const)('%s', (kind, make) => {
  test.each([9, 105, 500, 3000, 20_000])('%d new keys', (n) => {
    const keys = make(n);
    const values = Uint32Array.from(keys.keys());
    const column = new GoMap(kind, 'u32', { seed, heap: heapOn('debug') });
    column.setAll(keys, values);
    const single = new GoMap(kind, 'u32', { seed, heap: heapOn('debug') });
    for (const [i, key] of keys.entries()) single.set(key, i);
    settle(column, keys[0] as number, 0);
    settle(single, keys[0] as number, 0);
    expect(column.stats().B).toBe(single.stats().B);
    // It has grown twice as far at once.
    if (n >= 500) expect(column.stats().growths).toBeLessThan(single.stats().growths);
    expect(chains(column)).toEqual(chains(single));
  });

  test('an iterator that is under way while the array doubles twice', () => {
    const keys = make(5000);
    const map = new GoMap(kind, 'u32', { seed, heap: heapOn('debug') });
    map.setAll(keys.subarray(0, 100), 1);
    const seen = new Set<number>();
    for (const [key, value] of map) {
      expect(seen.has(key)).toBe(false);
      seen.add(key);
      expect(value).toBe(seen.size === 1 ? 1 : 2);
      if (seen.size === 1) map.setAll(keys, 2);
    }
    for (const key of keys.subarray(0, 100)) expect(seen.has(key)).toBe(true);
  });

  test('rows that turn out to be old ones cost one doubling at most', () => {
    const keys = make(1000);
    const rows = make(10_000);
    for (let i = keys.length; i < rows.length; i += 1) rows[i] = keys[i % keys.length] as number;
    const column = new GoMap(kind, 'u32', { seed, heap: heapOn('debug') });
    column.addAll(rows, 1);
    const single = new GoMap(kind, 'u32', { seed, heap: heapOn('debug') });
    for (const key of rows) single.add(key, 1);
    expect(column.size).toBe(1000);
    expect(column.stats().B - single.stats().B).toBeLessThanOrEqual(1);
    expect(column.getAll(keys)).toEqual(single.getAll(keys));
  });
});
