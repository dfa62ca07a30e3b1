// The results that are committed, in bench/data/: those of all files there as one, which was measured in as many
// rounds as all of them at least. Where several have a cell, that of the last by name counts. The documents are made
// from nothing else. A ratio is one of figures of the same file, so those that were replaced are there for it, too.

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
  const cells = new Map();
  const replaced = [];
  for (const [run, { rows }] of all.entries()) {
    for (const row of rows) {
      const { engine, workload, keys, contestant, size, variant } = row;
      const cell = [engine, workload, keys, contestant, size, variant].join();
      if (cells.has(cell)) replaced.push(cells.get(cell));
      cells.set(cell, { ...row, run });
    }
  }
  const engines = Object.assign({}, ...all.map(({ about }) => about.engines));
  const rounds = Math.min(...all.map(({ about }) => about.rounds));
  return { about: { ...all.at(-1).about, engines, rounds }, rows: [...cells.values()], replaced };
}
