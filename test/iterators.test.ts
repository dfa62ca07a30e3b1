// Iterators that live long: over growth, clear, delete and dispose, left early or forgotten.

import { describe, expect, test } from 'vitest';
import { GoMap, type KeyKind, type ValueKind } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { collect } from './support/collect.js';
import { byContent } from './support/content.js';
import { type AnyMap, Model } from './support/model.js';
import { samples, stored } from './support/samples.js';
import { Walk } from './support/walk.js';

/** A map with its model and its keys, in a heap of its own. */
function filled(key: KeyKind, value: ValueKind, count: number) {
  const heap = heapOn('debug');
  new GoMap('string', 'string', { heap }).set('a', 'b').dispose(); // the heap's room for strings
  const map = new GoMap(key, value as 'any', { heap }) as AnyMap;
  const model = new Model();
  const keys = samples(key, count);
  const values = samples(value, count);
  for (const [i, k] of keys.entries()) {
    map.set(k, values[i]);
    model.set(k, stored(value, values[i]));
  }
  return { map, model, keys, heap };
}

/** Takes two entries: the second is the first that needs memory. */
function begin(it: Iterator<unknown>): void {
  it.next();
  it.next();
}

const PAIRS: [KeyKind, ValueKind][] = [
  ['u32', 'u32'],
  ['i32', 'f64'],
  ['u64', 'u8'],
  ['i64', 'any'],
  ['f64', 'any'],
  ['f64', 'string'],
  ['string', 'string'],
  ['string', 'void'],
  ['bytes', 'bytes'],
];

describe.each(PAIRS)('%s to %s', (key, value) => {
  test('hundreds of iterators at once, at every stage of growth', () => {
    const { map, model, heap } = filled(key, value, 40);
    const used = heap.usedBytes;
    const bytes = map.stats().bytes;
    const keys = samples(key, 600);
    const values = samples(value, 600);
    const walks: Walk[] = [];
    for (const [i, k] of keys.entries()) {
      if (i % 2 === 0) walks.push(new Walk(map, model, i % 4 === 0 ? 'keys' : 'entries'));
      if (i < 40 && Number.isNaN(k)) continue;
      map.set(k, values[i]);
      model.set(k, stored(value, values[i]));
      for (const walk of walks) {
        walk.wasSet(k);
        if (i % 3 === 0) walk.step();
      }
      if (i % 5 !== 0) continue;
      const gone = keys[i >> 1];
      expect(map.delete(gone)).toBe(model.delete(gone));
      for (const walk of walks) walk.wasDeleted(gone);
    }
    for (const walk of walks) while (walk.step());
    model.compare(map);
    // Nothing that only iterators held is left: a copy takes the same bytes.
    for (const k of keys) map.delete(k);
    map.clear();
    const left = map.clone();
    expect(left.stats().bytes).toBeLessThanOrEqual(bytes);
    left.dispose();
    map.dispose();
    expect(heap.usedBytes).toBeLessThan(used);
    expect(heap.usedBytes).toBe(2 * 4096);
  });

  test('iterators that nobody holds any more are collected', async () => {
    const { map, heap } = filled(key, value, 400);
    map.reserve(4000); // so that no growth changes the bytes in use
    const used = heap.usedBytes;
    const abandon = () => {
      for (let i = 0; i < 300; i += 1) begin(map.entries());
      for (let i = 0; i < 300; i += 1) begin(map.keys());
    };
    abandon();
    expect(heap.usedBytes).toBeGreaterThan(used + 600 * 64);
    expect(await collect(() => heap.usedBytes === used)).toBe(true);
    expect(map.size).toBeGreaterThan(300);
  });

  test('what an abandoned iterator kept from being freed goes with it', async () => {
    const { map, keys, heap } = filled(key, value, 200);
    const abandon = () => {
      const iterators = Array.from({ length: 50 }, () => map.entries());
      for (const it of iterators) begin(it);
      const values = samples(value, 3000);
      for (const [i, k] of samples(key, 3000).entries())
        if (!keys.includes(k)) map.set(k, values[i]);
      for (const k of samples(key, 3000)) map.delete(k);
    };
    abandon();
    const alone = () => map.stats().bytes + 2 * 4096 + 1024;
    expect(heap.usedBytes).toBeGreaterThan(alone());
    expect(await collect(() => heap.usedBytes <= alone())).toBe(true);
  });

  test('leaving a loop early gives the iterator back at once', () => {
    const { map, heap } = filled(key, value, 100);
    const used = heap.usedBytes;
    for (const _ of map) break;
    for (const _ of map.keys()) break;
    const [first] = map;
    expect(first).toHaveLength(2);
    expect(() => {
      for (const _ of map.values()) throw new Error('out');
    }).toThrow('out');
    expect(() =>
      map.forEach(() => {
        throw new Error('out');
      }),
    ).toThrow('out');
    expect(heap.usedBytes).toBe(used);
    expect([...map]).toHaveLength(map.size);
    expect(heap.usedBytes).toBe(used);
  });

  test('clear ends iterators, also for what comes later', () => {
    const { map, model, keys } = filled(key, value, 100);
    const walk = new Walk(map, model, 'entries');
    walk.step();
    const unbegun = map.keys();
    map.clear();
    model.clear();
    walk.wasCleared();
    expect(walk.step()).toBe(false);
    map.set(keys[1], samples(value, 1)[0]);
    expect(walk.step()).toBe(false);
    expect([...unbegun]).toHaveLength(1);
  });

  test('dispose frees what iterators held', () => {
    const { map, heap } = filled(key, value, 100);
    const iterators = Array.from({ length: 20 }, () => map.values());
    for (const it of iterators) begin(it);
    for (const k of samples(key, 1000)) map.delete(k);
    map.dispose();
    expect(heap.usedBytes).toBe(2 * 4096);
    for (const it of iterators) expect(() => it.next()).toThrow(TypeError);
    for (const it of iterators) it.return?.();
    expect(heap.usedBytes).toBe(2 * 4096);
  });

  test('the memory grows for other maps between two entries', () => {
    const { map, model, heap } = filled(key, value, 200);
    let steps = 0;
    /** Now and then makes all views of the memory void. */
    const grow = () => {
      steps += 1;
      if (steps % 50 !== 7) return;
      const { bytes } = heap;
      while (heap.bytes === bytes) new GoMap('u32', 'u32', { heap, capacity: 5000 });
    };
    for (const mode of ['entries', 'keys'] as const) {
      const walk = new Walk(map, model, mode);
      while (walk.step()) grow();
    }
    const walk = new Walk(map, model, 'forEach');
    map.forEach((v, k) => {
      walk.visit(k, v);
      grow();
    });
    walk.finish();
    const missing = new Map<unknown, number>();
    const count = (v: unknown, n: number) => missing.set(v, (missing.get(v) ?? 0) + n);
    for (const v of [...model.entries.values(), ...model.nans]) count(v, 1);
    for (const v of map.values()) {
      count(byContent(v), -1);
      grow();
    }
    expect([...missing.values()].filter((n) => n !== 0)).toEqual([]);
  });

  test('reserve and clone under iterators', () => {
    const { map, model } = filled(key, value, 150);
    const walks = Array.from({ length: 8 }, () => new Walk(map, model, 'entries'));
    for (const entries of [200, 1000, 1001, 5000]) {
      for (const walk of walks) for (let i = 0; i < 20; i += 1) walk.step();
      map.reserve(entries);
      const copy = map.clone();
      model.compare(copy);
      copy.dispose();
    }
    for (const walk of walks) while (walk.step());
    model.compare(map);
  });
});

describe('protocol', () => {
  const map = new GoMap('u32', 'string', {
    entries: [
      [1, 'one'],
      [2, 'two'],
      [3, 'three'],
    ],
  });

  test('an iterator is its own iterable', () => {
    for (const it of [map.keys(), map.values(), map.entries(), map[Symbol.iterator]()]) {
      expect(it[Symbol.iterator]()).toBe(it);
    }
  });

  test('results are { value, done }', () => {
    const it = map.keys();
    const first = it.next();
    expect(Object.keys(first).sort()).toEqual(['done', 'value']);
    expect(first.done).toBe(false);
    it.next();
    it.next();
    expect(it.next()).toEqual({ value: undefined, done: true });
    expect(it.next()).toEqual({ value: undefined, done: true });
  });

  test('an iterator that was left in the middle is at its end', () => {
    const it = map.entries();
    for (const _ of it) break;
    expect([...it]).toEqual([]);
    expect(it.return?.()).toEqual({ value: undefined, done: true });
  });

  test('return before the first next ends it too', () => {
    const it = map.entries();
    it.return?.();
    expect(it.next().done).toBe(true);
  });

  test('every pair is an array of its own', () => {
    const pairs = [...map];
    expect(new Set(pairs).size).toBe(3);
    (pairs[0] as unknown[])[1] = 'changed';
    expect([...map.values()].sort()).toEqual(['one', 'three', 'two']);
  });

  test('inherits from %IteratorPrototype%, and so whatever helpers the engine has', () => {
    const arrayIterator = Object.getPrototypeOf([][Symbol.iterator]());
    const prototype = Object.getPrototypeOf(arrayIterator);
    for (const it of [map.keys(), map.values(), map.entries()]) {
      expect(Object.prototype.isPrototypeOf.call(prototype, it)).toBe(true);
    }
    const keys = map.keys() as IteratorObject<number>;
    if (typeof keys.map !== 'function') return;
    expect(
      keys
        .map((k) => k * 2)
        .toArray()
        .sort(),
    ).toEqual([2, 4, 6]);
  });

  test('array destructuring, Array.from, Map and spread take it', () => {
    expect(new Map(map)).toEqual(
      new Map([
        [1, 'one'],
        [2, 'two'],
        [3, 'three'],
      ]),
    );
    expect(Array.from(map.keys()).sort()).toEqual([1, 2, 3]);
    expect(Math.max(...map.keys())).toBe(3);
  });
});

test('string keys deleted under iterators do not come back as other strings', () => {
  const heap = heapOn('debug');
  const map = new GoMap('string', 'u32', { heap });
  for (let i = 0; i < 500; i += 1) map.set(`old ${i}`, i);
  const iterators = Array.from({ length: 30 }, () => map.keys());
  const seen = iterators.map((it) => new Set([it.next().value as string]));
  for (let i = 0; i < 500; i += 2) map.delete(`old ${i}`);
  // New strings would take the places of the old ones, had those been freed.
  for (let i = 0; i < 2000; i += 1) map.set(`new ${i}`, i);
  for (const [n, it] of iterators.entries()) {
    const mine = seen[n] as Set<string>;
    for (const k of it) {
      expect(mine.has(k)).toBe(false);
      mine.add(k);
      expect(map.has(k)).toBe(true);
    }
    for (let i = 1; i < 500; i += 2) expect(mine.has(`old ${i}`)).toBe(true);
  }
});

test.each(['u32', 'f64', 'i64', 'u8', 'any', 'string'] as const)(
  'values of kind %s after a write to the map whose first value was taken',
  (kind) => {
    const map = new GoMap('u32', kind, { heap: heapOn('debug') }) as AnyMap;
    const value = { i64: BigInt, string: String }[kind as 'i64'] ?? Number;
    const values = Array.from({ length: 200 }, (_, i) => value(i));
    for (const [i, value] of values.entries()) map.set(i, value);
    const seen: unknown[] = [];
    for (const value of map.values()) {
      if (seen.length === 0) map.set(0, values[0]);
      seen.push(value);
    }
    expect(seen.sort()).toEqual([...values].sort());
  },
);
