// Keys and values of every kind to test with: first the ones at the edges, then plenty of others.

import type { KeyKind, ValueKind } from '../../src/index.js';
import { byContent } from './content.js';

export const KEY_KINDS: readonly KeyKind[] = ['i32', 'u32', 'i64', 'u64', 'f64', 'string', 'bytes'];

export const VALUE_KINDS: readonly ValueKind[] = [
  ...KEY_KINDS,
  'i8',
  'u8',
  'i16',
  'u16',
  'f32',
  'bool',
  'void',
  'any',
];

/** The range of each kind of integers. */
export const RANGES = {
  i8: [-(2 ** 7), 2 ** 7 - 1],
  u8: [0, 2 ** 8 - 1],
  i16: [-(2 ** 15), 2 ** 15 - 1],
  u16: [0, 2 ** 16 - 1],
  i32: [-(2 ** 31), 2 ** 31 - 1],
  u32: [0, 2 ** 32 - 1],
  i64: [-(2n ** 63n), 2n ** 63n - 1n],
  u64: [0n, 2n ** 64n - 1n],
} as const;

export type IntegerKind = keyof typeof RANGES;

export function isInteger(kind: ValueKind): kind is IntegerKind {
  return kind in RANGES;
}

/** Whether `add` works on values of this kind. */
export function isNumeric(kind: ValueKind): boolean {
  return isInteger(kind) || kind === 'f32' || kind === 'f64';
}

const NUMBERS = [
  0,
  -0,
  1,
  -1,
  0.1,
  Number.NaN,
  Infinity,
  -Infinity,
  Number.MIN_VALUE,
  Number.MAX_VALUE,
  2 ** 31,
  2 ** 32,
  2 ** 53,
  -(2 ** 53),
];

export const STRINGS = [
  '',
  'a',
  '\0',
  'a\0b',
  '\0\0',
  '\ufeff',
  '\ufeffa',
  'é',
  'ß→€',
  '😀',
  '\ud83d',
  '\ude00',
  '\ude00\ud83d',
  'x\udbffy',
  '\uffff',
  '\u{10ffff}',
  'q'.repeat(31),
  'q'.repeat(32),
  'q'.repeat(33),
  'é'.repeat(40),
  `${'w'.repeat(40)}\ud800`,
  'z'.repeat(600),
];

/** Of every length that is copied or compared in another way, and nothing that UTF-8 could be. */
export const BYTES: readonly Uint8Array[] = [
  [],
  [0],
  [0, 0],
  [255],
  [0xc0],
  [0xff, 0xfe],
  [0xed, 0xa0, 0x80],
  [0x61, 0xed, 0xb0, 0x80, 0xed, 0xa0, 0x80],
  ...[7, 8, 9, 12, 13, 16, 20, 32, 33, 64, 65, 600].flatMap((length) => [
    new Array(length).fill(0),
    [...new Array(length - 1).fill(0), 1],
    Array.from({ length }, (_, i) => 255 - (i % 256)),
  ]),
].map((bytes) => byContent(Uint8Array.from(bytes)));

function mixed32(i: number): number {
  return Math.imul(i, 0x9e3779b1) >>> 0;
}

const cut64 = { i64: BigInt.asIntN, u64: BigInt.asUintN };
const cut32 = {
  i8: (n: number) => (n << 24) >> 24,
  u8: (n: number) => n & 0xff,
  i16: (n: number) => (n << 16) >> 16,
  u16: (n: number) => n & 0xffff,
  i32: (n: number) => n | 0,
  u32: (n: number) => n >>> 0,
};

function sample(kind: ValueKind, i: number): unknown {
  switch (kind) {
    case 'i64':
    case 'u64':
      return cut64[kind](64, BigInt(mixed32(i)) * 0x1_0000_0003n);
    case 'f64':
    case 'f32':
      return i % 3 === 0 ? i * 0.37 : i;
    case 'string':
      return i % 7 === 0 ? `${'long '.repeat(i % 40)}${i}` : `s${i}`;
    case 'bytes':
      return sampleBytes(i);
    case 'bool':
      return i % 2 === 0;
    case 'void':
      return undefined;
    case 'any':
      return [{ i }, `any ${i}`, null, undefined, () => i, Symbol('s'), i, Number.NaN][i % 8];
    default:
      return cut32[kind](mixed32(i));
  }
}

/** Ids of 16 bytes, and longer and shorter ones. */
function sampleBytes(i: number): Uint8Array {
  const length = i % 7 === 0 ? 4 + (i % 90) : 16;
  const bytes = new Uint8Array(length).fill(0x80 | (i % 3));
  new DataView(bytes.buffer).setUint32(i % 5 === 0 ? length - 4 : 0, mixed32(i));
  return bytes;
}

/** `count` values of `kind`, of which some may be the same. */
export function samples(kind: ValueKind, count: number): unknown[] {
  let edges: readonly unknown[] = [];
  if (isInteger(kind)) {
    const zero = kind === 'i64' || kind === 'u64' ? 0n : 0;
    edges = [zero, ...RANGES[kind]];
  } else if (kind === 'f64' || kind === 'f32') edges = NUMBERS;
  else if (kind === 'string') edges = STRINGS;
  else if (kind === 'bytes') edges = BYTES;
  const rest = Math.max(0, count - edges.length);
  const all = [...edges, ...Array.from({ length: rest }, (_, i) => sample(kind, i))];
  return all.slice(0, count).map(byContent);
}

/** What a map gives back for a value that it was given. */
export function stored(kind: ValueKind, value: unknown): unknown {
  return kind === 'f32' ? Math.fround(value as number) : value;
}

/** What `lookup` gives for an absent key. */
export function zeroOf(kind: ValueKind): unknown {
  switch (kind) {
    case 'i64':
    case 'u64':
      return 0n;
    case 'string':
      return '';
    case 'bytes':
      return BYTES[0];
    case 'bool':
      return false;
    case 'void':
    case 'any':
      return undefined;
    default:
      return 0;
  }
}
