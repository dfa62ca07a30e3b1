// Measures all that docs/benchmarks.md and the README show, in one run, so that every figure has the same
// number of rounds, and puts it there. Fewer kinds and sizes than the suites have: a round takes TIME.
//
//   node bench/all.js [--rounds 3 --engines node20,node24]
//
// The engines are those of `npm run test:engines`. Rust's hash map is left out where it cannot be compiled
// (see bench/hashbrown/run.js).

import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { install } from '../test/engines/engines.js';
import { resultsFolder } from './driver.js';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    engines: { type: 'string', default: 'node20,node24' },
  },
});

const SIZES = '1000,100000,1000000';
const PROGRAMS = [
  [
    'run.js',
    '--kinds',
    'u32-small,u32,f64,u64,string,string-sliced,string-equal',
    '--sizes',
    SIZES,
  ],
  [
    'run.js',
    '--suite',
    'wasmmap',
    '--kinds',
    'u32-small,u32,u64,f64,object,string',
    '--sizes',
    SIZES,
  ],
  ['columns.js', '--sizes', '100000,1000000', '--groups', ''],
  ['columns.js', '--kinds', 'u32-u32,f64-f64,u64-u64', '--sizes', '', '--groups', SIZES],
  ['hashbrown/run.js', '--sizes', '100000,1000000'],
  ['pause.js'],
];

function run(program, ...args) {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const start = performance.now();
  const child = spawnSync(process.execPath, [path, ...args], { stdio: 'inherit' });
  if (child.status !== 0) process.exit(1);
  console.log(`${((performance.now() - start) / 60_000).toFixed(1)} minutes\n`);
}

// Results of an earlier run would pass for this one's.
rmSync(resultsFolder(options.rounds), { recursive: true, force: true });
for (const engine of options.engines.split(',')) {
  for (const [program, ...args] of PROGRAMS) {
    run(program, ...args, '--rounds', options.rounds, '--node', install(engine));
  }
}
run('table.js', '--rounds', options.rounds);
