// Columns that callers pass: typed arrays, arrays of strings, strings as bytes and offsets, arrays of
// any values, or one value for all rows. All are checked here before anything is written; then their
// rows are laid out in the heap, as many at a time as there is room for, as the core reads them:
// numbers as they are in their arrays, strings as Go strings of 16 bytes, other values as slots.

import { outOfRange, wrongType } from './errors.js';
import type { Heap } from './heap.js';
import { ANY, BOOL, holds, KINDS, misfit, SIZES, STRING, VOID } from './kinds.js';
import type { Slots } from './slots.js';
import { encode } from './text.js';
import { arrayOf, bytesOf, type TypedArray, typedArrayName } from './typed-arrays.js';
import { findInvalid } from './wtf8.js';

/** Bytes of a Go string. */
const STRING_SIZE = SIZES[STRING];

/**
 * A column of strings in Arrow's layout: string `i` is the UTF-8 in `bytes` from `offsets[i]` up to
 * `offsets[i + 1]`. There is one offset more than there are strings, and the first need not be 0.
 */
export interface TextColumn {
  bytes: Uint8Array;
  offsets: Uint32Array | Int32Array;
}

/**
 * The rows of a checked column. A chunk of them is taken out of the caller's arrays first, which may
 * run the caller's code, and laid out in the heap then, which cannot.
 */
export interface Rows {
  /** The number of rows. */
  readonly length: number;
  /**
   * Takes out rows from `from` on: `most` at most, and no more than need `room` bytes of text, but at
   * least one. Returns how many.
   */
  take(from: number, most: number, room: number): number;
  /** Bytes of text that the rows taken out need at most. */
  readonly textBytes: number;
  /** Lays out the first `n` rows taken at address `at`, and their text at address `text`. */
  layOut(heap: Heap, at: number, text: number, n: number): void;
}

/** Numbers: the bytes of a typed array. */
export class NumberRows implements Rows {
  readonly length: number;
  readonly textBytes = 0;
  private readonly bytes: Uint8Array;
  private from = 0;

  constructor(
    array: TypedArray,
    private readonly size: number,
  ) {
    this.bytes = bytesOf(array);
    this.length = this.bytes.length / size;
  }

  take(from: number, most: number): number {
    this.from = from * this.size;
    return most;
  }

  layOut(heap: Heap, at: number, _text: number, n: number): void {
    heap.u8.set(this.bytes.subarray(this.from, this.from + n * this.size), at);
  }
}

/** Strings as bytes and offsets. */
class TextRows implements Rows {
  readonly length: number;
  textBytes = 0;
  private from = 0;
  /** Where the strings taken out begin, and where the last one ends. */
  private readonly ends: number[] = [];

  constructor(
    private readonly bytes: Uint8Array,
    private readonly offsets: Uint32Array | Int32Array,
  ) {
    this.length = offsets.length - 1;
  }

  take(from: number, most: number, room: number): number {
    const { offsets, ends } = this;
    this.from = offsets[from] as number;
    ends.length = 0;
    let last = 0;
    while (ends.length < most) {
      const end = (offsets[from + ends.length + 1] as number) - this.from;
      // They were in order when they were checked, but others may have access to them.
      if (!(end >= last)) throw new RangeError('the offsets have changed during the call');
      if (end > room && ends.length > 0) break;
      ends.push(end);
      last = end;
    }
    this.textBytes = last;
    return ends.length;
  }

  layOut(heap: Heap, at: number, text: number, n: number): void {
    heap.u8.set(this.bytes.subarray(this.from, this.from + (this.ends[n - 1] as number)), text);
    let begin = 0;
    for (let i = 0; i < n; i += 1) {
      const end = this.ends[i] as number;
      putString(heap, at + i * STRING_SIZE, text + begin, end - begin);
      begin = end;
    }
  }
}

/** Strings of an array. */
class StringRows implements Rows {
  readonly length: number;
  textBytes = 0;
  private readonly taken: string[] = [];

  constructor(private readonly strings: readonly unknown[]) {
    this.length = strings.length;
  }

  take(from: number, most: number, room: number): number {
    const { taken } = this;
    taken.length = 0;
    let bytes = 0;
    while (taken.length < most) {
      const text = stringAt(this.strings, from + taken.length);
      // A unit takes three bytes at most.
      const more = bytes + text.length * 3;
      if (more > room && taken.length > 0) break;
      taken.push(text);
      bytes = more;
    }
    this.textBytes = bytes;
    return taken.length;
  }

  layOut(heap: Heap, at: number, text: number, n: number): void {
    const limit = text + this.textBytes;
    let end = text;
    for (let i = 0; i < n; i += 1) {
      const length = encode(this.taken[i] as string, heap.textBytes, end, limit - end);
      putString(heap, at + i * STRING_SIZE, end, length);
      end += length;
    }
  }
}

/** The same row again and again. */
class ConstantRows implements Rows {
  constructor(
    private readonly row: Rows,
    private readonly size: number,
    readonly length: number,
  ) {}

  get textBytes(): number {
    return this.row.textBytes;
  }

  take(_from: number, most: number, room: number): number {
    this.row.take(0, 1, room);
    return most;
  }

  layOut(heap: Heap, at: number, text: number, n: number): void {
    this.row.layOut(heap, at, text, 1);
    const bytes = n * this.size;
    for (let done = this.size; done < bytes; done *= 2) {
      heap.u8.copyWithin(at + done, at, at + Math.min(done, bytes - done));
    }
  }
}

/** Values of kind 'any': every row gets a slot. */
class SlotRows implements Rows {
  readonly textBytes = 0;
  private readonly taken: unknown[] = [];

  constructor(
    private readonly slots: Slots,
    private readonly valueAt: (i: number) => unknown,
    readonly length: number,
  ) {}

  take(from: number, most: number): number {
    this.taken.length = 0;
    for (let i = 0; i < most; i += 1) this.taken.push(this.valueAt(from + i));
    return most;
  }

  layOut(heap: Heap, at: number, _text: number, n: number): void {
    for (let i = 0; i < n; i += 1) heap.u32[(at >>> 2) + i] = this.slots.add(this.taken[i]);
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
function putString(heap: Heap, at: number, data: number, length: number): void {
  const { u32 } = heap;
  const word = at >>> 2;
  u32[word] = length === 0 ? 0 : data;
  u32[word + 1] = 0;
  u32[word + 2] = length;
  u32[word + 3] = 0;
}

function stringAt(strings: readonly unknown[], i: number): string {
  const text = strings[i];
  if (typeof text !== 'string') throw misfit(`row ${i}`, STRING, text);
  return text;
}

/** What a column of `kind` is, for messages. */
function formOf(kind: number): string {
  const array = arrayOf(kind);
  if (array !== undefined) return `a ${array.name}`;
  if (kind === STRING) return 'an array of strings or { bytes, offsets }';
  return kind === VOID ? 'undefined' : 'an array';
}

function wrongColumn(role: string, kind: number, column: unknown): TypeError {
  const what = `${role} of kind ${KINDS[kind]}`;
  const name = typedArrayName(column);
  if (name === undefined) return wrongType(what, formOf(kind), column);
  return new TypeError(`${what} must be ${formOf(kind)}, not a ${name}`);
}

/** The rows of a column of numbers, of booleans as bytes, or of strings. Throws for anything else. */
export function checkedRows(role: string, kind: number, column: unknown, stored: boolean): Rows {
  const array = arrayOf(kind);
  if (array !== undefined) {
    if (typedArrayName(column) !== array.name) throw wrongColumn(role, kind, column);
    const rows = new NumberRows(column as TypedArray, SIZES[kind] as number);
    if (kind === BOOL) checkBooleans(role, bytesOf(column as Uint8Array));
    return rows;
  }
  if (kind === STRING && Array.isArray(column)) {
    for (let i = 0; i < column.length; i += 1) stringAt(column, i);
    return new StringRows(column);
  }
  if (kind === STRING && typeof column === 'object' && column !== null) {
    return checkedText(role, column as Partial<TextColumn>, stored);
  }
  throw wrongColumn(role, kind, column);
}

/**
 * The rows of a column of `length` values of `kind`, or of one value for all of them. Values of kind
 * 'any' go to `slots`.
 */
export function checkedValues(
  kind: number,
  values: unknown,
  length: number,
  slots: Slots | undefined,
): Rows {
  const rows = valueRows(kind, values, length, slots);
  if (rows.length !== length) {
    throw new RangeError(`there must be as many values as keys, ${length}, not ${rows.length}`);
  }
  return rows;
}

function valueRows(kind: number, values: unknown, length: number, slots: Slots | undefined): Rows {
  if (kind === VOID) {
    if (values !== undefined) throw misfit('values', VOID, values);
    return new NoRows(length);
  }
  if (kind === ANY) {
    const column = Array.isArray(values) ? values : undefined;
    const valueAt = (i: number) => (column === undefined ? values : column[i]);
    return new SlotRows(slots as Slots, valueAt, column === undefined ? length : column.length);
  }
  if (typeof values === 'object' && values !== null) {
    return checkedRows('values', kind, values, true);
  }
  return new ConstantRows(rowOf(kind, values), SIZES[kind] as number, length);
}

/** A single row with `value`. */
function rowOf(kind: number, value: unknown): Rows {
  if (!holds(kind, value)) throw misfit('a value', kind, value);
  const array = arrayOf(kind);
  if (array === undefined) return new StringRows([value]);
  const row = new array(1);
  row[0] = kind === BOOL ? Number(value) : (value as number);
  return new NumberRows(row, SIZES[kind] as number);
}

function checkBooleans(role: string, bytes: Uint8Array): void {
  const wrong = bytes.findIndex((byte) => byte > 1);
  if (wrong >= 0) throw outOfRange(`row ${wrong} of the ${role}`, '0 or 1', bytes[wrong]);
}

/** The rows of a column in Arrow's layout. `stored`: whether the text will be kept, and must be UTF-8. */
function checkedText(role: string, column: Partial<TextColumn>, stored: boolean): Rows {
  const { bytes, offsets } = column;
  if (typedArrayName(bytes) !== 'Uint8Array')
    throw wrongType(`bytes of ${role}`, 'a Uint8Array', bytes);
  const name = typedArrayName(offsets);
  if (name !== 'Uint32Array' && name !== 'Int32Array') {
    throw wrongType(`offsets of ${role}`, 'a Uint32Array or an Int32Array', offsets);
  }
  const text = bytesOf(bytes as Uint8Array);
  const ends = offsets as Uint32Array | Int32Array;
  if (ends.length === 0) throw outOfRange(`the number of offsets of ${role}`, 'at least 1', 0);
  for (let i = 0, before = 0; i < ends.length; i += 1) {
    const end = ends[i] as number;
    if (end < before || end > text.length) {
      throw outOfRange(
        `offset ${i} of ${role}`,
        `an integer from ${before} to ${text.length}`,
        end,
      );
    }
    before = end;
  }
  if (stored) checkText(role, text, ends);
  return new TextRows(text, ends);
}

function checkText(role: string, bytes: Uint8Array, offsets: Uint32Array | Int32Array): void {
  for (let i = 1; i < offsets.length; i += 1) {
    const from = offsets[i - 1] as number;
    const at = findInvalid(bytes, from, offsets[i] as number);
    if (at >= 0) {
      throw new RangeError(`row ${i - 1} of the ${role} is not UTF-8: see its byte ${at - from}`);
    }
  }
}
