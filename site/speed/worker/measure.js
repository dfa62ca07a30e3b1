// A worker that measures one cell: a contestant with a workload and a kind of keys, for some sizes. Each cell
// has a worker of its own, so no contestant runs in code that the engine has prepared for another one.

import { sample } from '../../../bench/suite/sample.js';
import { contestants, kinds, workloads } from '../catalogue.js';

addEventListener('message', async ({ data: { cell, sizes, rows, time } }) => {
  const { contestant, workload, kind } = cell;
  const player = contestants[contestant];
  for (const size of sizes) {
    const use = await player.load(kinds[kind]);
    const context = { use, loadKind: player.load, kind, size, rows };
    const ns = await sample(await workloads[workload].prepare(context), time);
    postMessage({ size, ns });
  }
  postMessage({ done: true });
});
