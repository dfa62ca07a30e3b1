// Compares two runs of the same cells, and prints what became slower as a table in Markdown:
//
//   npm run bench:compare -- BEFORE AFTER [--times 1.25]
//
// A row counts if the fastest round after takes so many times as long as the slowest before: rounds that
// overlap say nothing. The exit status is 1 if there is one.

import { commandLine, fileAt, misused } from '../../scripts/command-line.js';
import { readResults } from './results-file.js';

const { values, positionals } = commandLine(import.meta.url, {
  names: 2,
  options: { times: { type: 'string', default: '1.25' } },
});
if (positionals.length < 2) misused('two runs are needed to compare');
const [before, after] = positionals.map((path) => readResults(fileAt(path)).rows);

const nameOf = ({ engine, workload, keys, contestant, size, variant }) =>
  [engine, workload, keys, contestant, size, variant]
    .filter((part) => part !== undefined)
    .join(' ');

const old = new Map(before.map((row) => [nameOf(row), row.metrics?.ns]));
const slower = after.flatMap((row) => {
  const was = old.get(nameOf(row));
  const is = row.metrics?.ns;
  if (was === undefined || is === undefined) return [];
  const [median, , slowest] = was;
  const [now, fastest] = is;
  if (fastest < slowest * Number(values.times)) return [];
  return `| ${nameOf(row)} | ${median} ns | ${now} ns | ${(now / median).toFixed(2)}x |`;
});

if (slower.length === 0) console.log('No benchmark became slower.');
else {
  console.log('These benchmarks became slower:\n');
  console.log('| benchmark | before | after | times |\n| --- | --- | --- | --- |');
  console.log(slower.join('\n'));
  process.exitCode = 1;
}
