// One process of the benchmark of pauses: times each single call of one competitor, and prints
// `{ call: { p50, p99, p999, p9999, max, least } }` as JSON, in ms. All of it is done three times in the
// same way. The first five are of the first pass; for `least`, the longest call is that of the passes'
// least times, since a pause that belongs to a call comes again, and one of the machine does not.

import { GoMap, Heap } from 'tophash';

const [competitor, entriesText] = process.argv.slice(2);
const entries = Number(entriesText);
const PASSES = 3;

/** What is measured: the time of each call in the first pass, and its least time in all, in ms. */
class Row {
  first;
  least;

  constructor(count) {
    this.count = count;
    this.spare = new Float32Array(count).fill(Infinity);
    this.least = new Float32Array(count).fill(Infinity);
  }

  pass(call) {
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
    const { count, first } = this;
    const least = this.least.reduce((a, b) => Math.max(a, b), 0);
    if (count === 1) {
      return { p50: null, p99: null, p999: null, p9999: null, max: first[0], least };
    }
    first.sort();
    const at = (part) => first[Math.min(count - 1, Math.floor(count * part))];
    return { p50: at(0.5), p99: at(0.99), p999: at(0.999), p9999: at(0.9999), max: at(1), least };
  }
}

const PREPARE = {
  tophash: () => {
    const heap = new Heap();
    return () => new GoMap('u32', 'u32', { heap, seed: 1n });
  },
  native: () => () => new Map(),
};

const keyOf = (i) => Math.imul(i, 0x9e3779b1) >>> 0;
let rows = {};

function run(name, count, call) {
  rows[name] ??= new Row(count);
  rows[name].pass(call);
}

function pass(count) {
  const make = PREPARE[competitor]();
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

pass(100_000); // compiles the code
rows = {};
for (let i = 0; i < PASSES; i += 1) pass(entries);
const summaries = Object.entries(rows).map(([name, row]) => [name, row.summary()]);
console.log(JSON.stringify(Object.fromEntries(summaries)));
