// What sharing a map with workers costs and gives, beside the other ways to have one in a worker:
//
//   node bench/shared.js [ENTRIES]
//
// It prints how long a worker waits for the map, from the owner's first step to the first answer; how much
// memory the process has then; and how many lookups one reader and two readers make at once.

import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { GoMap, Heap } from '../build/index.js';
import { commandLine, countFrom } from '../scripts/command-line.js';

const ROWS = 1e6;
/** `getAll` of one reader, in milliseconds: short enough to repeat, long enough to count. */
const READING = 1500;

/** Keys in an order that no processor foresees: those of a map of `size` entries. */
function keysOf(size, rows) {
  const keys = new Uint32Array(rows);
  for (let i = 0; i < rows; i += 1) keys[i] = Math.imul(i % size, 2654435761);
  return keys;
}

/** What a worker makes of what it is sent. */
const MAKE = {
  attach: (shared) => GoMap.attach(shared),
  snapshot: (bytes) => GoMap.restore(bytes),
  'native Map': (map) => map,
};

function work() {
  let map;
  parentPort.on('message', ({ way, given, read }) => {
    if (way !== undefined) {
      map = MAKE[way](given);
      parentPort.postMessage(map.get(0));
    } else {
      const keys = keysOf(map.size, ROWS);
      const out = new Uint32Array(ROWS);
      map.getAll(keys, out);
      parentPort.postMessage('ready');
      const end = performance.timeOrigin + performance.now() + read;
      let rows = 0;
      while (performance.timeOrigin + performance.now() < end) {
        map.getAll(keys, out);
        rows += ROWS;
      }
      parentPort.postMessage(rows);
    }
  });
  parentPort.postMessage(workerData);
}

const next = (worker) => new Promise((resolve) => worker.once('message', resolve));

async function start() {
  const worker = new Worker(new URL(import.meta.url), { workerData: 'here' });
  await next(worker);
  return worker;
}

/** Million lookups a second of `workers`, all at once. */
async function throughput(workers) {
  const answers = workers.map(async (worker) => {
    worker.postMessage({ read: READING });
    await next(worker); // its first, which warms it up
    return next(worker);
  });
  const rows = await Promise.all(answers);
  return rows.reduce((sum, n) => sum + n, 0) / READING / 1000;
}

const megabytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);

async function main() {
  const [entries = '1e6'] = commandLine(import.meta.url, { names: 1 }).positionals;
  const size = countFrom(entries, 'ENTRIES');
  const heap = new Heap({ shared: true, maximumBytes: 2 ** 32 });
  const map = new GoMap('u32', 'u32', { heap });
  const keys = keysOf(size, size);
  map.setAll(keys, keys);
  const bytes = heap.bytes;
  console.log(`${size} entries, u32 to u32: ${Math.round(map.stats().bytes / 2 ** 20)} MiB`);

  const readers = await Promise.all([start(), start(), start(), start()]);
  const before = megabytes();
  const times = [];
  for (const reader of readers) {
    const begin = performance.now();
    reader.postMessage({ way: 'attach', given: map.share() });
    await next(reader);
    times.push(performance.now() - begin);
  }
  const shown = times.map((time) => time.toFixed(1)).join(', ');
  console.log(`share, post, attach and a first get, four workers: ${shown} ms`);
  console.log(`memory of the process: ${before} MiB with the owner, ${megabytes()} with 4 readers`);
  console.log(`bytes of the heap: ${(((heap.bytes - bytes) / bytes) * 100).toFixed(2)} % more`);

  const [one, two] = readers;
  const figures = { one: [], two: [] };
  for (let i = 0; i < 3; i += 1) {
    figures.one.push(await throughput([one]));
    figures.two.push(await throughput([one, two]));
  }
  const [single, double] = [Math.max(...figures.one), Math.max(...figures.two)];
  console.log(
    `getAll: ${single.toFixed(1)} M rows a second, two readers ${double.toFixed(1)}, ${(double / single).toFixed(2)} times as many`,
  );
  await Promise.all(readers.map((reader) => reader.terminate()));

  const ways = {
    snapshot: () => map.snapshot(),
    'native Map': () => {
      const native = new Map();
      for (let i = 0; i < size; i += 1) native.set(keys[i], keys[i]);
      return native;
    },
  };
  for (const [way, make] of Object.entries(ways)) {
    const worker = await start();
    const native = way === 'native Map' ? make() : undefined; // which is there already
    const memory = megabytes();
    const begin = performance.now();
    worker.postMessage({ way, given: native ?? make() });
    await next(worker);
    const time = performance.now() - begin;
    console.log(`${way}: ${time.toFixed(0)} ms, ${megabytes() - memory} MiB more`);
    await worker.terminate();
  }
}

if (isMainThread) await main();
else work();
