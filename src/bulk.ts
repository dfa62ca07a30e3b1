// The calls of a GoMap that take or give columns. Rows go to and from the core in chunks, through
// memory of the heap that a call borrows, so that a column of any length needs no copy of itself
// there.

import { checkedRows, checkedValues, type Rows, type TextColumn } from './columns.js';
import { outOfRange, wrongType } from './errors.js';
import type { GoMap } from './go-map.js';
import type { Heap } from './heap.js';
import { ANY, BOOL, holds, KINDS, misfit, SIZES, STRING, U32 } from './kinds.js';
import type { Slots } from './slots.js';
import {
  arrayOf,
  bytesOf,
  copyOf,
  overlap,
  type TypedArray,
  typedArrayName,
} from './typed-arrays.js';

// biome-ignore lint/suspicious/noExplicitAny: columns are checked when they are used.
export type AnyMap = GoMap<any, any>;

/** Bytes that a call borrows for rows, and for the text of each column of strings, at most. */
export const AREA = 65536;
/** Bytes of what `addAll` keeps beside a word for each row: assembly/column.ts, Undo. */
const UNDO = 12;
/** Where in it the number of rows is that were left out. */
const LEFT_OUT = 8;
/** The fewest rows of a chunk, unless there are no more: as many as the core hands out at once. */
const FEWEST = 64;

/** How the keys of each kind are laid out: the ending of the core's functions for them. */
const LAYOUTS = ['32', '32', '64', '64', 'F64', 'String'] as const;

/** The layout of the keys of `map`. Throws if the map was disposed of. */
export function layoutOf(map: AnyMap): (typeof LAYOUTS)[number] {
  return LAYOUTS[map._use()] as (typeof LAYOUTS)[number];
}

/** Borrowed memory of a heap. */
export class Area {
  address = 0;
  size = 0;

  constructor(private readonly heap: Heap) {}

  /** Has `bytes` bytes, or where there is no memory for them, fewer, but not less than `least`. */
  borrow(bytes: number, least: number): void {
    this.giveBack();
    for (let size = bytes; ; size = Math.max(least, size >>> 1)) {
      try {
        this.address = this.heap.core.allocateScratch(size) >>> 0;
        this.size = size;
        return;
      } catch (error) {
        if (size === least) throw error;
      }
    }
  }

  giveBack(): void {
    if (this.size > 0) this.heap.core.freeScratch(this.address, this.size);
    this.size = 0;
  }
}

/** The memory through which the rows of a call pass: keys, elements, and a word for each row. */
class Passage {
  /** Rows that there is room for. */
  capacity = 0;
  keys = 0;
  elems = 0;
  words = 0;
  readonly keyText: Area;
  readonly elemText: Area;
  private readonly rows: Area;

  constructor(
    private readonly map: AnyMap,
    length: number,
  ) {
    const heap = map._heap;
    this.rows = new Area(heap);
    this.keyText = new Area(heap);
    this.elemText = new Area(heap);
    const keySize = SIZES[map._key] as number;
    const elemSize = SIZES[map._value] as number;
    const perRow = keySize + elemSize + 4;
    // Eight more for each of the two places that must begin at a multiple of eight.
    const more = 16 + UNDO;
    const most = Math.max(FEWEST, Math.min(length, Math.floor(AREA / perRow)));
    this.rows.borrow(most * perRow + more, FEWEST * perRow + more);
    this.capacity = Math.floor((this.rows.size - more) / perRow);
    this.keys = this.rows.address;
    this.elems = (this.keys + this.capacity * keySize + 7) & ~7;
    this.elems >>>= 0;
    this.words = ((this.elems + this.capacity * elemSize + 7) & ~7) >>> 0;
  }

  /**
   * Lays out rows from `from` on, of keys and perhaps of elements, as many as there is room for.
   * Returns how many.
   */
  fill(from: number, keys: Rows, elems?: Rows): number {
    const heap = this.map._heap;
    let n = Math.min(this.capacity, keys.length - from);
    n = keys.take(from, n, AREA);
    if (elems !== undefined) n = elems.take(from, n, AREA);
    makeRoom(this.keyText, keys);
    if (elems !== undefined) makeRoom(this.elemText, elems);
    // Taking rows out may have run code that disposed of the map.
    this.map._use();
    keys.layOut(heap, this.keys, this.keyText.address, n);
    elems?.layOut(heap, this.elems, this.elemText.address, n);
    return n;
  }

  giveBack(): void {
    this.rows.giveBack();
    this.keyText.giveBack();
    this.elemText.giveBack();
  }
}

function makeRoom(area: Area, rows: Rows): void {
  const need = rows.textBytes;
  if (need > area.size) area.borrow(Math.max(need, AREA), need);
}

/** Calls `chunk` for one chunk of rows after the other, with its first row and the number of rows. */
export function eachChunk(
  map: AnyMap,
  keys: Rows,
  elems: Rows | undefined,
  chunk: (passage: Passage, from: number, n: number) => void,
): void {
  if (keys.length === 0) return;
  const passage = new Passage(map, keys.length);
  try {
    for (let from = 0; from < keys.length; ) {
      const n = passage.fill(from, keys, elems);
      chunk(passage, from, n);
      from += n;
    }
  } finally {
    passage.giveBack();
  }
}

/** `GoMap.setAll`. */
export function setAll(map: AnyMap, keys: unknown, values: unknown): void {
  const layout = layoutOf(map);
  const keyRows = checkedRows('keys', map._key, keys, true);
  const slots = map._slots;
  const valueRows = checkedValues(map._value, values, keyRows.length, slots);
  eachChunk(map, keyRows, valueRows, (passage, from, n) => {
    map._version = (map._version + 1) | 0;
    try {
      const { keys, elems } = passage;
      map._core[`setAll${layout}`](map._h, keys, n, keyRows.length - from - n, elems);
    } finally {
      if (slots !== undefined) freeSwapped(map, slots, passage, n);
    }
  });
}

/**
 * Lets go of the slots that `setAll` has left in place of the new ones: those of the values before,
 * and, if it threw, those of the rows that it has not come to.
 */
function freeSwapped(map: AnyMap, slots: Slots, passage: Passage, n: number): void {
  const { u32 } = map._heap;
  for (let i = 0; i < n; i += 1) {
    const slot = u32[(passage.elems >>> 2) + i] as number;
    if (slot !== 0) slots.delete(slot);
  }
}

/** What must be known of a chunk to take its rows back. */
interface Added {
  from: number;
  n: number;
  undo: Uint8Array;
}

/** `GoMap.addAll`. */
export function addAll(map: AnyMap, keys: unknown, deltas: unknown): void {
  const layout = layoutOf(map);
  // Read once: an array that runs code could give other keys when rows are taken back.
  const ownKeys = Array.isArray(keys) ? readOnce(keys) : keys;
  const keyRows = checkedRows('keys', map._key, ownKeys, true);
  if (arrayOf(map._value) === undefined || map._value === BOOL) {
    throw new TypeError(`addAll needs values that are numbers, not ${KINDS[map._value]}`);
  }
  const deltaRows = checkedValues(map._value, deltas, keyRows.length, undefined);
  const chunks: Added[] = [];
  let leftOut = 0;
  eachChunk(map, keyRows, deltaRows, (passage, from, n) => {
    map._version = (map._version + 1) | 0;
    const { keys, elems, words } = passage;
    const more = keyRows.length - from - n;
    const added = map._core[`addAll${layout}`](map._h, keys, n, more, elems, words);
    const { u8, u32 } = map._heap;
    const inserted = u32[words >>> 2] as number;
    chunks.push({ from, n: added, undo: u8.slice(words, words + UNDO + 4 * inserted) });
    leftOut += u32[(words + LEFT_OUT) >>> 2] as number;
    if (added === n) return;
    undoAddAll(map, passage, keyRows, deltaRows, chunks);
    throw new RangeError(
      `the sum of row ${from + added} must be one that kind ${KINDS[map._value]} can hold`,
    );
  });
  if (leftOut === 0) return;
  eachChunk(map, keyRows, deltaRows, (passage, _from, n) => {
    map._version = (map._version + 1) | 0;
    map._core.addAllNaNF64(map._h, passage.keys, n, passage.elems);
  });
}

/** An ordinary array with the elements of `array`, whose iterator is not asked. */
function readOnce(array: readonly unknown[]): unknown[] {
  const elements: unknown[] = [];
  for (let i = 0; i < array.length; i += 1) elements.push(array[i]);
  return elements;
}

/** Takes back what was added, the last chunk first, as if the call had never been made. */
function undoAddAll(
  map: AnyMap,
  passage: Passage,
  keys: Rows,
  deltas: Rows,
  chunks: Added[],
): void {
  const layout = layoutOf(map);
  const { _core: core, _h: h, _heap: heap } = map;
  for (const { from, n, undo } of chunks.reverse()) {
    passage.fill(from, keys, deltas);
    heap.u8.set(undo, passage.words);
    core[`undoAddAll${layout}`](h, passage.keys, n, passage.elems, passage.words);
  }
}

/** `GoMap.deleteAll`. */
export function deleteAll(map: AnyMap, keys: unknown): number {
  const layout = layoutOf(map);
  const rows = checkedRows('keys', map._key, keys, false);
  let deleted = 0;
  eachChunk(map, rows, undefined, (passage, from, n) => {
    map._version = (map._version + 1) | 0;
    const more = rows.length - from - n;
    deleted += map._core[`deleteAll${layout}`](map._h, passage.keys, n, more, passage.words);
    if (map._slots === undefined) return;
    const { u32 } = map._heap;
    for (let i = 0; i < n; i += 1) {
      const slot = u32[(passage.words >>> 2) + i] as number;
      if (slot !== 0) map._slots.delete(slot);
    }
  });
  return deleted;
}

/** `GoMap.hasAll`. */
export function hasAll(map: AnyMap, keys: unknown, out: unknown): Uint8Array {
  const layout = layoutOf(map);
  const rows = checkedRows('keys', map._key, apart(keys, out), false);
  if (out !== undefined) checkOut(out, Uint8Array, rows.length);
  const result = (out ?? new Uint8Array(rows.length)) as Uint8Array;
  const bytes = bytesOf(result);
  eachChunk(map, rows, undefined, (passage, from, n) => {
    // It leaves a byte for each row where there is room for a word.
    map._core[`hasAll${layout}`](map._h, passage.keys, n, passage.words);
    bytes.set(map._heap.u8.subarray(passage.words, passage.words + n), from);
  });
  return result;
}

/** `GoMap.getAll`. */
export function getAll(map: AnyMap, keys: unknown, out: unknown, missing: unknown): unknown {
  const layout = layoutOf(map);
  const rows = checkedRows('keys', map._key, apart(keys, out), false);
  const kind = map._value;
  if (missing !== undefined && !holds(kind, missing)) throw misfit('missing', kind, missing);
  const make = arrayOf(kind);
  const result = out ?? (make === undefined ? [] : new make(rows.length));
  if (out !== undefined) checkOut(out, make, rows.length);
  const write =
    make === undefined
      ? arrayWriter(map, result as unknown[], missing)
      : numberWriter(map, result as TypedArray);
  const missingText = new Area(map._heap);
  const absent = missingRow(kind, missing ?? map._zero());
  try {
    eachChunk(map, rows, undefined, (passage, from, n) => {
      absent.take(0, 1, 0);
      makeRoom(missingText, absent);
      absent.layOut(map._heap, map._core.missingAddress(), missingText.address, 1);
      map._core[`getAll${layout}`](map._h, passage.keys, n, passage.elems);
      write(passage.elems, from, n);
    });
  } finally {
    missingText.giveBack();
  }
  return result;
}

/** The row that the core reads for absent keys. */
function missingRow(kind: number, missing: unknown): Rows {
  return checkedValues(kind === ANY ? U32 : kind, kind === ANY ? 0 : missing, 1, undefined);
}

/** The keys, or a copy of them if `out` shares their memory: it is written while they are read. */
function apart(keys: unknown, out: unknown): unknown {
  const name = typedArrayName(keys);
  if (name === undefined || typedArrayName(out) === undefined) return keys;
  return overlap(bytesOf(keys as TypedArray), bytesOf(out as TypedArray))
    ? copyOf(keys as TypedArray)
    : keys;
}

/** Writes `n` elements at address `at` to a result, from row `from` on. */
type Writer = (at: number, from: number, n: number) => void;

function numberWriter(map: AnyMap, result: TypedArray): Writer {
  const bytes = bytesOf(result);
  const size = SIZES[map._value] as number;
  return (at, from, n) => bytes.set(map._heap.u8.subarray(at, at + n * size), from * size);
}

/** For values that are not numbers. The slot 0 is that of no value. */
function arrayWriter(map: AnyMap, result: unknown[], missing: unknown): Writer {
  const size = SIZES[map._value] as number;
  return (at, from, n) => {
    for (let i = 0; i < n; i += 1) {
      const elem = at + i * size;
      const absent = map._value === ANY && map._heap.u32[elem >>> 2] === 0;
      result[from + i] = absent ? missing : map._valueAt(elem);
    }
  };
}

function checkOut(out: unknown, make: { name: string } | undefined, length: number): void {
  const fits = make === undefined ? Array.isArray(out) : typedArrayName(out) === make.name;
  if (!fits) throw wrongType('out', make === undefined ? 'an array' : `a ${make.name}`, out);
  const given = (out as ArrayLike<unknown>).length;
  if (given !== length) throw outOfRange('the length of out', `that of keys, ${length}`, given);
}

/** A column that was made: strings in Arrow's layout, values of kind 'any' as an array. */
type Column = TypedArray | TextColumn | unknown[] | undefined;

/** `GoMap.columns`. */
export function columns(map: AnyMap): { keys: Column; values: Column } {
  const length = map.size; // throws if the map was disposed of
  const keys = gatherer(map._heap, map._key, length);
  const values = gatherer(map._heap, map._value, length, map._slots);
  if (length > 0) gather(map, length, keys, values);
  return { keys: keys.column, values: values.column };
}

function gather(map: AnyMap, length: number, keys: Gatherer, values: Gatherer): void {
  const layout = layoutOf(map);
  const { _core: core } = map;
  const passage = new Passage(map, length);
  let it = 0;
  try {
    it = core.iterate(map._h);
    while (true) {
      const n = core[`columns${layout}`](it, passage.capacity, passage.keys, passage.elems);
      if (n === 0) break;
      keys.take(passage.keys, n, it);
      values.take(passage.elems, n, it);
    }
  } finally {
    if (it !== 0) core.endIteration(it);
    passage.giveBack();
  }
}

/** Collects the rows that iterator `it` of the core leaves in the heap, in a column of their kind. */
interface Gatherer {
  take(at: number, n: number, it: number): void;
  readonly column: Column;
}

function gatherer(heap: Heap, kind: number, length: number, slots?: Slots): Gatherer {
  if (kind === STRING) return new TextGatherer(heap, length);
  if (kind === ANY) return new SlotGatherer(heap, slots as Slots);
  const make = arrayOf(kind);
  return make === undefined
    ? { take() {}, column: undefined }
    : new NumberGatherer(heap, new make(length), SIZES[kind] as number);
}

class NumberGatherer implements Gatherer {
  private readonly bytes: Uint8Array;
  private end = 0;

  constructor(
    private readonly heap: Heap,
    readonly column: TypedArray,
    private readonly size: number,
  ) {
    this.bytes = bytesOf(column);
  }

  take(at: number, n: number): void {
    this.bytes.set(this.heap.u8.subarray(at, at + n * this.size), this.end);
    this.end += n * this.size;
  }
}

class SlotGatherer implements Gatherer {
  readonly column: unknown[] = [];

  constructor(
    private readonly heap: Heap,
    private readonly slots: Slots,
  ) {}

  take(at: number, n: number): void {
    const { u32 } = this.heap;
    for (let i = 0; i < n; i += 1) this.column.push(this.slots.get(u32[(at >>> 2) + i] as number));
  }
}

/** Strings that are copied at once. */
const RUN = 64;

class TextGatherer implements Gatherer {
  private bytes = new Uint8Array(AREA);
  private readonly offsets: Uint32Array;
  private rows = 0;
  private end = 0;

  constructor(
    private readonly heap: Heap,
    length: number,
  ) {
    this.offsets = new Uint32Array(length + 1);
  }

  get column(): TextColumn {
    return { bytes: this.bytes.slice(0, this.end), offsets: this.offsets };
  }

  take(at: number, n: number, it: number): void {
    const { heap, offsets } = this;
    const { u32 } = heap;
    for (let i = 0; i < n; i += RUN) {
      const run = at + i * 16;
      const count = Math.min(RUN, n - i);
      const joined = heap.join(it, run, count);
      if (joined >= 0) this.append(heap.joined, joined);
      for (let word = run >>> 2; word < (run >>> 2) + count * 4; word += 4) {
        const length = u32[word + 2] as number;
        if (joined < 0) this.append(u32[word] as number, length);
        this.rows += 1;
        offsets[this.rows] = (offsets[this.rows - 1] as number) + length;
      }
    }
  }

  /** Takes `length` bytes of the heap. */
  private append(at: number, length: number): void {
    if (this.end + length > this.bytes.length) {
      const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.end + length));
      larger.set(this.bytes.subarray(0, this.end));
      this.bytes = larger;
    }
    this.bytes.set(this.heap.u8.subarray(at, at + length), this.end);
    this.end += length;
  }
}
