// Measures bulk lookups and bulk inserts into a growing map against Rust's hash map (hashbrown), compiled
// to WebAssembly, with a hash function of the same strength; and, as the limit of what a lookup can be,
// random reads in an array of the same size. CPU time in ns a row.
//
//   node bench/hashbrown/run.js [--kinds u32,u64 --sizes 100000,1000000 --rounds 3 --node PATH]
//
// Needs rustc and the standard library for wasm32: on Debian the packages rustc and
// libstd-rust-dev-wasm32 and lld. Another rustc than the one on the PATH: RUSTC=/usr/bin/rustc.

import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { cell, compete, keep, newReport, summarise } from '../driver.js';

const { values: options } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'u32,u64' },
    sizes: { type: 'string', default: '100000,1000000,10000000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
});

const MAPS = ['tophash', 'hashbrown'];
const COMPETITORS = [...MAPS, 'gather'];

/** Compiles map.rs. Returns the path of what came out, or undefined without a compiler that can. */
function compile() {
  const source = fileURLToPath(new URL('map.rs', import.meta.url));
  const results = fileURLToPath(new URL('../results/', import.meta.url));
  const out = `${results}hashbrown.wasm`;
  mkdirSync(results, { recursive: true });
  const target = ['--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
  const flags = ['-C', 'opt-level=3', '-C', 'panic=abort', '-C', 'target-feature=+simd128'];
  const args = [...target, ...flags, '-o', out, source];
  const { error, status, stderr } = spawnSync(process.env.RUSTC ?? 'rustc', args, {
    encoding: 'utf8',
  });
  if (!error && status === 0) return out;
  if (!error && !/can't find crate for `(?:std|core)`/.test(stderr)) throw new Error(stderr);
  console.error('Skipped: this needs rustc and its standard library for wasm32-unknown-unknown.');
  return undefined;
}

function run(program) {
  const rounds = Number(options.rounds);
  const report = newReport(options.node, 'node bench/hashbrown/run.js', rounds);
  report.unit = 'entries';
  console.log(`CPU time, ns a row: median of ${rounds} processes, ± half their spread\n`);
  console.log('kind operation   entries      tophash    hashbrown    CPU   wall       gather');
  for (const kind of options.kinds.split(',')) {
    for (const size of options.sizes.split(',').map(Number)) {
      const args = [kind, size, program];
      const samples = compete(options.node, 'hashbrown/measure.js', COMPETITORS, args, rounds);
      const summary = (name, operation, clock) =>
        summarise(samples[name].map((result) => result[operation][clock]));
      for (const operation of ['get', 'insert']) {
        const [ours, theirs] = MAPS.map((name) => summary(name, operation, 'cpu'));
        const [oursWall, theirsWall] = MAPS.map((name) => summary(name, operation, 'wall'));
        const gather = operation === 'get' ? summary('gather', 'get', 'cpu') : undefined;
        const ratio = theirs.ns / ours.ns;
        const wall = theirsWall.ns / oursWall.ns;
        report.rows.push({ kind, operation, size, ours, theirs, gather, ratio, wall });
        const ratios = [ratio, wall].map((r) => `${r.toFixed(1)}x`.padStart(6)).join(' ');
        const what = `${kind.padEnd(4)} ${operation.padEnd(9)} ${String(size).padStart(9)}`;
        console.log(
          `${what} ${cell(ours)} ${cell(theirs)} ${ratios} ${gather ? cell(gather) : ''}`,
        );
      }
    }
  }
  keep(report, 'hashbrown');
}

const program = compile();
if (program !== undefined) run(program);
