// Columns that callers pass: typed arrays, arrays of strings or of bytes, both as bytes and where they
// lie in them (text-rows.ts), arrays of any values, or one value for all rows.
//
// A call takes them in two steps. `readColumn` reads what may run the caller's code: elements of
// arrays, properties of objects. It reads each once, before anything is checked. `rowsOf` then checks
// what was read, and nothing after it runs the caller's code. So what was checked is what is used. The
// rows are laid out in the heap as the core reads them: numbers as they are in their arrays, strings as
// Go strings, values of kind `any` as their numbers in the table of references.

import { copyBytes, lengthOfBytes } from '../js/bytes.js';
import { outOfRange, wrongType } from '../js/errors.js';
import {
  bytesOf,
  type TypedArray,
  typedArrayName,
  unshared,
  withArticle,
} from '../js/typed-arrays.js';
import { arrayOf, holds, isText, Kind, misfit, nameOf, sizeOf } from '../kinds.js';
import { type Memory, STRING_SIZE } from '../wasm/memory.js';
import { encode } from '../wasm/wtf8.js';
import type { RefTable } from './ref-table.js';
import type { Rows } from './staging.js';
import { apart, arrowRows, readText, textRowsOf } from './text-rows.js';

/** The most bytes that offsets can tell of. */
const MAX_JOINED = 2 ** 32 - 1;

/** Numbers: the bytes of a typed array. */
export class NumberRows implements Rows {
  readonly length: number;
  readonly textBytes = 0;
  readonly #bytes: Uint8Array;
  readonly #size: number;
  #from = 0;

  constructor(bytes: Uint8Array, size: number) {
    this.#bytes = bytes;
    this.#size = size;
    this.length = bytes.length / size;
  }

  take(from: number, most: number): number {
    this.#from = from * this.#size;
    return most;
  }

  layOut(memory: Memory, at: number, _text: number, n: number): void {
    const from = this.#from;
    memory.views.u8.set(this.#bytes.subarray(from, from + n * this.#size), at);
  }
}

/** Strings of an array. */
class StringRows implements Rows {
  readonly length: number;
  textBytes = 0;
  readonly #strings: readonly string[];
  #first = 0;

  constructor(strings: readonly string[]) {
    this.#strings = strings;
    this.length = strings.length;
  }

  take(from: number, most: number, room: number): number {
    this.#first = from;
    this.textBytes = 0;
    let n = 0;
    for (; n < most; n += 1) {
      // A unit takes three bytes at most.
      const more = this.textBytes + (this.#strings[from + n] as string).length * 3;
      if (more > room && n > 0) break;
      this.textBytes = more;
    }
    return n;
  }

  layOut(memory: Memory, at: number, text: number, n: number): void {
    const limit = text + this.textBytes;
    for (let i = 0; i < n; i += 1) {
      const string = this.#strings[this.#first + i] as string;
      const length = encode(string, memory.views.text, text, limit - text);
      putString(memory, at + i * STRING_SIZE, text, length);
      text += length;
    }
  }
}

/** The same row again and again. */
class ConstantRows implements Rows {
  readonly length: number;
  readonly #row: Rows;
  readonly #size: number;

  constructor(row: Rows, size: number, length: number) {
    this.#row = row;
    this.#size = size;
    this.length = length;
  }

  get textBytes(): number {
    return this.#row.textBytes;
  }

  take(_from: number, most: number, room: number): number {
    this.#row.take(0, 1, room);
    return most;
  }

  layOut(memory: Memory, at: number, text: number, n: number): void {
    this.#row.layOut(memory, at, text, 1);
    const bytes = n * this.#size;
    for (let done = this.#size; done < bytes; done *= 2) {
      memory.views.u8.copyWithin(at + done, at, at + Math.min(done, bytes - done));
    }
  }
}

/** Values of kind `any`: every row gets a number in the table of references. */
class RefRows implements Rows {
  readonly length: number;
  readonly textBytes = 0;
  readonly #refs: RefTable;
  readonly #valueAt: (i: number) => unknown;
  #first = 0;

  constructor(refs: RefTable, valueAt: (i: number) => unknown, length: number) {
    this.#refs = refs;
    this.#valueAt = valueAt;
    this.length = length;
  }

  take(from: number, most: number): number {
    this.#first = from;
    return most;
  }

  layOut(memory: Memory, at: number, _text: number, n: number): void {
    for (let i = 0; i < n; i += 1) {
      memory.views.u32[(at >>> 2) + i] = this.#refs.add(this.#valueAt(this.#first + i));
    }
  }
}

/** No bytes at all: the values of a set. */
export class NoRows implements Rows {
  readonly textBytes = 0;

  constructor(readonly length: number) {}

  take(_from: number, most: number): number {
    return most;
  }

  layOut(): void {}
}

/** Writes the Go string of `length` bytes at `data` to address `at`. */
function putString(memory: Memory, at: number, data: number, length: number): void {
  const { u32 } = memory.views;
  const word = at >>> 2;
  u32[word] = length === 0 ? 0 : data;
  u32[word + 1] = 0;
  u32[word + 2] = length;
  u32[word + 3] = 0;
}

/**
 * The column with everything read that may run the caller's code: the elements of an array, which must
 * be strings where `kind` says so, or the parts of an object. Other columns are returned as they are.
 */
export function readColumn(kind: Kind, column: unknown): unknown {
  if (kind === Kind.any) return Array.isArray(column) ? elementsOf(column) : column;
  if (!isText(kind) || typeof column !== 'object' || column === null) return column;
  if (typedArrayName(column) !== undefined) return column;
  if (!Array.isArray(column)) return readText(column);
  if (kind === Kind.bytes) return elementsOf(column);
  const strings: string[] = [];
  for (let i = 0; i < column.length; i += 1) {
    const text: unknown = column[i];
    if (typeof text !== 'string') throw misfit(`row ${i}`, Kind.string, text);
    strings.push(text);
  }
  return strings;
}

/** The elements of `array`, whose iterator is not asked. */
function elementsOf(array: readonly unknown[]): unknown[] {
  const elements: unknown[] = [];
  for (let i = 0; i < array.length; i += 1) elements.push(array[i]);
  return elements;
}

/** What a column of `kind` is, for messages. */
function formOf(kind: Kind): string {
  const array = arrayOf(kind);
  if (array !== undefined) return withArticle(array.name);
  if (isText(kind)) {
    const array = kind === Kind.string ? 'an array of strings' : 'an array of Uint8Arrays';
    return `${array}, { bytes, offsets } or { bytes, starts, ends }`;
  }
  return kind === Kind.void ? 'undefined' : 'an array';
}

/**
 * The rows of a column of `kind` that `readColumn` has returned. Throws for anything else. Whether text
 * is UTF-8 is asked by `checkUtf8`, where it will be kept. `out`: bytes that will be written while the
 * rows are read, which must not change them.
 */
export function rowsOf(role: string, kind: Kind, column: unknown, out?: Uint8Array): Rows {
  const array = arrayOf(kind);
  const name = typedArrayName(column);
  if (array !== undefined && name === array.name) {
    const given = apart(bytesOf(column as TypedArray), out);
    const bytes = kind === Kind.bool ? checkedBooleans(role, unshared(given)) : given;
    return new NumberRows(bytes, sizeOf(kind));
  }
  if (isText(kind) && name === undefined) {
    if (Array.isArray(column)) {
      return kind === Kind.string ? new StringRows(column) : joined(role, column);
    }
    if (typeof column === 'object' && column !== null) {
      return textRowsOf(role, column, out);
    }
  }
  throw wrongType(`${role} of kind ${nameOf(kind)}`, formOf(kind), column);
}

/**
 * The rows of `length` values of `kind`: a column that `readColumn` has returned, or one value for all
 * of them. Values of kind `any` go to `refs`.
 */
export function valueRowsOf(
  kind: Kind,
  values: unknown,
  length: number,
  refs: RefTable | undefined,
): Rows {
  const rows = columnOrConstant(kind, values, length, refs);
  if (rows.length !== length) {
    throw new RangeError(`there must be as many values as keys, ${length}, not ${rows.length}`);
  }
  return rows;
}

function columnOrConstant(
  kind: Kind,
  values: unknown,
  length: number,
  refs: RefTable | undefined,
): Rows {
  if (kind === Kind.void) {
    if (values !== undefined) throw misfit('values', kind, values);
    return new NoRows(length);
  }
  if (kind === Kind.any) {
    return Array.isArray(values)
      ? new RefRows(refs as RefTable, (i) => values[i], values.length)
      : new RefRows(refs as RefTable, () => values, length);
  }
  const one = kind === Kind.bytes && typedArrayName(values) !== undefined;
  if (typeof values === 'object' && values !== null && !one) return rowsOf('values', kind, values);
  return new ConstantRows(rowOf(kind, values), sizeOf(kind), length);
}

/** A single row with `value`. */
function rowOf(kind: Kind, value: unknown): Rows {
  if (!holds(kind, value)) throw misfit('a value', kind, value);
  const array = arrayOf(kind);
  if (array === undefined) return rowsOf('a value', kind, [value]);
  const row = new array(1);
  row[0] = kind === Kind.bool ? Number(value) : (value as number);
  return new NumberRows(bytesOf(row), sizeOf(kind));
}

/** The rows of an array of `Uint8Array`s, from a copy: so what was checked is what is used. */
function joined(role: string, arrays: readonly unknown[]): Rows {
  const offsets = new Uint32Array(arrays.length + 1);
  let end = 0;
  for (let i = 0; i < arrays.length; i += 1) {
    const length = lengthOfBytes(arrays[i]);
    if (length < 0) throw misfit(`row ${i}`, Kind.bytes, arrays[i]);
    end += length;
    if (end > MAX_JOINED) throw outOfRange(`the bytes of ${role}`, `at most ${MAX_JOINED}`, end);
    offsets[i + 1] = end;
  }
  const bytes = new Uint8Array(end);
  for (let i = 0; i < arrays.length; i += 1) copyBytes(arrays[i], bytes, offsets[i] as number);
  return arrowRows(bytes, offsets);
}

function checkedBooleans(role: string, bytes: Uint8Array): Uint8Array {
  const wrong = bytes.findIndex((byte) => byte > 1);
  if (wrong >= 0) throw outOfRange(`row ${wrong} of the ${role}`, '0 or 1', bytes[wrong]);
  return bytes;
}
