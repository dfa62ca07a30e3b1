// Whether the machine was busy with something else while a cell was measured. That is asked of the machine,
// never of the result: to throw away the figures that one does not like would be to choose them. Before and
// after each cell the same piece of work is done, arithmetic and random reads. A cell between two pieces of
// which one took a good deal longer than they usually take is measured again.

import { median } from './statistics.js';

/** More than this part longer than usual is noise. */
export const LIMIT = 0.25;
/** How often a cell is measured again for noise. */
export const ATTEMPTS = 2;

const PIECES = 7;
const table = new Uint32Array(2 ** 20).map((_, i) => Math.imul(i, 0x9e3779b1) >>> 12);
let sink = 0;

function piece() {
  const start = performance.now();
  let at = sink & 1;
  for (let i = 0; i < 100_000; i += 1) at = (table[at] + i) & 0xfffff;
  sink += at;
  return performance.now() - start;
}

/** How long the work takes now, in ms: the median, so that a single interruption does not count. */
export function probe() {
  return median(Array.from({ length: PIECES }, piece));
}

/** Whether a cell was disturbed, by the times of the work before and after it and all such times so far. */
export function isNoisy(around, all) {
  return Math.max(...around) > (1 + LIMIT) * median(all);
}
