// The smallest heap that may be asked for is large enough for every kind of map.

import { expect, test } from 'vitest';
import { GoMap } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { KEY_KINDS, samples, VALUE_KINDS } from './support/samples.js';

const LEAST = 196_608;

test.each(KEY_KINDS)('maps of %s', (key) => {
  for (const build of ['debug', 'release'] as const) {
    for (const value of VALUE_KINDS) {
      const heap = heapOn(build, { maximumBytes: LEAST });
      const map = new GoMap<unknown, unknown>(key as never, value as 'any', { heap });
      const keys = [...new Set(samples(key, 20))].filter((k) => k === k);
      const values = samples(value, keys.length);
      keys.forEach((k, i) => {
        map.set(k, values[i]);
      });
      const { size } = map;
      expect(size).toBeGreaterThan(5);
      const columns = map.columns();
      expect(map.setAll(columns.keys, columns.values).size).toBe(size);
      map.getAll(columns.keys);
      expect(new Set(map.hasAll(columns.keys))).toEqual(new Set([1]));
      expect([...map]).toHaveLength(size);
      map.clone().dispose();
      if (value !== 'any') expect(GoMap.restore(map.snapshot(), { heap }).size).toBe(size);
      expect(map.deleteAll(columns.keys)).toBe(size);
      expect(heap.bytes).toBeLessThanOrEqual(LEAST);
    }
  }
});
