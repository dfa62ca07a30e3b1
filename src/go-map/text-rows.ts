// Columns of strings as bytes. Where each string starts and ends in the bytes is said by two arrays
// (views) or, where one string ends as the next one starts, by one (Arrow's layout), whose parts without
// its last and without its first element are the two. So from here on there are views only.
//
// No row is copied by itself if that can be helped: the text from the least start to the greatest end of
// a chunk goes to the heap as it is, and the core makes Go strings in it.

import { outOfRange, wrongType } from '../js/errors.js';
import { bytesOf, overlap, typedArrayName, unshared } from '../js/typed-arrays.js';
import type { Memory } from '../wasm/memory.js';
import type { Rows } from './staging.js';

/**
 * A column of strings in Arrow's layout: string `i` is the UTF-8 in `bytes` from `offsets[i]` up to
 * `offsets[i + 1]`. There is one offset more than there are strings, and the first need not be 0. In
 * columns of kind `bytes` they may be any bytes, here and in views.
 */
export interface TextColumn {
  bytes: Uint8Array;
  offsets: Uint32Array | Int32Array;
}

/**
 * A column of strings that lie anywhere in `bytes`, overlapping or not, in any order: string `i` is the
 * UTF-8 from `starts[i]` up to `ends[i]`.
 */
export interface ViewColumn {
  bytes: Uint8Array;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** What may be a column of either layout, its properties read. */
export type TextParts = { [Part in keyof (TextColumn & ViewColumn)]?: unknown };

/** The parts of `column`, each read once; where it has offsets, nothing else is asked for. */
export function readText(column: object): TextParts {
  const { bytes, offsets } = column as TextParts;
  if (offsets !== undefined) return { bytes, offsets };
  const { starts, ends } = column as TextParts;
  return { bytes, starts, ends };
}

/** The rows of a chunk that are worth their text's being copied as a whole, whatever lies between them. */
const MANY = 64;

export class TextRows implements Rows {
  readonly length: number;
  textBytes = 0;
  readonly bytes: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #ends: Uint32Array;
  #first = 0;
  /** From where to where the rows chosen lie in `bytes`. */
  #low = 0;
  #high = 0;
  /** Whether all of that goes to the heap, and not row by row. */
  #whole = true;

  /** Rows that lie in `bytes`. */
  constructor(bytes: Uint8Array, starts: Uint32Array, ends: Uint32Array) {
    this.bytes = bytes;
    this.#starts = starts;
    this.#ends = ends;
    this.length = starts.length;
  }

  take(from: number, most: number, room: number): number {
    this.#first = from;
    const n = this.#takeWhole(from, most, room);
    // A single row may go where the core's argument area is, of which the core makes no strings.
    if ((n === most && n > 1) || n >= MANY) {
      this.#whole = true;
      this.textBytes = this.#high - this.#low + 3 + n * 8; // what the core makes strings of follows
      return n;
    }
    this.#whole = false;
    return this.#takeEach(from, most, room);
  }

  /** As many rows as lie within `room` bytes: none if the first does not. */
  #takeWhole(from: number, most: number, room: number): number {
    const starts = this.#starts;
    const ends = this.#ends;
    let low = Infinity;
    let high = 0;
    let n = 0;
    for (; n < most; n += 1) {
      const start = starts[from + n] as number;
      const end = ends[from + n] as number;
      if (start === end) continue; // wherever that is
      const least = start < low ? start : low;
      const greatest = end > high ? end : high;
      if (greatest - least > room) break;
      low = least;
      high = greatest;
    }
    this.#low = high === 0 ? 0 : low;
    this.#high = high;
    return n;
  }

  /** As many rows as have no more than `room` bytes together. */
  #takeEach(from: number, most: number, room: number): number {
    this.textBytes = 0;
    let n = 0;
    for (; n < most; n += 1) {
      const more = this.textBytes + this.lengthOf(from + n);
      if (more > room && n > 0) break;
      this.textBytes = more;
    }
    return n;
  }

  layOut(memory: Memory, at: number, text: number, n: number): void {
    if (this.#whole) this.#layOutWhole(memory, at, text, n);
    else this.#layOutEach(memory, at, text, n);
  }

  #layOutWhole(memory: Memory, at: number, text: number, n: number): void {
    const low = this.#low;
    const first = this.#first;
    const { u8, u32 } = memory.views;
    u8.set(this.bytes.subarray(low, this.#high), text);
    const end = text + this.#high - low;
    const word = (end + 3) >>> 2;
    u32.set(this.#starts.subarray(first, first + n), word);
    u32.set(this.#ends.subarray(first, first + n), word + n);
    memory.core.stringsFromEnds(word * 4, n, low, text, end, at);
  }

  #layOutEach(memory: Memory, at: number, text: number, n: number): void {
    const { u8, u32 } = memory.views;
    for (let i = 0, word = at >>> 2; i < n; i += 1, word += 4) {
      const row = this.#first + i;
      const length = this.lengthOf(row);
      copy(this.bytes, this.#starts[row] as number, length, u8, text);
      u32[word] = length === 0 ? 0 : text;
      u32[word + 1] = 0;
      u32[word + 2] = length;
      u32[word + 3] = 0;
      text += length;
    }
  }

  /** Bytes of row `row`. */
  lengthOf(row: number): number {
    return (this.#ends[row] as number) - (this.#starts[row] as number);
  }

  /** The bytes of row `row`. */
  rowAt(row: number): Uint8Array {
    return this.bytes.subarray(this.#starts[row], this.#ends[row]);
  }
}

/** Up to this length a loop copies bytes faster than a call does. */
const SHORT = 24;

function copy(from: Uint8Array, start: number, length: number, to: Uint8Array, at: number): void {
  if (length > SHORT) {
    to.set(from.subarray(start, start + length), at);
    return;
  }
  for (let i = 0; i < length; i += 1) to[at + i] = from[start + i] as number;
}

/**
 * The rows of the column that `readText` has read. `out`: bytes that will be written while the rows are
 * read, which must not change them.
 */
export function textRowsOf(role: string, parts: TextParts, out?: Uint8Array): TextRows {
  if (parts.starts !== undefined || parts.ends !== undefined) return viewRows(role, parts, out);
  const { bytes, offsets } = checkedText(role, parts, out);
  const { buffer, byteOffset, length } = offsets;
  return arrowRows(bytes, new Uint32Array(buffer as ArrayBuffer, byteOffset, length));
}

/** Rows in Arrow's layout. */
export function arrowRows(bytes: Uint8Array, offsets: Uint32Array): TextRows {
  return new TextRows(bytes, offsets.subarray(0, offsets.length - 1), offsets.subarray(1));
}

function viewRows(role: string, parts: TextParts, out: Uint8Array | undefined): TextRows {
  const bytes = unshared(apart(textBytes(role, parts), out));
  const starts = viewEnds(role, 'starts', parts.starts, out);
  const ends = viewEnds(role, 'ends', parts.ends, out);
  if (ends.length !== starts.length) {
    throw new RangeError(
      `there must be as many ends as starts of ${role}, ${starts.length}, not ${ends.length}`,
    );
  }
  const limit = bytes.length;
  for (let i = 0; i < starts.length; i += 1) {
    const start = starts[i] as number;
    const end = ends[i] as number;
    if (start > end || end > limit) throw badView(role, i, start, end, limit);
  }
  return new TextRows(bytes, starts, ends);
}

function viewEnds(role: string, name: string, ends: unknown, out?: Uint8Array): Uint32Array {
  if (typedArrayName(ends) !== 'Uint32Array') {
    throw wrongType(`${name} of ${role}`, 'a Uint32Array', ends);
  }
  const { buffer, byteOffset, length } = unshared(apart(bytesOf(ends as Uint32Array), out));
  return new Uint32Array(buffer as ArrayBuffer, byteOffset, length / 4);
}

function badView(role: string, i: number, start: number, end: number, limit: number): RangeError {
  return start > limit
    ? outOfRange(`start ${i} of ${role}`, `an integer from 0 to ${limit}`, start)
    : outOfRange(`end ${i} of ${role}`, `an integer from ${start} to ${limit}`, end);
}

/** `bytes`, or a copy of them if some of them will be written. */
export function apart(bytes: Uint8Array, out: Uint8Array | undefined): Uint8Array {
  return out !== undefined && overlap(bytes, out) ? bytes.slice() : bytes;
}

function textBytes(role: string, { bytes }: TextParts): Uint8Array {
  if (typedArrayName(bytes) === 'Uint8Array') return bytesOf(bytes as Uint8Array);
  throw wrongType(`bytes of ${role}`, 'a Uint8Array', bytes);
}

/** The bytes and the offsets of what may be a column of strings, as bytes and what they are in. */
export function textParts(
  role: string,
  parts: TextParts,
): { bytes: Uint8Array; words: Uint8Array; Offsets: typeof Uint32Array | typeof Int32Array } {
  const bytes = textBytes(role, parts);
  const name = typedArrayName(parts.offsets);
  if (name !== 'Uint32Array' && name !== 'Int32Array') {
    throw wrongType(`offsets of ${role}`, 'a Uint32Array or an Int32Array', parts.offsets);
  }
  return {
    bytes,
    words: bytesOf(parts.offsets as Uint32Array),
    Offsets: name === 'Uint32Array' ? Uint32Array : Int32Array,
  };
}

/** The column in Arrow's layout, its offsets checked; `out`: as for `textRowsOf`. */
export function checkedText(role: string, column: TextParts, out?: Uint8Array): TextColumn {
  const parts = textParts(role, column);
  const bytes = unshared(apart(parts.bytes, out));
  const words = unshared(apart(parts.words, out));
  const { buffer, byteOffset, length } = words;
  const offsets = new parts.Offsets(buffer as ArrayBuffer, byteOffset, length / 4);
  if (offsets.length === 0) throw outOfRange(`the number of offsets of ${role}`, 'at least 1', 0);
  for (let i = 0, before = 0; i < offsets.length; i += 1) {
    const end = offsets[i] as number;
    if (end < before || end > bytes.length) {
      throw outOfRange(
        `offset ${i} of ${role}`,
        `an integer from ${before} to ${bytes.length}`,
        end,
      );
    }
    before = end;
  }
  return { bytes, offsets };
}

/** The error for a row whose text is wrong at its byte `at`. */
export function notUtf8(row: number, role: string, at: number): RangeError {
  return new RangeError(`row ${row} of the ${role} is not UTF-8: see its byte ${at}`);
}
