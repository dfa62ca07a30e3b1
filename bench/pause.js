// How long single calls take at worst: `set` while a map grows to 10 million entries, on a fresh heap
// and on one whose memory has been used before, then `delete`, `clear` and `dispose`. GoMap and native
// Map each have a process of their own, and measure in it how long nothing takes: the floor of the
// timer and of a machine that does other things as well.
//
//   node bench/pause.js [--entries 10000000] [--node PATH]

import { spawnSync } from 'node:child_process';
import { createHistogram } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { GoMap, Heap } from 'tophash';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000000' },
    node: { type: 'string', default: process.execPath },
    only: { type: 'string' },
  },
});
const entries = Number(options.entries);

const PERCENTILES = [50, 99, 99.9, 99.99, 100];

/** The times of `count` calls of `call`, in ns. */
function times(count, call) {
  const histogram = createHistogram();
  for (let i = 0; i < count; i += 1) {
    const start = performance.now();
    call(i);
    const end = performance.now();
    histogram.record(Math.max(1, Math.round((end - start) * 1e6)));
  }
  return PERCENTILES.map((p) => (p === 100 ? histogram.max : histogram.percentile(p)));
}

const keyOf = (i) => Math.imul(i, 0x9e3779b1) >>> 0;

/** All rows of one competitor. */
function run(make, recycle) {
  const rows = {};
  const grow = (map, count) => times(count, (i) => map.set(keyOf(i), i));
  const shrink = (map, count) => times(count, (i) => map.delete(keyOf(i)));
  const nothing = (count) => times(count, () => {});
  // A warm-up that compiles the code.
  const small = make();
  grow(small, 100_000);
  shrink(small, 100_000);
  nothing(100_000);

  rows['nothing'] = nothing(entries);
  let map = make();
  rows['set, fresh memory'] = grow(map, entries);
  rows['delete'] = shrink(map, entries);
  map = recycle(map);
  rows['set, used memory'] = grow(map, entries);
  rows['clear'] = times(1, () => map.clear());
  grow(map, entries);
  if (map.dispose) rows['dispose'] = times(1, () => map.dispose());
  return { rows, rss: process.resourceUsage().maxRSS * 1024 };
}

function measure(only) {
  if (only === 'native') {
    return run(
      () => new Map(),
      () => new Map(),
    );
  }
  const heap = new Heap();
  return run(
    () => new GoMap('u32', 'u32', { heap }),
    (map) => {
      map.dispose();
      return new GoMap('u32', 'u32', { heap });
    },
  );
}

function milliseconds(ns) {
  return ns >= 1e5 ? (ns / 1e6).toFixed(2) : (ns / 1e6).toFixed(4);
}

if (options.only) {
  console.log(JSON.stringify(measure(options.only)));
} else {
  const head = ['one call, ms', ...PERCENTILES.map((p) => (p === 100 ? 'max' : `p${p}`))];
  for (const only of ['tophash', 'native']) {
    const args = [fileURLToPath(import.meta.url), '--only', only, '--entries', options.entries];
    const child = spawnSync(options.node, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const { rows, rss } = JSON.parse(child.stdout);
    const table = new Table({ head, colAligns: ['left', ...PERCENTILES.map(() => 'right')] });
    for (const [name, row] of Object.entries(rows)) table.push([name, ...row.map(milliseconds)]);
    console.log(`${only}: ${entries} entries, at most ${(rss / 1e6).toFixed(0)} MB resident`);
    console.log(table.toString());
  }
}
