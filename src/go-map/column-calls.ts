// The calls of a GoMap that take columns.

import { outOfRange, wrongType } from '../js/errors.js';
import { bytesOf, type TypedArray, typedArrayName, withArticle } from '../js/typed-arrays.js';
import { arrayOf, holds, isNumeric, Kind, misfit, nameOf, sizeOf } from '../kinds.js';
import { Scratch } from '../wasm/scratch.js';
import { checkUtf8 } from './check-utf8.js';
import { readColumn, rowsOf, valueRowsOf } from './rows.js';
import { eachChunk, makeRoom, type Rows, type Staging, UNDO } from './staging.js';
import type { Table } from './table.js';

/** Where in what `addAll` keeps the number of rows is that were left out. */
const LEFT_OUT = 8;

/** The rows of columns of keys and of values, or of one value for all keys. */
function pairRows(table: Table, keys: unknown, values: unknown): [keys: Rows, values: Rows] {
  const keyColumn = readColumn(table.use(), keys);
  const valueColumn = readColumn(table.value, values);
  const keyRows = rowsOf('keys', table.use(), keyColumn); // reading may have disposed of it
  const valueRows = valueRowsOf(table.value, valueColumn, keyRows.length, table.refs);
  if (table.useToWrite() === Kind.string) checkUtf8(table.memory, 'keys', keyRows);
  if (table.value === Kind.string) checkUtf8(table.memory, 'values', valueRows);
  return [keyRows, valueRows];
}

/** `GoMap.setAll`. */
export function setAll(table: Table, keys: unknown, values: unknown): void {
  const [keyRows, valueRows] = pairRows(table, keys, values);
  const { core, h, layout } = table;
  eachChunk(table, keyRows, valueRows, (staging, from, n) => {
    table.written();
    try {
      core[`setAll${layout}`](h, staging.keys, n, keyRows.length - from - n, staging.elems);
    } finally {
      freeRefs(table, staging.elems, n);
    }
  });
}

/**
 * Lets go of the values whose numbers stand in a row from address `at` on. After `setAll` these are the
 * values before and, if it threw, those of the rows that it has not come to.
 */
function freeRefs({ memory, refs }: Table, at: number, n: number): void {
  if (refs === undefined) return;
  for (let i = 0; i < n; i += 1) {
    const ref = memory.views.u32[(at >>> 2) + i] as number;
    if (ref !== 0) refs.delete(ref);
  }
}

/** What must be known of a chunk to take its rows back. */
interface Added {
  from: number;
  n: number;
  undo: Uint8Array;
}

/** `GoMap.addAll`. */
export function addAll(table: Table, keys: unknown, deltas: unknown): void {
  const kind = table.value;
  if (!isNumeric(kind)) {
    table.use();
    throw new TypeError(`addAll needs values that are numbers, not ${nameOf(kind)}`);
  }
  const [keyRows, deltaRows] = pairRows(table, keys, deltas);
  const { core, h, layout, memory } = table;
  const chunks: Added[] = [];
  let leftOut = 0;
  eachChunk(table, keyRows, deltaRows, (staging, from, n) => {
    table.written();
    const { keys, elems, words } = staging;
    const more = keyRows.length - from - n;
    const added = core[`addAll${layout}`](h, keys, n, more, elems, words);
    const { u8, u32 } = memory.views;
    const inserted = u32[words >>> 2] as number;
    chunks.push({ from, n: added, undo: u8.slice(words, words + UNDO + 4 * inserted) });
    leftOut += u32[(words + LEFT_OUT) >>> 2] as number;
    if (added === n) return;
    undoAddAll(table, staging, keyRows, deltaRows, chunks);
    throw new RangeError(
      `the sum of row ${from + added} must be one that kind ${nameOf(kind)} can hold`,
    );
  });
  if (leftOut === 0) return;
  eachChunk(table, keyRows, deltaRows, (staging, _from, n) => {
    table.written();
    core.addAllNaNF64(h, staging.keys, n, staging.elems);
  });
}

/** Takes back what was added, the last chunk first, as if the call had never been made. */
function undoAddAll(
  { core, h, layout, memory }: Table,
  staging: Staging,
  keys: Rows,
  deltas: Rows,
  chunks: Added[],
): void {
  for (const { from, n, undo } of chunks.reverse()) {
    staging.stage(from, keys, deltas);
    memory.views.u8.set(undo, staging.words);
    core[`undoAddAll${layout}`](h, staging.keys, n, staging.elems, staging.words);
  }
}

/** `GoMap.deleteAll`. */
export function deleteAll(table: Table, keys: unknown): number {
  const column = readColumn(table.use(), keys);
  const rows = rowsOf('keys', table.useToWrite(), column);
  const { core, h, layout } = table;
  let deleted = 0;
  eachChunk(table, rows, undefined, (staging, from, n) => {
    table.written();
    const more = rows.length - from - n;
    deleted += core[`deleteAll${layout}`](h, staging.keys, n, more, staging.words);
    freeRefs(table, staging.words, n);
  });
  return deleted;
}

/** `GoMap.hasAll`. */
export function hasAll(table: Table, keys: unknown, out: unknown): Uint8Array {
  const column = readColumn(table.use(), keys);
  if (out !== undefined) checkOut(out, Uint8Array);
  const given = out === undefined ? undefined : bytesOf(out as Uint8Array);
  const rows = rowsOf('keys', table.use(), column, given);
  if (given !== undefined) checkLength(given.length, rows.length);
  const result = (out ?? new Uint8Array(rows.length)) as Uint8Array;
  const bytes = bytesOf(result);
  const { core, h, layout, memory } = table;
  eachChunk(table, rows, undefined, (staging, from, n) => {
    // It leaves a byte for each row where there is room for a word.
    core[`hasAll${layout}`](h, staging.keys, n, staging.words);
    bytes.set(memory.views.u8.subarray(staging.words, staging.words + n), from);
  });
  return result;
}

/** `GoMap.getAll`. */
export function getAll(table: Table, keys: unknown, out: unknown, missing: unknown): unknown {
  const kind = table.value;
  const column = readColumn(table.use(), keys);
  const make = arrayOf(kind);
  const outLength = out === undefined ? undefined : checkOut(out, make);
  const outBytes = out === undefined || make === undefined ? undefined : bytesOf(out as TypedArray);
  const rows = rowsOf('keys', table.use(), column, outBytes);
  if (outLength !== undefined) checkLength(outLength, rows.length);
  if (missing !== undefined && !holds(kind, missing)) throw misfit('missing', kind, missing);
  if (make !== undefined) {
    const result = (out ?? new make(rows.length)) as TypedArray;
    const bytes = bytesOf(result);
    const size = sizeOf(kind);
    const { memory } = table;
    getRows(table, rows, missing, (at, from, n) => {
      bytes.set(memory.views.u8.subarray(at, at + n * size), from * size);
    });
    return result;
  }
  const values: unknown[] = [];
  getRows(table, rows, missing, (at, _from, n) => readValues(table, at, n, missing, values));
  if (out === undefined) return values;
  // Only now: an array that is given may run its owner's code when it is written.
  for (let i = 0; i < values.length; i += 1) (out as unknown[])[i] = values[i];
  return out;
}

/** Has `write` called for the elements of each chunk: their address, their first row, their number. */
function getRows(
  table: Table,
  rows: Rows,
  missing: unknown,
  write: (at: number, from: number, n: number) => void,
): void {
  const { core, h, layout, memory } = table;
  const text = new Scratch(core);
  const absent = missingRow(table, missing);
  try {
    eachChunk(table, rows, undefined, (staging, from, n) => {
      absent.take(0, 1, 0);
      makeRoom(text, absent);
      absent.layOut(memory, core.missingAddress(), text.address, 1);
      core[`getAll${layout}`](h, staging.keys, n, staging.elems);
      write(staging.elems, from, n);
    });
  } finally {
    text.giveBack();
  }
}

/** The row that the core reads for absent keys: of kind `any` the number 0, that of no value. */
function missingRow({ value, zero }: Table, missing: unknown): Rows {
  return value === Kind.any
    ? valueRowsOf(Kind.u32, 0, 1, undefined)
    : valueRowsOf(value, missing ?? zero, 1, undefined);
}

/** Appends `n` values, whose elements are in a row from address `at` on, to `out`. */
function readValues(table: Table, at: number, n: number, missing: unknown, out: unknown[]): void {
  const { memory, refs, value } = table;
  const size = sizeOf(value);
  for (let i = 0; i < n; i += 1) {
    const elem = at + i * size;
    const absent = refs !== undefined && memory.views.u32[elem >>> 2] === 0;
    out.push(absent ? missing : table.valueAt(elem));
  }
}

/** Checks that `out` is an array, typed if there is a `make`. Returns its length. */
export function checkOut(out: unknown, make: { name: string } | undefined): number {
  if (make === undefined) {
    if (!Array.isArray(out)) throw wrongType('out', 'an array', out);
    return out.length;
  }
  if (typedArrayName(out) !== make.name) throw wrongType('out', withArticle(make.name), out);
  return bytesOf(out as TypedArray).length / (make as typeof Uint8Array).BYTES_PER_ELEMENT;
}

export function checkLength(given: number, length: number): void {
  if (given !== length) throw outOfRange('the length of out', `that of keys, ${length}`, given);
}
