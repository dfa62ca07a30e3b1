// What the benchmarks have in common: every competitor runs in processes of its own, several of them in
// turn, because engines specialise code by what a process has called before; of the rounds the median
// counts, and its spread is shown. Results go to bench/results/, into a folder for each number of rounds:
// figures of another number never get into the same table. From there bench/table.js takes them.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';

/** Where the results of so many rounds are kept. */
export function resultsFolder(rounds) {
  return fileURLToPath(new URL(`results/rounds-${rounds}/`, import.meta.url));
}

/** What `program` of this folder prints as JSON, run by the engine `node` with `args`. */
function measure(node, program, args) {
  const path = fileURLToPath(new URL(program, import.meta.url));
  const run = spawnSync(node, ['--max-old-space-size=12000', path, ...args.map(String)], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  if (run.status !== 0) throw new Error(`${program} ${args.join(' ')}\n${run.stderr}`);
  return JSON.parse(run.stdout);
}

/**
 * Runs `program` for each of the `competitors` in turn, `rounds` times, with the competitor's name and
 * `args`. Returns what they printed: of each competitor a list.
 */
export function compete(node, program, competitors, args, rounds) {
  const samples = Object.fromEntries(competitors.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const name of competitors) samples[name].push(measure(node, program, [name, ...args]));
  }
  return samples;
}

/** The median of the rounds and how far they lie apart, as a part of it. */
export function summarise(rounds) {
  const sorted = [...rounds].sort((a, b) => a - b);
  const median = sorted[sorted.length >> 1];
  return { ns: median, spread: (sorted.at(-1) - sorted[0]) / median };
}

export function cell({ ns, spread }) {
  const digits = ns < 9.95 ? 1 : 0;
  return `${ns.toFixed(digits)} ±${Math.round(spread * 50)}%`.padStart(12);
}

/**
 * What a report begins with: the machine, the engine, the command without its options, and of how many
 * rounds each figure is. Printed as well.
 */
export function newReport(node, command, rounds) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  const report = {
    machine: cpus()[0].model.trim(),
    cores: cpus().length,
    engine: `Node ${version}`,
    command,
    rounds,
    rows: [],
  };
  console.log(`${report.machine}, ${report.cores} cores; ${report.engine}; ${command}`);
  return report;
}

/** Keeps a report for the tables, with what an earlier one of the engine has beside it. */
export function keep(report, name) {
  const folder = resultsFolder(report.rounds);
  const file = `${folder}${name}-${report.engine.replace(/^Node (v\d+).*/, '$1')}.json`;
  const cellOf = ({ kind, operation, size }) => `${kind} ${operation} ${size}`;
  const measured = new Set(report.rows.map(cellOf));
  const before = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).rows : [];
  const rows = [...before.filter((row) => !measured.has(cellOf(row))), ...report.rows];
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify({ ...report, rows }, null, 2)}\n`);
  console.log(`\n${file}`);
}

/** The reports of a suite, one for each engine that it was measured with, in the order of versions. */
export function kept(name, rounds) {
  const folder = resultsFolder(rounds);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((file) => file.startsWith(`${name}-`))
    .sort()
    .map((file) => JSON.parse(readFileSync(folder + file, 'utf8')));
}
