// One map that several workers answer lookups from at the same time, without a copy.
//
//   node examples/lookup-workers.js [--entries 100000] [--lookups 100000] [--workers 4]

import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { GoMap, Heap } from 'tophash';

async function main() {
  const { values: options } = parseArgs({
    options: {
      entries: { type: 'string', default: '100000' },
      lookups: { type: 'string', default: '100000' },
      workers: { type: 'string', default: '4' },
    },
  });
  const [entries, lookups, workers] = [options.entries, options.lookups, options.workers].map(
    Number,
  );
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
    console.log(`worker ${i}: ${right} of ${lookups} right, ${ms.toFixed(0)} ms`);
  }
}

if (isMainThread) {
  await main();
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
