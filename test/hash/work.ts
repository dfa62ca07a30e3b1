// The work of inserting keys one by one, counted and not timed: what a map with these hashes would look
// at and move.

import { full } from './measure.js';
import type { Hashes } from './probe.js';

const CELLS = 8;

/**
 * Buckets visited, cells compared with the key, and entries moved, while the first `n` keys are
 * inserted into a map that doubles whenever it is full.
 */
export function insertWork({ low, high }: Hashes, n: number): number {
  let B = 0;
  let work = 0;
  let buckets: number[][] = [[]];
  for (let i = 0; i < n; i++) {
    if (i >= CELLS && i >= full(B)) {
      B += 1;
      work += i;
      buckets = Array.from({ length: 2 ** B }, () => []);
      for (let k = 0; k < i; k++) at(buckets, low, k).push(k);
    }
    const chain = at(buckets, low, i);
    work += 1 + Math.floor(chain.length / CELLS);
    const top = (high[i] as number) >>> 24;
    for (const k of chain) if ((high[k] as number) >>> 24 === top) work += 1;
    chain.push(i);
  }
  return work;
}

function at(buckets: number[][], low: Uint32Array, i: number): number[] {
  return buckets[(low[i] as number) & (buckets.length - 1)] as number[];
}
