// The measuring: the total time of slices of work and the longest of them, and memory.

import { setImmediate } from 'node:timers/promises';

/** Calls in a slice: few enough that one which takes long shows, enough to be worth a look at the clock. */
export const SLICE = 16;

/** Does `work` and adds what it takes to `clock`: the total `time` and the longest `pause`, in ms. */
export function timed(work, clock) {
  const start = performance.now();
  work();
  const time = performance.now() - start;
  clock.time += time;
  if (time > clock.pause) clock.pause = time;
}

/** Does `work(from, to)` for slices of 0 to `length`, each of them `timed`. */
export function runSlices(length, work, clock) {
  for (let from = 0; from < length; from += SLICE) {
    const to = Math.min(from + SLICE, length);
    timed(() => work(from, to), clock);
  }
}

/** Bytes of live objects on the JavaScript heap, and bytes that the process holds of real memory. */
export async function memory() {
  // What the first collection leaves to finalizers, the second takes.
  for (let i = 0; i < 2; i += 1) {
    globalThis.gc();
    await setImmediate();
  }
  const { heapUsed, rss } = process.memoryUsage();
  return { heapUsed, rss };
}
