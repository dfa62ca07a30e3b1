// One map that several workers answer lookups from at the same time, without a copy.
//
//   node examples/lookup-workers.js [--entries 100000] [--lookups 100000] [--workers 4]

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { GoMap, Heap } from 'tophash';
import { main } from './jobs/compare.js';
import { count, duration } from './start/format.js';

async function serve({ entries, lookups, workers }) {
  const heap = new Heap({ shared: true, maximumBytes: 2 ** 32 });
  const map = new GoMap('string', 'u32', { heap });
  for (let i = 0; i < entries; i += 1) map.set(`user:${i}`, i);

  const answers = Array.from({ length: workers }, (_, i) => {
    const shared = map.share();
    const worker = new Worker(new URL(import.meta.url), { workerData: { shared, i, lookups } });
    worker.once('exit', () => map.unshare(shared));
    return new Promise((resolve, reject) => worker.once('message', resolve).once('error', reject));
  });
  for (const { i, right, ms } of await Promise.all(answers)) {
    console.log(`worker ${i}: ${count(right)} of ${count(lookups)} right, ${duration(ms)}`);
  }
}

if (isMainThread) {
  await main('lookup-workers', { entries: 100_000, lookups: 100_000, workers: 4 }, serve);
} else {
  const { shared, i, lookups } = workerData;
  const users = GoMap.attach(shared);
  const start = performance.now();
  let right = 0;
  for (let n = 0; n < lookups; n += 1) {
    const id = (n * 7919 + i) % users.size;
    if (users.get(`user:${id}`) === id) right += 1;
  }
  parentPort.postMessage({ i, right, ms: performance.now() - start });
  users.dispose();
}
