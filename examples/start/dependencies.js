// Text to count when no file is given. The development dependencies come with megabytes of English:
// Markdown, and type declarations with their documentation. The lock file pins their versions, so
// every installation counts the same.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './problem.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const IS_TEXT = /\.(?:md|d\.[cm]?ts)$/i;
const ENOUGH = 2_000_000;

/** `{ files, packages }`: all paths, and for each package its `name`, number of `files` and `bytes`. */
export function installedText() {
  const { devDependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  const files = [];
  const packages = [];
  for (const name of Object.keys(devDependencies).sort()) {
    const found = textFiles(join(ROOT, 'node_modules', name));
    if (found.length === 0) continue;
    const bytes = found.reduce((sum, path) => sum + statSync(path).size, 0);
    packages.push({ name, files: found.length, bytes });
    files.push(...found);
  }
  if (packages.reduce((sum, { bytes }) => sum + bytes, 0) < ENOUGH) {
    throw new Problem(
      'the development dependencies hold too little text: run npm ci, or name files',
    );
  }
  return { files, packages };
}

/** The text files of a folder, in an order that does not depend on the file system. */
function textFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => IS_TEXT.test(name) && !name.includes('node_modules'))
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}
