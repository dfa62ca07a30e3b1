// Writes what bench/report/documents.js makes: docs/benchmarks.md, its charts, and the README's block.
//
//   npm run bench:docs

import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../../scripts/command-line.js';
import { catalogue } from '../catalogue.js';
import { KINDS } from '../keys/kinds.js';
import { documents, summary } from './documents.js';
import { keptResults } from './kept.js';
import { namesOf } from './names.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const BLOCK = /(<!-- bench summary -->\n\n)[\s\S]*?(\n\n<!-- \/bench -->)/;

/** What all the files should be, by their paths. */
export async function made() {
  const names = namesOf({ ...(await catalogue()), kinds: KINDS });
  const results = keptResults();
  const readme = readFileSync(`${root}README.md`, 'utf8');
  const block = summary(results, names);
  const files = documents(results, names);
  files.set(
    'README.md',
    readme.replace(BLOCK, (_, begin, end) => begin + block + end),
  );
  return files;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  commandLine(import.meta.url);
  const files = await made();
  const charts = `${root}docs/benchmarks/`;
  mkdirSync(charts, { recursive: true });
  for (const name of readdirSync(charts)) rmSync(charts + name);
  for (const [path, text] of files) writeFileSync(root + path, text);
}
