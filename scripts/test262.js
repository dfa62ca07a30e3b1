// Runs the language's own suite, test262, with WasmMap and WasmSet in the place of Map and Set: in native
// form, as tables, with a change from one to the other at the third entry, and as series of one entry a part.
//
//   npm run test262 -- FOLDER [PART OF A PATH]
//
// FOLDER is a checkout of github.com/tc39/test262. Every file runs in a global of its own, in strict and in
// sloppy mode as it says. The exit status is 0 only if something ran and nothing failed.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import Table from 'cli-table3';
import { buildSync } from 'esbuild';
import { commandLine, misused } from './command-line.js';

const FOLDERS = [
  'built-ins/Map',
  'built-ins/MapIteratorPrototype',
  'built-ins/Set',
  'built-ins/SetIteratorPrototype',
  'staging/sm/Map',
  'staging/sm/Set',
];

/** Limits by the form that they lead to (src/ordered/limits.ts). */
const FORMS = {
  native: {},
  table: { table: 0, odd: 1, full: 1 },
  changing: { table: 2, odd: 1, full: 3, front: 1 },
  series: { table: 0, full: 0, refused: 1, front: 0 },
};

/** What a global of the host has and one of the language alone lacks. */
const HOST = { atob, crypto, TextEncoder, TextDecoder };

/** The package and its limits, as a script that leaves them in a variable. */
function bundle() {
  const names = ['index', 'ordered/limits'].map((name) => `export * from './src/${name}.js';`);
  const { outputFiles } = buildSync({
    stdin: {
      contents: names.join(''),
      resolveDir: fileURLToPath(new URL('..', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'tophash',
    target: 'es2022',
  });
  return outputFiles[0].text;
}

const PACKAGE = new Script(bundle(), { filename: 'tophash.js' });

/** Replaces Map and Set, and says which form a map has now that holds three entries. */
const REPLACE = new Script(`(limits) => {
  const { WasmMap, WasmSet } = tophash;
  Object.assign(tophash.limits, limits);
  delete globalThis.tophash;
  for (const [name, value] of [['Map', WasmMap], ['Set', WasmSet]]) {
    // All of it, because a global of node:vm does not keep what is not said.
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
  }
  return new WasmMap([[1, 1], [2, 2], [3, 3]]).stats().form;
}`);

/** A global with our Map and Set in the form `name`. */
function globalOf(name) {
  const context = createContext({ ...HOST });
  PACKAGE.runInContext(context);
  const form = REPLACE.runInContext(context)(FORMS[name]);
  if (form !== (name === 'changing' ? 'table' : name)) throw new Error(`the form is ${form}`);
  return context;
}

const [folder, part = ''] = commandLine(import.meta.url, { names: 2 }).positionals;
if (folder === undefined) misused('the folder of a checkout of test262 is missing');
if (!existsSync(join(folder, 'harness'))) misused(`${folder} is no checkout of test262`);

/** The text of a file of the suite. */
function text(path) {
  return readFileSync(join(folder, path), 'utf8');
}

/** The list that a test's front matter has under a name. */
function listOf(source, name) {
  const [, list = ''] = source.match(new RegExp(`^${name}:\\s*\\[(.*?)\\]`, 'ms')) ?? [];
  return list.split(',').flatMap((item) => item.trim() || []);
}

/** Runs one test; throws if it fails. */
function run(source, file, form) {
  const context = globalOf(form);
  const helpers = ['assert.js', 'sta.js', ...listOf(source, 'includes')];
  for (const name of helpers) {
    new Script(text(`harness/${name}`), { filename: name }).runInContext(context);
  }
  new Script(source, { filename: file }).runInContext(context);
}

/** Runs a file in all modes and forms, and counts what became of it. */
function runFile(file, counts) {
  const source = text(file);
  const flags = listOf(source, 'flags');
  const unknown = flags.find((flag) => !['noStrict', 'onlyStrict'].includes(flag));
  if (unknown !== undefined || /^negative:/m.test(source)) {
    throw new Error(`${file}: this script does not know how to run it`);
  }
  if (listOf(source, 'features').includes('cross-realm')) {
    counts.skipped += 1;
    console.log(`skipped  ${file}: needs a second realm`);
    return;
  }
  for (const form of Object.keys(FORMS)) {
    for (const mode of ['strict', 'sloppy']) {
      if (flags.includes(mode === 'strict' ? 'noStrict' : 'onlyStrict')) continue;
      try {
        run(mode === 'strict' ? `'use strict';\n${source}` : source, file, form);
        counts.passed += 1;
      } catch (error) {
        counts.failed += 1;
        console.log(`FAILED   ${file} (${form}, ${mode}): ${error?.message ?? error}`);
      }
    }
  }
}

const table = new Table({
  head: ['folder', 'files', 'runs that passed', 'skipped', 'failed'],
  colAligns: ['left', 'right', 'right', 'right', 'right'],
  style: { head: [], border: [] },
});
let passed = 0;
let failed = 0;
for (const name of FOLDERS) {
  const files = readdirSync(join(folder, 'test', name), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.js') && !file.includes('_FIXTURE'))
    .map((file) => join('test', name, file))
    .filter((file) => file.includes(part))
    .sort();
  const counts = { passed: 0, skipped: 0, failed: 0 };
  for (const file of files) runFile(file, counts);
  table.push([name, files.length, counts.passed, counts.skipped, counts.failed]);
  passed += counts.passed;
  failed += counts.failed;
}
console.log(table.toString());
if (passed === 0 || failed > 0) process.exitCode = 1;
