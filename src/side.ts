// The keys or the values of the entries that an iterator has handed out. The most used kinds are read
// one by one where they are, in the heap; others are read in advance, many at once. Either way a loop
// reads an array and does not ask of which kind the map is: one of four kinds of array, as many as
// engines tell apart in one place (Node 24; with more, every entry of every map takes 5 ns longer).

import { cellAt } from './cell.js';
import type { GoMap } from './go-map.js';
import type { Heap } from './heap.js';
import { ANY, F32, F64, I8, I16, I32, I64, SIZES, STRING, U8, U16, U32, U64 } from './kinds.js';
import type { Slots } from './slots.js';

/** The view of the heap in which values of `kind` stand as they are; of kind `any` their slots. */
function viewOf(heap: Heap, kind: number): ArrayLike<unknown> | undefined {
  switch (kind) {
    case U32:
    case ANY:
      return heap.u32;
    case I32:
      return heap.i32;
    case F64:
      return heap.f64;
    case U64:
      return heap.u64;
    case I64:
      return heap.i64;
    case F32:
      return heap.f32;
    case U16:
      return heap.u16;
    case I16:
      return heap.i16;
    case U8:
      return heap.u8;
    case I8:
      return heap.i8;
    default:
      return undefined;
  }
}

/** The kinds that are read where they are; together with arrays of other values these are four. */
const IN_PLACE = [U32, ANY, I32, F64];

export class Side {
  /** Where entry `i` has its key or value: at `first + i`. */
  private array: ArrayLike<unknown>;
  private first = 0;
  /** What was read in advance. The text makes it an array of any values from the start. */
  private readonly decoded: unknown[] = [''];
  /** The values of a map of kind `any`, which are there no longer than the map has them. */
  private readonly slots: Slots | undefined;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: of which kinds the map is makes no difference.
    private readonly map: GoMap<any, any>,
    private readonly keys: boolean,
  ) {
    this.array = this.decoded;
    this.slots = keys ? undefined : map._slots;
  }

  /** The key or value of entry `i`. */
  at(i: number): unknown {
    const value = this.array[this.first + i];
    return this.slots === undefined ? value : this.slots.get(value as number);
  }

  /** Has `count` entries, which iterator `it` of the core has left from address `from` on. */
  read(it: number, from: number, count: number): void {
    const { map, decoded } = this;
    const { _heap: heap } = map;
    const kind = this.keys ? map._key : map._value;
    const view = viewOf(heap, kind);
    const size = SIZES[kind] as number;
    if (view !== undefined) {
      const first = from / size;
      if (IN_PLACE.includes(kind)) {
        this.array = view;
        this.first = first;
      } else {
        for (let i = 0; i < count; i += 1) decoded[i] = view[first + i];
      }
    } else if (kind === STRING) {
      heap.texts(it, from, count, decoded);
    } else {
      for (let i = 0; i < count; i += 1) decoded[i] = cellAt(heap, kind, from + i * size);
    }
  }
}
