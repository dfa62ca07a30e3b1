// Snapshots: the entries of a map as bytes, in the format of docs/snapshot-format.md. A snapshot holds
// rows, not a table: it has no addresses and no seed, and whatever its bytes are, the map that is
// built from them is one that `set` could have built.

import { wrongType } from '../js/errors.js';
import type { Bytes } from '../js/lib-types.js';
import { bytesOf, type TypedArray, typedArrayName, unshared } from '../js/typed-arrays.js';
import { isKeyKind, isText, Kind, nameOf, sizeOf } from '../kinds.js';
import type { Memory } from '../wasm/memory.js';
import { Scratch } from '../wasm/scratch.js';
import { columns } from './columns.js';
import { NoRows, NumberRows } from './rows.js';
import { eachChunk, MAX_STAGED, type Rows } from './staging.js';
import type { Table } from './table.js';
import type { TextColumn } from './text-rows.js';

/** Not the beginning of any text, and broken by transfers that take it for one. */
const MAGIC = [0x89, 0x74, 0x6f, 0x70, 0x68, 0x61, 0x73, 0x68]; // tophash
const VERSION = 1;

/** The code of a kind in the format. There is no code 0, and none for `any`, which has no snapshot. */
function codeOf(kind: Kind): number {
  return kind + 1;
}

// Offsets in the header.
const VERSION_AT = 8;
const KEY_AT = 9;
const VALUE_AT = 10;
const KEY_WIDTH_AT = 11;
const VALUE_WIDTH_AT = 12;
const COUNT_AT = 16;
const KEY_TEXT_AT = 24;
const VALUE_TEXT_AT = 32;
const HEADER = 40;
const CHECKSUM = 8;

/** Bytes for a length of `longest` at most. */
function widthFor(longest: number): number {
  return longest < 2 ** 8 ? 1 : longest < 2 ** 16 ? 2 : 4;
}

function lengthsOf(width: number, bytes: Uint8Array): Uint8Array | Uint16Array | Uint32Array {
  if (width === 1) return bytes;
  const Lengths = width === 2 ? Uint16Array : Uint32Array;
  return new Lengths(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / width);
}

function padded(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}

/** What is to be written for a column: how wide a row is, and the text of strings and bytes. */
interface Section {
  width: number;
  text: Uint8Array;
  /** Writes the rows to `to`. */
  write(to: Uint8Array): void;
}

function sectionOf(kind: Kind, column: unknown): Section {
  const text = new Uint8Array(0);
  if (kind === Kind.void) return { width: 0, text, write() {} };
  if (isText(kind)) return textSection(column as TextColumn);
  const rows = bytesOf(column as TypedArray);
  return { width: sizeOf(kind), text, write: (to) => to.set(rows) };
}

function textSection({ bytes, offsets }: TextColumn): Section {
  const lengthAt = (i: number) => (offsets[i + 1] as number) - (offsets[i] as number);
  let longest = 0;
  for (let i = 0; i < offsets.length - 1; i += 1) longest = Math.max(longest, lengthAt(i));
  const width = widthFor(longest);
  return {
    width,
    text: bytes,
    write(to) {
      const lengths = lengthsOf(width, to);
      for (let i = 0; i < lengths.length; i += 1) lengths[i] = lengthAt(i);
    },
  };
}

/** Where the sections lie in a snapshot. */
class Layout {
  readonly keys = HEADER;
  readonly keyText: number;
  readonly values: number;
  readonly valueText: number;
  readonly end: number;

  constructor(
    readonly count: number,
    readonly keyWidth: number,
    readonly keyTextBytes: number,
    readonly valueWidth: number,
    readonly valueTextBytes: number,
  ) {
    this.keyText = this.keys + padded(count * keyWidth);
    this.values = this.keyText + padded(keyTextBytes);
    this.valueText = this.values + padded(count * valueWidth);
    this.end = this.valueText + padded(valueTextBytes);
  }
}

/** `GoMap.snapshot`. */
export function snapshot(table: Table): Bytes {
  const key = table.use();
  const { value } = table;
  if (value === Kind.any) {
    throw new TypeError(
      "values of kind 'any' stay on the JavaScript side and have no snapshot: encode them as strings, or keep them beside a map to their numbers",
    );
  }
  const made = columns(table);
  const count = table.core.size(table.h) >>> 0;
  const keys = sectionOf(key, made.keys);
  const values = sectionOf(value, made.values);
  const at = new Layout(count, keys.width, keys.text.length, values.width, values.text.length);
  const bytes = new Uint8Array(at.end + CHECKSUM);
  bytes.set(MAGIC);
  bytes[VERSION_AT] = VERSION;
  bytes[KEY_AT] = codeOf(key);
  bytes[VALUE_AT] = codeOf(value);
  bytes[KEY_WIDTH_AT] = keys.width;
  bytes[VALUE_WIDTH_AT] = values.width;
  const view = new DataView(bytes.buffer);
  view.setBigUint64(COUNT_AT, BigInt(count), true);
  view.setBigUint64(KEY_TEXT_AT, BigInt(keys.text.length), true);
  view.setBigUint64(VALUE_TEXT_AT, BigInt(values.text.length), true);
  keys.write(bytes.subarray(at.keys, at.keys + count * keys.width));
  bytes.set(keys.text, at.keyText);
  values.write(bytes.subarray(at.values, at.values + count * values.width));
  bytes.set(values.text, at.valueText);
  view.setBigUint64(at.end, checksum(table.memory, bytes.subarray(0, at.end)), true);
  return bytes;
}

/** The checksum of `bytes`, whose number is a multiple of 8. */
function checksum(memory: Memory, bytes: Uint8Array): bigint {
  const { core } = memory;
  const scratch = new Scratch(core);
  try {
    scratch.borrow(Math.min(MAX_STAGED, padded(bytes.length)), 32);
    const step = Math.floor(scratch.size / 32) * 32;
    core.beginChecksum();
    for (let from = 0; from < bytes.length; from += step) {
      const part = bytes.subarray(from, from + step);
      memory.views.u8.set(part, scratch.address);
      core.addToChecksum(scratch.address, part.length);
    }
    return memory.views.u64[core.endChecksum() >>> 3] as bigint;
  } finally {
    scratch.giveBack();
  }
}

function bad(why: string): RangeError {
  return new RangeError(`the snapshot ${why}`);
}

/** `GoMap.restore`. `make` makes an empty table in `memory`, with room for as many entries as it is told. */
export function restore(
  given: unknown,
  memory: Memory,
  make: (key: Kind, value: Kind, entries: number) => Table,
): Table {
  if (typedArrayName(given) !== 'Uint8Array') {
    throw wrongType('the snapshot', 'a Uint8Array', given);
  }
  const bytes = unshared(bytesOf(given as Uint8Array));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  checkBeginning(bytes);
  const key = kindAt(bytes, KEY_AT, 'key', isKeyKind);
  const value = kindAt(bytes, VALUE_AT, 'value', (kind) => kind !== Kind.any);
  const at = readLayout(view, key, value);
  if (checksum(memory, bytes.subarray(0, at.end)) !== view.getBigUint64(at.end, true)) {
    throw bad('is damaged: its checksum is another');
  }
  if (value === Kind.bool) checkBooleans(bytes.subarray(at.values, at.values + at.count));
  memory.reserveStack();
  const table = make(key, value, at.count);
  try {
    insertRows(table, bytes, at);
    return table;
  } catch (error) {
    table.dispose();
    throw error;
  }
}

function checkBeginning(bytes: Uint8Array): void {
  if (bytes.length < VERSION_AT + 1 || MAGIC.some((byte, i) => bytes[i] !== byte)) {
    throw bad('does not begin as snapshots of GoMap do');
  }
  const version = bytes[VERSION_AT] as number;
  if (version !== VERSION) {
    throw bad(`has version ${version} of the format; this library reads version ${VERSION}`);
  }
  if (bytes.length < HEADER + CHECKSUM) throw bad(`has only ${bytes.length} bytes: it was cut off`);
}

function kindAt(
  bytes: Uint8Array,
  offset: number,
  role: string,
  fits: (kind: Kind) => boolean,
): Kind {
  const code = bytes[offset] as number;
  const kind = code - 1;
  if (Kind[kind] === undefined || !fits(kind)) throw bad(`has an unknown ${role} kind, ${code}`);
  return kind;
}

/** The layout that the header tells, which fits the kinds and the bytes that there are. */
function readLayout(view: DataView, key: Kind, value: Kind): Layout {
  const numbers = [COUNT_AT, KEY_TEXT_AT, VALUE_TEXT_AT].map((offset) => {
    const n = view.getBigUint64(offset, true);
    if (n > BigInt(view.byteLength)) throw bad(`has no room for the ${n} of its header`);
    return Number(n);
  });
  const [count, keyText, valueText] = numbers as [number, number, number];
  const keyWidth = widthAt(view, KEY_WIDTH_AT, key, keyText);
  const valueWidth = widthAt(view, VALUE_WIDTH_AT, value, valueText);
  const at = new Layout(count, keyWidth, keyText, valueWidth, valueText);
  const length = at.end + CHECKSUM;
  if (length !== view.byteLength) {
    throw bad(`should have ${length} bytes by its header, but has ${view.byteLength}`);
  }
  return at;
}

function widthAt(view: DataView, offset: number, kind: Kind, textBytes: number): number {
  const width = view.getUint8(offset);
  const fits = isText(kind)
    ? width === 1 || width === 2 || width === 4
    : width === sizeOf(kind) && textBytes === 0;
  if (!fits) throw bad(`has rows of ${width} bytes and ${textBytes} of text for ${nameOf(kind)}`);
  return width;
}

function checkBooleans(bytes: Uint8Array): void {
  for (let i = 0; i < bytes.length; i += 1) {
    if ((bytes[i] as number) > 1) throw bad(`has a boolean of ${bytes[i]} in row ${i}`);
  }
}

function insertRows(table: Table, bytes: Uint8Array, at: Layout): void {
  const { core, h, layout } = table;
  const keys = rowsOf('key', table.use(), bytes, at.count, at.keyWidth, at.keys, at.keyTextBytes);
  const values = rowsOf(
    'value',
    table.value,
    bytes,
    at.count,
    at.valueWidth,
    at.values,
    at.valueTextBytes,
  );
  eachChunk(table, keys, values, (staging, from, n) => {
    const added = core[`insertUnique${layout}`](h, staging.keys, n, staging.elems);
    if (added < n) throw bad(`has the key of row ${from + added} twice`);
  });
}

/** The rows of a section that begins at `at`. */
function rowsOf(
  role: string,
  kind: Kind,
  bytes: Uint8Array,
  count: number,
  width: number,
  at: number,
  textBytes: number,
): Rows {
  if (kind === Kind.void) return new NoRows(count);
  const rows = bytes.subarray(at, at + count * width);
  if (!isText(kind)) return new NumberRows(rows, width);
  const text = at + padded(count * width);
  return new LengthRows(role, kind, rows, width, bytes.subarray(text, text + textBytes));
}

/** Strings or bytes, as their lengths and all their bytes, taken out from the first to the last. */
class LengthRows implements Rows {
  readonly length: number;
  textBytes = 0;
  readonly #role: string;
  readonly #kind: Kind;
  readonly #rows: Uint8Array;
  readonly #width: number;
  readonly #text: Uint8Array;
  readonly #lengths: Uint8Array | Uint16Array | Uint32Array;
  /** The first row taken out, and how many are. */
  #from = 0;
  #taken = 0;
  /** Where the text of the first begins, and that of the last ends. */
  #begin = 0;
  #end = 0;

  constructor(role: string, kind: Kind, rows: Uint8Array, width: number, text: Uint8Array) {
    this.#role = role;
    this.#kind = kind;
    this.#rows = rows;
    this.#width = width;
    this.#text = text;
    // Lengths of more than a byte are looked at as such, which they must be aligned for.
    const aligned = rows.byteOffset % width === 0 ? rows : new Uint8Array(rows);
    this.#lengths = lengthsOf(width, aligned);
    this.length = this.#lengths.length;
    let sum = 0;
    for (let i = 0; i < this.length; i += 1) sum += this.#lengths[i] as number;
    if (sum !== text.length) {
      throw bad(`has ${text.length} bytes of text for ${role}s of ${sum} bytes`);
    }
  }

  take(from: number, most: number, room: number): number {
    this.#from = from;
    this.#begin = this.#end;
    this.#measure(most, room);
    // The lengths come behind the text, at a multiple of 8.
    this.textBytes = padded(this.#end - this.#begin) + this.#taken * this.#width;
    return this.#taken;
  }

  /** Finds how many rows, `most` at most and at least one, have text of no more than `room` bytes. */
  #measure(most: number, room: number): void {
    let bytes = 0;
    let n = 0;
    for (; n < most; n += 1) {
      const length = this.#lengths[this.#from + n] as number;
      if (bytes + length > room && n > 0) break;
      bytes += length;
    }
    this.#taken = n;
    this.#end = this.#begin + bytes;
  }

  layOut(memory: Memory, at: number, text: number, n: number): void {
    // The other column may have had room for fewer.
    if (n < this.#taken) this.#measure(n, Infinity);
    const width = this.#width;
    const from = this.#from;
    const textEnd = text + (this.#end - this.#begin);
    const lengths = text + padded(this.#end - this.#begin);
    memory.views.u8.set(this.#text.subarray(this.#begin, this.#end), text);
    memory.views.u8.set(this.#rows.subarray(from * width, (from + n) * width), lengths);
    const wtf8 = Number(this.#kind === Kind.string);
    const made = memory.core.stringsFromLengths(lengths, width, n, text, textEnd, at, wtf8);
    if (made < n)
      throw bad(`has bytes that are no text in the ${this.#role} of row ${from + made}`);
  }
}
