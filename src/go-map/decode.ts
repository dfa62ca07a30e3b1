// What is in a cell of a bucket, or in a row that the core has written.

import { Kind } from '../kinds.js';
import type { Memory } from '../wasm/memory.js';

/**
 * The key or value of `kind` at address `at`. Of kind `any` the memory has no values, only their
 * numbers. The cases are written out because single calls of several kinds come here: an array chosen
 * by kind would be read by code that knows none of them.
 */
export function decode(memory: Memory, kind: Kind, at: number): unknown {
  const { views } = memory;
  switch (kind) {
    case Kind.u32:
      return views.u32[at >>> 2];
    case Kind.f64:
      return views.f64[at >>> 3];
    case Kind.i32:
      return views.i32[at >>> 2];
    case Kind.u64:
      return views.u64[at >>> 3];
    case Kind.i64:
      return views.i64[at >>> 3];
    case Kind.string:
      return memory.stringAt(at);
    case Kind.bytes:
      return memory.bytesAt(at);
    case Kind.f32:
      return views.f32[at >>> 2];
    case Kind.u8:
      return views.u8[at];
    case Kind.i8:
      return views.i8[at];
    case Kind.u16:
      return views.u16[at >>> 1];
    case Kind.i16:
      return views.i16[at >>> 1];
    case Kind.bool:
      return views.u8[at] === 1;
    default:
      return undefined;
  }
}
