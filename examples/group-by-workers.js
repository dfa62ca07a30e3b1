// Sums by group over many rows, by workers: each adds its rows to a map of its own, and the maps are merged
// with `addAll`. Nothing is shared and nobody waits for anybody.
//
//   node examples/group-by-workers.js [--rows 1000000] [--groups 1000] [--workers 2]

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { GoMap } from 'tophash';
import { main } from './jobs/compare.js';
import { count, duration } from './start/format.js';

/** Rows that a worker makes and adds at once. */
const BLOCK = 1e6;

/** The sums of rows `from` to `to`, whose keys and values stand in for those of a file. */
function sums(from, to, groups) {
  const map = new GoMap('u32', 'f64', { capacity: groups });
  for (let start = from; start < to; start += BLOCK) {
    const n = Math.min(BLOCK, to - start);
    const keys = new Uint32Array(n);
    const values = new Float64Array(n);
    for (let i = 0; i < n; i += 1) {
      keys[i] = (Math.imul(start + i, 2654435761) >>> 0) % groups;
      values[i] = (start + i) % 10;
    }
    map.addAll(keys, values);
  }
  return map;
}

async function groupBy({ rows, groups, workers }) {
  const start = performance.now();
  const total = new GoMap('u32', 'f64', { capacity: groups });
  const parts = Array.from({ length: workers }, (_, i) => {
    const from = Math.floor((rows * i) / workers);
    const to = Math.floor((rows * (i + 1)) / workers);
    const worker = new Worker(new URL(import.meta.url), { workerData: { from, to, groups } });
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  });
  for (const { keys, values } of await Promise.all(parts)) total.addAll(keys, values);
  const time = performance.now() - start;
  const sum = total.columns().values.reduce((a, b) => a + b, 0);
  console.log(`${count(rows)} rows, ${count(total.size)} groups, sum ${count(sum)}`);
  console.log(`workers: ${workers}, time: ${duration(time)}`);
}

if (isMainThread) {
  await main('group-by-workers', { rows: 1_000_000, groups: 1000, workers: 2 }, groupBy);
} else {
  const { from, to, groups } = workerData;
  const { keys, values } = sums(from, to, groups).columns();
  parentPort.postMessage({ keys, values }, [keys.buffer, values.buffer]);
}
