// The benchmarks in the documents are what `npm run bench:docs` makes of the results in bench/data/.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { catalogue } from '../../bench/catalogue.js';
import { baselineOf } from '../../bench/report/baseline.js';
import { made } from '../../bench/report/docs.js';
import { keptResults } from '../../bench/report/kept.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = await made();

test.each([...files])('%s is up to date and was not edited', (path, text) => {
  expect(existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8')).toBe(text);
});

test('there is no chart that nothing makes', () => {
  const charts = readdirSync(join(root, 'docs/benchmarks')).map(
    (name) => `docs/benchmarks/${name}`,
  );
  expect(charts.filter((path) => !files.has(path))).toEqual([]);
});

test('the README has a table of them', () => {
  expect(files.get('README.md')).toMatch(/<!-- bench summary -->\n\n\| operation/);
});

test('of several runs the last has a cell, and what it is compared with is of the same run', async () => {
  const results = keptResults();
  const cells = results.rows.map(({ engine, workload, keys, contestant, size, variant }) =>
    [engine, workload, keys, contestant, size, variant].join(),
  );
  expect(new Set(cells).size).toBe(cells.length);
  const names = await catalogue();
  const runs = results.rows.map((row) => [row.run, baselineOf(results, names, row)?.run]);
  expect(runs.filter(([own, native]) => native !== undefined && native !== own)).toEqual([]);
  expect(runs.filter(([own, native]) => native === own).length).toBeGreaterThan(500);
});
