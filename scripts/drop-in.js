// Real programs, and the test suites of libraries that live on Map, with WasmMap and WasmSet in the place of
// Map and Set: whether their output is the same, and how long they take. Runs of the two alternate, each in a
// process of its own, and the medians count, also of their ratios. The programs are installed when this is
// first run.
//
//   npm run drop-in -- [--runs 5] [--filter tsc] [--write]
//
// `--write` puts the table into docs/wasm-map.md.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine, countFrom } from './command-line.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'node_modules/.cache/drop-in');
const modules = join(folder, 'node_modules');

/** A file beside this one. */
function own(name) {
  return fileURLToPath(new URL(`drop-in/${name}`, import.meta.url));
}

const PACKAGES = {
  typescript: '5.9.3',
  rollup: 'npm:@rollup/wasm-node@4.68.4',
  'lodash-es': '4.17.21',
  terser: '5.43.1',
  eslint: '9.30.0',
  prettier: '3.6.2',
  mocha: '11.7.1',
  graphology: '0.25.4',
  'ngraph.graph': '20.1.2',
  minisearch: '7.2.0',
  'fast-check': '3.23.2',
  vitest: '4.1.12',
};

/** A large file, outside of node_modules, which linters and formatters pass over. */
const work = mkdtempSync(join(tmpdir(), 'tophash-drop-in-'));
const input = join(work, 'input.js');

/** Programs by what they do: a file to run, and its arguments. */
const PROGRAMS = {
  'tsc 5.9 checks the library': [
    'typescript/lib/tsc.js',
    '--noEmit',
    '-p',
    join(root, 'tsconfig.build.json'),
  ],
  'rollup bundles lodash': ['rollup/dist/bin/rollup', join(modules, 'lodash-es/lodash.js')],
  'terser compresses rollup': ['terser/bin/terser', '--compress', '--mangle', '--', input],
  'eslint reads rollup': [
    'eslint/bin/eslint.js',
    '--no-config-lookup',
    '--no-inline-config',
    ...['no-unused-vars', 'no-shadow', 'no-undef', 'prefer-const'].flatMap((rule) => [
      '--rule',
      `${rule}: 1`,
    ]),
    input,
  ],
  'prettier formats rollup': ['prettier/bin/prettier.cjs', '--no-config', input],
  'tests of graphology': [
    'mocha/bin/mocha.js',
    '-u',
    'exports',
    '-R',
    'tap',
    own('graphology.cjs'),
  ],
  'tests of ngraph.graph': vitest('ngraph.graph'),
  'tests of MiniSearch': vitest('minisearch'),
};

/** Has Vitest run the tests that a package comes with. */
function vitest(name) {
  const config = ['--config', own('vitest.config.js'), '--root', join(modules, name)];
  return ['vitest/vitest.mjs', 'run', ...config, '--reporter', 'tap-flat'];
}

const { values: options } = commandLine(import.meta.url, {
  options: {
    runs: { type: 'string', default: '5' },
    filter: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
});
const runs = countFrom(options.runs, '--runs');

function install() {
  const wanted = JSON.stringify({ private: true, dependencies: PACKAGES });
  const file = join(folder, 'package.json');
  if (existsSync(modules) && existsSync(file) && readFileSync(file, 'utf8') === wanted) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, wanted);
  const args = ['install', '--no-audit', '--no-fund', '--no-save', '--no-package-lock'];
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) throw new Error('npm could not install the programs');
}

/** Runs a program once. What it prints is shortened to a hash. */
function run([file, ...args], isOurs) {
  const { NODE_OPTIONS = '', ...env } = process.env;
  const more = isOurs ? `--require ${JSON.stringify(own('replace.cjs'))}` : '';
  env.NODE_OPTIONS = `${NODE_OPTIONS} ${more}`; // the program's workers get it, too
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(modules, file), ...args], {
    cwd: work,
    env,
    maxBuffer: 2 ** 28,
  });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0 && !isOurs) throw new Error(`${file} fails with native Maps:\n${stderr}`);
  // Rollup and Vitest say how long they took.
  const said = `${stdout}\n${stderr}`.replaceAll(/(in |time=)\S*[\d.]+m?s\b/g, '');
  const output = createHash('sha256').update(said).digest('hex');
  return { seconds, output: `${status} ${output}` };
}

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
}

install();
copyFileSync(join(modules, 'rollup/dist/shared/rollup.js'), input);
const rows = [];
for (const [name, program] of Object.entries(PROGRAMS)) {
  if (!name.includes(options.filter)) continue;
  const outputs = new Set();
  const seconds = [[], []];
  for (let i = 0; i < runs; i += 1) {
    for (const isOurs of i % 2 === 0 ? [false, true] : [true, false]) {
      const result = run(program, isOurs);
      outputs.add(result.output);
      seconds[Number(isOurs)].push(result.seconds);
    }
  }
  const same = outputs.size === 1 ? 'the same' : '**another**';
  // Of neighbours, because a machine may become slower in between.
  const ratio = median(seconds[1].map((one, i) => one / seconds[0][i])).toFixed(2);
  const [native, ours] = seconds.map(median);
  rows.push(`| ${name} | ${native.toFixed(2)} s | ${ours.toFixed(2)} s | ${ratio}x | ${same} |`);
  console.log(rows.at(-1));
  if (outputs.size > 1) {
    console.error([...outputs].join('\n'));
    process.exitCode = 1;
  }
}
if (options.write) {
  const file = join(root, 'docs/wasm-map.md');
  const table = [
    `Node ${process.versions.node}, ${cpus()[0]?.model.trim()}, median of ${runs} alternating runs:`,
    '',
    '| program | native | WasmMap and WasmSet | | output |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
  const text = readFileSync(file, 'utf8');
  const marks = /(<!-- drop-in -->\n)[\s\S]*?(\n<!-- end -->)/;
  if (!marks.test(text)) throw new Error(`${file} has no place for the table`);
  writeFileSync(
    file,
    text.replace(marks, (_, before, after) => before + table + after),
  );
}
rmSync(work, { recursive: true });
