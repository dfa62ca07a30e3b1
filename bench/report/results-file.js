// The results of a run as they are kept: JSON with one row a line, small enough to be committed.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export function writeResults(path, { about, rows }) {
  mkdirSync(dirname(path), { recursive: true });
  const lines = rows.map((row) => JSON.stringify(row)).join(',\n');
  writeFileSync(path, `{"about":${JSON.stringify(about)},\n"rows":[\n${lines}\n]}\n`);
}

export function readResults(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
