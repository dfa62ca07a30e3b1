// The table of scripts/hash-table.js.

import { AVALANCHES, chainReport, worstBias, worstSpread } from './examine.js';
import { families, groupOf } from './families.js';
import { Probe } from './probe.js';

interface Row {
  sets: number;
  excess: number;
  buckets: number;
  tophash: number;
  overflow: number;
  bad: number;
  longest: number;
  random: number;
}

function line(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** Measures the build at `path` and writes Markdown, line by line. */
export function table(path: string, write: (line: string) => void): void {
  const probe = new Probe(path);
  write(line(['bits flipped in', 'worst bias']));
  write(line(['---', '---:']));
  for (const kind of AVALANCHES) {
    write(line([kind.name, `${(100 * worstBias(probe, kind).bias).toFixed(1)}%`]));
  }
  const rows = new Map<string, Row>();
  for (const family of families) {
    const spread = worstSpread(probe, family);
    const chains = chainReport(probe, family);
    const name = `${family.kind} | ${groupOf(family.name)}`;
    const row = rows.get(name);
    rows.set(name, {
      sets: (row?.sets ?? 0) + 1,
      excess: Math.max(row?.excess ?? -99, spread.low, spread.high, spread.both),
      buckets: Math.max(row?.buckets ?? -99, spread.buckets),
      tophash: Math.max(row?.tophash ?? -99, spread.tophash),
      overflow: Math.max(row?.overflow ?? 0, chains.hash.mean / Math.max(chains.random.mean, 1e-9)),
      bad: Math.max(row?.bad ?? 0, chains.bad),
      longest: Math.max(row?.longest ?? 0, chains.hash.longest),
      random: chains.random.longest,
    });
  }
  write('');
  write(
    line([
      'key',
      'family',
      'sets',
      'excess pairs, σ',
      'buckets, σ',
      'tophash, σ',
      'overflow ÷ random',
      'bad maps',
      'longest chain (random)',
    ]),
  );
  write(line(['---', '---', ...Array(7).fill('---:')]));
  for (const [name, row] of rows) {
    write(
      line([
        name,
        row.sets,
        row.excess.toFixed(1),
        row.buckets.toFixed(1),
        row.tophash.toFixed(1),
        row.overflow.toFixed(3),
        `${(100 * row.bad).toFixed(1)}%`,
        `${row.longest} (${row.random})`,
      ]),
    );
  }
}
