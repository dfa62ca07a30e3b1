// Walking the entries of a table. The core hands out up to 64 entries at a time. When the table has been
// written to since, the rest of them is void and the core goes on after the last one taken. So an
// iteration sees every change, as Go's does, at a fraction of the calls.
//
// An iterator of the core takes memory until it is ended, and `map.keys().next().value` never ends it. So
// an iterator of the language only peeks at its first entry, and begins in the core when it is asked for
// the second: at the same place, or anew and without that entry if the map has been written to meanwhile.

import { compareBytes } from '../js/bytes.js';
import { Kind } from '../kinds.js';
import type { Layout } from '../wasm/core.js';
import { type Handle, type Hold, IteratorHandle, keep, letGo } from '../wasm/handle.js';
import type { Views } from '../wasm/memory.js';
import { BatchColumn } from './batch-column.js';
import type { Table } from './table.js';

/** What a walk reads of the entries. */
export const KEYS = 1;
export const VALUES = 2;
export const ENTRIES = KEYS | VALUES;

/** A walk over the entries of a table, which begins with the first `refill`. */
export class Cursor {
  /** How many entries were handed out, and how many of them are taken. */
  count = 0;
  taken = 0;
  readonly keys: BatchColumn;
  readonly values: BatchColumn;

  readonly #table: Table;
  /** That of the table, for one load less an entry. */
  readonly #map: Handle;
  #reads: number;
  readonly #abandonable: boolean;
  readonly #handle: IteratorHandle;
  hold: Hold | undefined;
  #done = false;
  #version = 0;
  #clears = 0;
  #views: Views | undefined;
  /** Whether the first entry has been peeked at, its key, and where the iteration began. */
  #peeked = false;
  #first: unknown;
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
    this.#map = table.handle;
    this.#reads = reads;
    this.#abandonable = abandonable;
    this.#handle = new IteratorHandle(table.handle);
    this.keys = new BatchColumn(table, true);
    this.values = new BatchColumn(table, false);
  }

  /** Whether there is an entry to be taken that is still as it was handed out; see `moved`. */
  ready(): boolean {
    return this.taken < this.count && this.#map.version === this.#version;
  }

  /**
   * Whether the entries are no longer where they were handed out, because the memory has grown: then
   * what was read of one is `undefined`. Asked only then, and not before every entry.
   */
  moved(): boolean {
    return this.#views?.current !== true;
  }

  /** Has the next entries handed out; false when there are none. Throws after `dispose`. */
  refill(): boolean {
    if (this.#done) return false;
    const table = this.#table;
    const { layout, core, handle } = table;
    if (this.count > 0 && this.#clears !== handle.clears) {
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
      if (this.#abandonable && !this.#peeked && this.#peek(layout)) return true;
      return this.#begin(layout);
    }
    if (this.#atFirst && this.taken === this.count) {
      this.#leaving = false;
      core.rewind(it, this.taken + 1);
    } else if (this.#atFirst || handle.version !== this.#version || this.taken < this.count) {
      // Also when all were taken: the cells behind the last of them may have been filled since.
      core.rewind(it, this.taken);
    }
    this.#atFirst = false;
    return this.#next(layout);
  }

  /** Hands out the first entry and takes nothing from the heap; false if it will have to. */
  #peek(layout: Layout): boolean {
    const table = this.#table;
    const { core } = table;
    const it = core[`peek${layout}`](table.h);
    this.#first = table.keyAt(core.keysAddress(it) >>> 0);
    this.#start = core.iterationStart(it);
    this.#read(it, 1);
    this.#peeked = true;
    this.#version = table.handle.version;
    if (Number.isNaN(this.#first)) return false; // not to be known again
    this.count = 1;
    return true;
  }

  /** Begins the iteration in the core, after the entry that was peeked at. */
  #begin(layout: Layout): boolean {
    const { core, h, handle } = this.#table;
    const written = handle.version !== this.#version;
    if (!written && this.count === core.size(h)) {
      this.end(); // the entry peeked at was the only one
      return false;
    }
    // The collector knows of it first: no error in between can leave it behind.
    if (this.#abandonable) keep(this, this.#handle);
    try {
      const goesOn = this.#peeked && !written;
      this.#handle.it = goesOn ? core.iterateFrom(h, this.#start) : core.iterate(h);
    } catch (error) {
      letGo(this); // or it keeps the heap until a turn
      throw error;
    }
    if (this.#peeked && !written) {
      this.#passed = this.count;
    } else if (this.#peeked) {
      this.#reads |= KEYS;
      this.#leaving = true;
    }
    return this.#next(layout);
  }

  /** Has the next entries of the core handed out. */
  #next(layout: Layout): boolean {
    const { core, handle } = this.#table;
    const { it } = this.#handle;
    do {
      this.#version = handle.version;
      // Should reading them fail, where stack runs out, none is taken, and they are handed out again.
      this.count = core[`next${layout}`](it);
      this.taken = 0;
      this.#views = undefined;
      if (this.count === 0) {
        this.end();
        return false;
      }
      this.#read(it, this.count);
      if (this.#leaving) this.#leaveOut();
      if (this.#passed > 0) {
        this.taken = this.#passed;
        this.#passed = 0;
      }
    } while (this.taken === this.count);
    return true;
  }

  /** Has the first `count` entries that `it` hands out. */
  #read(it: number, count: number): void {
    const { core, memory } = this.#table;
    if (this.#reads & KEYS) this.keys.read(it, core.keysAddress(it) >>> 0, count);
    if (this.#reads & VALUES) this.values.read(it, core.elemsAddress(it) >>> 0, count);
    this.#views = memory.views;
  }

  /** Leaves the first entry out, if it has been handed out again. */
  #leaveOut(): void {
    let i = 0;
    while (i < this.count && !this.#isFirst(this.keys.at(i))) i += 1;
    if (i === this.count) return;
    if (i === 0) {
      this.taken = 1;
      this.#leaving = false;
    } else {
      // Those after it are taken back, and handed out without it when the ones before are taken.
      this.count = i;
      this.#atFirst = true;
    }
  }

  /** Whether `key` is that of the entry peeked at. Of bytes every reading is another array. */
  #isFirst(key: unknown): boolean {
    const first = this.#first;
    return this.#table.key === Kind.bytes
      ? compareBytes(key as Uint8Array, first as Uint8Array) === 0
      : key === first;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.#done = true;
    this.count = 0;
    if (this.#handle.it === 0) return;
    this.#handle.dispose();
    letGo(this); // last: until then the collector would end it
  }
}
