// The keys or the values of a batch, the entries that an iterator has handed out at once. The most used
// kinds are read one by one where they are, in the heap; others are decoded in advance, many at once.
// Either way a loop reads an array and does not ask for the kind of the map. It is one of four kinds of
// array, as many as engines tell apart in one place: with more, every entry of every map takes 5 ns
// longer (Node 24).

import { Kind, nameOf, Representation, representationOf, sizeOf } from '../kinds.js';
import type { Memory } from '../wasm/memory.js';
import { decode } from './decode.js';
import type { RefTable } from './ref-table.js';
import type { Table } from './table.js';

/** The view of the heap in which values of `kind` stand as they are; of kind `any` their numbers. */
function viewOf(memory: Memory, kind: Kind): ArrayLike<unknown> | undefined {
  switch (representationOf(kind)) {
    case Representation.number:
    case Representation.bigint:
      return memory.views[nameOf(kind) as 'u32'];
    case Representation.any:
      return memory.views.u32;
    default:
      return undefined;
  }
}

/** The kinds that are read where they are; together with arrays of other values these are four. */
const IN_PLACE: readonly Kind[] = [Kind.u32, Kind.any, Kind.i32, Kind.f64];

export class BatchColumn {
  /** Where entry `i` has its key or value: at `first + i`. */
  #array: ArrayLike<unknown>;
  #first = 0;
  /** What was decoded in advance. The text makes it an array of any values from the start. */
  readonly #decoded: unknown[] = [''];
  readonly #memory: Memory;
  readonly #kind: Kind;
  /** The values of kind `any`, which are there no longer than the map has them. */
  readonly #refs: RefTable | undefined;

  /** The keys of `table`, or its values. */
  constructor(table: Table, keys: boolean) {
    this.#memory = table.memory;
    this.#kind = keys ? table.use() : table.value;
    this.#refs = keys ? undefined : table.refs;
    this.#array = this.#decoded;
  }

  /** The key or value of entry `i`. */
  at(i: number): unknown {
    const value = this.#array[this.#first + i];
    return this.#refs === undefined ? value : this.#refs.get(value as number);
  }

  /** Has `count` entries, which iterator `it` of the core has left from address `from` on. */
  read(it: number, from: number, count: number): void {
    const decoded = this.#decoded;
    const memory = this.#memory;
    const kind = this.#kind;
    const size = sizeOf(kind);
    const view = viewOf(memory, kind);
    if (view !== undefined) {
      const first = from / size;
      if (IN_PLACE.includes(kind)) {
        this.#array = view;
        this.#first = first;
      } else {
        for (let i = 0; i < count; i += 1) decoded[i] = view[first + i];
      }
    } else if (kind === Kind.string) {
      memory.stringsAt(it, from, count, decoded);
    } else {
      for (let i = 0; i < count; i += 1) decoded[i] = decode(memory, kind, from + i * size);
    }
  }
}
