// Maps lie in memory as Go's do on 64-bit machines: header, buckets, arrays with their spares.

import { describe, expect, test } from 'vitest';
import { GoMap, inspect, type KeyKind, type ValueKind } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { insideOf } from './support/inside.js';
import { type AnyMap, same } from './support/model.js';
import { KEY_KINDS, samples, stored, VALUE_KINDS } from './support/samples.js';

const KEY_SIZES = { i32: 4, u32: 4, i64: 8, u64: 8, f64: 8, string: 16, bytes: 16 };
const VALUE_SIZES = {
  ...KEY_SIZES,
  i8: 1,
  u8: 1,
  i16: 2,
  u16: 2,
  f32: 4,
  bool: 1,
  void: 0,
  any: 4,
};

/** The memory that a map lies in, and where its header is. */
function memoryOf(map: unknown): { view: DataView; h: number } {
  const { memory, h } = insideOf(map);
  return { view: new DataView(memory.views.u8.buffer), h };
}

/** A word of Go's, of which the upper half must be zero here. */
function word(view: DataView, at: number): number {
  const value = view.getBigUint64(at, true);
  expect(value >> 32n).toBe(0n);
  return Number(value);
}

describe('header', () => {
  test('has its fields at the offsets of a 64-bit Go', () => {
    const map = new GoMap('u32', 'u32');
    for (let i = 0; i < 5000; i += 1) {
      map.set(i, i);
      if (i % 97 !== 0) continue;
      map.keys().next();
      const { view, h } = memoryOf(map);
      const { header } = inspect(map);
      const { flags } = header;
      expect(word(view, h)).toBe(map.size);
      expect(view.getUint8(h + 8)).toBe(
        Number(flags.iterator) + 2 * Number(flags.oldIterator) + 8 * Number(flags.sameSizeGrow),
      );
      expect(flags.iterator && flags.oldIterator).toBe(true);
      expect(view.getUint8(h + 9)).toBe(map.stats().B);
      expect(view.getUint16(h + 10, true)).toBe(map.stats().overflow);
      expect(view.getUint32(h + 12, true)).toBe(header.hash0);
      expect(word(view, h + 16)).toBe(header.buckets);
      expect(word(view, h + 24)).toBe(header.oldbuckets);
      expect(word(view, h + 24) !== 0).toBe(map.stats().growing);
      if (map.stats().growing) expect(word(view, h + 32)).toBe(map.stats().evacuated);
      expect(word(view, h + 40)).toBe(header.extra);
      expect(header.extra).not.toBe(0);
    }
  });

  test('of a new map is all zero but for the seed', () => {
    const { view, h } = memoryOf(new GoMap('u64', 'u64'));
    const bytes = [...new Uint8Array(view.buffer, h, 48)];
    const seed = bytes.splice(12, 4);
    expect(bytes.every((byte) => byte === 0)).toBe(true);
    expect(seed.some((byte) => byte !== 0)).toBe(true);
  });

  test('takes a new seed when the map becomes empty, and only then', () => {
    const map = new GoMap('u32', 'u32', { seed: 1n });
    const seed = () => inspect(map).header.hash0;
    const first = seed();
    map.clear();
    expect(seed()).toBe(first);
    map.set(1, 1).set(2, 2);
    map.delete(1);
    expect(seed()).toBe(first);
    map.delete(2);
    const second = seed();
    expect(second).not.toBe(first);
    map.set(1, 1).clear();
    expect(seed()).not.toBe(second);
  });
});

describe('bucket', () => {
  test.each<[KeyKind, ValueKind, number]>([
    ['u32', 'u32', 80],
    ['u64', 'u64', 144],
    ['i32', 'i8', 56],
    ['u64', 'void', 80],
    ['u32', 'void', 48],
    ['f64', 'f64', 144],
    ['string', 'u64', 208],
    ['string', 'string', 272],
    ['u64', 'string', 208],
    ['bytes', 'bytes', 272],
  ])('%s to %s takes the %i bytes that it takes in Go', (key, value, size) => {
    expect(inspect(new GoMap(key, value as 'any')).bucketSize).toBe(size);
  });

  for (const key of KEY_KINDS) {
    test.each(VALUE_KINDS)(
      `${key} to %s: tophashes, keys, values, pointer, without gaps`,
      (value) => {
        const map = new GoMap(key, value as 'any', { heap: heapOn('release') }) as AnyMap;
        const values = samples(value, 40).slice(-7);
        const keys = samples(key, 60).slice(-7);
        for (let i = 0; i < 7; i += 1) map.set(keys[i], values[i]);
        const { bucketSize, header, buckets } = inspect(map);
        expect(bucketSize).toBe(8 + 8 * KEY_SIZES[key] + 8 * VALUE_SIZES[value] + 8);
        const { view } = memoryOf(map);
        const cells = buckets[0]?.cells ?? [];
        for (let i = 0; i < 8; i += 1) {
          const cell = cells[i];
          expect(view.getUint8(header.buckets + i)).toBe(cell?.tophash);
          if (i === 7) expect(cell?.state).toBe('emptyRest');
          else expect(cell).toMatchObject({ state: 'live', key: keys[i] });
          if (i < 7) same(cell?.elem, stored(value, values[i]), 'an element');
        }
        const keyAt = header.buckets + 8 + KEY_SIZES[key];
        if (key === 'u32') expect(view.getUint32(keyAt, true)).toBe(keys[1]);
        if (key === 'i64') expect(view.getBigInt64(keyAt, true)).toBe(keys[1]);
        if (key === 'f64') expect(view.getFloat64(keyAt, true)).toBe(keys[1]);
        if (key === 'string' || key === 'bytes') {
          expect(word(view, keyAt + 8)).toBe((keys[1] as string | Uint8Array).length);
        }
        const valueAt = header.buckets + 8 + 8 * KEY_SIZES[key] + VALUE_SIZES[value];
        if (value === 'u16') expect(view.getUint16(valueAt, true)).toBe(values[1]);
        if (value === 'i32') expect(view.getInt32(valueAt, true)).toBe(values[1]);
        if (value === 'f32') expect(view.getFloat32(valueAt, true)).toBe(stored('f32', values[1]));
        if (value === 'u64') expect(view.getBigUint64(valueAt, true)).toBe(values[1]);
        expect(word(view, header.buckets + bucketSize - 8)).toBe(0);
      },
    );
  }
});

test('inspect copies the bytes of every bucket and of its overflow buckets, if asked to', () => {
  const map = new GoMap('u32', 'u32', { heap: heapOn('release'), capacity: 100, seed: 7n });
  for (let i = 0; i < 104; i += 1) map.set(i, i);
  const { view } = memoryOf(map);
  const { bucketSize, buckets, header } = inspect(map, { bytes: true });
  expect(buckets.some(({ overflow }) => overflow.length > 0)).toBe(true);
  for (const { index, cells, overflow, memory = [] } of buckets) {
    expect(memory[0]?.address).toBe(header.buckets + index * bucketSize);
    expect(memory.map(({ bytes }) => [...bytes.subarray(0, 8)])).toEqual(
      [cells, ...overflow].map((row) => row.map(({ tophash }) => tophash)),
    );
    memory.forEach(({ address, bytes }, i) => {
      expect(bytes).toEqual(new Uint8Array(view.buffer.slice(address, address + bucketSize)));
      const next = new DataView(bytes.buffer).getUint32(bucketSize - 8, true);
      expect(next).toBe(memory[i + 1]?.address ?? 0);
    });
  }
  expect(inspect(map).buckets[0]).not.toHaveProperty('memory');
  expect(() => inspect(map, { byte: true } as never)).toThrow(TypeError);
});

describe('array', () => {
  // Slots of an array of 2^B buckets as Go's allocator rounds them, per size of a bucket.
  const SLOTS: [KeyKind, ValueKind, number, number[]][] = [
    ['u32', 'void', 48, [18, 37, 72, 136, 282, 568, 1194, 2218, 4437]],
    ['u32', 'u8', 56, [18, 36, 73, 146, 292, 585, 1170, 2194, 4388]],
    ['u32', 'u32', 80, [17, 38, 76, 136, 272, 614, 1126, 2252, 4403]],
    ['u64', 'u64', 144, [18, 37, 71, 142, 284, 568, 1137, 2218, 4380]],
    ['string', 'u64', 208, [19, 39, 68, 137, 275, 551, 1102, 2205, 4371]],
    ['string', 'string', 272, [17, 34, 70, 150, 301, 572, 1114, 2198, 4367]],
  ];

  test.each(SLOTS)(
    '%s to %s: spares as many as Go has for buckets of %i bytes',
    (key, value, size, all) => {
      all.forEach((slots, i) => {
        const B = i + 4;
        const capacity = 6.5 * 2 ** B;
        const map = new GoMap(key, value as 'any', { capacity, heap: heapOn('release') });
        const { view } = memoryOf(map);
        const { header, bucketSize } = inspect(map);
        expect(bucketSize).toBe(size);
        expect(header.B).toBe(B);
        expect(word(view, header.extra + 16)).toBe(header.buckets + 2 ** B * size);
        // The last spare carries the mark; all else is zero.
        const words = new BigUint64Array(view.buffer, header.buckets, (slots * size) / 8);
        const used = [...words.keys()].filter((k) => words[k] !== 0n);
        expect(used).toEqual([words.length - 1]);
        expect(words.at(-1)).toBe(BigInt(header.buckets));
        map.dispose();
      });
    },
  );

  test('below 16 buckets has no spares', () => {
    for (const capacity of [9, 26, 52]) {
      const { header } = inspect(new GoMap('u32', 'u32', { capacity }));
      expect(header.extra).toBe(0);
    }
  });

  test('gives its spares away in order, then none', () => {
    const size = 80;
    const spares = 38 - 32;
    const reached = new Set<number>();
    for (let seed = 0n; seed < 300n; seed += 1n) {
      const map = new GoMap('u32', 'u32', { capacity: 208, seed });
      const { view } = memoryOf(map);
      for (let i = 0; i < 208; i += 1) {
        map.set(i, i);
        const { header } = inspect(map);
        const { overflow } = map.stats();
        reached.add(overflow);
        const first = header.buckets + 32 * size;
        const next = word(view, header.extra + 16);
        expect(next).toBe(overflow < spares ? first + overflow * size : 0);
        if (overflow > 0) expect(map.stats().overflow).toBe(header.noverflow);
        if (i % 50 === 49 && overflow > 0) {
          const chained = inspect(map).buckets.reduce((n, b) => n + b.overflow.length, 0);
          expect(chained).toBe(overflow);
        }
      }
      map.dispose();
    }
    expect([...reached].sort((a, b) => a - b).slice(0, spares + 2)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7,
    ]);
  });

  test.each([
    [0, 1],
    [1, 1],
    [8, 1],
    [9, 2],
    [13, 2],
    [14, 4],
    [26, 4],
    [27, 8],
    [104, 16],
    [105, 32],
    [208, 32],
    [209, 64],
  ])('for %i entries has %i buckets, by hint, by growth, by entries', (n, buckets) => {
    const entries = Array.from({ length: n }, (_, i): [number, number] => [i, i]);
    const hinted = new GoMap('u32', 'u32', { capacity: n });
    expect(hinted.stats().buckets).toBe(buckets);
    const grown = new GoMap('u32', 'u32');
    const given = new GoMap('u32', 'u32', { entries });
    for (const [k, v] of entries) {
      hinted.set(k, v);
      grown.set(k, v);
    }
    for (const map of [hinted, grown, given]) expect(map.stats().buckets).toBe(buckets);
    expect(hinted.stats().growths).toBe(0);
    const reserved = new GoMap('u32', 'u32');
    reserved.reserve(n);
    expect(reserved.stats().buckets).toBe(buckets);
  });

  test('is only made with the first entry when the hint is for a single bucket', () => {
    for (const capacity of [0, 8]) {
      const map = new GoMap('u32', 'u32', { capacity });
      expect(inspect(map).header.buckets).toBe(0);
      expect(inspect(map).buckets).toEqual([]);
      map.set(1, 1);
      expect(inspect(map).header.buckets).not.toBe(0);
    }
    expect(inspect(new GoMap('u32', 'u32', { capacity: 9 })).header.buckets).not.toBe(0);
  });

  test.each([1e9, 2 ** 31, 2 ** 32 - 1])(
    'throws for the hint %d, which no memory holds',
    (capacity) => {
      const heap = heapOn('release');
      expect(() => new GoMap('u32', 'u32', { capacity, heap })).toThrow(
        /^out of memory: \d+ bytes/,
      );
      expect(heap.usedBytes).toBe(0);
    },
  );
});
