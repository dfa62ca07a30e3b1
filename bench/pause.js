// The longest pause while a map grows to 10 million entries, GoMap and native Map, each in a process
// of its own. Timed ten sets at a time, after a warm-up that compiles the code.
//
//   node bench/pause.js [--entries 10000000] [--node PATH]

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GoMap } from 'tophash';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000000' },
    node: { type: 'string', default: process.execPath },
    only: { type: 'string' },
  },
});
const entries = Number(options.entries);
const STEP = 10;

function grow(map, count) {
  const times = new Float64Array(Math.ceil(count / STEP));
  for (let i = 0; i < times.length; i += 1) {
    const start = performance.now();
    for (let j = i * STEP; j < (i + 1) * STEP; j += 1) map.set(Math.imul(j, 0x9e3779b1) >>> 0, j);
    times[i] = performance.now() - start;
  }
  return times.sort();
}

function run(make) {
  grow(make(), 100_000);
  const start = performance.now();
  const times = grow(make(), entries);
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))];
  return {
    total: performance.now() - start,
    p50: at(0.5),
    p999: at(0.999),
    p9999: at(0.9999),
    max: times.at(-1),
    rss: process.memoryUsage().rss,
  };
}

if (options.only) {
  const make = options.only === 'native' ? () => new Map() : () => new GoMap('u32', 'u32');
  console.log(JSON.stringify(run(make)));
} else {
  console.log('ten sets, ms        p50     p99.9    p99.99       max   total s   RSS MB');
  const max = {};
  for (const only of ['tophash', 'native']) {
    const args = [fileURLToPath(import.meta.url), '--only', only, '--entries', options.entries];
    const child = spawnSync(options.node, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const r = JSON.parse(child.stdout);
    max[only] = r.max;
    const times = [r.p50, r.p999, r.p9999, r.max].map((ms) => ms.toFixed(4).padStart(10)).join('');
    const rest = [(r.total / 1000).toFixed(1), (r.rss / 1e6).toFixed(0)].map((t) => t.padStart(9));
    console.log(only.padEnd(12) + times + rest.join(''));
  }
  console.log(`longest pause: native / tophash = ${(max.native / max.tophash).toFixed(0)}`);
}
