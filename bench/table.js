// Puts the tables of bench/results/ into README.md, between `<!-- bench NAME -->` and `<!-- /bench -->`,
// so that no figure there is typed. Cells in which native Map is faster are set in italics.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const results = fileURLToPath(new URL('results/', import.meta.url));
const readme = fileURLToPath(new URL('../README.md', import.meta.url));

function cell(row) {
  if (!row) return '';
  const digits = row.ours.ns < 9.95 ? 1 : 0;
  const text = `${row.ours.ns.toFixed(digits)} ns, ${row.ratio.toFixed(1)}x`;
  return row.ratio < 1 ? `*${text}*` : text;
}

function table(report) {
  const kinds = [...new Set(report.rows.map((row) => row.kind))];
  const operations = [...new Set(report.rows.map((row) => row.operation))];
  const sizes = [...new Set(report.rows.map((row) => row.size))].sort((a, b) => a - b);
  const rounds = [...new Set(report.rows.map((row) => row.rounds))].sort((a, b) => a - b);
  const lines = [
    `${report.machine}, ${report.cores} cores, ${report.engine}: \`${report.command}\`, rounds: ${rounds.join(' or ')}`,
    '',
  ];
  lines.push(
    `| keys | operation | ${sizes.map((size) => `${size.toLocaleString('en')} ${report.unit}`).join(' | ')} |`,
  );
  lines.push(`|---|---|${sizes.map(() => '---').join('|')}|`);
  for (const kind of kinds) {
    for (const operation of operations) {
      if (!report.rows.some((row) => row.kind === kind && row.operation === operation)) continue;
      const find = (size) =>
        report.rows.find(
          (row) => row.kind === kind && row.operation === operation && row.size === size,
        );
      lines.push(
        `| ${kind} | ${operation} | ${sizes.map((size) => cell(find(size))).join(' | ')} |`,
      );
    }
  }
  return lines.join('\n');
}

/** The tables of all engines that `name` was measured with. */
function tables(name) {
  return readdirSync(results)
    .filter((file) => file.startsWith(`${name}-`))
    .map((file) => table(JSON.parse(readFileSync(results + file, 'utf8'))))
    .join('\n\n');
}

const text = readFileSync(readme, 'utf8').replace(
  /<!-- bench (\w+) -->[\s\S]*?<!-- \/bench -->/g,
  (old, name) => {
    const made = tables(name);
    return made === '' ? old : `<!-- bench ${name} -->\n\n${made}\n\n<!-- /bench -->`;
  },
);
writeFileSync(readme, text);
