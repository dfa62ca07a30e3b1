// The column calls: what they refuse, and what random runs over all kinds do not reach: columns longer
// than a chunk, memory that is shared or about to go, arrays that run code, results in given arrays.

import { describe, expect, test } from 'vitest';
import { GoMap, Heap, inspect, type KeyKind, type ValueKind } from '../src/index.js';
import { heapOn, useBuild } from './support/builds.js';
import { collect } from './support/collect.js';
import { columnOf, textColumn, valuesOf } from './support/columns.js';
import { byContent } from './support/content.js';
import type { AnyMap } from './support/model.js';
import { KEY_KINDS, samples, VALUE_KINDS } from './support/samples.js';

/** What the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: it is to be refused when it comes.
const wrong = (value: unknown): any => value;

useBuild('debug');

function mapOf(key: KeyKind, value: ValueKind, options = {}): AnyMap {
  return new GoMap(key, value as 'any', options) as AnyMap;
}

const numbers = (n: number) => Uint32Array.from({ length: n }, (_, i) => Math.imul(i, 2654435761));

describe('round trips', () => {
  for (const key of KEY_KINDS) {
    test.each(VALUE_KINDS)(`${key} to %s`, (value) => {
      const keys = [...new Set(samples(key, 300))].filter((k) => !Number.isNaN(k));
      const values = samples(value, 61);
      const rows = keys.map((_, i) => values[i % values.length]);
      const m = mapOf(key, value).setAll(columnOf(key, keys), columnOf(value, rows));
      const { keys: allKeys, values: allValues } = m.columns();
      const copy = mapOf(key, value).setAll(allKeys, allValues);
      expect(copy.size).toBe(m.size);
      const column = columnOf(key, keys, true);
      expect(valuesOf(value, copy.getAll(column), keys.length)).toEqual(
        valuesOf(value, m.getAll(column), keys.length),
      );
      expect(copy.hasAll(column)).toEqual(new Uint8Array(keys.length).fill(1));
      expect(copy.deleteAll(column)).toBe(m.size);
      expect(copy.size).toBe(0);
    });
  }
});

describe('lengths around those of blocks and chunks', () => {
  useBuild('release');
  const heap = heapOn('release');
  test.each([0, 1, 31, 32, 33, 63, 64, 65, 5460, 5461, 5462, 8192, 20_000])('%i rows', (n) => {
    const keys = numbers(n);
    const m = new GoMap('u32', 'u32', { heap }).setAll(keys, keys);
    expect(m.size).toBe(n);
    expect(m.getAll(keys)).toEqual(keys);
    expect(m.addAll(keys, 0).getAll(keys)).toEqual(keys);
    const { keys: all, values } = m.columns();
    expect(all).toEqual(values);
    expect([...all].sort((a, b) => a - b)).toEqual([...keys].sort((a, b) => a - b));
    const absent = Uint32Array.from(keys, (k) => k ^ 1);
    const expected = Uint8Array.from(absent, (k) => (m.has(k) ? 1 : 0));
    expect(m.hasAll(absent)).toEqual(expected);
    expect(m.deleteAll(keys)).toBe(n);
    m.dispose();
  });

  test('strings of all lengths, among them longer than a chunk', () => {
    const strings = Array.from({ length: 300 }, (_, i) => `${i}${'ä'.repeat((i * i) % 3000)}`);
    strings[150] = 'long'.repeat(100_000);
    const m = new GoMap('string', 'string', { heap }).setAll(strings, strings);
    expect(m.getAll(strings)).toEqual(strings);
    const arrow = textColumn(strings, 5);
    expect(m.getAll(arrow)).toEqual(strings);
    const copy = new GoMap('string', 'string', { heap });
    const { keys, values } = m.columns();
    copy.setAll(keys, values);
    expect(copy.getAll(strings)).toEqual(strings);
    copy.dispose();
    m.dispose();
    expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
  });

  test('one value for all rows, of every kind', () => {
    for (const value of VALUE_KINDS) {
      if (value === 'any') continue;
      const one = samples(value, 4)[3];
      const keys = numbers(9000);
      const m = mapOf('u32', value, { heap }).setAll(keys, one);
      expect(new Set([...m.values()].map(byContent))).toEqual(
        new Set([value === 'f32' ? Math.fround(one as number) : one]),
      );
      expect(m.size).toBe(9000);
      m.dispose();
    }
  });
});

describe('a column call leaves the table that single calls leave', () => {
  test.each(['u32', 'f64', 'string'] as const)('%s', (key) => {
    const keys = [...new Set(samples(key, 3000))].filter((k) => !Number.isNaN(k));
    const one = mapOf(key, 'u16', { seed: 7n });
    const all = mapOf(key, 'u16', { seed: 7n });
    keys.forEach((k, i) => {
      one.set(k, i);
    });
    all.setAll(
      columnOf(key, keys),
      Uint16Array.from(keys, (_, i) => i),
    );
    // Growths are over in the one, and will be after some more writes in the other.
    for (const k of keys) one.set(k, one.get(k));
    expect(all.stats().growing).toBe(false);
    expect(one.stats().growing).toBe(false);
    expect(inspect(all).buckets).toEqual(inspect(one).buckets);
  });

  test('a growth that is longer than the call goes on step by step', () => {
    const m = new GoMap('u32', 'u32', { capacity: 6 * 2 ** 12 });
    const keys = numbers(2 ** 12 * 6.5 + 1);
    for (const k of keys) m.set(k, k);
    expect(m.stats().growing).toBe(true);
    const { evacuated } = m.stats();
    m.setAll(keys.subarray(0, 100), keys.subarray(100, 200));
    expect(m.stats().growing).toBe(true);
    expect(m.stats().evacuated).toBeGreaterThan(evacuated);
    expect(m.getAll(keys.subarray(0, 100))).toEqual(keys.subarray(100, 200));
    expect(m.getAll(keys.subarray(200))).toEqual(keys.subarray(200));
    expect(m.deleteAll(keys.subarray(0, 200))).toBe(200);
    expect(m.hasAll(keys).reduce((a, b) => a + b)).toBe(keys.length - 200);
  });
});

describe('what is given back', () => {
  const m = new GoMap('u32', 'f64', { entries: [[1, 1.5]] });

  test('out, when it is given', () => {
    const out = new Float64Array(2);
    expect(m.getAll(Uint32Array.of(1, 2), out, -1)).toBe(out);
    expect([...out]).toEqual([1.5, -1]);
    const has = new Uint8Array([9, 9]);
    expect(m.hasAll(Uint32Array.of(2, 1), has)).toBe(has);
    expect([...has]).toEqual([0, 1]);
  });

  test('an array for strings and values of any kind', () => {
    const key = {};
    const any = new GoMap('u32', 'any', {
      entries: [
        [1, key],
        [2, undefined],
      ],
    });
    const out: unknown[] = [0, 0, 0];
    expect(any.getAll(Uint32Array.of(1, 2, 3), out, 'none')).toBe(out);
    expect(out).toEqual([key, undefined, 'none']);
    const text = new GoMap('u32', 'string', { entries: [[1, 'é'.repeat(50)]] });
    expect(text.getAll(Uint32Array.of(1, 2))).toEqual(['é'.repeat(50), '']);
    const long = 'x'.repeat(100_000);
    expect(text.getAll(Uint32Array.of(2, 1), undefined, long)).toEqual([long, 'é'.repeat(50)]);
  });

  test.each([0, 4, 1])(
    'keys that out overlaps are read before they are written: offset %i',
    (by) => {
      const ids = new GoMap('u32', 'u32');
      const keys = numbers(20_000);
      ids.setAll(
        keys,
        keys.map((k) => ~k),
      );
      const buffer = new ArrayBuffer(4 * 20_100);
      const given = new Uint32Array(buffer, 40, 20_000);
      given.set(keys);
      const out = new Uint32Array(buffer, 4 * by, 20_000);
      expect(ids.getAll(given, out)).toEqual(keys.map((k) => ~k));
    },
  );
});

describe('views', () => {
  const keys = numbers(1000);

  test('of a part of a buffer, of shared memory, of a resizable buffer', () => {
    const shared = new Uint32Array(new SharedArrayBuffer(4000));
    shared.set(keys);
    // TypeScript's library for ES2022 does not know the second argument.
    const Resizable = ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer;
    const resizable = new Uint32Array(new Resizable(4000, { maxByteLength: 8000 }));
    resizable.set(keys);
    for (const column of [
      keys.subarray(10, 900),
      shared.subarray(10, 900),
      resizable.subarray(10, 900),
    ]) {
      const m = new GoMap('u32', 'u32').setAll(column, column);
      expect(m.size).toBe(890);
      expect(m.getAll(column)).toEqual(keys.slice(10, 900));
    }
  });

  test('whose buffer is gone have no rows', () => {
    const gone = keys.slice();
    structuredClone(gone, { transfer: [gone.buffer] });
    const m = new GoMap('u32', 'u32', { entries: [[1, 1]] });
    expect(m.setAll(gone, 5).size).toBe(1);
    expect(m.getAll(gone)).toEqual(new Uint32Array(0));
  });

  test('are known by what they are, not by what they say', () => {
    const column = Uint32Array.of(1, 2);
    Object.defineProperty(column, 'length', { value: 1000 });
    Object.defineProperty(column, 'byteLength', { value: 4000 });
    Object.defineProperty(column, 'constructor', { value: Float64Array });
    Object.defineProperty(column, Symbol.toStringTag, { value: 'Float64Array' });
    expect(new GoMap('u32', 'void').setAll(column).size).toBe(2);
  });

  test('strings with offsets of either sign', () => {
    const bytes = new TextEncoder().encode('abcdé');
    const m = new GoMap('string', 'u32').setAll({ bytes, offsets: Int32Array.of(1, 1, 3, 6) }, 7);
    expect([...m.keys()].sort()).toEqual(['', 'bc', 'dé']);
  });
});

describe('refused before anything is written', () => {
  const full = new GoMap('u32', 'u8', { entries: [[1, 1]] });
  const text = new GoMap('string', 'bool', { entries: [['a', true]] });
  const set = new GoMap('f64', 'void', { entries: [[1, undefined]] });
  const u32 = Uint32Array.of(1, 2);
  const bytes = new TextEncoder().encode('aé');
  const cases: [string, () => unknown, new (message: string) => Error, RegExp][] = [
    [
      'keys of another array',
      () => full.setAll(Int32Array.of(1), 1),
      TypeError,
      /keys of kind u32 must be a Uint32Array, not an Int32Array/,
    ],
    [
      'keys in an array',
      () => full.setAll(wrong([1, 2]), 1),
      TypeError,
      /must be a Uint32Array, not an array/,
    ],
    ['no keys', () => full.getAll(wrong(undefined)), TypeError, /Uint32Array, not undefined/],
    [
      'a DataView',
      () => full.getAll(wrong(new DataView(new ArrayBuffer(4)))),
      TypeError,
      /Uint32Array/,
    ],
    [
      'values of another array',
      () => full.setAll(u32, u32),
      TypeError,
      /values of kind u8 must be a Uint8Array/,
    ],
    [
      'fewer values',
      () => full.setAll(u32, Uint8Array.of(1)),
      RangeError,
      /as many values as keys, 2, not 1/,
    ],
    [
      'more values',
      () => full.addAll(u32, new Uint8Array(3)),
      RangeError,
      /as many values as keys/,
    ],
    ['a value out of range', () => full.setAll(u32, 256), RangeError, /0 to 255, not 256/],
    ['a value of another type', () => full.setAll(u32, wrong('1')), TypeError, /number/],
    ['no value', () => full.setAll(u32, wrong(undefined)), TypeError, /number/],
    ['a delta out of range', () => full.addAll(u32, 1.5), RangeError, /1\.5/],
    [
      'booleans beyond 1',
      () => text.setAll(['b', 'c'], Uint8Array.of(1, 2)),
      RangeError,
      /row 1 of the values must be 0 or 1, not 2/,
    ],
    [
      'a row that is no string',
      () => text.setAll(wrong(['b', 5]), true),
      TypeError,
      /row 1 of kind string must be a string, not 5/,
    ],
    ['a hole', () => text.setAll(new Array(2), true), TypeError, /row 0/],
    [
      'bytes of another array',
      () => text.setAll(wrong({ bytes: [97], offsets: u32 }), true),
      TypeError,
      /bytes of keys must be a Uint8Array/,
    ],
    [
      'offsets of another array',
      () => text.setAll(wrong({ bytes, offsets: [0, 1] }), true),
      TypeError,
      /offsets of keys/,
    ],
    ['no offsets', () => text.setAll(wrong({ bytes }), true), TypeError, /offsets of keys/],
    [
      'not one offset',
      () => text.setAll({ bytes, offsets: new Uint32Array(0) }, true),
      RangeError,
      /at least 1/,
    ],
    [
      'offsets that run back',
      () => text.setAll({ bytes, offsets: Uint32Array.of(0, 1, 0) }, true),
      RangeError,
      /offset 2 of keys must be an integer from 1 to 3, not 0/,
    ],
    [
      'offsets past the end',
      () => text.getAll({ bytes, offsets: Uint32Array.of(0, 4) }),
      RangeError,
      /from 0 to 3, not 4/,
    ],
    [
      'negative offsets',
      () => text.hasAll({ bytes, offsets: Int32Array.of(-1, 0) }),
      RangeError,
      /not -1/,
    ],
    [
      'bytes that are not UTF-8',
      () => text.setAll({ bytes, offsets: Uint32Array.of(0, 2, 3) }, true),
      RangeError,
      /row 0 of the keys is not UTF-8: see its byte 1/,
    ],
    ['values for a set', () => set.setAll(Float64Array.of(2), wrong(1)), TypeError, /undefined/],
    [
      'sums in a set',
      () => set.addAll(Float64Array.of(2), wrong(1) as never),
      TypeError,
      /numbers, not void/,
    ],
    [
      'sums of booleans',
      () => text.addAll(['a'], wrong(true) as never),
      TypeError,
      /numbers, not bool/,
    ],
    ['out of another array', () => full.getAll(u32, u32), TypeError, /out must be a Uint8Array/],
    [
      'out of another length',
      () => full.getAll(u32, new Uint8Array(3)),
      RangeError,
      /length of out must be that of keys, 2, not 3/,
    ],
    [
      'bits of another array',
      () => full.hasAll(u32, wrong([])),
      TypeError,
      /out must be a Uint8Array/,
    ],
    ['missing out of range', () => full.getAll(u32, undefined, 256), RangeError, /missing/],
  ];

  test.each(cases)('%s', (_name, call, type, message) => {
    expect(call).toThrow(type);
    expect(call).toThrow(message);
    expect([...full]).toEqual([[1, 1]]);
    expect([...text]).toEqual([['a', true]]);
    expect([...set]).toEqual([[1, undefined]]);
  });

  test('every call of a map that was disposed of', () => {
    const gone = new GoMap('u32', 'u32');
    gone.dispose();
    const calls = [
      () => gone.setAll(u32, 1),
      () => gone.getAll(u32),
      () => gone.hasAll(u32),
      () => gone.deleteAll(u32),
      () => gone.addAll(u32, 1),
      () => gone.columns(),
    ];
    for (const call of calls) expect(call).toThrow(/disposed/);
  });

  test('every call inside a write', () => {
    const m = new GoMap('u32', 'u32', { entries: [[1, 1]] });
    const calls: [() => unknown, string][] = [
      [() => m.setAll(u32, 1), 'concurrent map writes'],
      [() => m.addAll(u32, 1), 'concurrent map writes'],
      [() => m.deleteAll(u32), 'concurrent map writes'],
      [() => m.getAll(u32), 'concurrent map read and map write'],
      [() => m.hasAll(u32), 'concurrent map read and map write'],
      [() => m.columns(), 'concurrent map iteration and map write'],
    ];
    for (const [call, message] of calls) {
      expect(() => m.getOrInsertComputed(9, () => call() as number)).toThrow(message);
    }
    expect([...m]).toEqual([[1, 1]]);
  });
});

describe('text that is not WTF-8', () => {
  const invalid: Record<string, number[]> = {
    'a lone continuation': [0x80],
    'a lead alone': [0xc3],
    'an overlong slash': [0xc0, 0xaf],
    'an overlong NUL in three bytes': [0xe0, 0x80, 0x80],
    'an overlong form in four bytes': [0xf0, 0x8f, 0xbf, 0xbf],
    'beyond the last code point': [0xf4, 0x90, 0x80, 0x80],
    'a lead that there is not': [0xf8, 0x88, 0x80, 0x80],
    'a low surrogate behind a high one': [0xed, 0xb8, 0x80],
    'a broken form': [0xe2, 0x82, 0x41],
  };
  test.each(Object.entries(invalid))('%s', (_name, code) => {
    const m = new GoMap('string', 'u8');
    const high = code[0] === 0xed ? [0xed, 0xa0, 0xbd] : [97, 97, 97];
    const bytes = Uint8Array.of(...high, ...code, 98);
    expect(() => m.setAll({ bytes, offsets: Uint32Array.of(0, bytes.length) }, 1)).toThrow(
      /row 0 of the keys is not UTF-8: see its byte 3/,
    );
    expect(m.hasAll({ bytes, offsets: Uint32Array.of(0, bytes.length) })).toEqual(Uint8Array.of(0));
  });

  test('surrogates without partners, in any order but that of a pair, are', () => {
    const strings = ['\ud800', '\udfff', '\ude00\ud83d', '\ud83da\ude00', '\ud83d\ud83d', '😀'];
    const m = new GoMap('string', 'u8').setAll(textColumn(strings), 1);
    expect(new Set(m.keys())).toEqual(new Set(strings));
  });
});

describe('arrays that run code', () => {
  /** An array of strings whose element `i` is a getter. */
  function tricky(strings: string[], i: number, get: () => unknown): string[] {
    return Object.defineProperty(strings, i, { get }) as string[];
  }

  test('may not dispose of the map under the call', () => {
    const m = new GoMap('string', 'u32');
    const keys = tricky(['a', 'b', 'c'], 1, () => {
      m.dispose();
      return 'b';
    });
    expect(() => m.setAll(keys, 1)).toThrow(/disposed/);
  });

  test('are read once', () => {
    const m = new GoMap('string', 'any');
    let reads = 0;
    const keys = tricky(['a', 'b'], 1, () => (reads++ === 0 ? 'b' : 5));
    const values = Object.defineProperty([1, 2], 0, { get: () => ++reads });
    m.setAll(keys, values);
    expect(m.getAll(keys.slice(0, 1))).toEqual([2]);
    expect(reads).toBe(2);
    expect(() => m.getAll(keys)).toThrow(TypeError); // a number by now
    expect(() => m.deleteAll(keys)).toThrow(TypeError);
    expect(reads).toBe(4);
    const out = tricky(new Array(1), 0, () => ++reads);
    expect(() => m.getAll(['a'], out)).toThrow(TypeError); // it cannot be written
    expect(reads).toBe(4);
  });

  test('may use the map, and other maps of the heap', () => {
    const m = new GoMap('string', 'any');
    const other = new GoMap('u32', 'u32');
    const values = Object.defineProperty([1, 2, 3], 1, {
      get() {
        other.setAll(numbers(50_000), 1);
        m.set('x', 'inside');
        return m.size;
      },
    });
    m.setAll(['a', 'b', 'c'], values);
    expect(new Map(m)).toEqual(
      new Map<string, unknown>([
        ['a', 1],
        ['b', 1],
        ['c', 3],
        ['x', 'inside'],
      ]),
    );
  });

  /** A column of kind `any` that does something while it is read. */
  function acting(length: number, act: () => void): unknown[] {
    return Object.defineProperty(new Array(length).fill(7), 0, {
      get() {
        act();
        return 7;
      },
    });
  }

  test('cannot shrink keys that were looked at before', () => {
    for (const rows of [10, 500, 20_000]) {
      const buffer = new ArrayBuffer(4 * rows, { maxByteLength: 4 * rows });
      const keys = new Uint32Array(buffer).map((_, i) => i);
      const tracking = new Uint32Array(buffer);
      tracking.set(keys);
      const m = new GoMap('u32', 'any');
      const values = acting(rows, () => buffer.resize(40));
      if (rows === 10) m.setAll(tracking, values);
      else expect(() => m.setAll(tracking, values)).toThrow(/as many values as keys/);
      expect([...m.keys()].every((key) => key < 10)).toBe(true);
      expect(m.size).toBe(rows === 10 ? 10 : 0);
    }
  });

  test('cannot shrink values while the keys are read', () => {
    const buffer = new ArrayBuffer(8 * 500, { maxByteLength: 8 * 500 });
    const values = new Float64Array(buffer).fill(1);
    const strings = Array.from({ length: 500 }, (_, i) => `k${i}`);
    const keys = tricky(strings, 3, () => {
      buffer.resize(0);
      return 'k3';
    });
    const m = new GoMap('string', 'f64');
    expect(() => m.setAll(keys, values)).toThrow(/as many values as keys, 500, not 0/);
    expect(() => new GoMap('string', 'f64').addAll(keys, values)).toThrow(RangeError);
    expect(m.size).toBe(0);
  });

  test('cannot detach what is read, nor where results go', () => {
    const m = new GoMap('string', 'u32', { entries: [['a', 5]] });
    const out = new Uint32Array(2);
    const keys = tricky(['a', 'b'], 1, () => {
      structuredClone(out, { transfer: [out.buffer] });
      return 'b';
    });
    expect(() => m.getAll(keys, out)).toThrow(/length of out/);
    const bits = new Uint8Array(2);
    const more = tricky(['a', 'b'], 1, () => {
      structuredClone(bits, { transfer: [bits.buffer] });
      return 'b';
    });
    expect(() => m.hasAll(more, bits)).toThrow(/length of out/);
  });

  test('cannot change text that was checked', () => {
    const text = { bytes: new TextEncoder().encode('abcdef'), offsets: Uint32Array.of(0, 3, 6) };
    const m = new GoMap('string', 'any');
    expect(() =>
      m.setAll(
        text,
        acting(2, () => text.bytes.fill(0xff)),
      ),
    ).toThrow(/not UTF-8/);
    text.bytes.fill(97);
    expect(() =>
      m.setAll(
        text,
        acting(2, () => text.offsets.fill(9)),
      ),
    ).toThrow(/offset 0/);
    expect(m.size).toBe(0);
    let asked = 0;
    const parts = {
      get bytes() {
        asked += 1;
        return new TextEncoder().encode('ab');
      },
      get offsets() {
        asked += 1;
        return Uint32Array.of(0, 1, 2);
      },
    };
    expect([...m.setAll(parts, 1).keys()].sort()).toEqual(['a', 'b']);
    expect(asked).toBe(2);
  });

  test('cannot have results of a map that is gone written', () => {
    const m = new GoMap('string', 'string', { entries: [['a', 'secret']] });
    const out: string[] = new Array(3).fill('');
    Object.defineProperty(out, 0, { set: () => m.dispose() });
    expect(m.getAll(['a', 'b', 'a'], out)).toBe(out);
    expect(out[2]).toBe('secret'); // read before anything was written
    expect(() => m.getAll(['a'])).toThrow(/disposed/);
  });
});

describe('sums that do not fit', () => {
  test('leave what was there, however far the call had come', () => {
    const keys = numbers(30_000);
    const m = new GoMap('u32', 'i16', {
      entries: [
        [keys[29_999] as number, 32_767],
        [5, -1],
      ],
    });
    const before = new Map(m);
    expect(() => m.addAll(keys, 1)).toThrow(/the sum of row 29999 .* kind i16/);
    expect(new Map(m)).toEqual(before);
    expect(m.addAll(keys.subarray(0, 29_999), 1).size).toBe(30_001);
  });

  test.each([
    ['u64', [2n ** 64n - 2n], [1n, 1n]],
    ['i64', [-(2n ** 63n) + 1n], [-1n, -1n]],
    ['u32', [2 ** 32 - 2], [1, 1]],
    ['i8', [-127], [-1, -1]],
  ] as const)('at the edge of %s', (kind, [start], deltas) => {
    const m = mapOf('string', kind, { entries: [['a', start]] });
    expect(() => m.addAll(['a', 'a'], columnOf(kind, deltas))).toThrow(RangeError);
    expect(m.get('a')).toBe(start);
    expect(m.addAll(['a'], columnOf(kind, deltas.slice(1))).size).toBe(1);
  });
});

describe('memory', () => {
  test('that is exhausted leaves the rows before, and all of it for later', () => {
    const heap = new Heap({ maximumBytes: 2 ** 20 });
    const m = new GoMap('u32', 'u32', { heap });
    const keys = numbers(200_000);
    expect(() => m.setAll(keys, keys)).toThrow(/out of memory: \d+ bytes asked for/);
    const { size } = m;
    expect(size).toBeGreaterThan(20_000);
    expect(m.hasAll(keys)).toEqual(Uint8Array.from(keys, (_, i) => (i < size ? 1 : 0)));
    expect(m.deleteAll(keys)).toBe(size);
    m.dispose();
    expect(heap.usedBytes).toBe(0);
  });

  test('values of any kind that found no place are let go', async () => {
    const heap = new Heap({ maximumBytes: 3 * 2 ** 16 });
    const m = new GoMap('u32', 'any', { heap });
    let objects: object[] | undefined = Array.from({ length: 50_000 }, (_, i) => ({ i }));
    const last = new WeakRef(objects[49_999] as object);
    const first = new WeakRef(objects[0] as object);
    expect(() => m.setAll(numbers(50_000), objects)).toThrow(/out of memory/);
    objects = undefined;
    expect(await collect(() => last.deref() === undefined)).toBe(true);
    expect(m.get(0)).toBe(first.deref());
  });

  test('is enough for columns where there is little of it', () => {
    const heap = new Heap({ maximumBytes: 3 * 2 ** 16 });
    const ballast = new GoMap('u64', 'u64', { heap, capacity: 3300 });
    expect(ballast.stats().bytes).toBeGreaterThan(2 ** 16);
    const m = new GoMap('u64', 'u64', { heap });
    for (let i = 0n; i < 200n; i += 1n) m.set(i, i);
    const keys = BigUint64Array.from({ length: 5000 }, (_, i) => BigInt(i));
    expect(m.hasAll(keys).reduce((a, b) => a + b)).toBe(200);
    expect(m.columns().keys.length).toBe(200);
  });
});
