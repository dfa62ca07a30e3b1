// The keys or the values of a batch, the entries that an iterator has handed out at once. The most used
// kinds are read one by one where they are, in the heap; others are decoded in advance, many at once.
// Either way a loop reads an array and does not ask for the kind of the map. It is one of four kinds of
// array, as many as engines tell apart in one place: with more, every entry of every map takes 5 ns
// longer (Node 24).

import { Kind, sizeOf } from '../kinds.js';
import type { Memory } from '../wasm/memory.js';
import { decode } from './decode.js';
import type { Table } from './table.js';

export class BatchColumn {
  /** Where entry `i` has its key or value, or its number in the table's `refs`: at `first + i`. */
  array: ArrayLike<unknown>;
  first = 0;
  /** What was decoded in advance. The text makes it an array of any values from the start. */
  readonly #decoded: unknown[] = [''];
  readonly #memory: Memory;
  readonly #kind: Kind;

  /** The keys of `table`, or its values. */
  constructor(table: Table, keys: boolean) {
    this.#memory = table.memory;
    this.#kind = keys ? table.use() : table.value;
    this.array = this.#decoded;
  }

  /** Has `count` entries, which iterator `it` of the core has left from address `from` on. */
  read(it: number, from: number, count: number): void {
    const decoded = this.#decoded;
    const memory = this.#memory;
    const kind = this.#kind;
    switch (kind) {
      case Kind.u32:
      case Kind.any:
        this.array = memory.views.u32;
        this.first = from >>> 2;
        break;
      case Kind.i32:
        this.array = memory.views.i32;
        this.first = from >>> 2;
        break;
      case Kind.f64:
        this.array = memory.views.f64;
        this.first = from >>> 3;
        break;
      case Kind.string:
        memory.stringsAt(it, from, count, decoded);
        break;
      default: {
        const size = sizeOf(kind);
        for (let i = 0; i < count; i += 1) decoded[i] = decode(memory, kind, from + i * size);
      }
    }
  }
}
