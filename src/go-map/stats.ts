// `GoMap.stats`: a table from outside.

import { readHeader } from './header.js';
import type { Table } from './table.js';

/** What `stats` tells of a map. */
export interface GoMapStats {
  /** Number of entries. */
  size: number;
  /** log2 of `buckets`. */
  B: number;
  /** Number of buckets, 8 cells each, without overflow buckets. */
  buckets: number;
  /** Overflow buckets in use. */
  overflow: number;
  /** While the map grows, the number of buckets of the array it leaves; otherwise 0. */
  oldBuckets: number;
  /** While the map grows, how many of them have been evacuated in order; otherwise 0. */
  evacuated: number;
  /** Whether a growth is under way. */
  growing: boolean;
  /** Whether it is one to an array of the same size, which makes chains dense again. */
  sameSizeGrow: boolean;
  /** Growths begun since the map was made. */
  growths: number;
  /** Entries a bucket; a map grows when there are more than 6.5. */
  loadFactor: number;
  /** Bytes of the heap that the map holds: header, buckets, strings. */
  bytes: number;
  /** Bytes of the heap's memory. */
  heapBytes: number;
}

export function stats(table: Table): GoMapStats {
  table.use();
  const { core, h, memory } = table;
  const { count: size, B, flags, oldbuckets, nevacuate } = readHeader(table);
  const growing = oldbuckets !== 0;
  const { sameSizeGrow } = flags;
  return {
    size,
    B,
    buckets: 2 ** B,
    overflow: core.overflowBuckets(h),
    oldBuckets: growing ? 2 ** (sameSizeGrow ? B : B - 1) : 0,
    evacuated: growing ? nevacuate : 0,
    growing,
    sameSizeGrow,
    growths: core.growths(h),
    loadFactor: size / 2 ** B,
    bytes: core.mapBytes(h),
    heapBytes: memory.size,
  };
}
