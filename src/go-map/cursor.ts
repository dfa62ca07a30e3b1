// Walking the entries of a table. The core hands out up to 64 entries at a time. When the table has been
// written to since, the rest of them is void and the core goes on after the last one taken. So an
// iteration sees every change, as Go's does, at a fraction of the calls.

import { endIterator, IteratorHandle, keepIterator } from '../wasm/handle.js';
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
  readonly #reads: number;
  readonly #abandonable: boolean;
  readonly #handle: IteratorHandle;
  #begun = false;
  #done = false;
  #version = 0;
  #clears = 0;
  #views: Views | undefined;

  /** `abandonable`: nobody may be there to call `end`, so the collector ends the walk. */
  constructor(table: Table, reads: number, abandonable: boolean) {
    this.#table = table;
    this.#reads = reads;
    this.#abandonable = abandonable;
    this.#handle = new IteratorHandle(table.handle);
    this.keys = new BatchColumn(table, true);
    this.values = new BatchColumn(table, false);
  }

  /** Whether there is an entry to be taken that is still as and where it was handed out. */
  ready(): boolean {
    const { handle } = this.#table;
    return (
      this.taken < this.count && handle.version === this.#version && this.#views?.current === true
    );
  }

  /** Has the next entries handed out; false when there are none. Throws after `dispose`. */
  refill(): boolean {
    if (this.#done) return false;
    const table = this.#table;
    const { layout, core, handle, memory } = table;
    memory.reserveStack();
    if (!this.#begun) {
      if (core.size(table.h) === 0) {
        this.#done = true;
        return false;
      }
      if (this.#abandonable) keepIterator(this, this.#handle);
      this.#handle.it = core.iterate(table.h);
      this.#begun = true;
      this.#clears = handle.clears;
    } else if (this.#clears !== handle.clears) {
      // The map has been cleared: nothing that was there is left to be shown.
      this.end();
      return false;
    } else if (handle.version !== this.#version || this.taken < this.count) {
      // Also when all were taken: the cells behind the last of them may have been filled since.
      core.rewind(this.#handle.it, this.taken);
    }
    const { it } = this.#handle;
    this.#version = handle.version;
    this.count = core[`next${layout}`](it);
    this.taken = 0;
    if (this.count === 0) {
      this.end();
      return false;
    }
    if (this.#reads & KEYS) this.keys.read(it, core.keysAddress(it) >>> 0, this.count);
    if (this.#reads & VALUES) this.values.read(it, core.elemsAddress(it) >>> 0, this.count);
    this.#views = memory.views;
    return true;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.#table.memory.reserveStack();
    this.#done = true;
    this.count = 0;
    endIterator(this.#handle);
  }
}
