// `GoMap.columns`: all keys and all values as columns. The rows are those that an iterator of the core
// leaves in the staging buffer, chunk by chunk; a gatherer collects them in a column of their kind.

import { bytesOf, type TypedArray } from '../js/typed-arrays.js';
import { arrayOf, isText, type Kind, sizeOf } from '../kinds.js';
import { type Memory, STRING_SIZE } from '../wasm/memory.js';
import type { RefTable } from './ref-table.js';
import { MAX_STAGED, Staging } from './staging.js';
import type { Table } from './table.js';
import type { TextColumn } from './text-rows.js';

/** Strings and bytes in Arrow's layout, values of kind `any` as an array, nothing for a set. */
type Column = TypedArray | TextColumn | unknown[] | undefined;

export function columns(table: Table): { keys: Column; values: Column } {
  const kind = table.use(); // throws if it has been disposed of
  const { core, h, memory, refs } = table;
  const length = core.size(h) >>> 0;
  const keys = gatherer(memory, kind, length);
  const values = gatherer(memory, table.value, length, refs);
  eachBatch(table, length, (keysAt, elemsAt, n, it) => {
    keys.take(keysAt, n, it);
    values.take(elemsAt, n, it);
  });
  return { keys: keys.column, values: values.column };
}

/**
 * Has `take` called for all entries of a table, of which there are `length`, many at once: with the
 * addresses of keys and elements, their number, and the iterator that has left them there.
 */
export function eachBatch(
  table: Table,
  length: number,
  take: (keys: number, elems: number, n: number, it: number) => void,
): void {
  const { core, h, layout, memory } = table;
  memory.reserveStack();
  if (length === 0) return;
  const staging = new Staging(table, length);
  let it = 0;
  try {
    it = core.iterate(h);
    while (true) {
      const n = core[`columns${layout}`](it, staging.capacity, staging.keys, staging.elems);
      if (n === 0) break;
      take(staging.keys, staging.elems, n, it);
    }
  } finally {
    if (it !== 0) core.endIteration(it);
    staging.giveBack();
  }
}

/** Collects rows that iterator `it` of the core has left at address `at`. */
interface Gatherer {
  take(at: number, n: number, it: number): void;
  readonly column: Column;
}

function gatherer(memory: Memory, kind: Kind, length: number, refs?: RefTable): Gatherer {
  if (isText(kind)) return new TextGatherer(memory, length);
  if (refs !== undefined) return new RefGatherer(memory, refs);
  const make = arrayOf(kind);
  return make === undefined
    ? { take() {}, column: undefined }
    : new NumberGatherer(memory, new make(length), sizeOf(kind));
}

class NumberGatherer implements Gatherer {
  readonly column: TypedArray;
  readonly #memory: Memory;
  readonly #bytes: Uint8Array;
  readonly #size: number;
  #end = 0;

  constructor(memory: Memory, column: TypedArray, size: number) {
    this.#memory = memory;
    this.column = column;
    this.#bytes = bytesOf(column);
    this.#size = size;
  }

  take(at: number, n: number): void {
    const length = n * this.#size;
    this.#bytes.set(this.#memory.views.u8.subarray(at, at + length), this.#end);
    this.#end += length;
  }
}

class RefGatherer implements Gatherer {
  readonly column: unknown[] = [];
  readonly #memory: Memory;
  readonly #refs: RefTable;

  constructor(memory: Memory, refs: RefTable) {
    this.#memory = memory;
    this.#refs = refs;
  }

  take(at: number, n: number): void {
    const { u32 } = this.#memory.views;
    for (let i = 0; i < n; i += 1) this.column.push(this.#refs.get(u32[(at >>> 2) + i] as number));
  }
}

/** Strings that are copied at once. */
const RUN = 64;

class TextGatherer implements Gatherer {
  readonly #memory: Memory;
  readonly #offsets: Uint32Array;
  #bytes = new Uint8Array(MAX_STAGED);
  #rows = 0;
  #end = 0;

  constructor(memory: Memory, length: number) {
    this.#memory = memory;
    this.#offsets = new Uint32Array(length + 1);
  }

  get column(): TextColumn {
    return { bytes: this.#bytes.slice(0, this.#end), offsets: this.#offsets };
  }

  take(at: number, n: number, it: number): void {
    const memory = this.#memory;
    const offsets = this.#offsets;
    const { u32 } = memory.views;
    for (let i = 0; i < n; i += RUN) {
      const run = at + i * STRING_SIZE;
      const count = Math.min(RUN, n - i);
      const joined = memory.join(it, run, count);
      if (joined >= 0) this.#append(memory.joined, joined);
      for (let word = run >>> 2; word < (run >>> 2) + count * 4; word += 4) {
        const length = u32[word + 2] as number;
        if (joined < 0) this.#append(u32[word] as number, length);
        this.#rows += 1;
        offsets[this.#rows] = (offsets[this.#rows - 1] as number) + length;
      }
    }
  }

  /** Takes `length` bytes of the heap. */
  #append(at: number, length: number): void {
    if (this.#end + length > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#end + length));
      larger.set(this.#bytes.subarray(0, this.#end));
      this.#bytes = larger;
    }
    this.#bytes.set(this.#memory.views.u8.subarray(at, at + length), this.#end);
    this.#end += length;
  }
}
