// Sums of kind f32: a delta is rounded to what the kind holds, the sum is rounded again. Whichever call
// adds it, with one delta or a column of them.

import { expect, test } from 'vitest';
import { GoMap, type KeyKind } from '../src/index.js';
import { useBuild } from './support/builds.js';
import { columnOf } from './support/columns.js';

useBuild('debug');

test.each<[KeyKind, unknown]>([
  ['u32', 1],
  ['i32', -1],
  ['u64', 1n],
  ['f64', 0.5],
  ['string', 'a'],
  ['string', 'a'.repeat(100)],
])('a map of %s adds a delta in one way', (kind, key) => {
  const make = () => new GoMap<unknown, number, false>(kind as never, 'f32');
  const [single, constant, column] = [make(), make(), make()];
  const keys = columnOf(kind, [key]);
  for (let i = 0; i < 1000; i += 1) {
    const start = Math.fround(Math.random() * 100);
    const delta = Math.random();
    for (const map of [single, constant, column]) map.set(key, start);
    const sum = Math.fround(start + Math.fround(delta));
    expect(single.add(key, delta)).toBe(sum);
    expect(single.get(key)).toBe(sum);
    expect(constant.addAll(keys, delta).get(key)).toBe(sum);
    expect(column.addAll(keys, Float32Array.of(delta)).get(key)).toBe(sum);
  }
});
