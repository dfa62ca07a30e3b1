// More entries than the engine takes in one Map or Set. The limit is a small one here; examples/beyond-the-limit.js
// goes to the real one.

import { afterEach, beforeEach, expect, test } from 'vitest';
import { WasmMap, WasmSet } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { type Native, NativeMap } from '../src/ordered/native.js';
import { Series } from '../src/ordered/series.js';

const usual = { ...limits };

beforeEach(() => {
  Object.assign(limits, { table: 100, full: 200, refused: 1000 });
});

afterEach(() => {
  Object.assign(limits, usual);
});

const text = (i: number) => `key ${i}`;
const texts = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => text(from + i));
const filled = (count: number) =>
  new WasmMap(texts(0, count).map((key, i) => [key, i] as [string, number]));

/** The parts of a series, oldest first. */
function partsOf(series: Series): Native[] {
  const parts: Native[] = [];
  for (let part: Native | undefined = series.first; part; part = part.next) parts.push(part);
  return parts;
}

test('a map goes on where the engine takes no more, and keeps the order', () => {
  const map = filled(1000);
  expect(map.stats().form).toBe('native');
  map.set('key 1000', 1000);
  expect(map.stats()).toMatchObject({
    form: 'series',
    why: 'more than the engine takes in one',
    size: 1001,
  });
  for (let i = 1001; i < 5000; i += 1) map.set(text(i), i);
  map.set('key 7', 8).set('key 4999', 5000);
  expect([map.size, map.get('key 7'), map.get('key 4999'), map.get('key 5000')]).toEqual([
    5000,
    8,
    5000,
    undefined,
  ]);
  expect([...map.keys()]).toEqual(texts(0, 5000));
  for (let i = 0; i < 4000; i += 1) expect(map.delete(text(i))).toBe(true);
  expect([map.size, map.has('key 3999'), map.has('key 4000')]).toEqual([1000, false, true]);
  expect(map.keys().next().value).toBe('key 4000');
  map.clear();
  expect(map.stats()).toMatchObject({ form: 'native', size: 0 });
});

test('a set does so, too', () => {
  const set = new WasmSet(texts(0, 5000));
  expect(set.stats()).toMatchObject({ form: 'series', size: 5000 });
  expect([...set]).toEqual(texts(0, 5000));
  expect(set.intersection(new Set(texts(999, 1001))).size).toBe(2);
  expect([set.delete('key 1'), set.delete('key 1'), set.has('key 1')]).toEqual([
    true,
    false,
    false,
  ]);
});

test('iterators and forEach go from part to part', () => {
  const map = filled(1000);
  const iterator = map.keys();
  const first = iterator.next().value;
  const seen: string[] = [];
  map.forEach((_, key) => {
    seen.push(key);
    if (seen.length < 2500) map.set(text(999 + seen.length), 0);
  });
  expect(seen).toEqual(texts(0, 3499));
  expect([first, ...iterator]).toEqual(texts(0, 3499));
});

test('an iterator in a part that was merged gives what is still there, with its value', () => {
  const map = filled(2500);
  for (let i = 0; i < 2000; i += 1) if (i % 10 > 0) map.delete(text(i));
  const iterators = [map.keys(), map.values(), map.entries(), map.keys()];
  for (const iterator of iterators.slice(0, 3)) for (let i = 0; i < 5; i += 1) iterator.next();
  for (let i = 2500; i < 3100; i += 1) map.set(text(i), i); // the first two parts are one now
  map.delete('key 60');
  map.delete('key 70');
  map.set('key 60', -60).set('key 80', -80);
  const [keys, values, entries, all] = iterators.map((iterator) => [...iterator]);
  expect(all).toEqual([...map.keys()]);
  expect(keys).toEqual(all?.slice(5));
  expect(values).toEqual([...map.values()].slice(5));
  expect(entries).toEqual([...map.entries()].slice(5));
  expect(all?.slice(4, 8)).toEqual(['key 40', 'key 50', 'key 80', 'key 90']);
  expect(all?.at(-1)).toBe('key 60');
});

test('a cache goes through parts and keeps few: those with few entries are merged', () => {
  const cache = new Series(new NativeMap());
  const pinned: string[] = [];
  for (let i = 0; i < 100_000; i += 1) {
    const old = text(i - 2500);
    cache.set(text(i), i);
    if (i % 1000 === 0) pinned.push(old);
    else cache.delete(old);
    if (i % 1000 === 500) expect(partsOf(cache).length).toBeLessThan(7);
  }
  expect(cache.size).toBe(2597);
  for (const key of pinned.slice(3)) expect(cache.has(key)).toBe(true);
});

test('parts in the middle are merged', () => {
  const series = new Series(new NativeMap());
  for (let i = 0; i < 5000; i += 1) series.set(text(i), i);
  const sizes = () => partsOf(series).map(({ size, successor }) => [size, successor]);
  expect(sizes()).toEqual(Array.from({ length: 5 }, () => [1000, undefined]));
  for (let i = 1000; i < 4000; i += 1) if (i % 100 > 0) series.delete(text(i));
  series.set(text(5000), 5000);
  expect(sizes()).toEqual([
    [1000, undefined],
    [30, undefined],
    [1000, undefined],
    [1, undefined],
  ]);
});

test('dispose stops every iterator, in whatever part it is', () => {
  const map = filled(2500);
  const iterators = [map.keys(), map.keys(), map.keys()];
  for (const [i, iterator] of iterators.entries())
    for (let n = i * 1000; n > 0; n -= 1) iterator.next();
  expect(() =>
    map.forEach((value) => {
      if (value === 1500) map.dispose();
    }),
  ).toThrow('disposed');
  for (const iterator of iterators) expect(() => iterator.next()).toThrow('disposed');
  expect(() => map.size).toThrow('disposed');
});
