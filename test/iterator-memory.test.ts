// How little iterators keep: one that has handed out a single entry keeps nothing, and one that has
// begun and is never ended keeps two bucket arrays and as many bytes of deleted keys, however often
// the map changes.

import { describe, expect, test } from 'vitest';
import { GoMap, type KeyKind, type ValueKind } from '../src/index.js';
import { Draws } from './hash/random.js';
import { heapOn } from './support/builds.js';
import type { AnyMap } from './support/model.js';
import { Walked } from './support/walked.js';

const KIB = 1024;
const MODES = ['keys', 'values', 'entries'] as const;

describe('one entry', () => {
  test.each([
    ['u32', 'u32'],
    ['i64', 'any'],
    ['string', 'string'],
  ] as [KeyKind, ValueKind][])(
    'needs no memory, in one synchronous job (%s to %s)',
    (key, value) => {
      const heap = heapOn('release');
      const on = new Walked(key, value, heap, 3n);
      for (let i = 0; i < 1000; i += 1) on.set(i);
      const used = heap.usedBytes;
      let growing = 0;
      for (let n = 0; n < 100_000; n += 1) {
        const { done } = (on.map[MODES[n % 3] as 'keys']() as Iterator<unknown>).next();
        if (done) throw new Error('no entry');
        // So that some of them begin inside a growth.
        if (n % 200 === 0 && growing < 20) {
          const copy = new Walked(key, value, heap, BigInt(n));
          for (let i = 0; !copy.map.stats().growing; i += 1) copy.set(i);
          for (let i = 0; i < 50; i += 1) copy.map.entries().next();
          growing += 1;
          copy.map.dispose();
        }
      }
      expect(heap.usedBytes).toBe(used);
      expect(growing).toBe(20);
    },
  );

  test('the usual way to take any entry out, a hundred thousand times', () => {
    const heap = heapOn('release');
    const map = new GoMap('u32', 'u32', { heap, capacity: 2000 });
    for (let i = 0; i < 1000; i += 1) map.set(i, i);
    const used = heap.usedBytes;
    for (let n = 0; n < 100_000; n += 1) {
      const key = map.keys().next().value as number;
      map.delete(key);
      map.set(key, n);
    }
    expect(map.size).toBe(1000);
    expect(heap.usedBytes).toBeLessThan(used + 16 * KIB); // overflow buckets
  });

  test('an iteration that has ended or was broken off holds nothing', () => {
    const heap = heapOn('release');
    const map = new GoMap('u32', 'u32', { heap });
    for (let i = 0; i < 1000; i += 1) map.set(i, i);
    const used = heap.usedBytes;
    for (const taken of [0, 1, 2, 3, 100, 1000, 1001]) {
      for (const mode of MODES) {
        const it = map[mode]() as Iterator<unknown>;
        for (let i = 0; i < taken; i += 1) it.next();
        if (taken <= 1000) it.return?.();
        expect(heap.usedBytes).toBe(used);
        expect(it.next().done).toBe(true);
      }
    }
  });
});

// What happens to the map between the first entry, which was only peeked at, and the second.
const BETWEEN: Record<string, (on: Walked, first: unknown) => void> = {
  nothing: () => {},
  'deletes the first': (on, first) => void on.remove(first),
  'deletes the first and sets it again': (on, first) => {
    on.remove(first);
    on.put(first, 5);
  },
  'sets the first anew': (on, first) => on.put(first, 7),
  grows: (on) => {
    const { buckets } = on.map.stats();
    for (let i = 300; on.map.stats().buckets === buckets; i += 1) on.set(i);
  },
  'grows and finishes': (on) => {
    for (let i = 300; i < 900; i += 1) on.set(i);
  },
  'grows in the same size': (on) => {
    for (let i = 0; !on.map.stats().sameSizeGrow && i < 3000; i += 1) {
      on.set(300 + (i % 1500));
      if (on.map.size > 6.5 * on.map.stats().buckets - 3) on.delete(300 + ((i + 1500 - 20) % 1500));
    }
  },
  reserves: (on) => on.map.reserve(3000),
  'deletes all and sets all': (on) => {
    for (const key of [...on.map.keys()]) on.remove(key);
    for (let i = 20; i < 60; i += 1) on.set(i);
  },
  clears: (on) => on.clear(),
};

describe.each([
  ['u32', 'u32'],
  ['u64', 'string'],
  ['f64', 'u32'],
  ['f64', 'string'],
  ['string', 'void'],
  ['string', 'string'],
  ['bytes', 'bytes'],
  ['i32', 'any'],
] as [KeyKind, ValueKind][])('between the first entry and the second (%s to %s)', (key, value) => {
  test.each(Object.entries(BETWEEN))('the map %s', (what, act) => {
    let shown = 0;
    for (let seed = 0; seed < 24; seed += 1) {
      const on = new Walked(key, value, heapOn('debug'), BigInt(seed));
      const size = [1, 2, 8, 9, 27, 100][seed % 6] as number;
      for (let i = 20; i < 20 + size; i += 1) on.set(i);
      if (key === 'f64') for (let i = 0; i < size >> 2; i += 1) on.put(Number.NaN, i);
      on.open(0); // keys
      on.open(1); // entries
      const values = on.map.values();
      const first = values.next();
      for (const walk of on.walks) walk.step();
      const [keys, entries] = on.walks.map((walk) => walk.last);
      expect(first.done).toBe(false);
      const it = on.map.keys();
      if (!Number.isNaN(keys)) act(on, keys);
      act(on, entries);
      for (const walk of [...on.walks]) {
        // A write in the middle of the first batch, too.
        if (seed % 2 === 0 && walk.step()) on.set(20 + (seed % size));
        while (walk.step()) shown += 1;
      }
      on.walks = [];
      if (what === 'nothing') {
        const all = [first.value, ...values];
        expect(all).toHaveLength(on.map.size);
      } else if (what === 'clears') {
        expect(values.next().done).toBe(true);
      } else {
        for (const _ of values) shown += 1;
      }
      expect([...it]).toHaveLength(on.map.size);
      on.model.compare(on.map);
      const used = on.map.stats().bytes;
      on.map.dispose();
      expect(used).toBeGreaterThan(0);
    }
    if (what !== 'clears') expect(shown).toBeGreaterThan(100);
  });
});

test('after the first entry, a disposed map throws', () => {
  const map = new GoMap('u32', 'u32', { entries: [[1, 1]] });
  const it = map.keys();
  it.next();
  map.dispose();
  expect(() => it.next()).toThrow(TypeError);
});

describe.each([
  ['string', 'u32'],
  ['u32', 'string'],
  ['string', 'string'],
  ['f64', 'string'],
] as [KeyKind, ValueKind][])('iterators that are never ended (%s to %s)', (key, value) => {
  test.each(MODES)('paused while all is replaced a thousand times (%s)', (mode) => {
    const heap = heapOn('release', { maximumBytes: 2048 * KIB });
    const map = new GoMap(key, value as 'any', { heap }) as AnyMap;
    const name = (i: number) => (key === 'string' ? `key number ${i}` : i);
    const text = (i: number) => (value === 'string' ? `a value of some length ${i}` : i);
    for (let i = 0; i < 1000; i += 1) map.set(name(i), text(i));
    const paused: Iterator<unknown>[] = [];
    const open = () => {
      const it = map[mode]() as Iterator<unknown>;
      it.next();
      it.next();
      paused.push(it);
    };
    let most = 0;
    let growing = 0;
    for (let round = 0; round < 1000; round += 1) {
      if (round % 150 === 0) open();
      if (round < 20 && map.stats().growing) {
        growing += 1;
        open();
      }
      for (let i = 0; i < 1000; i += 1) {
        map.delete(name(i));
        map.set(name(i), text(round + i));
      }
      if (round === 100) most = heap.usedBytes;
    }
    // An array or two for each iterator that has come since, and as much again for its keys.
    const each = 2 * map.stats().bytes;
    expect(heap.usedBytes).toBeLessThan(most + 6 * each);
    const sizes = paused.map((it) => {
      let n = 2;
      const seen = new Set();
      for (let next = it.next(); !next.done; next = it.next()) {
        if (mode === 'keys') expect(map.has(next.value)).toBe(true);
        seen.add(next.value);
        n += 1;
      }
      if (mode === 'keys') expect(seen.size).toBe(n - 2);
      return n;
    });
    for (const size of sizes) expect(size).toBeLessThanOrEqual(1000);
    expect(heap.usedBytes).toBeLessThanOrEqual(map.stats().bytes + 2 * 4096 + 16 * 1000 + 64);
    expect(growing).toBeLessThan(21);
  });

  test('begun at many generations, they go on rightly after sweeps', () => {
    let sameSize = 0;
    for (let seed = 0; seed < 8; seed += 1) {
      const on = new Walked(key, value, heapOn('debug'), BigInt(seed));
      const draws = new Draws(seed + 1);
      if (key === 'f64') for (let i = 0; i < 20; i += 1) on.put(Number.NaN, i);
      const at = { from: 20, to: 20 };
      for (let round = 0; round < 3000; round += 1) {
        on.set(at.to++);
        if (on.map.size > 24 + seed + (round >> 5)) on.delete(at.from++);
        if (round % 3 === 0) {
          // What is there goes and comes back.
          const i = at.from + (draws.word() % (at.to - at.from));
          on.delete(i);
          on.set(i);
        }
        if (on.map.stats().sameSizeGrow) sameSize += 1;
        if (round % 97 === 0) {
          on.open(round);
          on.step(on.walks.length - 1, 1 + (draws.word() % 12));
        }
        if (round % 11 === 0) on.step(draws.word(), 1);
        if (round === 2000 && seed % 2 === 0) on.clear();
      }
      expect(on.walks.length).toBeGreaterThan(3);
      on.finish();
      on.model.compare(on.map);
      on.map.dispose();
    }
    expect(sameSize).toBeGreaterThan(0);
  });
});
