// One process of bench/hashbrown/run.js: measures a competitor for one kind of key and one number of
// entries, and prints `{ operation: { cpu, wall } }` as JSON, in ns a row. Rows come from typed arrays
// outside, and pass through memory of the map's in chunks, in all competitors.

import { readFileSync } from 'node:fs';
import { GoMap } from 'tophash';
import { makeKeys, shuffled } from '../keys.js';

const [competitor, kind, sizeText, program] = process.argv.slice(2);
const size = Number(sizeText);
const CHUNK = 4096;
const Column = { u32: Uint32Array, u64: BigUint64Array }[kind];

/** Runs `work` at least seven times, and for at least a second: the medians of CPU and wall time. */
function measure(work) {
  const cpu = [];
  const wall = [];
  const repeat = Math.max(1, Math.round(200_000 / size));
  work(); // touches the memory
  const started = performance.now();
  while (cpu.length < 7 || performance.now() - started < 1000) {
    const from = process.cpuUsage();
    const start = performance.now();
    for (let i = 0; i < repeat; i += 1) work();
    wall.push(((performance.now() - start) * 1e6) / size / repeat);
    const { user, system } = process.cpuUsage(from);
    cpu.push(((user + system) * 1e3) / size / repeat);
  }
  return { cpu: median(cpu), wall: median(wall) };
}

function median(list) {
  return list.sort((a, b) => a - b)[list.length >> 1];
}

/** Calls `chunk(address of keys, address of values, rows)` for all rows, as the wrapper of tophash does. */
class Rust {
  constructor() {
    const module = new WebAssembly.Module(readFileSync(program));
    this.core = new WebAssembly.Instance(module, {}).exports;
    this.keys = this.core[`column_${kind}`](CHUNK) >>> 0;
    this.values = this.core[`column_${kind}`](CHUNK) >>> 0;
  }

  eachChunk(keys, values, out, chunk) {
    const { memory } = this.core;
    for (let from = 0; from < keys.length; from += CHUNK) {
      const n = Math.min(CHUNK, keys.length - from);
      new Column(memory.buffer, this.keys, n).set(keys.subarray(from, from + n));
      if (values) new Column(memory.buffer, this.values, n).set(values.subarray(from, from + n));
      chunk(this.keys, this.values, n);
      if (out) out.set(new Column(memory.buffer, this.values, n), from);
    }
  }
}

const COMPETITORS = { tophash, hashbrown, gather };

function tophash(keys, order, values, out) {
  let map = new GoMap(kind, kind);
  return {
    insert() {
      map.dispose();
      map = new GoMap(kind, kind);
      map.setAll(keys, values);
    },
    get: () => map.getAll(order, out),
  };
}

function hashbrown(keys, order, values, out) {
  const rust = new Rust();
  const { core } = rust;
  let map = core[`new_map_${kind}`]();
  return {
    insert() {
      core[`drop_map_${kind}`](map);
      map = core[`new_map_${kind}`]();
      const insert = core[`insert_${kind}`];
      rust.eachChunk(keys, values, undefined, (k, v, n) => insert(map, k, v, n));
    },
    get() {
      const get = core[`get_${kind}`];
      rust.eachChunk(order, undefined, out, (k, v, n) => get(map, k, v, n));
    },
  };
}

/** Random reads in an array that is as large as the map of tophash, and nothing else. */
function gather(keys, _order, values, out) {
  const map = new GoMap(kind, kind);
  map.setAll(keys, values);
  const words = Math.floor(map.stats().bytes / 4);
  map.dispose();
  const rust = new Rust();
  const { core } = rust;
  const table = core.column_u32(words) >>> 0;
  const places = Uint32Array.from(makeKeys('u32', 0, size), (key) => key % words);
  const all = kind === 'u32' ? places : BigUint64Array.from(places, BigInt);
  return {
    get: () =>
      rust.eachChunk(all, undefined, out, (k, v, n) => core[`gather_${kind}`](table, k, v, n)),
  };
}

const all = makeKeys(kind, 0, size);
const keys = Column.from(all);
const order = Column.from(shuffled(all));
const out = new Column(size);
const work = COMPETITORS[competitor](keys, order, keys, out);
const result = {};
if (work.insert) result.insert = measure(work.insert);
result.get = measure(work.get);
if (work.insert && out.some((value, i) => value !== order[i])) throw new Error('a value is wrong');
console.log(JSON.stringify(result));
