// The benchmarks in the documents are what `npm run bench:docs` makes of the results in bench/data/.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { made } from '../../bench/report/docs.js';

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
