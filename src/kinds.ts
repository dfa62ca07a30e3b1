// The kinds of keys and values: their names, the TypeScript types they stand for, and which values
// each can hold.

import { outOfRange, wrongType } from './errors.js';

/**
 * What the keys of a map are. `i64` and `u64` are bigints, `string` is any string, the others are
 * numbers: integers of 32 bits, or any number for `f64`.
 */
export type KeyKind = 'i32' | 'u32' | 'i64' | 'u64' | 'f64' | 'string';

/**
 * What the values of a map are: any kind of key, smaller numbers, `bool` for booleans, `void` for no
 * value at all (the map is a set), `any` for every JavaScript value.
 */
export type ValueKind = KeyKind | 'i8' | 'u8' | 'i16' | 'u16' | 'f32' | 'bool' | 'void' | 'any';

interface TypeOf {
  i8: number;
  u8: number;
  i16: number;
  u16: number;
  i32: number;
  u32: number;
  i64: bigint;
  u64: bigint;
  f32: number;
  f64: number;
  bool: boolean;
  string: string;
  void: undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the kind is named after the type.
  any: any;
}

/** The type of keys of kind `K`. */
export type KeyOf<K extends KeyKind> = TypeOf[K];

/** The type of values of kind `V`. */
export type ValueOf<V extends ValueKind> = TypeOf[V];

/** The value kinds in the order in which the core numbers them; the first six are the key kinds. */
export const KINDS = [
  'i32',
  'u32',
  'i64',
  'u64',
  'f64',
  'string',
  'i8',
  'u8',
  'i16',
  'u16',
  'f32',
  'bool',
  'void',
  'any',
] as const satisfies readonly ValueKind[];

export const I32 = 0;
export const U32 = 1;
export const I64 = 2;
export const U64 = 3;
export const F64 = 4;
export const STRING = 5;
export const I8 = 6;
export const U8 = 7;
export const I16 = 8;
export const U16 = 9;
export const F32 = 10;
export const BOOL = 11;
export const VOID = 12;
export const ANY = 13;

/** The number of a key kind. Throws `TypeError` for anything else. */
export function keyKind(kind: unknown): number {
  const n = (KINDS as readonly unknown[]).indexOf(kind);
  if (n < 0 || n > STRING) {
    throw wrongType('the key kind', `one of ${KINDS.slice(0, STRING + 1).join(', ')}`, kind);
  }
  return n;
}

/** The number of a value kind. Throws `TypeError` for anything else. */
export function valueKind(kind: unknown): number {
  const n = (KINDS as readonly unknown[]).indexOf(kind);
  if (n < 0) throw wrongType('the value kind', `one of ${KINDS.join(', ')}`, kind);
  return n;
}

/** Bytes of a value in its cell. */
export const SIZES = [4, 4, 8, 8, 8, 16, 1, 1, 2, 2, 4, 1, 0, 4] as const;

/** How the elements of a kind get from and to the core. */
export const NUMBER = 0;
export const BOOLEAN = 1;
export const BIGINT = 2;
export const TEXT = 3;
export const NOTHING = 4;
export const REFERENCE = 5;

/** The way that the values of kind `kind` take. */
export function passage(kind: number): number {
  switch (kind) {
    case I64:
    case U64:
      return BIGINT;
    case STRING:
      return TEXT;
    case BOOL:
      return BOOLEAN;
    case VOID:
      return NOTHING;
    case ANY:
      return REFERENCE;
    default:
      return NUMBER;
  }
}

/** Whether the values of a kind of numbers are whole numbers, and the least and the greatest. */
export function integerRange(kind: number): [integer: boolean, min: number, max: number] {
  switch (kind) {
    case I8:
      return [true, -(2 ** 7), 2 ** 7 - 1];
    case U8:
      return [true, 0, 2 ** 8 - 1];
    case I16:
      return [true, -(2 ** 15), 2 ** 15 - 1];
    case U16:
      return [true, 0, 2 ** 16 - 1];
    case I32:
      return [true, -(2 ** 31), 2 ** 31 - 1];
    case U32:
      return [true, 0, 2 ** 32 - 1];
    default:
      return [false, -Infinity, Infinity];
  }
}

// Comparisons, because BigInt.asUintN makes a bigint, whose memory costs cache: a bare lookup among
// 100,000 words takes 32 ns with them and 41 without (Node 24).

const MIN_I64 = -(2n ** 63n);
const MAX_I64 = 2n ** 63n - 1n;
const MAX_U64 = 2n ** 64n - 1n;

/** Whether a bigint has 64 bits with a sign. */
export function isI64(value: bigint): boolean {
  return value >= MIN_I64 && value <= MAX_I64;
}

/** Whether a bigint has 64 bits without a sign. */
export function isU64(value: bigint): boolean {
  return value >= 0n && value <= MAX_U64;
}

/** Whether `kind` can hold `value`. */
export function holds(kind: number, value: unknown): boolean {
  switch (kind) {
    case U32:
      return typeof value === 'number' && value >>> 0 === value;
    case F64:
    case F32:
      return typeof value === 'number';
    case I32:
      return typeof value === 'number' && (value | 0) === value;
    case U8:
      return typeof value === 'number' && (value & 0xff) === value;
    case I8:
      return typeof value === 'number' && (value << 24) >> 24 === value;
    case U16:
      return typeof value === 'number' && (value & 0xffff) === value;
    case I16:
      return typeof value === 'number' && (value << 16) >> 16 === value;
    case I64:
      return typeof value === 'bigint' && isI64(value);
    case U64:
      return typeof value === 'bigint' && isU64(value);
    case STRING:
      return typeof value === 'string';
    case BOOL:
      return typeof value === 'boolean';
    case VOID:
      return value === undefined;
    default:
      return true;
  }
}

const TYPES = {
  i64: 'bigint',
  u64: 'bigint',
  string: 'string',
  bool: 'boolean',
  void: 'undefined',
} as Record<string, string | undefined>;

const RANGES = {
  i8: 'an integer from -128 to 127',
  u8: 'an integer from 0 to 255',
  i16: 'an integer from -32768 to 32767',
  u16: 'an integer from 0 to 65535',
  i32: 'an integer from -2147483648 to 2147483647',
  u32: 'an integer from 0 to 4294967295',
  i64: 'a bigint from -2n**63n to 2n**63n - 1n',
  u64: 'a bigint from 0n to 2n**64n - 1n',
} as Record<string, string | undefined>;

/** The error for a key or value, as `role` says, that `kind` cannot hold. */
export function misfit(role: string, kind: number, value: unknown): TypeError | RangeError {
  const name = KINDS[kind] as string;
  const type = TYPES[name] ?? 'number';
  const what = `${role} of kind ${name}`;
  if (typeof value !== type)
    return wrongType(what, type === 'undefined' ? type : `a ${type}`, value);
  return outOfRange(what, RANGES[name] ?? `a ${type}`, value);
}
