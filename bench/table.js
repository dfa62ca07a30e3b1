// Puts the tables of bench/results/ into docs/benchmarks.md and the short one into README.md, between
// `<!-- bench NAME -->` and `<!-- /bench -->`, so that no figure there is typed.
//
//   node bench/table.js [--rounds 3]
//
// Takes only results of that many rounds. A block for which there are none stays as it is.

import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { kept } from './driver.js';

const { values: options } = parseArgs({ options: { rounds: { type: 'string', default: '3' } } });

/** The rows of the README's table: what it says, the suite, the kind of keys, the operation. */
const SUMMARY = [
  ['`GoMap` `get`, small integers', 'single', 'u32-small', 'get hit'],
  ['`GoMap` `set`, growing map', 'single', 'u32-small', 'set growing'],
  ['`GoMap` `for...of`', 'single', 'u32-small', 'for...of'],
  ['`GoMap` `get`, the same strings again', 'single', 'string', 'get hit'],
  ['`GoMap` `addAll`, counting in so many groups', 'groups', 'u32-u32', 'addAll'],
  ['`WasmMap` `get`, small integers', 'wasmmap', 'u32-small', 'get hit'],
];
const SUMMARY_SIZES = [1000, 100_000, 1_000_000];

/** Time and ratio of a row. In italics where tophash is slower; `even` is neither. */
function cell(row) {
  if (!row) return '';
  const ratio = row.ratio.toFixed(1);
  const time = `${row.ours.ns.toFixed(row.ours.ns < 9.95 ? 1 : 0)} ns`;
  if (ratio === '1.0') return `${time}, even`;
  return row.ratio < 1 ? `_${time}, ${ratio}x_` : `${time}, ${ratio}x`;
}

function find(report, kind, operation, size) {
  return report.rows.find(
    (row) => row.kind === kind && row.operation === operation && row.size === size,
  );
}

function markdown(head, rows) {
  const widths = head.map((_, i) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[i].length)),
  );
  const line = (cells) => `| ${cells.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function headOfSizes(sizes, unit) {
  return sizes.map((size) => `${size.toLocaleString('en')} ${unit}`);
}

function heading({ machine, cores, engine, command, rounds }) {
  return `${machine}, ${cores} cores, ${engine}: \`${command}\`, rounds: ${rounds}\n\n`;
}

function table(report) {
  const distinct = (name) => [...new Set(report.rows.map((row) => row[name]))];
  const sizes = distinct('size').sort((a, b) => a - b);
  const rows = distinct('kind').flatMap((kind) =>
    distinct('operation')
      .map((operation) => [operation, sizes.map((size) => find(report, kind, operation, size))])
      .filter(([, found]) => found.some(Boolean))
      .map(([operation, found]) => [kind, operation, ...found.map(cell)]),
  );
  const head = ['keys', 'operation', ...headOfSizes(sizes, report.unit)];
  return heading(report) + markdown(head, rows);
}

function milliseconds(ms) {
  return ms === null ? '' : `${ms.toFixed(ms < 0.1 ? 4 : 2)} ms`;
}

function pauseTable(report) {
  const names = { tophash: '`GoMap`', native: '`Map`' };
  const rows = report.rows.map(({ kind, operation, times: { p50, p9999, max, least } }) => [
    names[kind],
    operation,
    ...[p50, p9999, max, least].map(milliseconds),
  ]);
  const head = ['', 'one call', 'half of the calls', '99.99% of them', 'longest', 'comes again'];
  return heading(report) + markdown(head, rows);
}

/** The README's table, of the engine that was measured most. */
function summary() {
  const newestFirst = kept('single', options.rounds).reverse();
  const [most] = newestFirst.sort((a, b) => b.rows.length - a.rows.length);
  if (!most) return '';
  const { machine, cores, engine } = most;
  const reportOf = (suite) => kept(suite, options.rounds).find((found) => found.engine === engine);
  const rows = SUMMARY.map(([text, suite, kind, operation]) => {
    const report = reportOf(suite);
    const found = SUMMARY_SIZES.map((size) => report && find(report, kind, operation, size));
    return [text, ...found.map(cell)];
  });
  const pause = reportOf('pause');
  return [
    markdown(['operation', ...headOfSizes(SUMMARY_SIZES, 'entries')], rows),
    `Small integers are below 2^30, as ids are, in random order. (${machine}, ${cores} cores, ${engine}, rounds: ${options.rounds})`,
    ...(pause ? [longestPause(pause)] : []),
  ].join('\n\n');
}

/** The sentence on pauses below the README's table. */
function longestPause(report) {
  const { size } = report.rows[0];
  const [ours, native] = ['tophash', 'native'].map((kind) =>
    find(report, kind, 'set, fresh memory', size).times.least.toFixed(1),
  );
  const entries = size.toLocaleString('en');
  return `The longest \`set\` while a map grows to ${entries} entries takes ${ours} ms, of native \`Map\` ${native} ms.`;
}

/** The tables of all engines that a suite was measured with. */
function tables(name) {
  const make = name === 'pause' ? pauseTable : table;
  return kept(name, options.rounds).map(make).join('\n\n');
}

for (const page of ['docs/benchmarks.md', 'README.md']) {
  const path = fileURLToPath(new URL(`../${page}`, import.meta.url));
  const text = readFileSync(path, 'utf8').replace(
    /<!-- bench (\w+) -->[\s\S]*?<!-- \/bench -->/g,
    (old, name) => {
      const made = name === 'summary' ? summary() : tables(name);
      return made === '' ? old : `<!-- bench ${name} -->\n\n${made}\n\n<!-- /bench -->`;
    },
  );
  writeFileSync(path, text);
}
