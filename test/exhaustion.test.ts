// What happens when the memory is exhausted: a RangeError that says how much was asked for and how
// much is there, a map that is what it was and can be used, and nothing lost.

import { describe, expect, test } from 'vitest';
import { GoMap, type Heap, type KeyKind, type ValueKind } from '../src/index.js';
import { type Build, heapOn } from './support/builds.js';
import { differential } from './support/differential.js';
import { type AnyMap, Model } from './support/model.js';
import { stored } from './support/samples.js';

const MESSAGE = /^out of memory: (\d+) bytes asked for, (\d+) bytes held by the heap$/;
const KIB = 1024;

const PAIRS: [KeyKind, ValueKind][] = [
  ['u32', 'u32'],
  ['i32', 'void'],
  ['u64', 'f64'],
  ['i64', 'string'],
  ['f64', 'any'],
  ['string', 'u8'],
  ['string', 'string'],
  ['bytes', 'bytes'],
];

/** Bytes of a number, and up to `most` more. */
function bytesAt(i: number, most: number): Uint8Array {
  const bytes = new Uint8Array(4 + (i % most));
  new DataView(bytes.buffer).setUint32(0, i);
  return bytes;
}

function keyAt(kind: KeyKind, i: number): unknown {
  if (kind === 'string') return `key ${i} ${'.'.repeat(i % 50)}`;
  if (kind === 'bytes') return bytesAt(i, 50);
  return kind === 'u64' || kind === 'i64' ? BigInt(i) : i;
}

function valueAt(kind: ValueKind, i: number): unknown {
  if (kind === 'string') return `value ${i} ${'.'.repeat(i % 70)}`;
  if (kind === 'bytes') return bytesAt(i, 70);
  if (kind === 'void') return undefined;
  return kind === 'u8' ? i % 256 : i;
}

/** Runs `f`, which must run out of memory, and returns the bytes asked for. */
function refused(heap: Heap, f: () => unknown): number {
  let error: unknown;
  try {
    f();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(RangeError);
  const [, asked, held] = MESSAGE.exec((error as RangeError).message) ?? [];
  expect(Number(held)).toBe(heap.bytes);
  expect(Number(asked)).toBeGreaterThan(0);
  return Number(asked);
}

/** Has the heap's room for strings allocated, and returns the bytes in use without any map. */
function baseline(heap: Heap): number {
  new GoMap('string', 'string', { heap }).set('a', 'b').dispose();
  return heap.usedBytes;
}

/** Adds entries until there is no memory. Returns how many there are. */
function fill(map: AnyMap, model: Model, from: number): number {
  const { keyKind, valueKind } = map;
  for (let i = from; ; i += 1) {
    const key = keyAt(keyKind, i);
    const value = valueAt(valueKind, i);
    try {
      map.set(key, value);
    } catch (error) {
      expect((error as Error).message).toMatch(MESSAGE);
      expect(map.has(key)).toBe(false);
      return i;
    }
    model.set(key, stored(valueKind, value));
  }
}

function make(key: KeyKind, value: ValueKind, heap: Heap, seed = 7n): AnyMap {
  return new GoMap(key, value as 'any', { heap, seed }) as AnyMap;
}

describe.each(PAIRS)('%s to %s', (key, value) => {
  test.each<[Build, number]>([
    ['debug', 256 * KIB],
    ['debug', 400 * KIB],
    ['release', 512 * KIB],
    ['release', 1024 * KIB],
    ['release', 5000 * KIB],
  ])('a full heap (%s, %i bytes) leaves a usable map', (build, maximumBytes) => {
    const heap = heapOn(build, { maximumBytes });
    const start = baseline(heap);
    const map = make(key, value, heap);
    const model = new Model();
    const count = fill(map, model, 0);
    expect(count).toBeGreaterThan(100);
    expect(heap.bytes).toBeLessThanOrEqual(maximumBytes);
    refused(heap, () => map.reserve(2 ** 24));
    // Whatever the map has room for still goes in, and what does not changes nothing.
    for (let i = 0; i < count; i += 3) {
      const k = keyAt(key, i);
      expect(map.delete(k)).toBe(model.delete(k));
    }
    model.compare(map);
    for (let i = 0; i < count; i += 3) {
      const [k, v] = [keyAt(key, i), valueAt(value, i)];
      map.set(k, v); // an entry that was there before fits again
      model.set(k, v);
    }
    model.compare(map);
    fill(map, model, count);
    model.compare(map);
    map.clear();
    model.clear();
    model.compare(map);
    const again = fill(map, model, 0);
    expect(again).toBeGreaterThanOrEqual(count * 0.9);
    model.compare(map);
    map.dispose();
    expect(heap.usedBytes).toBe(start);
    // All of it can be had again.
    const second = make(key, value, heap);
    expect(fill(second, new Model(), 0)).toBeGreaterThanOrEqual(count / 2);
    second.dispose();
    expect(heap.usedBytes).toBe(start);
  });

  test('a clone that does not fit leaves nothing behind', () => {
    for (const build of ['debug', 'release'] as const) {
      const heap = heapOn(build, { maximumBytes: 256 * KIB });
      const map = make(key, value, heap);
      const model = new Model();
      fill(map, model, 0);
      fill(make('u32', 'string', heap), new Model(), 0);
      const used = heap.usedBytes;
      refused(heap, () => map.clone());
      expect(heap.usedBytes).toBe(used);
      model.compare(map);
    }
  });

  test('a clone fails at every byte it may fail at', () => {
    // One heap after another with a little more room: a clone that fails in the middle must give
    // back what it had, whatever that was.
    const heap = heapOn('debug', { maximumBytes: 512 * KIB });
    const map = make(key, value, heap);
    const model = new Model();
    for (let i = 0; i < 300; i += 1) {
      map.set(keyAt(key, i), valueAt(value, i));
      model.set(keyAt(key, i), valueAt(value, i));
    }
    const fillers: AnyMap[] = [];
    for (const capacity of [500, 100, 50, 10, 9]) {
      try {
        while (true) fillers.push(new GoMap('u32', 'u32', { heap, capacity }) as AnyMap);
      } catch (error) {
        expect((error as Error).message).toMatch(MESSAGE);
      }
    }
    let failures = 0;
    while (true) {
      const used = heap.usedBytes;
      let copy: AnyMap | undefined;
      try {
        copy = map.clone();
      } catch (error) {
        expect((error as Error).message).toMatch(MESSAGE);
        failures += 1;
      }
      if (copy !== undefined) {
        model.compareLookups(copy);
        copy.dispose();
        break;
      }
      expect(heap.usedBytes).toBe(used);
      fillers.pop()?.dispose();
    }
    expect(failures).toBeGreaterThan(0);
    for (const filler of fillers) filler.dispose();
    model.compare(map);
  });

  test('runs of random calls in a heap that is too small', () => {
    const text = [key, value].some((kind) => kind === 'string' || kind === 'bytes');
    const maximumBytes = (text ? 256 : 192) * KIB;
    const keys = text ? 1500 : 6000;
    for (const build of ['debug', 'release'] as const) {
      const plan = { key, value, keys, calls: 10 * keys, maximumBytes };
      expect(differential(plan, build).refused).toBeGreaterThan(0);
    }
  });
});

test('the bytes asked for are those of the array that does not fit', () => {
  const heap = heapOn('release', { maximumBytes: 1024 * KIB });
  const map = new GoMap('u32', 'u32', { heap });
  // 2^17 buckets of 80 bytes and a 16th more.
  const array = ((2 ** 17 * 17) / 16) * 80;
  const asked = refused(heap, () => map.reserve(500_000));
  expect(asked).toBeGreaterThanOrEqual(array);
  expect(asked).toBeLessThan(array + 8192 + 64);
});

test('the largest reserve there is asks for more than the address space', () => {
  const heap = heapOn('release');
  for (const key of ['u32', 'u64', 'f64', 'string', 'bytes'] as const) {
    const map = new GoMap<unknown, number>(key as never, 'u32' as never, { heap }) as AnyMap;
    for (const entries of [2 ** 32 - 1, 3_489_660_929, 3_489_660_928, 2 ** 31]) {
      expect(refused(heap, () => map.reserve(entries))).toBeGreaterThan(2 ** 32);
    }
    expect(map.stats().buckets).toBe(1);
    map.dispose();
  }
  expect(heap.usedBytes).toBe(0);
});

test('a capacity that does not fit throws and leaves nothing behind', () => {
  const heap = heapOn('release', { maximumBytes: 1024 * KIB });
  for (let i = 0; i < 1000; i += 1) {
    refused(heap, () => new GoMap('u32', 'u32', { heap, capacity: 1_000_000 }));
  }
  expect(heap.usedBytes).toBe(0);
});

test('entries that do not fit throw and leave nothing behind', () => {
  const heap = heapOn('release', { maximumBytes: 256 * KIB });
  const entries = Array.from({ length: 100_000 }, (_, i) => [i, i] as const);
  for (let i = 0; i < 10; i += 1) refused(heap, () => new GoMap('u32', 'u32', { heap, entries }));
  expect(heap.usedBytes).toBe(0);
});

test('a string that does not fit changes nothing, as key or as value', () => {
  const heap = heapOn('debug', { maximumBytes: 512 * KIB });
  const start = baseline(heap);
  const map = new GoMap('string', 'string', { heap });
  map.set('a', 'old').set('b', 'c');
  const large = 'x'.repeat(400 * KIB);
  refused(heap, () => map.set(large, 'v'));
  refused(heap, () => map.set('a', large));
  refused(heap, () => map.set('new', large));
  refused(heap, () => map.getOrInsert('new', large));
  refused(heap, () => map.getOrInsertComputed('new', () => large));
  expect(Object.fromEntries(map)).toEqual({ a: 'old', b: 'c' });
  map.set('a', 'new').set('d', 'e');
  expect(Object.fromEntries(map)).toEqual({ a: 'new', b: 'c', d: 'e' });
  map.dispose();
  expect(heap.usedBytes).toBe(start);
});

test('bytes that do not fit change nothing, as key or as value', () => {
  const heap = heapOn('debug', { maximumBytes: 512 * KIB });
  const start = baseline(heap);
  const map = new GoMap('bytes', 'bytes', { heap });
  const [a, b] = [Uint8Array.of(1), Uint8Array.of(2)];
  map.set(a, b);
  const large = new Uint8Array(400 * KIB);
  refused(heap, () => map.set(large, b));
  refused(heap, () => map.set(a, large));
  refused(heap, () => map.set(b, large));
  refused(heap, () => map.getOrInsert(b, large));
  refused(heap, () => map.getOrInsertComputed(b, () => large));
  expect(refused(heap, () => map.get(new Uint8Array(600 * KIB)))).toBe(600 * KIB);
  expect([...map]).toEqual([[a, b]]);
  map.set(a, a).set(b, b);
  expect(map.get(a)).toEqual(a);
  map.dispose();
  expect(heap.usedBytes).toBe(start);
});

test('when one map is disposed of, another can go on', () => {
  const heap = heapOn('release', { maximumBytes: 1024 * KIB });
  const first = make('u64', 'u64', heap);
  first.reserve(26_000); // more than half of the heap, and more than the other needs to grow
  const second = make('u64', 'string', heap);
  const model = new Model();
  const before = fill(second, model, 0);
  first.dispose();
  expect(fill(second, model, before)).toBeGreaterThan(before + 500);
  model.compare(second);
});

test('where there is no memory to evacuate, writes are refused, and deleting goes on', () => {
  let refusals = 0;
  for (let seed = 0n; seed < 30n; seed += 1n) {
    const heap = heapOn('debug', { maximumBytes: 256 * KIB });
    const map = make('u32', 'u32', heap, seed);
    const model = new Model();
    const size = 27; // the one that makes it grow from 4 buckets to 8
    for (let i = 0; i < size; i += 1) {
      map.set(i, i);
      model.set(i, i);
    }
    expect(map.stats().growing).toBe(true);
    const ballast = new GoMap('u32', 'string', { heap });
    ballast.reserve(1500);
    let n = 0;
    for (let length = 4096; length > 0; length -= length > 512 ? 512 : 16) {
      try {
        while (true) ballast.set(n++, 'b'.repeat(length));
      } catch (error) {
        expect((error as Error).message).toMatch(MESSAGE);
      }
    }
    for (let i = 0; i < size; i += 1) {
      try {
        map.set(i, i + 1);
        model.set(i, i + 1);
      } catch (error) {
        expect((error as Error).message).toMatch(MESSAGE);
        refusals += 1;
      }
      model.compareLookups(map);
    }
    for (let i = 0; i < size; i += 1) {
      expect(map.delete(i)).toBe(model.delete(i));
      model.compareLookups(map);
    }
    ballast.dispose();
    for (let i = 0; i < 100; i += 1) {
      map.set(i, i);
      model.set(i, i);
    }
    model.compare(map);
  }
  expect(refusals).toBeGreaterThan(0);
});
