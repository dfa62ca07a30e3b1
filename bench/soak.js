// A soak: all calls on all kinds of maps for a quarter of an hour, or as long as asked for. Memory in
// use, the heap, resident memory and the objects that are alive must not creep; the exit status says
// whether they did.
//
//   npm run soak -- [--minutes 15] [--seed 1]

import { setTimeout } from 'node:timers/promises';
import { GoMap, Heap, WasmMap } from 'tophash';
import { commandLine, countFrom, misused } from '../scripts/command-line.js';
import { Soak } from './soak/workload.js';

const { values: options } = commandLine(import.meta.url, {
  options: {
    minutes: { type: 'string', default: '15' },
    seed: { type: 'string', default: '1' },
  },
});
const duration = Number(options.minutes) * 60_000;
if (!(duration > 0)) misused(`--minutes needs a number above 0, not '${options.minutes}'`);
const REPORTS = 30;
const BATCH = 2000;

if (!globalThis.gc) throw new Error('needs node --expose-gc');
const soak = new Soak({ GoMap, Heap, WasmMap }, countFrom(options.seed, '--seed'));
const start = performance.now();
const seen = [];

console.log('minutes       calls   heap MB    RSS MB  surplus bytes  surplus objects');
for (let report = 1; report <= REPORTS; report += 1) {
  while (performance.now() - start < (duration * report) / REPORTS) {
    soak.run(BATCH);
    await setTimeout(0); // finalizers run as tasks
  }
  for (let i = 0; i < 4; i += 1) {
    globalThis.gc();
    await setTimeout(10);
  }
  const { heap, surplus, objects } = soak.held();
  const rss = process.memoryUsage().rss;
  seen.push({ heap, rss, surplus, objects });
  const minutes = ((performance.now() - start) / 60_000).toFixed(1);
  const [heapMB, rssMB] = [heap, rss].map((bytes) => (bytes / 1e6).toFixed(1).padStart(10));
  const row = [minutes.padStart(7), String(soak.calls).padStart(12), heapMB, rssMB];
  console.log(row.join('') + String(surplus).padStart(15) + String(objects).padStart(17));
}

const most = (name, from, to) => Math.max(...seen.slice(from, to).map((report) => report[name]));
const third = Math.ceil(REPORTS / 3);
const creeping = [];
if (most('heap', -third) > most('heap', 0, -third)) creeping.push('the heap');
if (most('rss', -third) > 1.1 * most('rss', 0, -third)) creeping.push('resident memory');
if (most('surplus', 0) > 0) creeping.push('memory in use');
if (most('objects', 0) > 0) creeping.push('objects');
console.log(creeping.length ? `creeping: ${creeping.join(', ')}` : 'flat');
process.exitCode = creeping.length ? 1 : 0;
