// How long single calls take at worst: `set` while a map grows to 10 million entries, in a fresh memory
// and in one that has been used before, then `delete`, `clear` and `dispose`. GoMap and native Map each
// have a process of their own, and measure in it how long nothing takes: the floor of the timer and of
// a machine that does other things as well. All of it is done three times in the same way; of each
// call the least time counts in the last column, since a pause that belongs to the call comes again.
//
//   node bench/pause.js [--entries 10000000] [--node PATH]

import { spawnSync } from 'node:child_process';
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
const ROUNDS = 3;

/** What is measured: the time of each call in the first round, and its least time in all, in ms. */
class Row {
  first;
  least;

  constructor(count) {
    this.count = count;
    this.spare = new Float32Array(count).fill(Infinity);
    this.least = new Float32Array(count).fill(Infinity);
  }

  round(call) {
    const { count, least } = this;
    const times = this.first ? this.spare : new Float32Array(count);
    for (let i = 0; i < count; i += 1) {
      const start = performance.now();
      call(i);
      times[i] = performance.now() - start;
    }
    this.first ??= times;
    for (let i = 0; i < count; i += 1) least[i] = Math.min(least[i], times[i]);
  }

  summary() {
    const { count, first, least } = this;
    const max = least.reduce((a, b) => Math.max(a, b), 0);
    if (count === 1) return [...new Array(4).fill(null), first[0], max];
    first.sort();
    const at = (part) => first[Math.min(count - 1, Math.floor(count * part))];
    return [at(0.5), at(0.99), at(0.999), at(0.9999), at(1), max];
  }
}

const HEAD = ['one call, ms', 'p50', 'p99', 'p99.9', 'p99.99', 'max', 'max, least'];

const competitors = {
  tophash: () => {
    const heap = new Heap();
    return () => new GoMap('u32', 'u32', { heap, seed: 1n });
  },
  native: () => () => new Map(),
};

function measure(prepare) {
  const keyOf = (i) => Math.imul(i, 0x9e3779b1) >>> 0;
  const rows = {};
  function run(name, count, call) {
    rows[name] ??= new Row(count);
    rows[name].round(call);
  }
  function cycle(count) {
    const make = prepare();
    let map = make();
    const set = (i) => map.set(keyOf(i), i);
    run('nothing', count, () => {});
    run('set, fresh memory', count, set);
    run('delete', count, (i) => map.delete(keyOf(i)));
    map.dispose?.();
    map = make();
    run('set, used memory', count, set);
    run('clear', 1, () => map.clear());
    for (let i = 0; i < count; i += 1) set(i);
    if (map.dispose) run('dispose', 1, () => map.dispose());
  }
  cycle(100_000); // compiles the code
  for (const name of Object.keys(rows)) delete rows[name];
  for (let round = 0; round < ROUNDS; round += 1) cycle(entries);
  return Object.entries(rows).map(([name, row]) => [name, ...row.summary()]);
}

function milliseconds(ms) {
  return ms === null ? '' : ms >= 0.1 ? ms.toFixed(2) : ms.toFixed(4);
}

if (options.only) {
  console.log(JSON.stringify(measure(competitors[options.only])));
} else {
  const colAligns = HEAD.map((_, i) => (i === 0 ? 'left' : 'right'));
  for (const only of Object.keys(competitors)) {
    const args = [fileURLToPath(import.meta.url), '--only', only, '--entries', options.entries];
    const child = spawnSync(options.node, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const table = new Table({ head: HEAD, colAligns, style: { head: [], border: [] } });
    for (const [name, ...times] of JSON.parse(child.stdout)) {
      table.push([name, ...times.map(milliseconds)]);
    }
    console.log(`${only}, ${entries} entries`);
    console.log(table.toString());
  }
}
