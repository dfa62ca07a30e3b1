// What a WasmMap or WasmSet tells of itself.

import { limits } from './limits.js';
import type { Native } from './native.js';
import { Series } from './series.js';
import { Table } from './table.js';

/** What `stats` tells. */
export interface FormStats {
  /** Number of entries. */
  size: number;
  /** How the entries are kept: in one of the engine's Maps or Sets, in several, or in WebAssembly memory. */
  form: 'native' | 'series' | 'table';
  /** Why they are. */
  why: string;
  /** Deleted entries of a table whose room in the order of insertion has not been given up yet. */
  holes: number;
  /** Bytes of the heap that a table holds. */
  bytes: number;
  /** Bytes of the memory that a table is in. */
  heapBytes: number;
}

export function statsOf(form: Native | Series | Table): FormStats {
  if (form instanceof Table) {
    const { size, holes, bytes, memory } = form;
    return { size, form: 'table', why: 'many numbers', holes, bytes, heapBytes: memory.size };
  }
  const none = { holes: 0, bytes: 0, heapBytes: 0 };
  if (form instanceof Series) {
    return { size: form.size, form: 'series', why: 'more than the engine takes in one', ...none };
  }
  const { size, most } = form;
  const why =
    most < limits.full
      ? `fewer than ${limits.table} entries`
      : 'not nearly all are numbers, or no memory for a table';
  return { size, form: 'native', why, ...none };
}
