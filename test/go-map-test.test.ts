// The properties that Go's own tests of its map guard, under the names they have there: those of
// runtime/map_test.go, of reflect's MapIter, and of the test directory.

import { describe, expect, test } from 'vitest';
import { GoMap, inspect } from '../src/index.js';
import { useBuild } from './support/builds.js';

useBuild('debug');

const NAN = Number.NaN;

describe('runtime/map_test.go', () => {
  test('TestNegativeZero', () => {
    const m = new GoMap('f64', 'bool');
    m.set(+0, true).set(-0, true);
    expect(m.size).toBe(1);
    expect([...m.keys()]).toEqual([-0]);
    m.set(-0, true).set(+0, true);
    expect(m.size).toBe(1);
    expect([...m.keys()]).toEqual([+0]);
  });

  test('TestMapAssignmentNan', () => {
    const m = new GoMap('f64', 'i32');
    m.set(NAN, 1).set(NAN, 2).set(NAN, 4);
    expect(m.size).toBe(3);
    expect([...m.keys()]).toEqual([NAN, NAN, NAN]);
    expect([...m.values()].sort()).toEqual([1, 2, 4]);
    expect(m.get(NAN)).toBeUndefined();
    expect(m.has(NAN)).toBe(false);
    expect(m.delete(NAN)).toBe(false);
  });

  test('TestMapOperatorAssignmentNan', () => {
    const m = new GoMap('f64', 'i32');
    expect([1, 2, 4].map((delta) => m.add(NAN, delta))).toEqual([1, 2, 4]);
    expect(m.size).toBe(3);
    expect([...m.values()].sort()).toEqual([1, 2, 4]);
  });

  test('TestMapOperatorAssignment', () => {
    const m = new GoMap('i32', 'i32');
    m.set(0, 19);
    expect([m.add(0, 2), m.add(0, -4), m.add(0, -17)]).toEqual([21, 17, 0]);
  });

  test('TestGrowWithNaN', () => {
    const m = new GoMap('f64', 'i32', { capacity: 4 });
    m.set(NAN, 1).set(NAN, 2).set(NAN, 4);
    let count = 0;
    let sum = 0;
    let grow = true;
    for (const [k, v] of m) {
      if (grow) for (let i = 0; i < 100; i += 1) m.set(i, i);
      grow = false;
      if (!Number.isNaN(k)) continue;
      count += 1;
      sum |= v;
    }
    expect([count, sum]).toEqual([3, 7]);
  });

  test('TestGrowWithNegativeZero', () => {
    let newForms = 0;
    for (let trial = 0; trial < 60; trial += 1) {
      const m = new GoMap('f64', 'i32', { capacity: 4 });
      m.set(+0, 1).set(1, 2).set(2, 4).set(3, 8);
      let bits = 0;
      let count = 0;
      let grow = true;
      for (const [k, v] of m) {
        if (v === 0) continue; // added to make the map grow
        count += 1;
        bits |= v & 15;
        // Key and value come in the same form: all in the old one first, then all in the new one.
        expect(v >= 16).toBe(!grow);
        if (k === 0) {
          expect(Object.is(k, -0)).toBe(!grow);
          if (!grow) newForms += 1;
        }
        if (!grow) continue;
        for (let i = 100; i < 200; i += 1) m.set(i, 0);
        m.set(-0, 1 | 16)
          .set(1, 2 | 16)
          .set(2, 4 | 16)
          .set(3, 8 | 16);
        grow = false;
      }
      expect([bits, count]).toEqual([15, 4]);
    }
    expect(newForms).toBeGreaterThan(10);
  });

  test('TestIterGrowAndDelete', () => {
    const m = new GoMap('i32', 'i32', { capacity: 4 });
    for (let i = 0; i < 100; i += 1) m.set(i, i);
    let grow = true;
    for (const k of m.keys()) {
      if (grow) {
        for (let i = 100; i < 1000; i += 1) m.set(i, i);
        for (let i = 1; i < 1000; i += 2) m.delete(i);
        grow = false;
      } else {
        expect(k % 2).toBe(0);
      }
    }
  });

  test('TestIterGrowWithGC', () => {
    const m = new GoMap('i32', 'i32', { capacity: 4 });
    for (let i = 0; i < 8; i += 1) m.set(i, i);
    for (let i = 8; i < 16; i += 1) m.add(i, i);
    let grow = true;
    let bitmask = 0;
    for (const k of m.keys()) {
      if (k < 16) bitmask |= 1 << k;
      if (!grow) continue;
      for (let i = 100; i < 1000; i += 1) m.set(i, i);
      globalThis.gc?.();
      // Whoever would get the memory of an array that had been freed too early overwrites it.
      const others = Array.from({ length: 50 }, () => new GoMap('u32', 'u32', { capacity: 100 }));
      for (const other of others) for (let i = 0; i < 100; i += 1) other.set(i, 0xffffffff);
      grow = false;
    }
    expect(bitmask).toBe(0xffff);
  });

  test('TestConcurrentReadsAfterGrowth: reads write nothing but flags of iterators', () => {
    const m = new GoMap('i32', 'i32');
    for (let i = 0; i < 2000; i += 1) {
      m.set(i, i);
      if (i % 111 > 3) continue;
      const state = () => {
        const { header, ...rest } = inspect(m);
        const { flags, extra, ...others } = header;
        return JSON.stringify([others, rest]);
      };
      const before = state();
      for (let k = -5; k < 2100; k += 7) expect(m.get(k)).toBe(k < 0 || k > i ? undefined : k);
      let n = 0;
      for (const [k, v] of m) {
        expect(v).toBe(k);
        n += 1;
      }
      expect(n).toBe(i + 1);
      expect(state()).toBe(before);
    }
  });

  test('TestBigItems', () => {
    const big = (c: string, i: number) => `${c.repeat(4000)}${i}`;
    const m = new GoMap('string', 'string');
    for (let i = 0; i < 100; i += 1) m.set(big('k', i), big('v', i));
    for (let i = 0; i < 100; i += 1) expect(m.get(big('k', i))).toBe(big('v', i));
    const seen = [...m].map(([k, v]) => {
      expect(k.slice(4000)).toBe(v.slice(4000));
      return v;
    });
    expect(new Set(seen).size).toBe(100);
  });

  test('TestMapHugeZero: a missing key yields the zero value', () => {
    expect(new GoMap('i32', 'string').lookup(7)).toEqual(['', false]);
    expect(new GoMap('i32', 'u64').lookup(7)).toEqual([0n, false]);
    expect(new GoMap('i32', 'f32').lookup(7)).toEqual([0, false]);
    expect(new GoMap('i32', 'bool').lookup(7)).toEqual([false, false]);
    expect(new GoMap('i32', 'any').lookup(7)).toEqual([undefined, false]);
  });

  test('TestEmptyKeyAndValue', () => {
    const m = new GoMap('string', 'void');
    m.set('', undefined).set('a', undefined);
    expect(m.size).toBe(2);
    expect(m.lookup('')).toEqual([undefined, true]);
    expect(m.lookup('b')).toEqual([undefined, false]);
  });

  for (const [name, lengths] of [
    ['DupLen', [1, 1, 2, 2, 40, 40, 40, 40]],
    ['NoDupLen', [0, 1, 2, 3, 31, 32, 33, 200]],
  ] as const) {
    test(`TestSingleBucketMapStringKeys_${name}`, () => {
      const m = new GoMap('string', 'i32');
      const keys = lengths.map((length, i) => 'abcdefgh'.charAt(i).repeat(length));
      for (const [i, key] of keys.entries()) m.set(key, i);
      expect(m.stats().buckets).toBe(1);
      expect(m.size).toBe(8);
      for (const [i, key] of keys.entries()) {
        expect(m.get(key)).toBe(i);
        expect(m.has(`${key}x`)).toBe(false);
        if (key !== '') expect(m.has(`${key.slice(0, -1)}z`)).toBe(false);
      }
    });
  }

  test('TestMapNanGrowIterator', () => {
    for (let trial = 0; trial < 30; trial += 1) {
      const m = new GoMap('f64', 'i32');
      const buckets = 16;
      const keys = buckets * 6.5;
      for (let i = 0; i < keys; i += 1) m.set(NAN, i);
      m.set(1, 1); // the map grows
      m.delete(1);
      expect(m.stats().growing).toBe(true);
      const found = new Set<number>();
      for (const v of m.values()) {
        expect(found.has(v)).toBe(false);
        found.add(v);
        if (found.size === keys / 2) for (let i = 0; i < buckets; i += 1) m.delete(1);
      }
      expect(m.stats().growing).toBe(false);
      expect(found.size).toBe(keys);
    }
  });

  test.each([3, 7, 9, 15])('TestMapIterOrder (%i entries)', (n) => {
    for (let trial = 0; trial < 100; trial += 1) {
      const m = new GoMap('i32', 'bool');
      for (let i = 0; i < n; i += 1) m.set(i, true);
      const first = [...m.keys()].join();
      let others = 0;
      for (let i = 0; i < 100; i += 1) if ([...m.keys()].join() !== first) others += 1;
      expect(others).toBeGreaterThan(0);
    }
  });

  test('TestMapSparseIterOrder', () => {
    for (let trial = 0; trial < 5; trial += 1) {
      const m = new GoMap('i32', 'bool');
      for (let i = 0; i < 1000; i += 1) m.set(i, true);
      for (let i = 20; i < 1000; i += 1) m.delete(i);
      const first = [...m.keys()].join();
      const others = Array.from({ length: 100 }, () => [...m.keys()].join());
      expect(others.some((order) => order !== first)).toBe(true);
    }
  });

  test('TestMapLargeKeyNoPointer and TestMapLargeValNoPointer', () => {
    const text = (i: number) => `${i}`.padEnd(512, '.');
    const m = new GoMap('string', 'string');
    for (let i = 0; i < 1000; i += 1) m.set(text(i), text(i));
    globalThis.gc?.();
    for (let i = 0; i < 1000; i += 1) expect(m.get(text(i))).toBe(text(i));
  });

  // TestHmapSize, TestIgnoreBogusMapHint, TestMapBuckets: see layout.test.ts.

  test.each(['i32', 'u32', 'i64', 'u64'] as const)(
    'TestIncrementAfterDeleteValueInt (%s)',
    (kind) => {
      const m = new GoMap('i32', kind as 'i32');
      const [big, one] = (kind.endsWith('64') ? [99n, 1n] : [99, 1]) as [number, number];
      m.set(1, big);
      m.delete(1);
      expect(m.add(2, one)).toBe(one);
      expect(m.add(2, one)).toBe(one + one);
      expect(m.get(2)).toBe(one + one);
    },
  );

  test('TestIncrementAfterDeleteKeyStringValueInt', () => {
    for (const [first, second] of [
      ['key1', 'key2'],
      ['', 'key'],
      ['key', ''],
    ] as const) {
      const m = new GoMap('string', 'i32');
      m.set(first, 99);
      m.delete(first);
      expect(m.add(second, 1)).toBe(1);
    }
  });

  test('TestIncrementAfterDeleteKeyValueString', () => {
    const m = new GoMap('string', 'string');
    m.set('key1', '99');
    m.delete('key1');
    expect(m.lookup('key1')).toEqual(['', false]);
    m.set('key2', `${m.lookup('key2')[0]}1`);
    expect(m.get('key2')).toBe('1');
  });

  test('TestIncrementAfterBulkClearKeyStringValueInt', () => {
    const m = new GoMap('string', 'i32');
    for (let i = 0; i < 100; i += 1) m.set(`key${i}`, 99);
    m.clear();
    for (let i = 0; i < 100; i += 1) expect(m.add(`other${i}`, 1)).toBe(1);
  });

  test('TestMapTombstones', () => {
    // The debug build asserts the order of tombstones after every change.
    const N = 10_000;
    const m = new GoMap('i32', 'i32');
    for (let i = 0; i < N; i += 1) m.set(i, i);
    for (let i = 0; i < N; i += 2) m.delete(i);
    for (let i = N; i < (3 * N) / 2; i += 1) m.set(i, i);
    for (let i = 0; i < (3 * N) / 2; i += 1) m.delete(i);
    expect(m.size).toBe(0);
    const { buckets } = inspect(m);
    const cells = buckets.flatMap((bucket) => [bucket.cells, ...bucket.overflow]).flat();
    expect(new Set(cells.map((cell) => cell.state))).toEqual(new Set(['emptyRest']));
  });
});

describe('reflect: MapIter', () => {
  test('TestMapIterNonEmptyMap', () => {
    const m = new GoMap('string', 'i32', {
      entries: [
        ['one', 1],
        ['two', 2],
        ['three', 3],
      ],
    });
    expect([...m].sort()).toEqual([
      ['one', 1],
      ['three', 3],
      ['two', 2],
    ]);
  });

  test('TestMapIterNilMap: an empty map has no entries', () => {
    const it = new GoMap('string', 'i32').entries();
    expect(it.next()).toEqual({ value: undefined, done: true });
  });

  test('TestMapIterSafety: after the end it stays at the end', () => {
    const m = new GoMap('i32', 'i32', { entries: [[1, 2]] });
    const it = m.entries();
    expect(it.next()).toEqual({ value: [1, 2], done: false });
    expect(it.next().done).toBe(true);
    m.set(2, 3);
    expect(it.next()).toEqual({ value: undefined, done: true });
  });

  test('TestMapIterNext: the first next sees what was inserted since', () => {
    const m = new GoMap('string', 'i32');
    const it = m.entries();
    m.set('one', 1);
    expect([...it]).toEqual([['one', 1]]);
  });

  test('TestMapIterDelete0: deleting all before the first step', () => {
    const m = new GoMap('string', 'i32', {
      entries: [
        ['one', 1],
        ['two', 2],
        ['three', 3],
      ],
    });
    const it = m.entries();
    for (const key of ['one', 'two', 'three']) m.delete(key);
    expect([...it]).toEqual([]);
  });

  test('TestMapIterDelete1: deleting all after the first step', () => {
    const m = new GoMap('string', 'i32', {
      entries: [
        ['one', 1],
        ['two', 2],
        ['three', 3],
      ],
    });
    const got = [];
    for (const [key] of m) {
      got.push(key);
      for (const k of ['one', 'two', 'three']) m.delete(k);
    }
    expect(got).toHaveLength(1);
  });

  test('TestMapIterSet: values are those of the moment', () => {
    const m = new GoMap('i32', 'i32');
    for (let i = 0; i < 8; i += 1) m.set(i, 0);
    let step = 0;
    for (const [, v] of m) {
      expect(v).toBe(step);
      step += 1;
      for (let i = 0; i < 8; i += 1) m.set(i, step);
    }
    expect(step).toBe(8);
  });
});

describe('test directory', () => {
  test('map.go: floats', () => {
    const m = new GoMap('f64', 'string');
    m.set(0, 'zero').set(-0, 'minus zero').set(Infinity, 'inf').set(-Infinity, '-inf');
    expect(m.size).toBe(3);
    expect([0, -0, Infinity, -Infinity].map((k) => m.get(k))).toEqual([
      'minus zero',
      'minus zero',
      'inf',
      '-inf',
    ]);
    for (let i = 0; i < 100; i += 1) m.set(NAN, `nan ${i}`);
    expect(m.size).toBe(103);
    expect(m.lookup(NAN)).toEqual(['', false]);
    expect(m.delete(NAN)).toBe(false);
    expect(new Set(m.values()).size).toBe(103);
    m.clear();
    expect(m.size).toBe(0);
  });

  test('map.go: 50,000 NaN keys spread over the buckets', () => {
    useBuild('release');
    const m = new GoMap('f64', 'i32');
    const n = 50_000;
    for (let i = 0; i < n; i += 1) m.set(NAN, i);
    expect(m.size).toBe(n);
    const chains = inspect(m).buckets.map((bucket) => bucket.overflow.length);
    expect(Math.max(...chains)).toBeLessThan(5);
    expect(new Set(m.values()).size).toBe(n);
    useBuild('debug');
  });

  test.each(['i32', 'u64', 'f64', 'string'] as const)(
    'maplinear.go: chains stay short (%s)',
    (kind) => {
      useBuild('release');
      const keyOf = (i: number) => (kind === 'string' ? `${i}` : kind === 'u64' ? BigInt(i) : i);
      const m = new GoMap<unknown, undefined>(kind as never, 'void' as never);
      for (let i = 0; i < 40_000; i += 1) m.set(keyOf(i * 4096), undefined);
      const { overflow, buckets } = m.stats();
      expect(overflow).toBeLessThan(buckets / 2);
      const chains = inspect(m).buckets.map((bucket) => bucket.overflow.length);
      expect(Math.max(...chains)).toBeLessThan(5);
      useBuild('debug');
    },
  );

  test('maplinear.go: iterating to one entry and deleting it empties the map', () => {
    const m = new GoMap('i32', 'i32');
    for (let i = 0; i < 2000; i += 1) m.set(i, i);
    let steps = 0;
    while (m.size > 0) {
      for (const k of m.keys()) {
        expect(m.delete(k)).toBe(true);
        break;
      }
      steps += 1;
    }
    expect(steps).toBe(2000);
  });

  test('mapclear.go: deleting all in a loop, and clear, also of NaN keys', () => {
    const m = new GoMap('f64', 'i32', {
      entries: [
        [1, 1],
        [2, 2],
        [3, 3],
      ],
    });
    for (const k of m.keys()) m.delete(k);
    expect(m.size).toBe(0);
    m.set(NAN, 1).set(NAN, 2).set(3, 3);
    for (const k of m.keys()) m.delete(k);
    expect(m.size).toBe(2); // a NaN cannot be named
    m.clear();
    expect([m.size, ...m]).toEqual([0]);
  });

  test('fixedbugs/bug311.go: a large element in the iteration is that of the lookup', () => {
    const m = new GoMap('string', 'string', { entries: [['k', 'v'.repeat(100_000)]] });
    for (const [k, v] of m) expect(v).toBe(m.get(k));
  });
});
