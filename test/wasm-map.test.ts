// What WasmMap has beside ECMAScript's Map: forms, memory that is given back, and use together with GoMap.
// What native Map does, test/map-spec and the fuzzer test.

import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { GoMap, WasmMap, type WasmMapStats } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { type Build, useBuild } from './support/builds.js';
import { collect } from './support/collect.js';
import { exhaust } from './support/exhaust.js';
import { sharedHeap } from './support/inside.js';

useBuild('debug');

const MIB = 2 ** 20;

function numbers(count: number): [number, number][] {
  return Array.from({ length: count }, (_, i) => [i, i]);
}

const usual = { ...limits };
afterEach(() => {
  Object.assign(limits, usual);
});

/** Has a map of any keys and values become a table at nine entries. */
function tableAtNine(): void {
  Object.assign(limits, { table: 9, odd: 1, full: 10 });
}

describe('forms', () => {
  const forms = (map: WasmMap) => {
    const { form, why } = map.stats();
    return `${form}: ${why}`;
  };

  test('a map of numbers becomes a table, and is native again once it is cleared', () => {
    const map = new WasmMap<unknown, unknown>(numbers(16384));
    expect(forms(map)).toBe('native: fewer than 16384 entries');
    map.set(5, 6);
    expect(forms(map)).toBe('table: many numbers');
    expect([map.get(5), map.get(16383), map.size]).toEqual([6, 16383, 16384]);
    map.clear();
    expect(forms(map)).toBe('native: fewer than 16384 entries');
    for (let i = 0; i < 20_000; i += 1) map.set(BigInt(i), i / 3);
    expect(forms(map)).toBe('table: many numbers');
  });

  test.each<[string, (i: number) => unknown, (i: number) => unknown]>([
    ['strings as keys', (i) => `${i}`, (i) => i],
    ['objects as keys', (i) => ({ i }), (i) => i],
    ['objects as values', (i) => i, (i) => ({ i })],
    ['every tenth key a string', (i) => (i % 10 ? i : `${i}`), (i) => i],
  ])('a map stays native: %s', (_, keyOf, toValue) => {
    const map = new WasmMap<unknown, unknown>();
    for (let i = 0; i < 40_000; i += 1) map.set(keyOf(i), toValue(i));
    expect(forms(map)).toBe('native: not nearly all are numbers, or no memory for a table');
    map.clear();
    for (const [k, v] of numbers(20_000)) map.set(k, v);
    expect(forms(map)).toBe('table: many numbers');
  });

  test('a table takes any keys and values', () => {
    const map = new WasmMap<unknown, unknown>(numbers(20_000));
    const object = {};
    map
      .set('a', object)
      .set(object, 'b')
      .set(3, object)
      .set(2n ** 80n, Number.NaN)
      .set(4, -0);
    expect(map.get('a')).toBe(object);
    expect(map.get(object)).toBe('b');
    expect(map.get(3)).toBe(object);
    expect(map.get(2n ** 80n)).toBeNaN();
    expect(map.get(4)).toBe(-0);
    map.set(3, 3);
    expect(map.get(3)).toBe(3);
    expect([...map.values()].slice(3, 5)).toEqual([3, -0]);
  });

  // A chunk has up to 2044 integers, and two chunks take its entries when one of them is none any more.
  test.each([900, 1022, 1023, 2044, 5000])(
    'iterators go on where %i integers become other numbers',
    (count) => {
      tableAtNine();
      for (let odd = 0; odd < 5; odd += 1) {
        const map = new WasmMap<number, number>();
        const native = new Map<number, number>();
        const both = (act: (map: Map<number, number>) => unknown) => {
          expect(act(map)).toEqual(act(native));
        };
        for (let i = 0; i < count; i += 1) both((m) => m.set(i, i).size);
        for (let i = 0; i < count; i += 1 + odd * 70) both((m) => m.delete(i * 3 + odd));
        const pairs = [0, 1, 500, 1021, 1022, 1023, 1500, 2043, 2044].map((passed) => {
          const iterators = [map.entries(), native.entries()] as const;
          for (const it of iterators) for (let i = 0; i < passed; i += 1) it.next();
          return iterators;
        });
        const key = count - 1 - odd;
        both((m) => m.set(key, 0.5).size);
        both((m) => m.get(key));
        for (let i = 0; i < count; i += 7) both((m) => m.delete(i));
        // Whatever now has few entries is merged.
        for (let i = count >> 1; i < count; i += 1) if (i % 40 !== 0) both((m) => m.delete(i));
        for (let i = 0; i < 2000; i += 1) both((m) => m.set(-i, i / 2).size);
        for (const [ours, theirs] of pairs) expect([...ours]).toEqual([...theirs]);
        both((m) => [...m]);
        for (const k of native.keys()) both((m) => m.get(k));
        for (const k of native.keys()) if (k % 500 !== 0) both((m) => m.delete(k));
        both((m) => [...m]);
        expect(map.stats().holes).toBeLessThan(1022);
        map.dispose();
      }
    },
  );

  // One piece of memory more for every trial: so it fails wherever it can.
  test('integers that become other numbers where memory is exhausted stay what they were', () => {
    useBuild('release');
    const map = new WasmMap<number, unknown>(numbers(20_000));
    const { bytes } = map.stats();
    const ballast = exhaust();
    const changed = new Map<number, unknown>(numbers(20_000));
    let failures = 0;
    for (const value of [0.5, 'text', -0]) {
      const key = failures;
      while (true) {
        try {
          map.set(key, value);
          break;
        } catch (error) {
          expect((error as Error).message).toMatch(/^out of memory: /);
          expect([...map]).toEqual([...changed]);
          expect(map.stats().bytes).toBeLessThanOrEqual(bytes + (value === 0.5 ? 1 : 3) * 16384);
          failures += 1;
          ballast.pop()?.dispose();
        }
      }
      changed.set(key, value);
      expect([...map]).toEqual([...changed]);
    }
    expect(failures).toBeGreaterThan(3);
    for (const go of ballast) go.dispose();
    map.dispose();
  });

  test('integers take half the memory of other numbers', () => {
    const bytes = (factor: number) => {
      const map = new WasmMap(numbers(100_000).map(([k, v]) => [k, v * factor]));
      const { bytes } = map.stats();
      map.dispose();
      return bytes;
    };
    const chunks = 100_000 / 2044;
    expect(bytes(0.5) - bytes(1)).toBeGreaterThan((chunks - 2) * 16384);
  });

  test('the memory grows for other maps between two entries of a table', () => {
    useBuild('release');
    tableAtNine();
    const others: GoMap<number, number>[] = [];
    for (const kind of ['entries', 'keys', 'values'] as const) {
      const map = new WasmMap(numbers(40));
      expect(map.stats().form).toBe('table');
      const seen: unknown[] = [];
      for (const entry of map[kind]()) {
        seen[seen.length] = entry;
        const { bytes } = sharedHeap;
        if (seen.length % 10 !== 7) continue;
        while (sharedHeap.bytes === bytes) others.push(new GoMap('u32', 'u32', { capacity: 5000 }));
      }
      expect(seen).toEqual([...new Map(numbers(40))[kind]()]);
    }
    for (const other of others) other.dispose();
  });

  test('no bits of a NaN pass for those of another word', () => {
    const bits = new DataView(new ArrayBuffer(8));
    const map = new WasmMap<unknown, unknown>(numbers(20_000));
    for (const high of [0xfffc0000, 0xfffe0000, 0x7ff80001]) {
      bits.setUint32(0, high);
      const nan = bits.getFloat64(0);
      for (const key of [1, nan, 'text']) {
        map.set(key, nan);
        expect(map.get(key)).toBeNaN();
        map.set(key, 'a text').set(key, nan);
        expect(map.get(key)).toBeNaN();
      }
      expect([map.size, [...map].length]).toEqual([20_002, 20_002]);
    }
  });

  test('there is no memory for a table: the map stays native', () => {
    useBuild('release');
    const ballast = exhaust();
    const map = new WasmMap<number, number>(numbers(20_000));
    expect(map.stats().form).toBe('native');
    for (const go of ballast) go.dispose();
    map.clear();
    for (const [k, v] of numbers(20_000)) map.set(k, v);
    expect(map.stats().form).toBe('table');
    map.dispose();
  });
});

describe.each(['native', 'table'])('dispose in the form %s', (form) => {
  const maps = () => {
    if (form === 'table') tableAtNine();
    const map = new WasmMap<unknown, unknown>(numbers(3000)).set('a', 1).set(1n, 1).set({}, 1);
    expect(map.stats().form).toBe(form);
    return [new WasmMap<unknown, unknown>(numbers(3)), map];
  };

  test('gives the memory back, once', () => {
    const heap = sharedHeap;
    const before = heap.usedBytes;
    for (const map of maps()) {
      map.dispose();
      map.dispose();
    }
    expect(heap.usedBytes - before).toBeLessThanOrEqual(2 * 4096); // room for strings
  });

  test('any use afterwards throws', () => {
    for (const map of maps()) {
      const iterator = map.keys();
      const begun = map.entries();
      const exhausted = map.values();
      begun.next();
      for (const _ of exhausted);
      map.dispose();
      const uses: (() => unknown)[] = [
        () => map.size,
        () => map.clear(),
        () => map.forEach(String),
        () => map.keys(),
        () => map.values(),
        () => map.entries(),
        () => map[Symbol.iterator](),
        () => map.stats(),
        () => new WasmMap(map),
        () => iterator.next(),
        () => begun.next(),
      ];
      for (const key of [1, 'a', 1n, {}, undefined]) {
        uses.push(
          () => map.get(key),
          () => map.has(key),
          () => map.set(key, 1),
          () => map.delete(key),
          () => map.getOrInsert(key, 1),
          () => map.getOrInsertComputed(key, () => 1),
        );
      }
      for (const use of uses) expect(use).toThrow(/^(this|the) WasmMap has been disposed of$/);
      expect(exhausted.next().done).toBe(true);
    }
  });

  test('in the middle of its own iteration', () => {
    for (const map of maps()) {
      let calls = 0;
      expect(() =>
        map.forEach(() => {
          calls += 1;
          map.dispose();
        }),
      ).toThrow('disposed of');
      expect(calls).toBe(1);
    }
    for (const map of maps()) {
      const callback = () => {
        map.dispose();
        return 1;
      };
      expect(() => map.getOrInsertComputed('new', callback)).toThrow('disposed of');
    }
  });
});

describe('memory', () => {
  test('a map that is dropped gives its index back', async () => {
    const heap = sharedHeap;
    const before = heap.usedBytes;
    tableAtNine();
    const drop = () => {
      for (let i = 0; i < 50; i += 1) {
        new WasmMap<unknown, number>(numbers(1000)).set(1n, 1).set('a', 1);
      }
    };
    drop();
    expect(heap.usedBytes - before).toBeGreaterThan(MIB);
    expect(await collect(() => heap.usedBytes - before < 65_536)).toBe(true);
  });

  test('a native map takes no memory of the heap, a table gives it back when cleared', () => {
    useBuild('release');
    const heap = sharedHeap;
    const before = heap.usedBytes;
    const map = new WasmMap(numbers(16_384));
    expect([heap.usedBytes - before, map.stats().bytes]).toEqual([0, 0]);
    map.set(-1, 8);
    expect(map.stats().bytes).toBeGreaterThan(0);
    for (const [k, v] of numbers(50_000)) map.set(k, v);
    expect(Math.abs(heap.usedBytes - before - map.stats().bytes)).toBeLessThan(64);
    map.clear();
    expect([heap.usedBytes - before, map.stats().bytes]).toEqual([0, 0]);
    for (const [k, v] of numbers(50_000)) map.set(k, v);
    expect(map.has(50_000)).toBe(false);
    map.dispose();
    expect(heap.usedBytes).toBe(before);
  });

  // Beside few entries and many, in chunks that are given up and in ones that stay.
  describe.each([
    ['native', 0],
    ['native', 20],
    ['table', 0],
    ['table', 20],
    ['table', 3000],
  ])('in the form %s, beside %i entries', (form, others) => {
    /** Witnesses of what a map has let go of, made where no variable of the test sees them. */
    function witness(
      act: (map: WasmMap<unknown, unknown>, key: object, value: object) => void,
    ): [WasmMap<unknown, unknown>, WeakRef<object>[]] {
      if (form === 'table') Object.assign(limits, { table: 1, odd: 1, full: 2 });
      const map = new WasmMap<unknown, unknown>(numbers(others));
      const [key, value, boxed] = [{}, {}, {}];
      map.set(key, value).set('boxed', boxed);
      expect(map.stats().form).toBe(form);
      act(map, key, value);
      map.delete('boxed');
      return [map, [new WeakRef(key), new WeakRef(value), new WeakRef(boxed)]];
    }

    test.each<[string, (map: WasmMap<unknown, unknown>, key: object, value: object) => void]>([
      ['delete', (map, key) => map.delete(key)],
      ['clear', (map) => map.clear()],
      ['dispose', (map) => [map.delete('boxed'), map.dispose()]],
    ])('%s lets go of keys and values', async (name, act) => {
      const safely: typeof act = (map, key, value) => {
        act(map, key, value);
        if (name === 'dispose') map.delete = () => true;
      };
      const [map, refs] = witness(safely);
      const gone = () => refs.every((ref) => ref.deref() === undefined);
      expect(await collect(gone)).toBe(true);
      expect(map).toBeInstanceOf(WasmMap);
    });

    // V8's own iterator keeps an array that its Map has outgrown, with what was in it by then.
    const keepsMore = form === 'native' && others > 0;
    test.skipIf(keepsMore)(
      'an iterator that stands still keeps nothing that was deleted',
      async () => {
        let iterator: Iterator<unknown> | undefined;
        const [map, refs] = witness((m, key) => {
          iterator = m.entries();
          iterator.next();
          m.delete(key);
          for (let i = 0; i < others; i += 1) m.delete(i); // merges chunks
        });
        expect(await collect(() => refs.every((ref) => ref.deref() === undefined))).toBe(true);
        expect(map.size).toBe(0);
        expect(iterator?.next().done).toBe(true);
      },
    );

    test('a map that holds itself is collected, and its keys', async () => {
      const [, refs] = (() => {
        const result = witness((map, key) => map.set(map, map).set(key, map));
        result[1].push(new WeakRef(result[0]));
        return [undefined, result[1]] as const;
      })();
      expect(await collect(() => refs.every((ref) => ref.deref() === undefined))).toBe(true);
    });
  });

  test.each([1, 7, 100, 1000, 5000])('a queue of %i entries keeps its size', (window) => {
    useBuild('release');
    const map = new WasmMap<number, number>();
    for (let i = 0; i < window; i += 1) map.set(i, i);
    let mostHoles = 0;
    let mostBytes = 0;
    for (let i = 0; i < 200_000; i += 1) {
      map.set(i + window, i);
      map.delete(i);
      if (i % 97 !== 0) continue;
      const { holes, bytes } = map.stats();
      mostHoles = Math.max(mostHoles, holes);
      mostBytes = Math.max(mostBytes, bytes);
    }
    expect([...map.keys()]).toEqual(Array.from({ length: window }, (_, i) => 200_000 + i));
    expect(mostHoles).toBeLessThanOrEqual(2 * 1024);
    expect(mostBytes).toBeLessThan(300 * window + 4096);
  });

  test.each([20_000, 100_000])('a queue of %i numbers keeps its size in a table', (window) => {
    useBuild('release');
    const map = new WasmMap(numbers(window));
    for (let i = 0; i < 1_000_000; i += 1) {
      map.set(i + window, i);
      map.delete(map.keys().next().value as number);
    }
    const { form, holes, bytes } = map.stats();
    expect([form, map.size]).toEqual(['table', window]);
    expect(holes).toBeLessThanOrEqual(2 * 1024);
    expect(bytes).toBeLessThan(50 * window);
    let next = 1_000_000;
    for (const [key, value] of map) same([key, value], next++);
    function same([key, value]: [number, number], i: number): void {
      if (key !== i || value !== i - window) throw new Error(`entry ${i}`);
    }
  });

  test('few entries left in many places take little room', () => {
    useBuild('release');
    const map = new WasmMap(numbers(200_000));
    const iterator = map.keys();
    iterator.next();
    for (let i = 0; i < 200_000; i += 1) if (i % 1000 !== 0) map.delete(i);
    expect(map.stats().holes).toBeLessThan(8 * 1024);
    expect([...iterator]).toEqual(Array.from({ length: 199 }, (_, i) => (i + 1) * 1000));
    for (let i = 0; i < 200; i += 1) expect(map.get(i * 1000)).toBe(i * 1000);
  });
});

describe('an exhausted heap', () => {
  const KEYS: [string, (i: number) => unknown][] = [
    ['numbers', (i) => i / 3],
    ['bigints', (i) => BigInt(i) << 40n],
    ['strings', (i) => `key ${i}`],
  ];

  test.each(KEYS)('refuses to grow, and what is there stays: %s', (_, keyOf) => {
    useBuild('release');
    tableAtNine();
    const count = 3000;
    const entries = Array.from({ length: count }, (_, i) => [keyOf(i), i] as const);
    const map = new WasmMap<unknown, unknown>();
    for (const [k, v] of entries) map.set(k, v);
    const iterator = map.keys();
    iterator.next();
    const ballast = exhaust();
    let more = count;
    expect(() => {
      for (; more < 20_000; more += 1) map.set(keyOf(more), more);
    }).toThrow(RangeError);
    expect(map.size).toBe(more);
    expect([...map.keys()].length).toBe(more);
    for (let i = 0; i < more; i += 1) expect(map.get(keyOf(i))).toBe(i);
    // Deleting needs no memory, nor does moving what is left to other chunks.
    for (let i = 0; i < more; i += 1) if (i % 50 !== 0) expect(map.delete(keyOf(i))).toBe(true);
    for (let i = 0; i < more; i += 1) expect(map.has(keyOf(i))).toBe(i % 50 === 0);
    const left = [...map.keys()];
    expect(left).toEqual(Array.from({ length: left.length }, (_, i) => keyOf(i * 50)));
    expect([...iterator]).toEqual(left.slice(1));
    for (const go of ballast) go.dispose();
    map.dispose();
  });
});

test.each<Build>(['release', 'debug', 'swar'])('conversions to and from GoMap: %s', (build) => {
  useBuild(build);
  const entries = numbers(2000).map(([k, v]) => [`key ${k}`, v] as const);
  const wasm = new WasmMap(entries);
  const go = new GoMap('string', 'u32', { entries: wasm });
  expect(go.size).toBe(2000);
  const back = new WasmMap(go);
  expect([...back].sort()).toEqual([...entries].sort());
});

test('it works in the place of the global Map', () => {
  const Native = globalThis.Map;
  globalThis.Map = WasmMap as unknown as MapConstructor;
  try {
    const map = new Map<unknown, number>();
    const keys = Array.from({ length: 100 }, () => ({}));
    for (const [i, key] of keys.entries()) map.set(key, i);
    expect(keys.every((key, i) => map.get(key) === i)).toBe(true);
  } finally {
    globalThis.Map = Native;
  }
});

describe('types', () => {
  test('a WasmMap is a Map', () => {
    expectTypeOf<WasmMap<string, number>>().toExtend<Map<string, number>>();
    expectTypeOf<WasmMap<string, number>>().toExtend<ReadonlyMap<string, number>>();
    expectTypeOf(new WasmMap([['a', 1]])).toEqualTypeOf<WasmMap<string, number>>();
    expectTypeOf(new WasmMap(new Map([[1n, 'a']]))).toEqualTypeOf<WasmMap<bigint, string>>();
    expectTypeOf(new WasmMap<string, Date>()).toEqualTypeOf<WasmMap<string, Date>>();
    expectTypeOf(new WasmMap()).toEqualTypeOf<WasmMap>();
    expectTypeOf(new WasmMap(null).get('a')).toBeAny();
    const map = new WasmMap<string, number>();
    expectTypeOf(map.get('a')).toEqualTypeOf<number | undefined>();
    expectTypeOf(map.set('a', 1)).toEqualTypeOf<WasmMap<string, number>>();
    expectTypeOf(map.entries()).toEqualTypeOf<MapIterator<[string, number]>>();
    expectTypeOf(map.stats()).toEqualTypeOf<WasmMapStats>();
    expectTypeOf(WasmMap.groupBy([1], String)).toEqualTypeOf<WasmMap<string, number[]>>();
    // @ts-expect-error: a number is not a key of this map
    expect(map.get(1)).toBe(undefined);
  });
});
