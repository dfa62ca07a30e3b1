// What is in a cell of a bucket, or in a row that the core has written.

import type { Heap } from './heap.js';
import { BOOL, F32, F64, I8, I16, I32, I64, STRING, U8, U16, U32, U64 } from './kinds.js';

/** The key or value of `kind` at address `at`. Of kind `any` the heap has no values, only slots. */
export function cellAt(heap: Heap, kind: number, at: number): unknown {
  switch (kind) {
    case U32:
      return heap.u32[at >>> 2];
    case F64:
      return heap.f64[at >>> 3];
    case I32:
      return heap.i32[at >>> 2];
    case U64:
      return heap.u64[at >>> 3];
    case I64:
      return heap.i64[at >>> 3];
    case STRING:
      return heap.text(at);
    case F32:
      return heap.f32[at >>> 2];
    case U8:
      return heap.u8[at];
    case I8:
      return heap.i8[at];
    case U16:
      return heap.u16[at >>> 1];
    case I16:
      return heap.i16[at >>> 1];
    case BOOL:
      return heap.u8[at] === 1;
    default:
      return undefined;
  }
}
