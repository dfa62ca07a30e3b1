// Measures the calls that take or give columns against loops over native Map, with rows in random
// order, and prints ns a row.
//
//   node bench/columns.js [--kinds u32-u32,text-u32 --sizes 100000 --groups 1000 --rounds 3 --node PATH]
//
// `text` are string keys as bytes and offsets, `string` as an array of strings. The figures are CPU
// time of the process, which other jobs of the machine disturb less than wall time, and which counts
// the threads of the garbage collector; the ratio of the wall times stands beside.

import { parseArgs } from 'node:util';
import { cell, compete, keep, newReport, summarise } from './driver.js';

const { values: options } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'u32-u32,u32-f64,f64-f64,u64-u64,string-u32,text-u32' },
    sizes: { type: 'string', default: '100000,1000000,10000000' },
    groups: { type: 'string', default: '1000,100000,1000000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
});

const COMPETITORS = ['tophash', 'native'];
const rounds = Number(options.rounds);

function run(unit, sizes, name, ...what) {
  if (sizes === '') return;
  const report = newReport(options.node, 'node bench/columns.js', rounds);
  report.unit = unit;
  console.log(`CPU time, ns a row: median of ${rounds} processes, ± half their spread\n`);
  console.log(`kind        operation ${unit.padStart(9)}      tophash       native    CPU   wall`);
  for (const kind of options.kinds.split(',')) {
    for (const size of sizes.split(',').filter(Boolean).map(Number)) {
      const args = [kind, size, ...what];
      const samples = compete(options.node, 'measure-columns.js', COMPETITORS, args, rounds);
      for (const operation of Object.keys(samples.native[0])) {
        const [ours, native, oursWall, nativeWall] = ['cpu', 'wall'].flatMap((clock) =>
          COMPETITORS.map((competitor) =>
            summarise(samples[competitor].map((result) => result[operation][clock])),
          ),
        );
        const ratio = native.ns / ours.ns;
        const wall = nativeWall.ns / oursWall.ns;
        report.rows.push({
          kind,
          operation,
          size,
          ours,
          native,
          ratio,
          oursWall,
          nativeWall,
          wall,
        });
        const what = `${kind.padEnd(11)} ${operation.padEnd(9)} ${String(size).padStart(9)}`;
        const ratios = [ratio, wall].map((r) => `${r.toFixed(1)}x`.padStart(6)).join(' ');
        console.log(`${what} ${cell(ours)} ${cell(native)} ${ratios}`);
      }
    }
  }
  keep(report, name);
}

run('entries', options.sizes, 'columns');
run('groups', options.groups, 'groups', 'add');
