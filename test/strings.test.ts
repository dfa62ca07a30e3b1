// Strings of every shape go into a map and come back as they were, as keys and as values.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GoMap } from '../src/index.js';
import { byteLength, bytesFor, decode, encode } from '../src/wasm/wtf8.js';
import { useBuild } from './support/builds.js';
import { sharedHeap } from './support/inside.js';
import { STRINGS } from './support/samples.js';

useBuild('debug');

const HIGH = '\ud83d';
const LOW = '\ude00';

/** The code points at which the number of bytes or the nature of a code unit changes. */
const BOUNDARIES = [
  0, 1, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdbff, 0xdc00, 0xdfff, 0xe000, 0xfeff, 0xfffd,
  0xfffe, 0xffff, 0x10000, 0x10001, 0x1f600, 0xfffff, 0x100000, 0x10fffe, 0x10ffff,
];

/** Strings with a lone surrogate, or two, in every place, short and long. */
function surrogates(): string[] {
  const all = new Set<string>();
  for (const lone of [HIGH, LOW, '\ud800', '\udbff', '\udc00', '\udfff']) {
    for (const around of ['', 'a', 'é', '→', '😀', 'a'.repeat(40), '😀'.repeat(20)]) {
      for (const other of ['', LOW, HIGH, `${HIGH}${LOW}`]) {
        all
          .add(lone + around + other)
          .add(around + lone + other)
          .add(around + other + lone);
        all.add(around + lone + around + other + around);
      }
    }
  }
  return [...all];
}

function roundTrip(strings: readonly string[]): void {
  const keys = new GoMap('string', 'u32');
  const values = new GoMap('u32', 'string');
  const both = new GoMap('string', 'string');
  const model = new Map<string, number>();
  for (const [i, text] of strings.entries()) {
    model.set(text, i);
    keys.set(text, i);
    values.set(i, text);
    both.set(text, text);
  }
  expect(keys.size).toBe(model.size);
  for (const [text, i] of model) {
    expect(keys.get(text)).toBe(i);
    expect(both.get(text)).toBe(text);
    expect(values.get(i)).toBe(text);
  }
  for (const key of keys.keys()) expect(model.has(key)).toBe(true);
  for (const [i, value] of values) expect(value).toBe(strings[i]);
  for (const [key, value] of both) expect(key).toBe(value);
  for (const text of model.keys()) expect(keys.delete(text)).toBe(true);
  expect(keys.size).toBe(0);
  for (const map of [keys, values, both]) map.dispose();
}

describe('round trip', () => {
  test('of the edge cases', () => roundTrip(STRINGS));

  test('of every boundary code point, alone and among others', () => {
    const chars = BOUNDARIES.map((code) => String.fromCodePoint(code));
    const pairs = chars.flatMap((a) => chars.map((b) => a + b));
    const long = chars.map((c) => `${c}${'-'.repeat(33)}${c}`);
    roundTrip([...chars, ...pairs, ...long, ...chars.map((c) => c.repeat(100))]);
  });

  test('of lone surrogates in every place', () => roundTrip(surrogates()));

  test('of every code unit', () => {
    roundTrip(
      Array.from({ length: 0x10000 }, (_, i) => String.fromCharCode(i)).filter(
        (_, i) => i % 7 === 0 || (i >= 0xd700 && i < 0xe100 && i % 3 === 0),
      ),
    );
  });

  test('of every length around the limits of the encoder', () => {
    const lengths = [...Array(70).keys(), 1364, 1365, 1366, 4095, 4096, 4097, 5000];
    roundTrip(
      lengths.flatMap((n) => [
        'a'.repeat(n),
        'é'.repeat(n),
        '→'.repeat(n),
        '😀'.repeat(n),
        `${'a'.repeat(n)}${HIGH}`,
      ]),
    );
  });

  test('of random strings', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.integer({ min: 0xd700, max: 0xe0ff }), { maxLength: 60 })
        .map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 60 }), (strings) => roundTrip(strings)),
      { numRuns: 300 },
    );
  });

  test('of 1 MB and 10 MB', () => {
    for (const text of [
      'x'.repeat(2 ** 20),
      'é→😀'.repeat(150_000),
      `${'y'.repeat(2 ** 20)}${LOW}`,
      'z'.repeat(10 * 2 ** 20),
    ]) {
      const map = new GoMap('string', 'string');
      map.set(text, text).set('short', 's');
      expect(map.get(text) === text).toBe(true);
      expect(map.has(text.slice(1))).toBe(false);
      expect([...map.keys()].includes(text)).toBe(true);
      expect(map.get('short')).toBe('s');
      expect(map.delete(text)).toBe(true);
      map.dispose();
    }
  });
});

test('different strings that UTF-8 would make the same stay different keys', () => {
  const strings = [
    HIGH,
    LOW,
    '\ud800',
    '\udfff',
    '\ufffd',
    '\ufffd\ufffd',
    HIGH + LOW,
    LOW + HIGH,
    `${HIGH}a${LOW}`,
  ];
  const map = new GoMap('string', 'u32');
  for (const [i, text] of strings.entries()) map.set(text, i);
  expect(map.size).toBe(strings.length);
  for (const [i, text] of strings.entries()) expect(map.get(text)).toBe(i);
});

test('canonically equivalent strings are different keys', () => {
  const map = new GoMap('string', 'u32');
  map.set('é', 1).set('e\u0301', 2);
  expect(map.size).toBe(2);
});

test('the room for a long string is given back', () => {
  const map = new GoMap('string', 'string');
  map.set('a', 'b');
  const used = sharedHeap.usedBytes;
  map.set('x'.repeat(2 ** 20), 'y'.repeat(2 ** 20));
  map.clear();
  map.set('a', 'b');
  expect(sharedHeap.usedBytes).toBeLessThanOrEqual(used);
});

test('overwriting a string frees the old one', () => {
  const map = new GoMap('u32', 'string');
  map.set(1, 'x'.repeat(1000));
  const used = sharedHeap.usedBytes;
  for (let i = 0; i < 1000; i += 1) map.set(1, 'y'.repeat(1000 - (i % 10)));
  expect(sharedHeap.usedBytes).toBeLessThanOrEqual(used);
  expect(map.stats().bytes).toBeLessThan(4000);
});

describe('WTF-8', () => {
  const encoder = new TextEncoder();
  const encoded = (text: string) => {
    const room = text.length * 3;
    const bytes = new Uint8Array(room + 16).fill(0xaa);
    const length = encode(text, bytesFor(bytes.buffer), 8, room);
    expect(length).toBeLessThanOrEqual(room);
    const around = [...bytes.subarray(0, 8), ...bytes.subarray(8 + length)];
    expect(around.every((byte) => byte === 0xaa)).toBe(true);
    return bytes.slice(8, 8 + length);
  };
  const decoded = (bytes: Uint8Array, start: number, length: number) =>
    decode(bytesFor(bytes.buffer), start, length);
  const text = fc.string({ unit: 'binary', maxLength: 120 });

  test('is UTF-8 for strings without lone surrogates', () => {
    const wellFormed = fc
      .oneof(text, fc.string({ unit: 'grapheme', maxLength: 90 }))
      .map((s) => s.toWellFormed());
    fc.assert(
      fc.property(wellFormed, (s) => {
        expect(encoded(s)).toEqual(encoder.encode(s));
        expect(byteLength(s)).toBe(encoder.encode(s).length);
      }),
      { numRuns: 2000 },
    );
  });

  test('is as long as byteLength says, and comes back, for any code units', () => {
    const units = fc.array(
      fc.oneof(
        fc.integer({ min: 0xd7f0, max: 0xe010 }),
        fc.integer({ min: 0, max: 0xffff }),
        fc.constant(0x61),
      ),
      { maxLength: 90 },
    );
    fc.assert(
      fc.property(units, (codes) => {
        const s = String.fromCharCode(...codes);
        const bytes = encoded(s);
        expect(bytes.length).toBe(byteLength(s));
        expect(decoded(bytes, 0, bytes.length)).toBe(s);
        const shifted = new Uint8Array(bytes.length + 10).fill(0xff);
        shifted.set(bytes, 5);
        expect(decoded(shifted, 5, bytes.length)).toBe(s);
      }),
      { numRuns: 4000 },
    );
  });

  test('has three bytes for a lone surrogate and four for a pair', () => {
    expect([...encoded('\ud800')]).toEqual([0xed, 0xa0, 0x80]);
    expect([...encoded('\udfff')]).toEqual([0xed, 0xbf, 0xbf]);
    expect([...encoded('😀')]).toEqual([0xf0, 0x9f, 0x98, 0x80]);
    expect([...encoded('\ude00\ud83d')]).toEqual([0xed, 0xb8, 0x80, 0xed, 0xa0, 0xbd]);
  });

  test('is different for different strings', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        if (a !== b) expect(encoded(a)).not.toEqual(encoded(b));
      }),
      { numRuns: 1000 },
    );
  });
});
