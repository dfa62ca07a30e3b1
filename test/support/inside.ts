// The inside of maps and heaps, for tests that look there.

import { tableOf } from '../../src/go-map/go-map.js';
import type { Table } from '../../src/go-map/table.js';
import type { Heap } from '../../src/index.js';
import { memoryOf as memoryOfHeap } from '../../src/wasm/heap.js';
import { defaultMemory, type Memory } from '../../src/wasm/memory.js';

/** The table of a map. */
export function insideOf(map: unknown): Table {
  return tableOf(map, 'the map');
}

/** The memory behind a heap. */
export function memoryOf(heap: Heap): Memory {
  return memoryOfHeap(heap, 'the heap');
}

/** The heap that maps share unless they are given one, as far as tests measure it. */
export const sharedHeap = {
  get bytes(): number {
    return defaultMemory().size;
  },
  get usedBytes(): number {
    return defaultMemory().core.usedBytes();
  },
};
