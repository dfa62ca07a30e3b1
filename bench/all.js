// Measures all that docs/benchmarks.md and the README show, in one run, so that every figure has the same
// number of rounds, and puts it there. The first engine is measured in full, though with fewer kinds and
// sizes than the suites have, and the others in brief: a round of two engines takes about 25 minutes on a
// quiet machine.
//
//   node bench/all.js [--rounds 3 --engines node24,node20]
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
    engines: { type: 'string', default: 'node24,node20' },
  },
});

const SIZES = '1000,100000,1000000';
const SINGLE = ['run.js', '--sizes', SIZES, '--kinds'];
const WASMMAP = ['run.js', '--suite', 'wasmmap', '--sizes', SIZES, '--kinds'];
const COLUMNS = ['columns.js', '--sizes', '100000,1000000', '--groups', '', '--kinds'];
const GROUPS = ['columns.js', '--sizes', '', '--groups', SIZES, '--kinds'];

const IN_FULL = [
  [...SINGLE, 'u32-small,u32,f64,u64,string,string-sliced,string-equal'],
  [...WASMMAP, 'u32-small,u32,u64,f64,object,string'],
  [...COLUMNS, 'u32-u32,u32-f64,f64-f64,u64-u64,string-u32,text-u32'],
  [...GROUPS, 'u32-u32,f64-f64,u64-u64'],
  ['hashbrown/run.js', '--sizes', '100000,1000000'],
  ['pause.js'],
];
const IN_BRIEF = [
  [...SINGLE, 'u32-small,string'],
  [...WASMMAP, 'u32-small'],
  [...COLUMNS, 'u32-u32,f64-f64'],
  [...GROUPS, 'u32-u32'],
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
for (const [i, engine] of options.engines.split(',').entries()) {
  for (const [program, ...args] of i === 0 ? IN_FULL : IN_BRIEF) {
    run(program, ...args, '--rounds', options.rounds, '--node', install(engine));
  }
}
run('table.js', '--rounds', options.rounds);
