// One process of the benchmark: measures all operations of one competitor for one kind of key and one
// number of entries, and prints them as JSON in ns an operation.

import { Bench } from 'tinybench';
import { GoMap, WasmMap } from 'tophash';
import { isCopied, isFresh, lookedUp, makeKeys, mapKind, shuffled } from './keys.js';

const [competitor, kind, sizeText, suite] = process.argv.slice(2);
const size = Number(sizeText);

const OURS = {
  single: (capacity) => new GoMap(mapKind(kind), 'u32', { capacity }),
  wasmmap: () => new WasmMap(),
};
const make = competitor === 'native' ? () => new Map() : OURS[suite];

const keys = makeKeys(kind, 0, size);
const inOrder = shuffled(keys);
const absentKeys = makeKeys(kind, size, size);
let order = lookedUp(kind, inOrder);
let absent = lookedUp(kind, absentKeys);
let inserted = keys;

function filled() {
  const map = make(0);
  for (let i = 0; i < size; i += 1) map.set(keys[i], i);
  return map;
}

const map = filled();
let fresh = make(0); // tinybench calls every task once without its hooks, to see if it is async
let sink = 0;

function drop() {
  fresh.dispose?.();
}

// What makes keys anew before a pass that looks them up or inserts them, if their kind says so.

function remakeOrder() {
  if (isFresh(kind)) order = lookedUp(kind, inOrder);
}

function remakeAbsent() {
  if (isFresh(kind)) absent = lookedUp(kind, absentKeys);
}

function remakeInserted() {
  if (isFresh(kind)) inserted = lookedUp(kind, keys);
}

// A pass over all keys is one run. There is no warm-up, because tinybench warms up without the hooks
// that these tasks need: the first runs are slow, and the median does not see them.
const bench = new Bench({ time: 400, iterations: 7, warmup: false });
bench
  .add(
    'get hit',
    () => {
      let sum = 0;
      for (let i = 0; i < size; i += 1) sum += map.get(order[i]);
      sink += sum;
    },
    { beforeEach: remakeOrder },
  )
  .add(
    'get miss',
    () => {
      let sum = 0;
      for (let i = 0; i < size; i += 1) if (map.get(absent[i]) === undefined) sum += 1;
      sink += sum;
    },
    { beforeEach: remakeAbsent },
  )
  .add(
    'set existing',
    () => {
      for (let i = 0; i < size; i += 1) map.set(order[i], i);
    },
    { beforeEach: remakeOrder },
  )
  .add(
    'set growing',
    () => {
      for (let i = 0; i < size; i += 1) fresh.set(inserted[i], i);
    },
    {
      beforeEach: () => {
        fresh = make(0);
        remakeInserted();
      },
      afterEach: drop,
    },
  )
  .add(
    'set presized',
    () => {
      for (let i = 0; i < size; i += 1) fresh.set(inserted[i], i);
    },
    {
      beforeEach: () => {
        fresh = make(size);
        remakeInserted();
      },
      afterEach: drop,
    },
  )
  .add(
    'delete',
    () => {
      for (let i = 0; i < size; i += 1) fresh.delete(order[i]);
    },
    {
      beforeEach: () => {
        fresh = filled();
        remakeOrder();
      },
      afterEach: drop,
    },
  );
// Where the keys to look up come from makes no difference to these.
if (!isCopied(kind)) {
  bench
    .add('forEach', () => {
      let sum = 0;
      map.forEach((value) => {
        sum += value;
      });
      sink += sum;
    })
    .add('for...of', () => {
      let sum = 0;
      for (const [, value] of map) sum += value;
      sink += sum;
    });
}
// As many maps as there are keys, of 1 to 8 entries in turn: the time is that of one map.
if (suite === 'wasmmap' && size === 1000) {
  bench.add('make small', () => {
    for (let i = 0; i < size; i += 1) {
      const small = make(0);
      for (let j = 0; j <= (i & 7); j += 1) small.set(keys[j], j);
      sink += small.size;
    }
  });
}
await bench.run();

const result = {};
for (const task of bench.tasks) {
  if (task.result.state !== 'completed') throw task.result.error ?? new Error(task.name);
  result[task.name] = (task.result.latency.p50 * 1e6) / size;
}
if (Number.isNaN(sink)) throw new Error('a lookup found nothing');
console.log(JSON.stringify(result));
