// More entries than the engine takes in one Map or Set: whether all are found, in order, and what it takes.
//
//   node --max-old-space-size=20000 examples/beyond-the-limit.js numbers 40000000 [--set]
//
// The kinds are numbers, strings and objects. Half a gigabyte goes for each ten million numbers, and about one
// and a half for strings and objects.

import { WasmMap, WasmSet } from 'tophash';
import { commandLine, countFrom, misused } from '../scripts/command-line.js';

const { positionals, values: options } = commandLine(import.meta.url, {
  names: 2,
  options: { set: { type: 'boolean', default: false } },
});
const [kind, count = ''] = positionals;

/** Objects are kept here, because nobody can make the same ones again. */
const objects = [];
const KEYS = {
  numbers: (i) => i,
  strings: (i) => `key ${i}`,
  objects: (i) => {
    objects[i] ??= { i };
    return objects[i];
  },
};
const keyOf = KEYS[kind];
if (keyOf === undefined) misused(`a kind of keys is missing: ${Object.keys(KEYS).join(', ')}`);
const entries = countFrom(count, 'the number of entries');

function expectThat(isSo, what) {
  if (!isSo) throw new Error(what);
}

let before = performance.now();
let longest = 0;
function lap(name) {
  const ns = ((performance.now() - before) * 1e6) / entries;
  console.log(`${name}: ${ns.toFixed(0)} ns an entry`);
  before = performance.now();
}

const map = options.set ? new WasmSet() : new WasmMap();
let last = before;
for (let i = 0; i < entries; i += 1) {
  if (options.set) map.add(keyOf(i));
  else map.set(keyOf(i), i);
  if (i % 100 === 0) {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
}
lap('insert');
expectThat(map.size === entries, `${map.size} entries`);
for (let i = 0; i < entries; i += 1) {
  const isThere = options.set ? map.has(keyOf(i)) : map.get(keyOf(i)) === i;
  expectThat(isThere, `entry ${i} was not found`);
}
lap('find');
let i = 0;
for (const key of map.keys()) {
  expectThat(key === keyOf(i), `entry ${i} is not in its place`);
  i += 1;
}
expectThat(i === entries, `${i} keys`);
lap('iterate');
const { form, why } = map.stats();
console.log(`longest pause, of the collector or of growth: ${longest.toFixed(0)} ms`);
console.log(`form: ${form} (${why})`);
console.log(`memory: ${(process.memoryUsage.rss() / 1e9).toFixed(1)} GB`);
console.log(`all ${entries} ${kind} found, in order`);
