// More entries than native Map can have: 40 million numbers with objects for values.
//
//   node --max-old-space-size=16000 bench/large.js [--entries 40000000] [--map native]

import { parseArgs } from 'node:util';
import { WasmMap } from 'tophash';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '40000000' },
    map: { type: 'string', default: 'wasm-map' },
  },
});
const entries = Number(options.entries);
const map = options.map === 'native' ? new Map() : new WasmMap();

function report(what, start, count) {
  const seconds = (performance.now() - start) / 1000;
  const gb = (process.memoryUsage().rss / 1e9).toFixed(2);
  const ns = ((seconds * 1e9) / count).toFixed(0);
  console.log(`${what}: ${seconds.toFixed(1)} s, ${ns} ns each; ${gb} GB resident`);
}

let start = performance.now();
let longest = 0;
for (let i = 0; i < entries; i += 1000) {
  const before = performance.now();
  for (let j = i; j < i + 1000 && j < entries; j += 1) map.set(j * 3, { j });
  longest = Math.max(longest, performance.now() - before);
}
report(`${map.size} entries set`, start, entries);
console.log(`longest thousand sets, with the collector's pauses: ${longest.toFixed(0)} ms`);

start = performance.now();
for (let i = 0; i < entries; i += 1) {
  if (map.get(((i * 7919) % entries) * 3) === undefined) throw new Error('an entry is lost');
}
report('all of them looked up', start, entries);

start = performance.now();
let next = 0;
for (const [key, value] of map) {
  if (key !== 3 * next || value.j !== next) throw new Error('an entry is out of order');
  next += 1;
}
report(`${next} entries iterated in order`, start, entries);
console.log(map.stats?.() ?? '');
