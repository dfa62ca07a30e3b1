// Mutations of which neither recordings nor rules know: maps that workers share, and the library for
// AssemblyScript. Those are tried in a copy of the package, by its tests.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noteAddresses } from '../relocate.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What the tests need of the package. */
const PARTS = [
  'assembly',
  'src',
  'test',
  'docs',
  'package.json',
  'asconfig.json',
  'vitest.config.js',
];
/** Tests that have not ended after this long never will. */
const PATIENCE = 180_000;

/** Runs a program of `node_modules` in `folder`. Returns whether it succeeds, and what it prints. */
async function run(folder, program, args) {
  const command = [join(root, 'node_modules', program), ...args];
  // In a group of its own, since what a mutant keeps busy are children of the tests.
  const child = spawn(process.execPath, command, { cwd: folder, detached: true });
  const timer = setTimeout(() => process.kill(-child.pid, 'SIGKILL'), PATIENCE);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
  }
  const [status] = await once(child, 'close');
  clearTimeout(timer);
  return { passed: status === 0, output };
}

/** Compiles a build of the core into the copy, with the addresses that sharing needs. Returns its bytes. */
async function compile(folder, ...targets) {
  const files = targets.map((target) => join(folder, `build/tophash.${target}.wasm`));
  const compiling = targets.map((target, i) =>
    run(folder, 'assemblyscript/bin/asc.js', [
      ...['--target', target, '--optimizeLevel', '1', '--outFile', files[i]],
    ]),
  );
  for (const { passed, output } of await Promise.all(compiling)) {
    if (!passed) throw new Error(`does not compile: ${output}`);
  }
  const [core, shifted] = files.map((file) => readFileSync(file));
  writeFileSync(files[0], noteAddresses(core, shifted));
  return readFileSync(files[0]);
}

/** Compiles what the tests of the wrapper need. */
async function build(folder) {
  const core = await compile(folder, 'release', 'shifted');
  const text = `export const wasm = '${core.toString('base64')}';\n`;
  writeFileSync(join(folder, 'build/wasm.js'), text);
  await compile(folder, 'debug', 'debug-shifted');
}

/** Replaces the text of an edit in a copy. */
function edit(folder, { file, from, to }) {
  const path = join(folder, `assembly/${file}.ts`);
  const parts = readFileSync(path, 'utf8').split(from);
  if (parts.length !== 2)
    throw new Error(`found ${parts.length - 1} times in ${path}, not once: ${from}`);
  writeFileSync(path, parts.join(to));
}

/** The first of `tests` that the package with `edits` does not pass, and how; null if it passes all. */
export async function tryInCopy(tests, edits) {
  const folder = mkdtempSync(join(tmpdir(), 'tophash-mutant-'));
  try {
    for (const part of PARTS) cpSync(join(root, part), join(folder, part), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    mkdirSync(join(folder, 'build'));
    for (const change of edits) edit(folder, change);
    if (!tests.includes('test/assembly')) await build(folder);
    const args = ['run', '--reporter=tap-flat', '--bail=1', ...tests];
    const { passed, output } = await run(folder, 'vitest/vitest.mjs', args);
    if (passed) return null;
    const how = /^not ok \d+ - (.*?)(?: # time=.*)?$/m.exec(output)?.[1] ?? 'does not return';
    return { file: tests[0], how };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
