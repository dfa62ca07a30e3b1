// Columns of strings as views: rows anywhere in the bytes, in any order, one inside another. What random
// runs over all kinds do not reach: rows far apart and longer than a chunk, text that is cut in the
// middle of a character, memory that is shared or about to go.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GoMap, Heap, type TextColumn, type ViewColumn } from '../src/index.js';
import { heapOn, useBuild } from './support/builds.js';
import { textColumn, viewColumn } from './support/columns.js';
import { STRINGS } from './support/samples.js';

/** For what the checked build would take too long for; the rest is checked. */
const release = heapOn('release');
useBuild('debug');

const utf8 = new TextEncoder();

/** What the types forbid. */
// biome-ignore lint/suspicious/noExplicitAny: it is to be refused when it comes.
const wrong = (value: unknown): any => value;

/** The words of a text, as a tokeniser finds them. */
function cut(text: string): ViewColumn {
  const bytes = utf8.encode(text);
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0, start = 0; i <= bytes.length; i += 1) {
    if (i < bytes.length && bytes[i] !== 32) continue;
    if (i > start) {
      starts.push(start);
      ends.push(i);
    }
    start = i + 1;
  }
  return { bytes, starts: Uint32Array.from(starts), ends: Uint32Array.from(ends) };
}

/** Offsets of a string of the same bytes twice as large, so that rows begin and end elsewhere. */
function moved({ bytes, starts, ends }: ViewColumn, by: number, buffer: ArrayBufferLike) {
  const at = new Uint8Array(buffer, 8, bytes.length + by);
  at.fill(0xff);
  at.set(bytes, by);
  return { bytes: at, starts: starts.map((s) => s + by), ends: ends.map((e) => e + by) };
}

describe('every call takes them', () => {
  const text = 'the cat and the dog and the naïve 😀 cat';
  const words = text.split(' ');

  test('as keys', () => {
    const views = cut(text);
    const count = new GoMap('string', 'u32').addAll(views, 1);
    expect(count.get('the')).toBe(3);
    expect([...count.getAll(views)]).toEqual(words.map((w) => words.filter((x) => x === w).length));
    expect([...count.hasAll(cut('dog cow 😀'))]).toEqual([1, 0, 1]);
    expect([...new GoMap('string', 'u32').encodeAll(views)]).toEqual([
      0, 1, 2, 0, 3, 2, 0, 4, 5, 1,
    ]);
    expect(count.deleteAll(cut('dog cow dog'))).toBe(1);
    expect(count.has('dog')).toBe(false);
    const set = new GoMap('string', 'void').setAll(views);
    expect(new Set(set.keys())).toEqual(new Set(words));
  });

  test('as values, and as both out of the same bytes', () => {
    const views = cut(text);
    const rows = Uint32Array.from(words, (_, i) => i);
    const m = new GoMap('u32', 'string').setAll(rows, views);
    expect(m.getAll(rows)).toEqual(words);
    const next = { ...views, starts: views.starts.subarray(1), ends: views.ends.subarray(1) };
    const head = {
      ...views,
      starts: views.starts.subarray(0, -1),
      ends: views.ends.subarray(0, -1),
    };
    const follows = new GoMap('string', 'string').setAll(head, next);
    expect(follows.get('naïve')).toBe('😀');
    expect(follows.get('the')).toBe('naïve');
  });

  test('with rows that overlap, are empty or come in any order', () => {
    const bytes = utf8.encode('abcabc');
    const starts = Uint32Array.of(3, 0, 1, 6, 0, 2, 0);
    const ends = Uint32Array.of(6, 3, 4, 6, 6, 2, 0);
    const m = new GoMap('string', 'u32').addAll({ bytes, starts, ends }, 1);
    expect(new Map(m)).toEqual(
      new Map([
        ['abc', 2],
        ['bca', 1],
        ['abcabc', 1],
        ['', 3],
      ]),
    );
  });

  test('without rows', () => {
    const none = { bytes: new Uint8Array(0), starts: new Uint32Array(0), ends: new Uint32Array(0) };
    const m = new GoMap('string', 'u32').setAll(none, 1);
    expect(m.size).toBe(0);
    expect(m.encodeAll(none).length).toBe(0);
    expect(m.deleteAll({ ...none, starts: Uint32Array.of(0), ends: Uint32Array.of(0) })).toBe(0);
  });
});

describe('they give what arrays of the same strings give', () => {
  const pool = [...STRINGS, ...Array.from({ length: 40 }, (_, i) => 'ab'.repeat(i))];
  const rows = fc.array(fc.oneof(fc.constantFrom(...pool), fc.string({ unit: 'binary' })), {
    maxLength: 200,
  });

  test.each(['release', 'debug'] as const)('%s', (build) => {
    const heap = heapOn(build);
    fc.assert(
      fc.property(rows, rows, (first, second) => {
        const plain = new GoMap('string', 'string', { heap, seed: 1n });
        const views = new GoMap('string', 'string', { heap, seed: 1n });
        const values = [...first].reverse();
        plain.setAll(first, values);
        views.setAll(viewColumn(first), viewColumn(values));
        expect(new Map(views)).toEqual(new Map(plain));
        const probe = viewColumn(second);
        expect(views.getAll(probe)).toEqual(plain.getAll(second));
        expect(views.hasAll(probe)).toEqual(plain.hasAll(second));
        expect(views.deleteAll(probe)).toBe(plain.deleteAll(second));
        expect(views.size).toBe(plain.size);
        plain.dispose();
        views.dispose();
      }),
      { numRuns: 60 },
    );
    expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
  });
});

describe('limits', () => {
  const heap = release;

  /** Rows of `length` bytes, `apart` from one start to the next, and the strings that they are. */
  function grid(rows: number, length: number, apart: number): [ViewColumn, string[]] {
    const bytes = new Uint8Array(rows * apart + length).map(
      (_, i) => 97 + (((i * 31) % 1009) % 26),
    );
    const starts = Uint32Array.from({ length: rows }, (_, i) => ((i * 7919) % rows) * apart);
    const ends = starts.map((start) => start + length);
    const text = new TextDecoder().decode(bytes);
    return [{ bytes, starts, ends }, Array.from(starts, (s) => text.slice(s, s + length))];
  }

  test.each([
    ['more rows than a chunk has', 20_000, 7, 8],
    ['rows far apart', 3000, 9, 4096],
    ['long rows far apart', 200, 3000, 70_000],
    ['rows longer than a chunk', 5, 200_000, 100_000],
    ['a row as long as a chunk', 3, 65_536, 65_536],
    ['rows a little longer', 3, 65_537, 10],
    ['one row', 1, 5_000_000, 0],
    ['the same row again and again', 10_000, 600, 0],
  ])('%s', (_name, rows, length, apart) => {
    const [views, strings] = grid(rows, length, apart);
    const m = new GoMap('string', 'u32', { heap });
    const ids = m.encodeAll(views);
    const known = [...new Set(strings)];
    expect([...m.keys()].sort()).toEqual([...known].sort());
    expect([...ids]).toEqual(strings.map((text) => known.indexOf(text)));
    expect(m.getAll(views)).toEqual(ids);
    m.dispose();
    const values = new GoMap('u32', 'string', { heap }).setAll(ids, views);
    expect(values.getAll(ids)).toEqual(strings);
    values.dispose();
    expect(heap.usedBytes).toBeLessThanOrEqual(2 * 4096);
  });

  test('a million rows in any order', () => {
    const n = 1_000_000;
    const bytes = new Uint8Array(8 * n);
    for (let i = 0; i < 8 * n; i += 1)
      bytes[i] = 97 + ((Math.imul(i >>> 3, 2654435761) >>> ((i & 7) * 3)) & 7);
    const starts = Uint32Array.from(
      { length: n },
      (_, i) => ((Math.imul(i, 379_721) % n) * 8) >>> 0,
    );
    const clipped = starts.map((s) => Math.min(s, 8 * n - 8));
    const ends = clipped.map((s) => s + 8);
    const m = new GoMap('string', 'u32', { heap }).addAll({ bytes, starts: clipped, ends }, 1);
    let sum = 0;
    for (const value of m.values()) sum += value;
    expect(sum).toBe(n);
    const last = new TextDecoder().decode(bytes.subarray(clipped[n - 1], ends[n - 1]));
    expect(m.has(last)).toBe(true);
    m.dispose();
  });

  test('empty rows do not tear a chunk apart', () => {
    const rows = 4000;
    const bytes = new Uint8Array(2_000_000).fill(120);
    const starts = Uint32Array.from({ length: rows }, (_, i) =>
      i % 2 === 0 ? 1_900_000 : i * 400,
    );
    const ends = starts.map((s, i) => (i % 2 === 0 ? s + 3 : s));
    const m = new GoMap('string', 'u32', { heap }).addAll({ bytes, starts, ends }, 1);
    expect(new Map(m)).toEqual(
      new Map([
        ['', 2000],
        ['xxx', 2000],
      ]),
    );
    m.dispose();
  });
});

describe('text that is kept must be UTF-8, row by row', () => {
  const bytes = utf8.encode('aé😀b');
  const view = (...pairs: [number, number][]): ViewColumn => ({
    bytes,
    starts: Uint32Array.from(pairs, ([start]) => start),
    ends: Uint32Array.from(pairs, ([, end]) => end),
  });

  test.each<[string, [number, number], number]>([
    ['an end in a character', [0, 2], 1],
    ['a start in a character', [2, 3], 0],
    ['an end in a longer one', [3, 6], 0],
    ['both in the same', [4, 6], 0],
    ['a start in one, an end behind it', [5, 8], 0],
  ])('%s', (_name, pair, at) => {
    const m = new GoMap('string', 'string');
    const message = new RegExp(`^row 2 of the keys is not UTF-8: see its byte ${at}$`);
    const column = view([0, 1], [0, 8], pair, [1, 3]);
    expect(() => m.setAll(column, 'x')).toThrow(message);
    expect(() => new GoMap('string', 'u32').addAll(column, 1)).toThrow(message);
    expect(() => new GoMap('string', 'u32').encodeAll(column)).toThrow(RangeError);
    expect(() => new GoMap('u32', 'string').setAll(Uint32Array.of(1, 2, 3, 4), column)).toThrow(
      /row 2 of the values/,
    );
    expect(m.size).toBe(0);
    // Nothing is kept here: such a row is no key of any map.
    m.set('a', 'x').set('é', 'y');
    expect([...m.hasAll(column)]).toEqual([1, 0, 0, 1]);
    expect(m.getAll(column, undefined, '-')).toEqual(['x', '-', '-', 'y']);
    expect(m.deleteAll(column)).toBe(2);
  });

  test('whatever lies between and beside the rows', () => {
    const around = Uint8Array.of(
      0xff,
      97,
      0xc3,
      98,
      0xa9,
      0xed,
      0xa0,
      0xbd,
      0xed,
      0xb8,
      0x80,
      0xf0,
    );
    const column = {
      bytes: around,
      starts: Uint32Array.of(1, 3, 5, 8),
      ends: Uint32Array.of(2, 4, 8, 11),
    };
    const m = new GoMap('string', 'u32').setAll(column, 1);
    // Two halves of a pair that are a row each.
    expect(new Set(m.keys())).toEqual(new Set(['a', 'b', '\ud83d', '\ude00']));
    const both = { bytes: around, starts: Uint32Array.of(5), ends: Uint32Array.of(11) };
    expect(() => m.setAll(both, 1)).toThrow(/row 0 of the keys is not UTF-8: see its byte 3/);
  });

  test('in a row far behind the first chunk, with nothing written', () => {
    const rows = 30_000;
    const text = new Uint8Array(rows * 9).fill(97);
    const starts = Uint32Array.from({ length: rows }, (_, i) => i * 9);
    const ends = starts.map((s) => s + 9);
    text[29_998 * 9 + 8] = 0xc3;
    const m = new GoMap('string', 'u32');
    const message = 'row 29998 of the keys is not UTF-8: see its byte 8';
    expect(() => m.setAll({ bytes: text, starts, ends }, 1)).toThrow(message);
    expect(m.size).toBe(0);
    expect(() =>
      m.setAll({ bytes: text, offsets: Uint32Array.from([...starts, rows * 9]) }, 1),
    ).toThrow(message);
    expect(m.size).toBe(0);
  });

  test('rows of any length, with a byte of any length of text before the one that is wrong', () => {
    const m = new GoMap('string', 'u32');
    for (let length = 1; length <= 40; length += 1) {
      for (let at = 0; at < length; at += 1) {
        const row = new Uint8Array(length + 9).fill(97, 0, length).fill(0x80, length);
        const column = { bytes: row, starts: Uint32Array.of(0), ends: Uint32Array.of(length) };
        expect(m.setAll(column, 1).delete('a'.repeat(length))).toBe(true);
        row[at] = 0x80;
        expect(() => m.setAll(column, 1)).toThrow(`see its byte ${at}`);
      }
    }
  });
});

describe('memory', () => {
  const views = viewColumn(STRINGS);

  test('that is shared, resizable or begins anywhere', () => {
    const Resizable = ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer;
    const size = views.bytes.length + 13;
    for (const buffer of [
      new ArrayBuffer(size),
      new SharedArrayBuffer(size),
      new Resizable(size, { maxByteLength: 2 * size }),
    ]) {
      const { bytes, starts, ends } = moved(views, 5, buffer);
      const sharedEnds = new Uint32Array(new SharedArrayBuffer(4 * ends.length + 4), 4);
      sharedEnds.set(ends);
      const m = new GoMap('string', 'u32').setAll({ bytes, starts, ends: sharedEnds }, 1);
      expect(new Set(m.keys())).toEqual(new Set(STRINGS));
    }
  });

  test('that is detached has nothing to begin or end in', () => {
    const gone = <T extends ArrayBufferView>(array: T): T => {
      structuredClone(array, { transfer: [array.buffer as ArrayBuffer] });
      return array;
    };
    const m = new GoMap('string', 'u32');
    const { bytes, starts, ends } = views;
    expect(() => m.setAll({ bytes: gone(bytes.slice()), starts, ends }, 1)).toThrow(
      /must be an integer from 0 to 0/,
    );
    expect(() => m.setAll({ bytes, starts: gone(starts.slice()), ends }, 1)).toThrow(
      `there must be as many ends as starts of keys, 0, not ${ends.length}`,
    );
    const none = { bytes, starts: gone(starts.slice()), ends: gone(ends.slice()) };
    expect(m.setAll(none, 1).size).toBe(0);
  });

  /** A column of kind `any` that does something while it is read. */
  const acting = (length: number, act: () => void) =>
    Object.defineProperty(new Array(length).fill(7), 0, {
      get() {
        act();
        return 7;
      },
    });

  test('cannot shrink or change under the call', () => {
    const Resizable = ArrayBuffer as unknown as new (n: number, o: object) => ArrayBuffer;
    const m = new GoMap('string', 'any');
    const buffer = new Resizable(12, { maxByteLength: 12 }) as ArrayBuffer & {
      resize(n: number): void;
    };
    const bytes = new Uint8Array(buffer);
    const starts = Uint32Array.of(0, 4);
    const ends = Uint32Array.of(4, 8);
    expect(() =>
      m.setAll(
        { bytes, starts, ends },
        acting(2, () => buffer.resize(6)),
      ),
    ).toThrow('end 1 of keys must be an integer from 4 to 6, not 8');
    buffer.resize(12);
    expect(() =>
      m.setAll(
        { bytes, starts, ends },
        acting(2, () => bytes.fill(0xff)),
      ),
    ).toThrow(/not UTF-8/);
    expect(() =>
      m.setAll(
        { bytes, starts, ends },
        acting(2, () => ends.fill(99)),
      ),
    ).toThrow(/end 0/);
    const words = new Resizable(8, { maxByteLength: 8 }) as typeof buffer;
    const tracking = new Uint32Array(words);
    const shrunk = { bytes, starts: tracking, ends: Uint32Array.of(0, 0) };
    expect(() =>
      m.setAll(
        shrunk,
        acting(2, () => words.resize(4)),
      ),
    ).toThrow(/as many ends/);
    expect(m.size).toBe(0);
  });

  test('is looked at once, where the column says it is', () => {
    const asked: string[] = [];
    const column = {
      get bytes() {
        asked.push('bytes');
        return utf8.encode('ab');
      },
      get offsets() {
        asked.push('offsets');
        return undefined;
      },
      get starts() {
        asked.push('starts');
        return Uint32Array.of(0, 1);
      },
      get ends() {
        asked.push('ends');
        return Uint32Array.of(1, 2);
      },
    };
    const m = new GoMap('string', 'u32').setAll(wrong(column), 1);
    expect([...m.keys()].sort()).toEqual(['a', 'b']);
    expect(asked).toEqual(['bytes', 'offsets', 'starts', 'ends']);
    // Where there are offsets, they say all.
    const both = { ...textColumn(['x']), starts: 'nothing', ends: 5 };
    expect(m.setAll(both as TextColumn, 1).has('x')).toBe(true);
  });

  test('that out overlaps is read before it is written', () => {
    const rows = 20_000; // many chunks: the first is written before the second is read
    for (const part of ['bytes', 'starts', 'ends'] as const) {
      // An id is written where text or numbers of later rows are.
      const buffer = new ArrayBuffer(4 * rows + 16);
      const bytes = part === 'bytes' ? new Uint8Array(buffer) : new Uint8Array(rows + 4);
      for (let i = 0; i < bytes.length; i += 1) bytes[i] = 97 + (i % 3);
      const numbers = () => new Uint32Array(rows);
      const starts = part === 'starts' ? new Uint32Array(buffer, 0, rows) : numbers();
      const ends = part === 'ends' ? new Uint32Array(buffer, 0, rows) : numbers();
      for (let i = 0; i < rows; i += 1) {
        starts[i] = i;
        ends[i] = i + 1;
      }
      const ids = new GoMap('string', 'u32');
      const out = new Uint32Array(buffer, 16, rows);
      ids.encodeAll({ bytes, starts, ends }, out);
      expect(out.every((id, i) => id === i % 3)).toBe(true);
      expect([...ids.keys()].sort()).toEqual(['a', 'b', 'c']);
    }
  });

  test('that is exhausted leaves the rows before', () => {
    const heap = new Heap({ maximumBytes: 2 ** 20 });
    const rows = 100_000;
    const bytes = utf8.encode(
      Array.from({ length: rows }, (_, i) => String(i).padStart(8)).join(''),
    );
    const starts = Uint32Array.from({ length: rows }, (_, i) => i * 8);
    const ends = starts.map((s) => s + 8);
    const m = new GoMap('string', 'u32', { heap });
    expect(() => m.setAll({ bytes, starts, ends }, 1)).toThrow(/out of memory/);
    const { size } = m;
    expect(size).toBeGreaterThan(5000);
    const before = { bytes, starts: starts.subarray(0, size), ends: ends.subarray(0, size) };
    expect(m.deleteAll(before)).toBe(size);
    m.dispose();
    expect(heap.usedBytes).toBe(0);
  });
});

describe('refused before anything is written', () => {
  const bytes = utf8.encode('abc');
  const starts = Uint32Array.of(0, 1);
  const ends = Uint32Array.of(1, 2);
  const cases: [string, object, new (message: string) => Error, string][] = [
    ['no ends', { bytes, starts }, TypeError, 'ends of keys must be a Uint32Array, not undefined'],
    [
      'no starts',
      { bytes, ends },
      TypeError,
      'starts of keys must be a Uint32Array, not undefined',
    ],
    ['no bytes', { starts, ends }, TypeError, 'bytes of keys must be a Uint8Array, not undefined'],
    ['nothing', {}, TypeError, 'keys'],
    ['bytes in an array', { bytes: [97], starts, ends }, TypeError, 'bytes of keys must be'],
    ['starts in an array', { bytes, starts: [0, 1], ends }, TypeError, 'starts of keys must be'],
    [
      'signed ends',
      { bytes, starts, ends: Int32Array.of(1, 2) },
      TypeError,
      'ends of keys must be',
    ],
    ['floats', { bytes, starts: Float64Array.of(0, 1), ends }, TypeError, 'starts of keys must be'],
    [
      'fewer ends',
      { bytes, starts, ends: ends.subarray(1) },
      RangeError,
      'there must be as many ends as starts of keys, 2, not 1',
    ],
    [
      'a start behind its end',
      { bytes, starts: Uint32Array.of(0, 3), ends },
      RangeError,
      'end 1 of keys must be an integer from 3 to 3, not 2',
    ],
    [
      'an end past the bytes',
      { bytes, starts, ends: Uint32Array.of(1, 4) },
      RangeError,
      'end 1 of keys must be an integer from 1 to 3, not 4',
    ],
    [
      'a start past the bytes',
      { bytes, starts: Uint32Array.of(0, 4), ends: Uint32Array.of(1, 4) },
      RangeError,
      'start 1 of keys must be an integer from 0 to 3, not 4',
    ],
    [
      'the last address',
      { bytes, starts: Uint32Array.of(0, 2 ** 32 - 1), ends: Uint32Array.of(1, 2 ** 32 - 1) },
      RangeError,
      'start 1 of keys',
    ],
  ];
  test.each(cases)('%s', (_name, column, type, message) => {
    const m = new GoMap('string', 'u32', { entries: [['a', 0]] });
    const out = Uint32Array.of(7, 7);
    for (const call of [
      () => m.setAll(wrong(column), 1),
      () => m.addAll(wrong(column), 1),
      () => m.getAll(wrong(column), out),
      () => m.hasAll(wrong(column)),
      () => m.deleteAll(wrong(column)),
      () => m.encodeAll(wrong(column), out),
    ]) {
      expect(call).toThrow(type);
      expect(call).toThrow(message);
    }
    expect([...m]).toEqual([['a', 0]]);
    expect([...out]).toEqual([7, 7]);
    const values = new GoMap('u32', 'string');
    expect(() => values.setAll(starts, wrong(column))).toThrow(type);
    expect(values.size).toBe(0);
  });

  test('as a column of a kind that has its own typed array', () => {
    const m = new GoMap('u32', 'u32');
    expect(() => m.setAll(wrong({ bytes, starts, ends }), 1)).toThrow(
      'keys of kind u32 must be a Uint32Array, not an object',
    );
    expect(() => m.setAll(starts, wrong({ bytes, starts, ends }))).toThrow(TypeError);
  });
});
