// The header of a table, as the core keeps it: Go's hmap (assembly/hmap.ts).

import type { Table } from './table.js';

/** The 48 bytes of a map's header. */
export interface Header {
  count: number;
  flags: { iterator: boolean; oldIterator: boolean; writing: boolean; sameSizeGrow: boolean };
  /** log2 of the number of buckets. */
  B: number;
  noverflow: number;
  hash0: number;
  /** Addresses in the heap, 0 for none. */
  buckets: number;
  oldbuckets: number;
  nevacuate: number;
  extra: number;
}

export function readHeader({ h, memory }: Table): Header {
  const { u8, u16, u32 } = memory.views;
  const word = (offset: number) => u32[(h + offset) >>> 2] as number;
  const flags = u8[h + 8] as number;
  return {
    count: word(0),
    flags: {
      iterator: (flags & 1) !== 0,
      oldIterator: (flags & 2) !== 0,
      writing: (flags & 4) !== 0,
      sameSizeGrow: (flags & 8) !== 0,
    },
    B: u8[h + 9] as number,
    noverflow: u16[(h + 10) >>> 1] as number,
    hash0: word(12),
    buckets: word(16),
    oldbuckets: word(24),
    nevacuate: word(32),
    extra: word(40),
  };
}
