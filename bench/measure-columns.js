// One process of the benchmark of columns: measures the operations of one competitor for one kind of
// map and one number of entries, and prints them as JSON: `{ operation: { cpu, wall } }`, both in ns a
// row. `add` in place of the operations counts ten million rows in so many groups.
//
// The native competitor gets its rows in the form that suits it: arrays of numbers, bigints or strings.
// Only rows that are UTF-8 to begin with ('text') it has to make strings of.

import { GoMap } from 'tophash';
import { makeKeys, shuffled } from './keys.js';

const [competitor, kind, sizeText, what] = process.argv.slice(2);
const size = Number(sizeText);
const native = competitor === 'native';
const [keyKind, valueKind] = kind.split('-');
const mapKind = keyKind === 'text' ? 'string' : keyKind;
const big = valueKind === 'u64';
const ROWS = 10_000_000;
const ARRAYS = { u32: Uint32Array, f64: Float64Array, u64: BigUint64Array };

/** A column of keys as the competitor takes it. */
function keyColumn(keys) {
  if (keyKind === 'text') return textColumn(keys);
  return native || keyKind === 'string' ? keys : ARRAYS[keyKind].from(keys);
}

function textColumn(keys) {
  const bytes = Buffer.from(keys.join(''));
  const offsets = new Uint32Array(keys.length + 1);
  for (let i = 0; i < keys.length; i += 1) offsets[i + 1] = offsets[i] + keys[i].length;
  return { bytes, offsets };
}

/** The key of row `i` of a native competitor. */
const keyAt =
  keyKind === 'text'
    ? ({ bytes, offsets }, i) => bytes.latin1Slice(offsets[i], offsets[i + 1])
    : (keys, i) => keys[i];

function valueColumn(n) {
  const values = Array.from({ length: n }, (_, i) => (big ? BigInt(i) : i));
  return native ? values : ARRAYS[valueKind].from(values);
}

/** Runs `work` at least five times, large work three times, and for at least a second: the medians of CPU and wall time. */
function measure(rows, work, { before, after } = {}) {
  const cpu = [];
  const wall = [];
  const repeat = Math.max(1, Math.round((before ? 1 : 200_000) / rows));
  const started = performance.now();
  while (cpu.length < (rows > 2e6 ? 3 : 5) || performance.now() - started < 1000) {
    before?.();
    const from = process.cpuUsage();
    const start = performance.now();
    for (let i = 0; i < repeat; i += 1) work();
    wall.push(((performance.now() - start) * 1e6) / rows / repeat);
    const { user, system } = process.cpuUsage(from);
    cpu.push(((user + system) * 1e3) / rows / repeat);
    after?.();
  }
  return { cpu: median(cpu), wall: median(wall) };
}

function median(list) {
  return list.sort((a, b) => a - b)[list.length >> 1];
}

const make = () => (native ? new Map() : new GoMap(mapKind, valueKind));
const zero = big ? 0n : 0;
const one = big ? 1n : 1;
let map = make();
let sink = 0;

function renew() {
  map.dispose?.();
  map = make();
}

function group() {
  const distinct = makeKeys(keyKind === 'text' ? 'string' : keyKind, 0, size);
  // A linear congruential generator (Numerical Recipes): the same rows in every run.
  let state = 1;
  const rows = Array.from({ length: ROWS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return distinct[Math.floor((state / 2 ** 32) * size)];
  });
  const keys = keyColumn(rows);
  const add = native
    ? () => {
        for (let i = 0; i < ROWS; i += 1) {
          const key = keyAt(keys, i);
          map.set(key, (map.get(key) ?? zero) + one);
        }
      }
    : () => map.addAll(keys, one);
  return { addAll: measure(ROWS, add, { before: renew }) };
}

function columns() {
  const all = makeKeys(mapKind, 0, size);
  const keys = keyColumn(all);
  const order = keyColumn(shuffled(all));
  const values = valueColumn(size);
  const out = new ARRAYS[valueKind](size);
  const flags = new Uint8Array(size);
  const work = native
    ? {
        setAll() {
          for (let i = 0; i < size; i += 1) map.set(keyAt(keys, i), values[i]);
        },
        getAll() {
          for (let i = 0; i < size; i += 1) out[i] = map.get(keyAt(order, i)) ?? zero;
        },
        hasAll() {
          for (let i = 0; i < size; i += 1) flags[i] = map.has(keyAt(order, i)) ? 1 : 0;
        },
        columns() {
          const made = mapKind === 'string' ? new Array(size) : new ARRAYS[keyKind](size);
          const elems = new ARRAYS[valueKind](size);
          let i = 0;
          for (const [key, value] of map) {
            made[i] = key;
            elems[i] = value;
            i += 1;
          }
          sink += i;
        },
        deleteAll() {
          for (let i = 0; i < size; i += 1) map.delete(keyAt(order, i));
        },
      }
    : {
        setAll: () => map.setAll(keys, values),
        getAll: () => map.getAll(order, out),
        hasAll: () => map.hasAll(order, flags),
        columns: () => {
          sink += map.columns().values.length;
        },
        deleteAll: () => map.deleteAll(order),
      };
  const fill = () => {
    renew();
    work.setAll();
  };
  const result = {
    setAll: measure(size, work.setAll, { before: renew }),
    getAll: measure(size, work.getAll),
    hasAll: measure(size, work.hasAll),
    columns: measure(size, work.columns),
    deleteAll: measure(size, work.deleteAll, { before: fill }),
  };
  if (flags.includes(0) || map.size !== 0) throw new Error('the map is not what it should be');
  return result;
}

console.log(JSON.stringify(what === 'add' ? group() : columns()));
if (sink < 0) throw new Error('never');
