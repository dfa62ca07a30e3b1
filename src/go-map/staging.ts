// The staging buffer of a call that takes or gives columns. Rows go to and from the core in chunks,
// through memory of the heap that the call borrows, so a column of any length needs no copy of itself
// there.

import { sizeOf } from '../kinds.js';
import type { Memory } from '../wasm/memory.js';
import { Scratch } from '../wasm/scratch.js';
import type { Table } from './table.js';

/** Bytes that a call borrows for rows, and for the text of each column of strings, at most. */
export const MAX_STAGED = 65536;
/** Bytes of what `addAll` keeps beside a word for each row: `Undo` in assembly/columns. */
export const UNDO = 12;
/** The fewest rows of a chunk, unless there are no more: as many as the core hands out at once. */
const FEWEST = 128;

/** The rows of a checked column, laid out in the heap chunk by chunk. */
export interface Rows {
  /** The number of rows. */
  readonly length: number;
  /**
   * Chooses the rows of a chunk, from `from` on: `most` at most, and no more than need `room` bytes of
   * text, but at least one. Returns how many.
   */
  take(from: number, most: number, room: number): number;
  /** Bytes of text that the rows chosen need at most. */
  readonly textBytes: number;
  /** Lays out the first `n` rows chosen at address `at`, and their text at address `text`. */
  layOut(memory: Memory, at: number, text: number, n: number): void;
}

/** Room for keys, elements, and a word for each row. */
export class Staging {
  /** Rows that there is room for. */
  readonly capacity: number;
  /** Addresses. */
  readonly keys: number;
  readonly elems: number;
  readonly words: number;
  readonly #table: Table;
  readonly #rows: Scratch;
  readonly #keyText: Scratch;
  readonly #elemText: Scratch;

  /** For the rows of `table`, of which there are `length`. */
  constructor(table: Table, length: number) {
    this.#table = table;
    this.#rows = new Scratch(table.core);
    this.#keyText = new Scratch(table.core);
    this.#elemText = new Scratch(table.core);
    const keySize = sizeOf(table.use());
    const elemSize = sizeOf(table.value);
    const perRow = keySize + elemSize + 4;
    // Eight more for each of the two places that must begin at a multiple of eight.
    const more = 16 + UNDO;
    const most = Math.max(FEWEST, Math.min(length, Math.floor(MAX_STAGED / perRow)));
    this.#rows.borrow(most * perRow + more, FEWEST * perRow + more);
    this.capacity = Math.floor((this.#rows.size - more) / perRow);
    this.keys = this.#rows.address;
    this.elems = ((this.keys + this.capacity * keySize + 7) & ~7) >>> 0;
    this.words = ((this.elems + this.capacity * elemSize + 7) & ~7) >>> 0;
  }

  /**
   * Lays out rows from `from` on, of keys and perhaps of elements, as many as there is room for.
   * Returns how many.
   */
  stage(from: number, keys: Rows, elems?: Rows): number {
    const { memory } = this.#table;
    let n = Math.min(this.capacity, keys.length - from);
    n = keys.take(from, n, MAX_STAGED);
    if (elems !== undefined) n = elems.take(from, n, MAX_STAGED);
    makeRoom(this.#keyText, keys);
    if (elems !== undefined) makeRoom(this.#elemText, elems);
    keys.layOut(memory, this.keys, this.#keyText.address, n);
    elems?.layOut(memory, this.elems, this.#elemText.address, n);
    return n;
  }

  giveBack(): void {
    this.#rows.giveBack();
    this.#keyText.giveBack();
    this.#elemText.giveBack();
  }
}

/** Has room for the text of the rows chosen. */
export function makeRoom(text: Scratch, rows: Rows): void {
  const need = rows.textBytes;
  if (need > text.size) text.borrow(Math.max(need, MAX_STAGED), need);
}

/** Calls `chunk` for one chunk of rows after the other, with its first row and the number of rows. */
export function eachChunk(
  table: Table,
  keys: Rows,
  elems: Rows | undefined,
  chunk: (staging: Staging, from: number, n: number) => void,
): void {
  if (keys.length === 0) return;
  table.memory.reserveStack();
  const staging = new Staging(table, keys.length);
  try {
    for (let from = 0; from < keys.length; ) {
      const n = staging.stage(from, keys, elems);
      chunk(staging, from, n);
      from += n;
    }
  } finally {
    staging.giveBack();
  }
}
