// The programs that are run by hand say how they are called, and what was wrong with a call in one line.

import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const CALL = 'commandLine(import.meta.url';

const programs = ['bench', 'examples', 'scripts', 'site', 'test/conformance']
  .flatMap((folder) => {
    const names = readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' });
    return names.map((name) => join(folder, name));
  })
  .filter((file) => file.endsWith('.js') && !file.includes('node_modules'))
  .filter((file) => readFileSync(join(root, file), 'utf8').includes(CALL));

const some = ['bench/suite/main.js', 'test/conformance/run.js', 'examples/churn.js'];

function run(file: string, argument: string) {
  const env = { ...process.env, npm_lifecycle_event: undefined };
  return new Promise((resolve) => {
    const args = [join(root, file), argument];
    execFile(process.execPath, args, { env }, (error, stdout, stderr) => {
      resolve({ status: error?.code ?? 0, stdout, stderr });
    });
  });
}

test('there are such programs', () => {
  expect(programs).toEqual(expect.arrayContaining(some));
});

test.concurrent.for(some)('%s has a --help', { timeout: 60_000 }, async (file) => {
  const [first] = readFileSync(join(root, file), 'utf8').match(/^\/\/ (?!@).*/m) ?? [''];
  expect(await run(file, '--help')).toEqual({
    status: 0,
    stdout: expect.stringContaining(first.slice(3)),
    stderr: '',
  });
});

test.concurrent.for(programs)('%s knows no --frobnicate', { timeout: 60_000 }, async (file) => {
  expect(await run(file, '--frobnicate')).toEqual({
    status: 2,
    stdout: '',
    stderr: `${file.split(/[/\\]/).pop()}: unknown option '--frobnicate' (see --help)\n`,
  });
});
