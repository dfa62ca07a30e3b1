// The results that are committed, in bench/data/: those of all files there as one. The documents are made
// from nothing else.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readResults } from './results-file.js';

const folder = fileURLToPath(new URL('../data/', import.meta.url));

export function keptResults() {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort();
  if (files.length === 0) throw new Error('there are no results in bench/data/');
  const all = files.map((file) => readResults(folder + file));
  const engines = Object.assign({}, ...all.map(({ about }) => about.engines));
  return { about: { ...all[0].about, engines }, rows: all.flatMap(({ rows }) => rows) };
}
