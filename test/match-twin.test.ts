// The search without SIMD finds what the one with SIMD finds, and a seed decides everything that is
// random about a map.

import { describe, expect, test } from 'vitest';
import { GoMap, inspect } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { differential } from './support/differential.js';
import { KEY_KINDS, samples } from './support/samples.js';

test.each(KEY_KINDS)('runs of random calls without SIMD (%s)', (key) => {
  for (const value of ['u32', 'string', 'void'] as const) {
    const reached = differential({ key, value, keys: 150, calls: 30_000 }, 'swar');
    expect(reached.growths).toBeGreaterThan(20);
    expect(reached.walksEnded).toBeGreaterThan(5);
  }
});

describe.each(KEY_KINDS)('seeds (%s)', (key) => {
  const keys = samples(key, 700).filter((k) => !Number.isNaN(k));

  /** Makes the same calls on a map with `seed`; returns what one can see of it. */
  function trace(seed: bigint, build: 'release' | 'swar'): string {
    const map = new GoMap<unknown, number>(key as never, 'u32' as never, {
      seed,
      heap: heapOn(build),
    });
    const seen: unknown[] = [];
    for (const [i, k] of keys.entries()) {
      map.set(k, i);
      if (i % 3 === 0) map.delete(keys[i >> 1]);
      if (i % 100 === 99) {
        const { header, ...rest } = inspect(map);
        const cells = rest.buckets.map((b) => b.cells.map((cell) => cell.tophash));
        seen.push(
          [...map.keys()].map(String),
          map.stats().overflow,
          map.stats().bytes,
          header.hash0,
          cells,
        );
      }
      if (i === 350) map.clear();
    }
    return JSON.stringify(seen);
  }

  test('the same seed gives the same map, with and without SIMD', () => {
    for (const seed of [0n, 1n, 2n ** 63n, 2n ** 64n - 1n]) {
      const first = trace(seed, 'release');
      expect(trace(seed, 'release')).toBe(first);
      expect(trace(seed, 'swar')).toBe(first);
    }
  });

  test('different seeds give different maps', () => {
    const seeds = [0n, 1n, 2n, 3n, 2n ** 32n, 2n ** 63n, 2n ** 64n - 1n];
    expect(new Set(seeds.map((seed) => trace(seed, 'release'))).size).toBe(seeds.length);
  });
});

test('without a seed, maps differ', () => {
  const orders = Array.from({ length: 20 }, () => {
    const map = new GoMap('u32', 'void');
    for (let i = 0; i < 100; i += 1) map.set(i, undefined);
    return [...map.keys()].join();
  });
  expect(new Set(orders).size).toBe(20);
});
