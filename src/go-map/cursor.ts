// Walking the entries of a table. The core hands out up to 128 entries at a time. When the table has been
// written to since, the rest of them is void and the core goes on after the last one taken. So an
// iteration sees every change, as Go's does, at a fraction of the calls.
//
// An iterator of the core takes memory until it is ended, and `map.keys().next().value` never ends it. So
// an iterator of the language only peeks at its first entry, and begins in the core when it is asked for
// the second: at the same place, or anew and without that entry if the map has been written to meanwhile.

import { compareBytes } from '../js/bytes.js';
import { Kind } from '../kinds.js';
import type { Core } from '../wasm/core.js';
import { type Handle, type Hold, IteratorHandle, keep, letGo } from '../wasm/handle.js';
import type { Views } from '../wasm/memory.js';
import { BatchColumn } from './batch-column.js';
import type { RefTable } from './ref-table.js';
import type { Table } from './table.js';

/** What a walk reads of the entries. */
export const KEYS = 1;
export const VALUES = 2;
export const ENTRIES = KEYS | VALUES;

// Written out, because a place that calls one function of the core only is faster (go-map.ts).

function next(core: Core, kind: Kind, it: number, reads: number): number {
  switch (kind) {
    case Kind.u32:
    case Kind.i32:
      return core.next32(it, reads);
    case Kind.f64:
      return core.nextF64(it, reads);
    case Kind.string:
    case Kind.bytes:
      return core.nextString(it, reads);
    default:
      return core.next64(it, reads);
  }
}

const NOTHING: ArrayLike<unknown> = [];

/** A walk over the entries of a table, which begins with the first `refill`. */
export class Cursor {
  // What was handed out and is not yet taken, for iterators to read by themselves: from `place` to below
  // `limit` in `column`, keys, or values if those are asked for alone; and values in `values`, `apart`
  // places further on. Of kind `any` they are numbers, for `refs`, and no column.
  place = 0;
  limit = 0;
  column: ArrayLike<unknown> = NOTHING;
  values: ArrayLike<unknown> = NOTHING;
  apart = 0;
  readonly refs: RefTable | undefined;
  /** `map.version` when it was handed out: once there is another one it is void. */
  version = 0;
  readonly map: Handle;
  /** Whether there is nothing more. */
  done = false;
  hold: Hold | undefined;

  readonly #table: Table;
  readonly #asked: number;
  /** What is read, which may be more than is asked for. */
  #reads: number;
  readonly #abandonable: boolean;
  readonly #handle: IteratorHandle;
  readonly #keys: BatchColumn;
  readonly #values: BatchColumn;
  /** The place of the first entry that was handed out. */
  #first = 0;
  #clears = 0;
  #views: Views | undefined;
  /** Whether the first entry has been peeked at, its key, and where the iteration began. */
  #peeked = false;
  #firstKey: unknown;
  #start = 0;
  /** Whether the first entry is still to come, to be left out. */
  #leaving = false;
  /** Whether it comes next in the core. */
  #atFirst = false;
  /** Entries that the core hands out again, and that were taken before. */
  #passed = 0;

  /** `abandonable`: nobody may be there to call `end`, so the collector ends the walk. */
  constructor(table: Table, reads: number, abandonable: boolean) {
    this.#table = table;
    this.map = table.handle;
    this.refs = table.refs;
    this.#asked = reads;
    this.#reads = reads;
    this.#abandonable = abandonable;
    this.#handle = new IteratorHandle(table.handle);
    this.#keys = new BatchColumn(table, true);
    this.#values = new BatchColumn(table, false);
  }

  /**
   * Whether the entries are no longer where they were handed out, because the memory has grown: then
   * what was read of one is `undefined`. Asked only then, and not before every entry.
   */
  moved(): boolean {
    return !this.#views?.current;
  }

  /** The value at `place`. */
  value(place: number): unknown {
    const value = this.values[place + this.apart];
    return this.refs === undefined ? value : this.refs.get(value as number);
  }

  /**
   * Goes past the next entry and returns what is asked for of it; `undefined` when it is `done`. Where
   * stack runs out, it goes past nothing.
   */
  take(): unknown {
    const asked = this.#asked;
    while ((this.place < this.limit && this.version === this.map.version) || this.refill()) {
      const { place } = this;
      const key = asked === VALUES ? 0 : this.column[place];
      const value = asked === KEYS ? 0 : this.value(place);
      if ((key === undefined || value === undefined) && this.moved()) {
        this.refill(); // the same entry comes again
      } else {
        this.place = place + 1;
        return asked === ENTRIES ? [key, value] : asked === KEYS ? key : value;
      }
    }
    return undefined;
  }

  /** Has the next entries handed out; false when there are none. Throws after `dispose`. */
  refill(): boolean {
    if (this.done) return false;
    const table = this.#table;
    const kind = table.use();
    const { core, handle } = table;
    const count = this.limit - this.#first;
    const taken = this.place - this.#first;
    if (count > 0 && this.#clears !== handle.clears) {
      // The map has been cleared: nothing that was there is left to be shown.
      this.end();
      return false;
    }
    const { it } = this.#handle;
    if (it === 0) {
      this.#clears = handle.clears;
      if (core.size(table.h) === 0) {
        this.end();
        return false;
      }
      if (this.#abandonable && !this.#peeked && this.#peek()) return true;
      return this.#begin(kind, count);
    }
    if (this.#atFirst && taken === count) {
      this.#leaving = false;
      core.rewind(it, taken + 1);
    } else if (this.#atFirst || handle.version !== this.version || taken < count) {
      // Also when all were taken: the cells behind the last of them may have been filled since.
      core.rewind(it, taken);
    }
    this.#atFirst = false;
    return this.#next(kind);
  }

  /** Hands out the first entry and takes nothing from the heap; false if it will have to. */
  #peek(): boolean {
    const table = this.#table;
    const { core } = table;
    const it = core[`peek${table.layout}`](table.h);
    this.#firstKey = table.keyAt(core.keysAddress(it) >>> 0);
    this.#start = core.iterationStart(it);
    const known = !Number.isNaN(this.#firstKey);
    this.#read(it, 1);
    this.#peeked = true;
    this.version = table.handle.version;
    if (!known) this.limit = this.place; // not to be known again
    return known;
  }

  /** Begins the iteration in the core, after the `peeked` entries that were peeked at. */
  #begin(kind: Kind, peeked: number): boolean {
    const { core, h, handle } = this.#table;
    const written = handle.version !== this.version;
    const goesOn = this.#peeked && !written;
    if (!written && peeked === core.size(h)) {
      this.end(); // the entry peeked at was the only one
      return false;
    }
    // The collector knows of it first: no error in between can leave it behind.
    if (this.#abandonable) keep(this, this.#handle);
    try {
      this.#handle.it = goesOn ? core.iterateFrom(h, this.#start) : core.iterate(h);
    } catch (error) {
      letGo(this); // or it keeps the heap until a turn
      throw error;
    }
    if (goesOn) {
      this.#passed = peeked;
    } else if (this.#peeked) {
      this.#reads |= KEYS;
      this.#leaving = true;
    }
    return this.#next(kind);
  }

  /** Has the next entries of the core handed out. */
  #next(kind: Kind): boolean {
    const { core, handle } = this.#table;
    const { it } = this.#handle;
    do {
      // What is left of the last ones is given back: where stack runs out, nobody does so again.
      this.limit = this.place;
      this.version = handle.version;
      const count = next(core, kind, it, this.#reads);
      // Should reading them fail, they are void, and will be handed out again.
      this.version = ~handle.version;
      this.place = this.#first;
      this.limit = this.#first + count;
      if (count === 0) {
        this.end();
        return false;
      }
      this.#read(it, count);
      if (this.#leaving) this.#leaveOut();
      this.place += this.#passed;
      this.#passed = 0;
    } while (this.place === this.limit);
    this.version = handle.version;
    return true;
  }

  /** Has the first `count` entries that `it` hands out. */
  #read(it: number, count: number): void {
    const reads = this.#reads;
    const keys = this.#keys;
    const values = this.#values;
    const { core, memory } = this.#table;
    if (reads & KEYS) keys.read(it, core.keysAddress(it) >>> 0, count);
    if (reads & VALUES) values.read(it, core.elemsAddress(it) >>> 0, count);
    this.#views = memory.views;
    const lead = this.#asked & KEYS ? keys : values;
    const { first } = lead;
    if (lead === keys || this.refs === undefined) this.column = lead.array;
    this.values = values.array;
    this.apart = values.first - first;
    this.#first = first;
    this.place = first;
    this.limit = first + count;
  }

  /** Leaves the first entry out, if it has been handed out again. */
  #leaveOut(): void {
    const { array, first } = this.#keys;
    const apart = first - this.#first;
    let { place } = this;
    while (place < this.limit && !this.#isFirst(array[place + apart])) place += 1;
    if (place === this.limit) return;
    if (place === this.place) {
      this.place += 1;
      this.#leaving = false;
    } else {
      // Those after it are taken back, and handed out without it when the ones before are taken.
      this.limit = place;
      this.#atFirst = true;
    }
  }

  /** Whether `key` is that of the entry peeked at. Of bytes every reading is another array. */
  #isFirst(key: unknown): boolean {
    const first = this.#firstKey;
    return this.#table.key === Kind.bytes
      ? compareBytes(key as Uint8Array, first as Uint8Array) === 0
      : key === first;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.done = true;
    this.place = this.limit;
    if (this.#handle.it === 0) return;
    this.#handle.dispose();
    letGo(this); // last: until then the collector would end it
  }
}
