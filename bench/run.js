// Measures single operations of GoMap against native Map and prints ns an operation. Every competitor
// runs in processes of its own, several of them in turn, because engines specialise code by what a
// process has called before; of the rounds the median counts, and its spread is shown.
//
//   npm run bench [-- --kinds u32,string --sizes 1000,100000 --rounds 3 --node PATH]
//
// Results go to bench/results/, from where bench/table.js takes the README's tables.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { OPERATIONS } from './operations.js';

const { values: options } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'u32,f64,u64,string' },
    sizes: { type: 'string', default: '1000,100000,1000000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
});

const child = fileURLToPath(new URL('measure.js', import.meta.url));
const results = fileURLToPath(new URL('results/', import.meta.url));
const COMPETITORS = ['tophash', 'native'];

function measure(competitor, kind, size) {
  const run = spawnSync(options.node, [child, competitor, kind, String(size)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (run.status !== 0) throw new Error(`${competitor} ${kind} ${size}\n${run.stderr}`);
  return JSON.parse(run.stdout);
}

/** The median of the rounds and how far they lie apart, as a part of it. */
function summarise(rounds) {
  const sorted = rounds.toSorted((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  return { ns: median, spread: (sorted.at(-1) - sorted[0]) / median };
}

function cell({ ns, spread }) {
  const digits = ns < 9.95 ? 1 : 0;
  return `${ns.toFixed(digits)} ±${Math.round(spread * 50)}%`.padStart(12);
}

const sizes = options.sizes.split(',').map(Number);
const rounds = Number(options.rounds);
const version = spawnSync(options.node, ['--version'], { encoding: 'utf8' }).stdout.trim();
const report = {
  machine: cpus()[0].model.trim(),
  cores: cpus().length,
  engine: `Node ${version}`,
  // Without the path of the engine, which says nothing elsewhere.
  command: `npm run bench -- ${process.argv.slice(2).join(' ')}`.replace(/--node \S+/, '').trim(),
  date: new Date().toISOString().slice(0, 10),
  rows: [],
};
console.log(`${report.machine}, ${report.cores} cores; ${report.engine}; ${report.command}`);
console.log(`ns an operation: median of ${rounds} processes, ± half their spread\n`);
console.log(`kind   operation            entries      tophash       native  native/tophash`);

for (const kind of options.kinds.split(',')) {
  for (const size of sizes) {
    const samples = new Map();
    for (let round = 0; round < rounds; round += 1) {
      for (const competitor of COMPETITORS) {
        for (const [operation, ns] of Object.entries(measure(competitor, kind, size))) {
          const key = `${competitor} ${operation}`;
          samples.set(key, [...(samples.get(key) ?? []), ns]);
        }
      }
    }
    for (const operation of OPERATIONS) {
      const [ours, native] = COMPETITORS.map((name) =>
        summarise(samples.get(`${name} ${operation}`)),
      );
      const ratio = native.ns / ours.ns;
      report.rows.push({ kind, operation, size, ours, native, ratio });
      const name = `${kind.padEnd(6)} ${operation.padEnd(18)} ${String(size).padStart(9)}`;
      console.log(`${name} ${cell(ours)} ${cell(native)} ${ratio.toFixed(2).padStart(8)}x`);
    }
  }
}

mkdirSync(results, { recursive: true });
const file = `single-${version.replace(/\..*/, '')}.json`;
writeFileSync(`${results}${file}`, `${JSON.stringify(report, null, 2)}\n`);
console.log(`\nbench/results/${file}`);
