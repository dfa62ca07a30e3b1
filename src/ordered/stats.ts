// What a WasmMap or WasmSet tells of itself.

import type { Form } from './form.js';
import { limits } from './limits.js';
import type { Native } from './native.js';
import { Table } from './table.js';

/** What `stats` tells. */
export interface FormStats {
  /** Number of entries. */
  size: number;
  /** How the entries are kept: in the engine's own Map or Set, or in a table in WebAssembly memory. */
  form: 'native' | 'table';
  /** Why they are. */
  why: string;
  /** Deleted entries of a table whose room in the order of insertion has not been given up yet. */
  holes: number;
  /** Bytes of the heap that a table holds. */
  bytes: number;
  /** Bytes of the memory that a table is in. */
  heapBytes: number;
}

export function statsOf(form: Form): FormStats {
  if (form instanceof Table) {
    const { size, holes, bytes, memory, why } = form;
    return { size, form: 'table', why, holes, bytes, heapBytes: memory.size };
  }
  const { size, most } = form as Native;
  const why =
    most < limits.full
      ? `fewer than ${limits.table} entries`
      : 'not nearly all are numbers, or no memory for a table';
  return { size, form: 'native', why, holes: 0, bytes: 0, heapBytes: 0 };
}
