// Typed arrays, looked at through the language's own getters: what a caller has put onto an array or
// its prototype is not asked. Also which kind of array holds the values of which kind.

import { BOOL, F32, F64, I8, I16, I32, I64, U8, U16, U32, U64 } from './kinds.js';

export type TypedArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

export interface TypedArrayConstructor {
  readonly name: string;
  new (length: number): TypedArray;
  new (buffer: ArrayBuffer): TypedArray;
}

type Getter = (this: unknown) => unknown;

const prototype = Object.getPrototypeOf(Uint8Array.prototype) as object;

function getter(key: PropertyKey): Getter {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get as Getter;
}

const getTag = getter(Symbol.toStringTag);
const getBuffer = getter('buffer');
const getByteOffset = getter('byteOffset');
const getByteLength = getter('byteLength');

/** The name of the kind of typed array that `value` is, or undefined. */
export function typedArrayName(value: unknown): string | undefined {
  return Reflect.apply(getTag, value, []) as string | undefined;
}

/** The bytes of a typed array, which are none when its buffer is gone. */
export function bytesOf(array: TypedArray): Uint8Array {
  const length = Reflect.apply(getByteLength, array, []) as number;
  if (length === 0) return new Uint8Array(0);
  const buffer = Reflect.apply(getBuffer, array, []) as ArrayBuffer;
  return new Uint8Array(buffer, Reflect.apply(getByteOffset, array, []) as number, length);
}

/** Whether two arrays have bytes in common. */
export function overlap(a: Uint8Array, b: Uint8Array): boolean {
  const apart = a.byteOffset + a.length <= b.byteOffset || b.byteOffset + b.length <= a.byteOffset;
  return a.buffer === b.buffer && !apart;
}

/** An array of the same kind with the same elements, in memory of its own. */
export function copyOf(array: TypedArray): TypedArray {
  const bytes = bytesOf(array).slice();
  const name = typedArrayName(array);
  const made = [...ARRAYS.values()].find((make) => make.name === name);
  return new (made as TypedArrayConstructor)(bytes.buffer);
}

/** The typed arrays that hold the values of each kind; booleans are bytes of 0 and 1. */
const ARRAYS = new Map<number, TypedArrayConstructor>([
  [I8, Int8Array],
  [U8, Uint8Array],
  [I16, Int16Array],
  [U16, Uint16Array],
  [I32, Int32Array],
  [U32, Uint32Array],
  [I64, BigInt64Array],
  [U64, BigUint64Array],
  [F32, Float32Array],
  [F64, Float64Array],
  [BOOL, Uint8Array],
]);

/** The typed array for columns of `kind`, or undefined where columns are of another form. */
export function arrayOf(kind: number): TypedArrayConstructor | undefined {
  return ARRAYS.get(kind);
}
