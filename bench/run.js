// Measures single operations of GoMap, or of WasmMap, against native Map and prints ns an operation. Every competitor
// runs in processes of its own, several of them in turn, because engines specialise code by what a
// process has called before; of the rounds the median counts, and its spread is shown.
//
//   npm run bench [-- --suite wasmmap --kinds u32,string --sizes 1000,100000 --rounds 3 --node PATH]
//
// Results go to bench/results/, from where bench/table.js takes them; bench/all.js measures every table.

import { parseArgs } from 'node:util';
import { cell, compete, keep, newReport, summarise } from './driver.js';
import { SUITES } from './operations.js';

const { values: options } = parseArgs({
  options: {
    suite: { type: 'string', default: 'single' },
    kinds: { type: 'string' },
    sizes: { type: 'string', default: '1000,100000,1000000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
});

const COMPETITORS = ['tophash', 'native'];
const { kinds, operations } = SUITES[options.suite];
const sizes = options.sizes.split(',').map(Number);
const rounds = Number(options.rounds);
const command =
  options.suite === 'single' ? 'npm run bench' : `npm run bench -- --suite ${options.suite}`;
const report = newReport(options.node, command, rounds);
report.unit = 'entries';
console.log(`ns an operation: median of ${rounds} processes, ± half their spread\n`);
console.log(`kind           operation      entries      tophash       native  native/tophash`);

for (const kind of options.kinds?.split(',') ?? kinds) {
  for (const size of sizes) {
    const args = [kind, size, options.suite];
    const samples = compete(options.node, 'measure.js', COMPETITORS, args, rounds);
    for (const operation of operations) {
      if (samples.native[0]?.[operation] === undefined) continue;
      const [ours, native] = COMPETITORS.map((name) =>
        summarise(samples[name].map((result) => result[operation])),
      );
      const ratio = native.ns / ours.ns;
      report.rows.push({ kind, operation, size, ours, native, ratio });
      const name = `${kind.padEnd(14)} ${operation.padEnd(12)} ${String(size).padStart(9)}`;
      console.log(`${name} ${cell(ours)} ${cell(native)} ${ratio.toFixed(2).padStart(8)}x`);
    }
  }
}

keep(report, options.suite);
