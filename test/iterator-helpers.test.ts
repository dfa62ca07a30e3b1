// The helper methods that iterators have in newer engines: `map`, `filter`, `take` and others.

import { expect, test } from 'vitest';
import { GoMap, WasmMap } from '../src/index.js';

/** %IteratorPrototype%. */
const shared = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
const HELPERS = ['map', 'filter', 'take', 'drop', 'flatMap', 'reduce', 'toArray', 'some', 'find'];
const there = HELPERS.every((name) => name in shared);

test.each([
  ['GoMap', () => new GoMap('u32', 'u32', { entries: [[1, 10]] })],
  ['WasmMap', () => new WasmMap([[1, 10]])],
])('the iterators of %s inherit what the engine gives to iterators', (_name, make) => {
  const map = make();
  for (const iterator of [map.keys(), map.values(), map.entries(), map[Symbol.iterator]()]) {
    expect(Object.getPrototypeOf(Object.getPrototypeOf(iterator))).toBe(shared);
    for (const name of Reflect.ownKeys(shared)) expect(name in iterator).toBe(true);
  }
  if (!there) return;
  expect(
    map
      .values()
      .map((value) => value + 1)
      .filter((value) => value > 1)
      .take(2)
      .toArray(),
  ).toEqual([11]);
});
