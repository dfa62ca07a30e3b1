// Typed arrays, looked at through the language's own getters: what a caller has put onto an array or
// its prototype is not asked.

export type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

export type BigIntArray = BigInt64Array | BigUint64Array;

export type TypedArray = NumberArray | BigIntArray;

export interface TypedArrayConstructor {
  readonly name: string;
  new (length: number): TypedArray;
  new (buffer: ArrayBuffer): TypedArray;
}

type Getter = (this: unknown) => unknown;

export function getter(prototype: object, key: PropertyKey): Getter {
  return Object.getOwnPropertyDescriptor(prototype, key)?.get as Getter;
}

const { apply } = Reflect;
/** %TypedArray%.prototype */
export const prototype = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
export const getTag = getter(prototype, Symbol.toStringTag);
const getBuffer = getter(prototype, 'buffer');
const getByteOffset = getter(prototype, 'byteOffset');
const getByteLength = getter(prototype, 'byteLength');
const getArrayBufferLength = getter(ArrayBuffer.prototype, 'byteLength');

/** The name of the kind of typed array that `value` is, or undefined. */
export function typedArrayName(value: unknown): string | undefined {
  return apply(getTag, value, []) as string | undefined;
}

/** The name of a typed array in a sentence: `an Int8Array`, `a Uint8Array`. */
export function withArticle(name: string): string {
  return `${name.startsWith('I') ? 'an' : 'a'} ${name}`;
}

/** The bytes of a typed array. There are none when its buffer is detached. */
export function bytesOf(array: TypedArray): Uint8Array {
  const length = apply(getByteLength, array, []) as number;
  if (length === 0) return new Uint8Array(0);
  const buffer = apply(getBuffer, array, []) as ArrayBuffer;
  return new Uint8Array(buffer, apply(getByteOffset, array, []) as number, length);
}

/** The bytes, or a copy of them if another thread might change them between check and use. */
export function unshared(bytes: Uint8Array): Uint8Array {
  try {
    apply(getArrayBufferLength, bytes.buffer, []);
    return bytes;
  } catch {
    return new Uint8Array(bytes); // not an ArrayBuffer: a SharedArrayBuffer
  }
}

/** Whether two arrays have bytes in common. */
export function overlap(a: Uint8Array, b: Uint8Array): boolean {
  const apart = a.byteOffset + a.length <= b.byteOffset || b.byteOffset + b.length <= a.byteOffset;
  return a.buffer === b.buffer && !apart;
}
