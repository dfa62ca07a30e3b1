// Entries that come and go: 100 million pairs of set and delete over a window of 1000 keys. Prints the
// time of a pair and the memory for every tenth of them: neither must grow.
//
//   node --expose-gc bench/queue.js [--pairs 100000000] [--window 1000] [--map native]

import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { WasmMap } from 'tophash';

const { values: options } = parseArgs({
  options: {
    pairs: { type: 'string', default: '100000000' },
    window: { type: 'string', default: '1000' },
    map: { type: 'string', default: 'wasm-map' },
  },
});
const pairs = Number(options.pairs);
const window = Number(options.window);
const map = options.map === 'native' ? new Map() : new WasmMap();
for (let i = 0; i < window; i += 1) map.set(i, i);

const head = ['pairs', 'ns a pair', 'heap MB', 'index bytes', 'holes'];
const table = new Table({ head, style: { head: [], border: [] } });
const tenth = Math.ceil(pairs / 10);
for (let done = 0; done < pairs; done += tenth) {
  const start = performance.now();
  for (let i = done; i < done + tenth; i += 1) {
    map.set(i + window, i);
    if (!map.delete(i)) throw new Error(`key ${i} is lost`);
  }
  const ns = ((performance.now() - start) * 1e6) / tenth;
  globalThis.gc?.();
  const { bytes = '', holes = '' } = map.stats?.() ?? {};
  const mb = (process.memoryUsage().heapUsed / 1e6).toFixed(1);
  table.push([done + tenth, ns.toFixed(0), mb, bytes, holes].map(String));
}
if (map.size !== window) throw new Error(`${map.size} entries are left`);
console.log(table.toString());
