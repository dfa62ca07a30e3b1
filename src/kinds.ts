// The kinds of keys and values. One table says all there is to know about each kind: TypeScript types,
// ranges, columns, snapshots and error messages derive from it. A kind is passed around as its number;
// the enums exist so that hot code compares with constants, which the build puts in their place.

import { lengthOfBytes } from './js/bytes.js';
import { describe, outOfRange, wrongType } from './js/errors.js';
import { type TypedArrayConstructor, typedArrayName } from './js/typed-arrays.js';

/** The kinds by their numbers, which the core shares, but for `bytes` (assembly/maptype.ts). */
export enum Kind {
  i32,
  u32,
  i64,
  u64,
  f64,
  string,
  i8,
  u8,
  i16,
  u16,
  f32,
  bool,
  void,
  any,
  bytes,
}

/** How values are represented in JavaScript: what `typeof` says, `any` for references, `bytes` for a `Uint8Array`. */
export enum Representation {
  number,
  bigint,
  string,
  boolean,
  undefined,
  any,
  bytes,
}

interface Types {
  number: number;
  bigint: bigint;
  string: string;
  boolean: boolean;
  undefined: undefined;
  // biome-ignore lint/suspicious/noExplicitAny: the kind is named after the type.
  any: any;
  bytes: Uint8Array;
}

interface Row {
  readonly type: keyof typeof Representation;
  /** Bytes in a cell. */
  readonly size: number;
  /** The typed array of a column; booleans are bytes of 0 and 1. None where columns have another form. */
  readonly array?: TypedArrayConstructor;
  /** The least and the greatest integer. */
  readonly range?: readonly [number, number] | readonly [bigint, bigint];
  /** Whether keys can be of this kind. */
  readonly key?: true;
}

const TABLE = {
  i32: { type: 'number', size: 4, array: Int32Array, range: [-(2 ** 31), 2 ** 31 - 1], key: true },
  u32: { type: 'number', size: 4, array: Uint32Array, range: [0, 2 ** 32 - 1], key: true },
  i64: {
    type: 'bigint',
    size: 8,
    array: BigInt64Array,
    range: [-(2n ** 63n), 2n ** 63n - 1n],
    key: true,
  },
  u64: { type: 'bigint', size: 8, array: BigUint64Array, range: [0n, 2n ** 64n - 1n], key: true },
  f64: { type: 'number', size: 8, array: Float64Array, key: true },
  string: { type: 'string', size: 16, key: true },
  i8: { type: 'number', size: 1, array: Int8Array, range: [-128, 127] },
  u8: { type: 'number', size: 1, array: Uint8Array, range: [0, 255] },
  i16: { type: 'number', size: 2, array: Int16Array, range: [-32768, 32767] },
  u16: { type: 'number', size: 2, array: Uint16Array, range: [0, 65535] },
  f32: { type: 'number', size: 4, array: Float32Array },
  bool: { type: 'boolean', size: 1, array: Uint8Array },
  void: { type: 'undefined', size: 0 },
  any: { type: 'any', size: 4 },
  bytes: { type: 'bytes', size: 16, key: true },
} as const satisfies Record<keyof typeof Kind, Row>;

type Table = typeof TABLE;

/**
 * What the values of a map are: any kind of key, smaller numbers, `bool` for booleans, `void` for no
 * value at all (the map is a set), `any` for every JavaScript value.
 */
export type ValueKind = keyof Table;

/**
 * What the keys of a map are. `i64` and `u64` are bigints, `string` is any string, `bytes` is what a
 * `Uint8Array` holds, the others are numbers: integers of 32 bits, or any number for `f64`.
 */
export type KeyKind = { [K in ValueKind]: Table[K] extends { key: true } ? K : never }[ValueKind];

/** The type of keys of kind `K`. */
export type KeyOf<K extends KeyKind> = Types[Table[K]['type']];

/** The type of values of kind `V`. */
export type ValueOf<V extends ValueKind> = Types[Table[V]['type']];

const NAMES = Object.keys(TABLE) as ValueKind[];
/** The rows by the numbers of their kinds. */
const ROWS: Row[] = [];
for (let i = 0; i < NAMES.length; i += 1) {
  const name = NAMES[i] as ValueKind;
  ROWS[Kind[name]] = TABLE[name];
}
const KEY_NAMES = NAMES.filter((name) => rowOf(Kind[name]).key) as KeyKind[];

function rowOf(kind: Kind): Row {
  return ROWS[kind] as Row;
}

export function nameOf(kind: Kind): ValueKind {
  return Kind[kind] as ValueKind;
}

/** Bytes of a key or value of `kind` in its cell. */
export function sizeOf(kind: Kind): number {
  return rowOf(kind).size;
}

/** Whether keys and values of `kind` are text: bytes of any number, in columns one after the other. */
export function isText(kind: Kind): boolean {
  return kind === Kind.string || kind === Kind.bytes;
}

/** The kind that the core knows `kind` by. Bytes are strings to it: those of Go hold any bytes. */
export function coreKind(kind: Kind): Kind {
  return kind === Kind.bytes ? Kind.string : kind;
}

/** The typed array for columns of `kind`, or undefined where columns have another form. */
export function arrayOf(kind: Kind): TypedArrayConstructor | undefined {
  return rowOf(kind).array;
}

export function representationOf(kind: Kind): Representation {
  return Representation[rowOf(kind).type];
}

export function isKeyKind(kind: Kind): boolean {
  return rowOf(kind).key === true;
}

/** Whether the values of `kind` can be added up. */
export function isNumeric(kind: Kind): boolean {
  const { type } = rowOf(kind);
  return type === 'number' || type === 'bigint';
}

/** The least and the greatest number of an integer kind, `undefined` for floats. */
export function numberRange(kind: Kind): readonly [number, number] | undefined {
  const { type, range } = rowOf(kind);
  return type === 'number' ? (range as readonly [number, number] | undefined) : undefined;
}

function isKind(name: unknown, names: readonly ValueKind[]): name is ValueKind {
  return (names as readonly unknown[]).includes(name);
}

/** The number of a key kind. Throws `TypeError` for anything else. */
export function keyKind(name: unknown): Kind {
  if (!isKind(name, KEY_NAMES)) {
    throw wrongType('the key kind', `one of ${KEY_NAMES.join(', ')}`, name);
  }
  return Kind[name];
}

/** The number of a value kind. Throws `TypeError` for anything else. */
export function valueKind(name: unknown): Kind {
  if (!isKind(name, NAMES)) {
    throw wrongType('the value kind', `one of ${NAMES.join(', ')}`, name);
  }
  return Kind[name];
}

// V8 does this without making a bigint, where comparisons with the limits call the engine: a lookup among
// 100,000 words takes 43 ns instead of 47, an update in a WasmMap 136 instead of 180 (Node 24).

const { asIntN, asUintN } = BigInt;

/** Whether a bigint has 64 bits with a sign. */
export function isI64(value: bigint): boolean {
  return asIntN(64, value) === value;
}

/** Whether a bigint has 64 bits without a sign. */
export function isU64(value: bigint): boolean {
  return asUintN(64, value) === value;
}

/** Whether `kind` can hold `value`. */
export function holds(kind: Kind, value: unknown): boolean {
  const { type, range } = rowOf(kind);
  if (type === 'any') return true;
  if (type === 'bytes') return lengthOfBytes(value) >= 0;
  if (typeof value !== type) return false;
  if (range === undefined) return true;
  const number = value as number;
  return number >= range[0] && number <= range[1] && (type === 'bigint' || number % 1 === 0);
}

/** The error for a key or value, as `role` says, that `kind` cannot hold. */
export function misfit(role: string, kind: Kind, value: unknown): TypeError | RangeError {
  const { type, range } = rowOf(kind);
  const what = `${role} of kind ${nameOf(kind)}`;
  if (type === 'bytes') {
    return typedArrayName(value) === 'Uint8Array'
      ? new TypeError(`${what} lies outside of its buffer, which was detached or made smaller`)
      : wrongType(what, 'a Uint8Array', value);
  }
  if (typeof value !== type) {
    return wrongType(what, type === 'undefined' ? type : `a ${type}`, value);
  }
  if (range === undefined) return outOfRange(what, `a ${type}`, value);
  const noun = type === 'bigint' ? 'a bigint' : 'an integer';
  return outOfRange(what, `${noun} from ${describe(range[0])} to ${describe(range[1])}`, value);
}
