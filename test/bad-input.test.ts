// Input that a map must refuse, case by case: what is thrown, and that nothing has changed.

import { afterEach, describe, expect, test, vi } from 'vitest';
import { GoMap, Heap, inspect, type KeyKind, useModule, type ValueKind } from '../src/index.js';
import { moduleOf, useBuild } from './support/builds.js';
import type { AnyMap } from './support/model.js';
import {
  isInteger,
  isNumeric,
  KEY_KINDS,
  RANGES,
  samples,
  VALUE_KINDS,
} from './support/samples.js';

useBuild('debug');

const PAGE = 65536;

/** Objects that record every attempt to look into them or to make a primitive of them. */
function traps(): { values: unknown[]; calls: () => number } {
  const touched = vi.fn();
  const object = {
    valueOf: touched,
    toString: touched,
    toJSON: touched,
    [Symbol.toPrimitive]: touched,
  };
  const handler = new Proxy({}, { get: () => touched });
  const values = [
    object,
    new Proxy({}, handler),
    new Proxy(() => 0, handler),
    Object.assign([], object),
  ];
  return { values, calls: () => touched.mock.calls.length };
}

/** One value of every type of the language, and boxed ones. */
const EVERY_TYPE: unknown[] = [
  undefined,
  null,
  true,
  false,
  0,
  1.5,
  Number.NaN,
  7n,
  'text',
  '1',
  Symbol('s'),
  () => 1,
  {},
  [1],
  new Date(0),
  Object(1),
  Object('text'),
  Object(1n),
  new ArrayBuffer(8),
  new Int8Array(2),
  new Uint8ClampedArray(2),
  new Uint16Array(2),
  new DataView(new ArrayBuffer(2)),
  Uint8Array.of(1, 2),
];

function typeOf(kind: ValueKind): string {
  if (kind === 'i64' || kind === 'u64') return 'bigint';
  if (kind === 'bool') return 'boolean';
  if (kind === 'void') return 'undefined';
  return kind === 'string' ? 'string' : 'number';
}

function wrongTypes(kind: ValueKind): unknown[] {
  if (kind === 'any') return [];
  if (kind === 'bytes') return EVERY_TYPE.filter((value) => !(value instanceof Uint8Array));
  return EVERY_TYPE.filter((value) => typeof value !== typeOf(kind));
}

/** Values of the right type that an integer kind cannot hold. */
function outOfRange(kind: ValueKind): unknown[] {
  if (!isInteger(kind)) return [];
  if (kind === 'i64' || kind === 'u64') {
    const [low, high] = RANGES[kind];
    return [low - 1n, high + 1n, 2n ** 64n, -(2n ** 64n), 2n ** 1000n];
  }
  const [low, high] = RANGES[kind];
  const odd = [0.5, 1.5, -0.5, Number.NaN, Infinity, -Infinity, 2 ** 53, Number.MIN_VALUE];
  return [low - 1, high + 1, high + 0.5, ...odd];
}

function mapOf(key: KeyKind, value: ValueKind): AnyMap {
  const map = new GoMap(key, value as 'any') as AnyMap;
  const values = samples(value, 60);
  for (const [i, k] of samples(key, 60).entries()) if (!Number.isNaN(k)) map.set(k, values[i]);
  return map;
}

/** Throws unless `f` throws an error of `type` with a message, and `map` is the same afterwards. */
function refuses(map: AnyMap, type: new () => Error, f: () => unknown): void {
  const before = inspect(map);
  expect(f).toThrow(type);
  expect(f).toThrow(/./);
  expect(inspect(map)).toEqual(before);
}

describe.each(KEY_KINDS)('keys of kind %s', (kind) => {
  const map = mapOf(kind, 'u32');
  const strings = mapOf(kind, 'string');
  const writes: [string, (k: unknown) => unknown][] = [
    ['set', (k) => map.set(k, 1)],
    ['set of a string', (k) => strings.set(k, 'v')],
    ['add', (k) => map.add(k, 1)],
    ['getOrInsert', (k) => map.getOrInsert(k, 1)],
    ['getOrInsertComputed', (k) => map.getOrInsertComputed(k, () => 1)],
    [
      'entries',
      (k) => new GoMap<unknown, unknown>(kind as never, 'u32' as never, { entries: [[k, 1]] }),
    ],
  ];

  test.each(writes)('%s refuses a wrong type', (_name, write) => {
    for (const bad of wrongTypes(kind)) {
      refuses(map, TypeError, () => write(bad));
      refuses(strings, TypeError, () => write(bad));
    }
  });

  test.each(writes)('%s refuses what is out of range', (_name, write) => {
    for (const bad of outOfRange(kind)) refuses(map, RangeError, () => write(bad));
  });

  test('lookups of what cannot be a key find nothing', () => {
    const before = inspect(map);
    for (const bad of [...wrongTypes(kind), ...outOfRange(kind)]) {
      expect(map.get(bad)).toBeUndefined();
      expect(map.has(bad)).toBe(false);
      expect(map.lookup(bad)).toEqual([0, false]);
      expect(map.delete(bad)).toBe(false);
    }
    expect(inspect(map)).toEqual(before);
  });

  test('no call runs code of the key', () => {
    const { values, calls } = traps();
    for (const bad of values) {
      for (const read of [map.get, map.has, map.lookup, map.delete]) read.call(map, bad);
      for (const [, write] of writes) expect(() => write(bad)).toThrow(TypeError);
    }
    expect(calls()).toBe(0);
  });
});

describe.each(VALUE_KINDS)('values of kind %s', (kind) => {
  const map = mapOf('i32', kind);
  const writes: [string, (v: unknown) => unknown][] = [
    ['set of a present key', (v) => map.set(0, v)],
    ['set of a new key', (v) => map.set(-12345, v)],
    ['getOrInsert', (v) => map.getOrInsert(-12345, v)],
    ['getOrInsertComputed', (v) => map.getOrInsertComputed(-12345, () => v)],
    [
      'entries',
      (v) => new GoMap<unknown, unknown>('i32' as never, kind as never, { entries: [[1, v]] }),
    ],
  ];
  if (isNumeric(kind)) {
    writes.push(['add', (v) => map.add(0, v)], ['add to a new key', (v) => map.add(-12345, v)]);
  }

  test.each(writes)('%s refuses a wrong type', (_name, write) => {
    for (const bad of wrongTypes(kind)) refuses(map, TypeError, () => write(bad));
  });

  test.each(writes)('%s refuses what is out of range', (_name, write) => {
    for (const bad of outOfRange(kind)) refuses(map, RangeError, () => write(bad));
  });

  test('no call runs code of the value', () => {
    const { values, calls } = traps();
    for (const bad of values) {
      for (const [, write] of writes) {
        if (kind === 'any') write(bad);
        else expect(() => write(bad)).toThrow(TypeError);
      }
    }
    expect(calls()).toBe(0);
  });

  test('whatever it can hold comes back', () => {
    for (const [i, value] of samples(kind, 60).entries()) {
      map.set(i, value);
      expect(map.get(i)).toEqual(kind === 'f32' ? Math.fround(value as number) : value);
    }
  });
});

test('integers take -0 for 0', () => {
  const map = new GoMap('i32', 'u8');
  map.set(-0, -0);
  expect([...map]).toEqual([[0, 0]]);
  expect(map.getOrInsert(5, -0)).toBe(0);
  expect(map.getOrInsertComputed(6, () => -0)).toBe(0);
});

describe('add', () => {
  test.each(['i8', 'u8', 'i16', 'u16', 'i32', 'u32', 'i64', 'u64'] as const)(
    'refuses a sum that %s cannot hold',
    (kind) => {
      const [low, high] = RANGES[kind];
      const one = (typeof high === 'bigint' ? 1n : 1) as number;
      const map = new GoMap('string', kind as 'i32');
      map.set('high', high as number).set('low', low as number);
      refuses(map as AnyMap, RangeError, () => map.add('high', one));
      expect(() => map.add('high', one)).toThrow(/a sum of kind/);
      if (low < 0) refuses(map as AnyMap, RangeError, () => map.add('low', -one as number));
      expect(map.add('low', one)).toBe((low as number) + one);
    },
  );

  test.each(['string', 'bytes', 'bool', 'void', 'any'] as const)('does not work on %s', (kind) => {
    const map = mapOf('u32', kind);
    refuses(map, TypeError, () => map.add(1, 1));
  });
});

describe('the constructor', () => {
  const create = (...args: unknown[]) => new GoMap(...(args as ['u32', 'u32']));

  test.each(['U32', '', 'i8', 'void', 'any', 'constructor', undefined, null, 0, {}, ['u32']])(
    'refuses the key kind %j',
    (kind) => {
      expect(() => create(kind, 'u32')).toThrow(TypeError);
    },
  );

  test.each(['I8', '', 'object', '__proto__', undefined, null, 1, {}, ['u32']])(
    'refuses the value kind %j',
    (kind) => {
      expect(() => create('u32', kind)).toThrow(TypeError);
    },
  );

  test('needs new', () => {
    expect(() => (GoMap as unknown as () => void)()).toThrow(TypeError);
  });

  test('refuses options of the wrong type, and runs no code of theirs', () => {
    const { values, calls } = traps();
    for (const bad of [...values, '5', 5n, null, true, Symbol('s')]) {
      expect(() => create('u32', 'u32', { capacity: bad })).toThrow(TypeError);
      if (typeof bad !== 'bigint')
        expect(() => create('u32', 'u32', { seed: bad })).toThrow(TypeError);
    }
    expect(calls()).toBe(0);
    for (const bad of ['5', 5n, null, true, {}, new Map()]) {
      expect(() => create('u32', 'u32', { heap: bad })).toThrow(TypeError);
    }
    expect(() => create('u32', 'u32', null)).toThrow(TypeError);
    for (const entries of [5, {}, null, [5], [null], ['ab'], [undefined]]) {
      expect(() => create('u32', 'u32', { entries })).toThrow(TypeError);
    }
  });

  test('refuses options out of range', () => {
    for (const capacity of [Number.NaN, -1, 1.5, Infinity, -Infinity, 2 ** 32, 2 ** 48]) {
      const message = `must be an integer from 0 to 4294967295, not ${capacity}`;
      expect(() => create('u32', 'u32', { capacity })).toThrow(RangeError);
      expect(() => create('u32', 'u32', { capacity })).toThrow(`capacity ${message}`);
      const map = create('u32', 'u32', {});
      expect(() => map.reserve(capacity)).toThrow(`the number of entries ${message}`);
    }
    expect(() => create('u32', 'u32', { seed: -1n })).toThrow(RangeError);
    expect(() => create('u32', 'u32', { seed: 2n ** 64n })).toThrow(RangeError);
    expect(create('u32', 'u32', { seed: 2n ** 64n - 1n }).size).toBe(0);
  });

  test('hands on what an iterable throws, closes it when an entry is bad, and keeps nothing', () => {
    const heap = new Heap();
    const error = new Error('of the iterable');
    let closed = 0;
    function* bad(throws: boolean) {
      try {
        for (let i = 0; i < 1000; i += 1) yield [i, i] as [number, number];
        if (throws) throw error;
        yield ['no number', 1] as unknown as [number, number];
      } finally {
        closed += 1;
      }
    }
    for (let i = 0; i < 20; i += 1) {
      expect(() => new GoMap('u32', 'u32', { heap, entries: bad(true) })).toThrow(error);
      expect(() => new GoMap('u32', 'u32', { heap, entries: bad(false) })).toThrow(TypeError);
    }
    expect(closed).toBe(40);
    expect(heap.usedBytes).toBe(0);
  });

  test('takes any iterable of pairs', () => {
    const pairs: [number, number][] = [
      [1, 2],
      [3, 4],
    ];
    for (const entries of [
      pairs,
      new Map(pairs),
      new Set(pairs),
      new GoMap('u32', 'u32', { entries: pairs }),
    ]) {
      expect([...new GoMap('u32', 'u32', { entries })].sort()).toEqual(pairs);
    }
  });
});

describe('reserve', () => {
  test('refuses what is no number of entries', () => {
    const map = mapOf('u32', 'u32');
    for (const bad of [undefined, null, '5', 5n, {}]) {
      refuses(map, TypeError, () => map.reserve(bad as number));
    }
    for (const bad of [-1, 1.5, Number.NaN, Infinity, 2 ** 32]) {
      refuses(map, RangeError, () => map.reserve(bad));
    }
  });
});

describe('callbacks', () => {
  test('must be functions', () => {
    const map = mapOf('u32', 'u32');
    for (const bad of [undefined, null, 5, 'f', {}]) {
      refuses(map, TypeError, () => map.forEach(bad as never));
      refuses(map, TypeError, () => map.getOrInsertComputed(12345, bad as never));
    }
  });

  const heap = new Heap();
  const make = () =>
    new GoMap('string', 'u32', {
      heap,
      entries: [
        ['a', 1],
        ['b', 2],
      ],
    });
  const writes = 'concurrent map writes';
  const reads = 'concurrent map read and map write';
  const iterates = 'concurrent map iteration and map write';

  test.each<[string, string, (m: ReturnType<typeof make>) => unknown]>([
    ['set', writes, (m) => m.set('c', 3)],
    ['set of a present key', writes, (m) => m.set('a', 3)],
    ['add', 'concurrent map', (m) => m.add('a', 3)],
    ['delete', writes, (m) => m.delete('a')],
    ['delete of an absent key', writes, (m) => m.delete('x')],
    ['clear', writes, (m) => m.clear()],
    ['reserve', writes, (m) => m.reserve(1000)],
    ['dispose', writes, (m) => m.dispose()],
    ['getOrInsert', 'concurrent map', (m) => m.getOrInsert('c', 3)],
    ['getOrInsertComputed', 'concurrent map', (m) => m.getOrInsertComputed('c', () => 3)],
    ['get', reads, (m) => m.get('a')],
    ['has', reads, (m) => m.has('a')],
    ['lookup', reads, (m) => m.lookup('a')],
    ['clone', reads, (m) => m.clone()],
    ['keys', iterates, (m) => [...m.keys()]],
    ['values', iterates, (m) => [...m.values()]],
    ['entries', iterates, (m) => [...m]],
    ['forEach', iterates, (m) => m.forEach(() => {})],
  ])('%s inside a write of the map fails as in Go, and the map goes on', (_name, message, use) => {
    const m = make();
    let error: unknown;
    const value = m.getOrInsertComputed('new', () => {
      try {
        use(m);
      } catch (thrown) {
        error = thrown;
      }
      return 9;
    });
    expect((error as Error)?.message).toContain(message);
    expect(value).toBe(9);
    expect([...m].sort()).toEqual([
      ['a', 1],
      ['b', 2],
      ['new', 9],
    ]);
    m.delete('a');
    m.set('z', 26);
    expect(m.size).toBe(3);
    const used = heap.usedBytes;
    m.dispose();
    expect(heap.usedBytes).toBeLessThan(used);
  });

  test('iterators that have begun fail inside a write, and go on after it', () => {
    const m = make();
    const it = m.keys();
    const first = it.next().value as string;
    m.getOrInsertComputed('new', () => {
      m.stats(); // does not read entries
      return 1;
    });
    const rest = [...it];
    expect([first, ...rest]).toEqual(expect.arrayContaining(['a', 'b']));
    expect(new Set([first, ...rest]).size).toBe(rest.length + 1);
  });

  test('what a callback throws comes through, and the map goes on', () => {
    const m = make();
    const error = new Error('of the callback');
    const fail = () => {
      throw error;
    };
    expect(() => m.getOrInsertComputed('new', fail)).toThrow(error);
    expect(() => m.getOrInsertComputed('new', () => 'text' as never)).toThrow(TypeError);
    expect(() => m.getOrInsertComputed('new', () => -1)).toThrow(RangeError);
    expect(m.has('new')).toBe(false);
    expect(m.getOrInsertComputed('a', fail)).toBe(1);
    expect(() => m.forEach(fail)).toThrow(error);
    expect([...m.set('c', 3)].sort()).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
  });

  test('the callback may use other maps of the heap, and their strings', () => {
    const m = make();
    const other = new GoMap('string', 'string');
    m.getOrInsertComputed('new', (key) => {
      for (let i = 0; i < 3000; i += 1) other.set(`other ${i}`, `${key}${i}`);
      return 5;
    });
    expect(m.get('new')).toBe(5);
    expect(other.get('other 77')).toBe('new77');
  });

  test('forEach passes value, key, map and this', () => {
    const m = new GoMap('u32', 'string', { entries: [[1, 'one']] });
    const seen: unknown[] = [];
    const receiver = {};
    m.forEach(function (this: unknown, ...args) {
      seen.push(this, ...args);
    }, receiver);
    expect(seen).toEqual([receiver, 'one', 1, m]);
    expect(seen[0]).toBe(receiver);
  });

  test('dispose inside forEach ends it with the error for maps that were disposed of', () => {
    const m = make();
    expect(() =>
      m.forEach(() => {
        m.dispose();
      }),
    ).toThrow(/disposed/);
    expect(() => m.size).toThrow(TypeError);
  });
});

describe('after dispose', () => {
  const disposed = (value: ValueKind = 'u32') => {
    const map = mapOf('u32', value);
    map.dispose();
    return map;
  };
  const uses: [string, (m: AnyMap) => unknown][] = [
    ['get', (m) => m.get(1)],
    ['lookup', (m) => m.lookup(1)],
    ['set', (m) => m.set(1, 1)],
    ['set of a wrong value', (m) => m.set(1, {})],
    ['set of a wrong key', (m) => m.set({}, 1)],
    ['add', (m) => m.add(1, 1)],
    ['add of a wrong delta', (m) => m.add(1, {})],
    ['has', (m) => m.has(1)],
    ['has of a wrong key', (m) => m.has({})],
    ['delete', (m) => m.delete(1)],
    ['clear', (m) => m.clear()],
    ['size', (m) => m.size],
    ['forEach', (m) => m.forEach(() => {})],
    ['keys', (m) => m.keys()],
    ['values', (m) => m.values()],
    ['entries', (m) => m.entries()],
    ['iteration', (m) => [...m]],
    ['getOrInsert', (m) => m.getOrInsert(1, 1)],
    ['getOrInsertComputed', (m) => m.getOrInsertComputed(1, () => 1)],
    ['clone', (m) => m.clone()],
    ['reserve', (m) => m.reserve(5)],
    ['stats', (m) => m.stats()],
    ['inspect', (m) => inspect(m)],
    ['keyKind', (m) => m.keyKind],
    ['valueKind', (m) => m.valueKind],
    ['spreading as entries', (m) => new GoMap('u32', 'any', { entries: m })],
  ];

  test.each(uses)('%s throws', (_name, use) => {
    for (const value of ['u32', 'string', 'bytes', 'any', 'u64'] as const) {
      expect(() => use(disposed(value))).toThrow(TypeError);
      expect(() => use(disposed(value))).toThrow('this GoMap has been disposed of');
    }
  });

  test('dispose does nothing more', () => {
    const map = disposed();
    map.dispose();
    map[Symbol.dispose]?.();
    expect(() => map.size).toThrow(TypeError);
  });

  test('iterators throw until they have ended', () => {
    const map = mapOf('u32', 'u32');
    const [fresh, begun, ended] = [map.keys(), map.entries(), map.values()];
    begun.next();
    ended.return?.();
    map.dispose();
    expect(() => fresh.next()).toThrow(TypeError);
    expect(() => begun.next()).toThrow(TypeError);
    expect(ended.next().done).toBe(true);
    expect(begun.return?.()).toEqual({ value: undefined, done: true });
    expect(begun.next().done).toBe(true);
  });

  test('Symbol.dispose is dispose, where there is such a symbol', () => {
    if (Symbol.dispose === undefined) return;
    expect(GoMap.prototype[Symbol.dispose]).toBe(GoMap.prototype.dispose);
  });
});

test('inspect refuses what is no GoMap', () => {
  for (const bad of [undefined, null, {}, new Map(), 5]) {
    expect(() => inspect(bad as never)).toThrow(TypeError);
  }
});

describe('useModule', () => {
  afterEach(() => useBuild('debug'));

  test.each([undefined, null, {}, new Uint8Array(8), 'wasm', Promise.resolve()])(
    'refuses %j',
    (bad) => {
      expect(() => useModule(bad as never)).toThrow(TypeError);
      expect(new GoMap('u32', 'u32').set(1, 1).size).toBe(1);
    },
  );

  test('leaves maps that exist alone', () => {
    const map = new GoMap('u32', 'u32', { entries: [[1, 2]] });
    const { heapBytes } = map.stats();
    useModule(moduleOf('release'));
    const other = new GoMap('u32', 'u32', { entries: [[3, 4]], capacity: 2 ** 18 });
    expect(other.stats().heapBytes).toBeGreaterThan(heapBytes);
    expect(map.stats().heapBytes).toBe(heapBytes);
    expect(map.set(5, 6).get(1)).toBe(2);
    expect(other.get(3)).toBe(4);
  });
});

describe('Heap', () => {
  test.each(['5', 5n, null, {}, true])('refuses %s bytes', (bad) => {
    expect(() => new Heap({ initialBytes: bad as never })).toThrow(TypeError);
    expect(() => new Heap({ maximumBytes: bad as never })).toThrow(TypeError);
  });

  test.each([-1, 1.5, Number.NaN, Infinity, 2 ** 60])('refuses %s bytes', (bad) => {
    expect(() => new Heap({ initialBytes: bad })).toThrow(RangeError);
  });

  test('refuses a maximum below three pages or below the beginning', async () => {
    expect(() => new Heap({ maximumBytes: 0 })).toThrow(RangeError);
    const least = 'maximumBytes must be at least 196608, not 196607';
    expect(() => new Heap({ maximumBytes: 3 * PAGE - 1 })).toThrow(least);
    expect(() => new Heap({ maximumBytes: 3 * PAGE - 1 })).toThrow(RangeError);
    expect(() => new Heap({ maximumBytes: 3 * PAGE, initialBytes: 3 * PAGE + 1 })).toThrow(
      RangeError,
    );
    await expect(Heap.create({ maximumBytes: 0 })).rejects.toThrow(RangeError);
  });

  test('has the bytes that it was asked to have', async () => {
    expect(new Heap().bytes).toBe(PAGE);
    expect(new Heap({ initialBytes: 0 }).bytes).toBe(PAGE);
    expect(new Heap({ initialBytes: PAGE + 1 }).bytes).toBe(2 * PAGE);
    expect(new Heap({ maximumBytes: 2 ** 40 }).bytes).toBe(PAGE);
    const heap = await Heap.create({ initialBytes: 5 * PAGE, maximumBytes: 5 * PAGE });
    expect(heap.bytes).toBe(5 * PAGE);
    const map = new GoMap('u32', 'u32', { heap });
    expect(() => map.reserve(100_000)).toThrow(RangeError);
    expect(heap.bytes).toBe(5 * PAGE);
  });
});
