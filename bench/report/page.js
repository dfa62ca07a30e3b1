// Makes the report: one HTML file with the results, the charts and nothing to fetch.
//
//   npm run bench:report [-- RESULTS.json [PAGE.html]]
//
// Without a file, of the last run; if there was none, of the results that are kept in bench/data/.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commandLine, fileAt } from '../../scripts/command-line.js';
import { catalogue } from '../catalogue.js';
import { KINDS } from '../keys/kinds.js';
import { keptResults } from './kept.js';
import { namesOf } from './names.js';
import { readResults } from './results-file.js';

const here = fileURLToPath(new URL('.', import.meta.url));

async function bundle() {
  const { outputFiles } = await build({
    entryPoints: [`${here}view.js`],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    target: 'es2022',
    legalComments: 'none',
  });
  return outputFiles[0].text;
}

/** Text that may stand inside a script. */
const inScript = (text) => text.replace(/<(?=[/!])/g, '\\x3c');

/** The page for `results`. */
export async function pageOf(results) {
  const names = namesOf({ ...(await catalogue()), kinds: KINDS });
  const data = JSON.stringify({ results, names }).replace(/</g, '\\u003c');
  const style = readFileSync(`${here}page.css`, 'utf8');
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>tophash against native Map</title>
<link rel="icon" href="data:,">
<style>
${style}</style>
<main>
<h1>tophash against native Map</h1>
<div id="report"></div>
<noscript>The charts and tables of this page are drawn by its script.</noscript>
</main>
<script type="application/json" id="data">${data}</script>
<script>${inScript(await bundle())}</script>
</html>
`;
}

async function main([from, to]) {
  const latest = fileURLToPath(new URL('../results/latest.json', import.meta.url));
  const source = from !== undefined ? fileAt(from) : existsSync(latest) ? latest : undefined;
  const results = source ? readResults(source) : keptResults();
  const path = resolve(to ?? fileURLToPath(new URL('../results/report.html', import.meta.url)));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await pageOf(results));
  console.log(path);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await main(commandLine(import.meta.url, { names: 2 }).positionals);
}
