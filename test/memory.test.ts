// Memory comes back and is used again; large maps, and maps at high addresses, work.

import { freemem } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { GoMap, inspect } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { collect } from './support/collect.js';
import { insideOf } from './support/inside.js';

const MIB = 2 ** 20;

test('a million small maps, dropped one after another, fit in a small heap', async () => {
  const heap = heapOn('release', { maximumBytes: 32 * MIB });
  let made = 0;
  const batch = () => {
    for (let i = 0; i < 20_000; i += 1) {
      const map = new GoMap('u32', 'u32', { heap, seed: 0n });
      map.set(i, i).set(i + 1, i);
      made += map.size / 2;
    }
  };
  while (made < 1_000_000) {
    batch();
    globalThis.gc?.();
    await setImmediate(); // finalizers run as tasks of their own
    await collect(() => heap.usedBytes < 16 * MIB);
  }
  expect(made).toBe(1_000_000);
  expect(await collect(() => heap.usedBytes === 0)).toBe(true);
});

test('a million small maps, disposed of one after another, take no more than one', () => {
  const heap = heapOn('release');
  const first = new GoMap('u32', 'string', { heap }).set(1, 'a string of some length');
  const { usedBytes } = heap;
  first.dispose();
  const { bytes } = heap;
  for (let i = 0; i < 200_000; i += 1) {
    const map = new GoMap('u32', 'string', { heap, seed: 0n }).set(1, 'a string of some length');
    if (i % 1000 === 0) expect(heap.usedBytes).toBe(usedBytes);
    map.dispose();
  }
  expect(heap.bytes).toBe(bytes);
});

test('maps made and disposed of make the list of the collector no longer', () => {
  const heap = heapOn('release');
  new GoMap('u32', 'u32', { heap }).dispose();
  const { register } = FinalizationRegistry.prototype;
  let registered = 0;
  FinalizationRegistry.prototype.register = function (...args) {
    registered += 1;
    register.apply(this, args);
  };
  try {
    for (let i = 0; i < 1000; i += 1) new GoMap('u32', 'u32', { heap }).set(i, i).dispose();
    expect(registered).toBe(0);
    const maps = Array.from({ length: 5000 }, () => new GoMap('u32', 'u32', { heap }));
    expect(registered).toBeGreaterThanOrEqual(maps.length - 1024);
    for (const map of maps) map.dispose();
  } finally {
    FinalizationRegistry.prototype.register = register;
  }
});

test('maps that are disposed of have nothing to do with those made after them', async () => {
  const heap = heapOn('release');
  const make = () =>
    Array.from({ length: 100 }, (_, i) => new GoMap('u32', 'u32', { heap }).set(i, i));
  const disposed = make();
  for (const map of disposed) map.dispose();
  make();
  expect(heap.usedBytes).toBeGreaterThan(0);
  // Those made last are collected, though those before them are not.
  expect(await collect(() => heap.usedBytes === 0)).toBe(true);
  for (const map of disposed.splice(0)) map.dispose();

  for (const map of make()) map.dispose();
  const maps = make();
  const { usedBytes } = heap;
  // And the other way round.
  expect(await collect(() => heap.usedBytes < usedBytes)).toBe(false);
  for (let i = 0; i < maps.length; i += 1) expect(maps[i]?.get(i)).toBe(i);
});

test.each([
  ['u32', 'u32'],
  ['string', 'string'],
] as const)(
  'making and disposing of a large map 200 times keeps the heap flat (%s)',
  (key, value) => {
    const heap = heapOn('release');
    const make = (count: number) => {
      const map = new GoMap<unknown, unknown>(key as never, value as never, { heap });
      for (let i = 0; i < count; i += 1) {
        if (key === 'u32') map.set(i, i);
        else map.set(`key ${i}`, `value ${i % 100}`);
      }
      map.dispose();
    };
    const count = key === 'u32' ? 100_000 : 5_000;
    make(count);
    const used = heap.usedBytes;
    make(count);
    const { bytes } = heap;
    for (let i = 0; i < 200; i += 1) make(count - (i % 7) * 100);
    expect(heap.bytes).toBeLessThanOrEqual(bytes * 1.5);
    expect(heap.usedBytes).toBe(used);
  },
);

test('what strings of one length leave is used for those of another', () => {
  const heap = heapOn('release');
  const round = (length: number) => {
    const map = new GoMap('u32', 'string', { heap, capacity: 20_000 });
    for (let i = 0; i < (2 * MIB) / length; i += 1) map.set(i, 'x'.repeat(length));
    map.dispose();
  };
  round(128);
  const { bytes } = heap;
  for (let length = 128; length <= 640; length += 16) round(length);
  expect(heap.bytes).toBeLessThanOrEqual(2 * bytes);
});

test('a map that fills and empties again and again does not grow', () => {
  const heap = heapOn('release');
  const map = new GoMap('u64', 'u32', { heap });
  const round = (r: bigint) => {
    for (let i = 0n; i < 5_000n; i += 1n) map.set(r * 5_000n + i, 1);
    for (let i = 0n; i < 5_000n; i += 1n) map.delete(r * 5_000n + i);
  };
  for (let r = 0n; r < 10n; r += 1n) round(r);
  const { bytes } = heap;
  for (let r = 10n; r < 60n; r += 1n) round(r);
  expect(map.stats().buckets).toBeLessThanOrEqual(1024);
  expect(heap.bytes).toBe(bytes);
});

test('a queue makes its chains dense again in growths that keep the size', () => {
  const heap = heapOn('debug');
  const map = new GoMap('u32', 'u32', { heap });
  const length = 100;
  let sameSize = 0;
  for (let i = 0; i < 20_000; i += 1) {
    map.set(i, i);
    if (i >= length) expect(map.delete(i - length)).toBe(true);
    if (map.stats().sameSizeGrow) sameSize += 1;
  }
  expect(sameSize).toBeGreaterThan(0);
  expect(map.stats().buckets).toBeLessThanOrEqual(32);
  for (let i = 20_000 - length; i < 20_000; i += 1) expect(map.get(i)).toBe(i);
});

test('two million entries are all found again', () => {
  const heap = heapOn('release');
  const map = new GoMap('u32', 'u32', { heap });
  const n = 2_000_000;
  const keyOf = (i: number) => Math.imul(i, 0x9e3779b1) >>> 0;
  for (let i = 0; i < n; i += 1) map.set(keyOf(i), i);
  expect(map.size).toBe(n);
  let found = 0;
  for (let i = 0; i < n; i += 1) if (map.get(keyOf(i)) === i) found += 1;
  expect(found).toBe(n);
  let sum = 0;
  for (const v of map.values()) sum += v;
  expect(sum).toBe((n * (n - 1)) / 2);
  expect(map.stats().overflow).toBeLessThan(map.stats().buckets / 2);
  for (let i = 0; i < n; i += 2) map.delete(keyOf(i));
  expect(map.size).toBe(n / 2);
  for (let i = 0; i < n; i += 101) expect(map.get(keyOf(i))).toBe(i % 2 === 0 ? undefined : i);
});

describe.runIf(freemem() > 8 * 2 ** 30)('addresses above 2^31', () => {
  test('work for every kind of key', () => {
    const heap = heapOn('release');
    // These take addresses, but no memory that is ever touched.
    const ballast = Array.from({ length: 4 }, () => new GoMap('u64', 'u64', { heap }));
    for (const map of ballast) map.reserve(27_000_000);
    for (const [key, keyOf] of [
      ['u32', (i: number) => i],
      ['i64', (i: number) => BigInt(-i)],
      ['f64', (i: number) => i / 3],
      ['string', (i: number) => `key ${i} ${'\ud800'.repeat(i % 30)}`],
    ] as const) {
      for (const value of ['u32', 'i64', 'f64', 'string', 'any', 'i8'] as const) {
        const map = new GoMap<unknown, unknown>(key as never, value as never, { heap });
        const convert = { i64: BigInt, string: String, i8: (i: number) => (i % 256) - 128 };
        const of = value in convert ? convert[value as 'i8'] : (i: number) => i;
        const n = 3000;
        for (let i = 0; i < n; i += 1) map.set(keyOf(i), of(i));
        expect(inspect(map).header.buckets).toBeGreaterThan(2 ** 31);
        expect(insideOf(map).h).toBeGreaterThan(0);
        for (let i = 0; i < n; i += 1) expect(map.get(keyOf(i))).toBe(of(i));
        const it = map.entries();
        it.next();
        for (let i = 0; i < n; i += 2) expect(map.delete(keyOf(i))).toBe(true);
        expect([...it].length).toBeGreaterThanOrEqual(n / 2 - 1);
        const copy = map.clone();
        expect(copy.stats()).toMatchObject({ size: n / 2 });
        copy.reserve(20_000);
        for (const [k, v] of copy) expect(map.get(k)).toBe(v);
        expect(map.getOrInsert(keyOf(0), of(0))).toBe(of(0));
        expect(map.lookup(keyOf(0))).toEqual([of(0), true]);
        map.clear();
        map.dispose();
        copy.dispose();
      }
    }
    for (const map of ballast) map.dispose();
    expect(heap.usedBytes).toBe(2 * 4096);
  });
});

test('an array that was freed is used for the next one of the same size', () => {
  const heap = heapOn('release', { maximumBytes: 64 * 2 ** 20 });
  const options = { heap, capacity: 425_000 }; // 65,536 buckets of 144 bytes and spares: 10 MB
  const maps = Array.from({ length: 4 }, () => new GoMap('u64', 'u64', options));
  const { bytes } = heap;
  for (let round = 0; round < 40; round += 1) {
    maps[round % 3]?.dispose();
    maps[round % 3] = new GoMap('u64', 'u64', options);
  }
  expect(heap.bytes).toBe(bytes);
});

test.each([
  ['u32', 'u32', 1],
  ['u64', 'u64', 1],
  ['i32', 'void', 3],
  ['u32', 'u32', 7],
  ['string', 'u32', 1],
  ['string', 'string', 2],
] as const)(
  'a growing heap stays within 1.6 times of what two arrays need (%s to %s, %i maps)',
  (key, value, count) => {
    const heap = heapOn('release');
    const maps = Array.from({ length: count }, (_, i) => {
      return new GoMap<unknown, unknown>(key as never, value as never, { heap, seed: BigInt(i) });
    });
    let most = 0;
    let worst = 0;
    for (let i = 0; i < 400_000; i += 1) {
      const k = key === 'u64' ? BigInt(i) : key === 'string' ? `key ${i}` : i;
      const v = value === 'u64' ? 1n : value === 'string' ? 'v'.repeat(i % 40) : i;
      maps[i % count]?.set(k, value === 'void' ? undefined : v);
      if (i % 64 !== 0) continue;
      most = Math.max(most, heap.usedBytes);
      if (heap.bytes > 8 * MIB) worst = Math.max(worst, heap.bytes / most);
    }
    expect(worst).toBeGreaterThan(1);
    expect(worst).toBeLessThan(1.6);
  },
);

test('a heap that has been used before grows a map in place of the one before', () => {
  const heap = heapOn('release');
  const grow = () => {
    const map = new GoMap('u32', 'u32', { heap, seed: 1n });
    for (let i = 0; i < 500_000; i += 1) map.set(i, i);
    for (let i = 0; i < 500_000; i += 1) if (map.get(i) !== i) throw new Error(`entry ${i}`);
    map.dispose();
  };
  grow();
  const { bytes } = heap;
  grow();
  expect(heap.bytes).toBe(bytes);
});
