// Runs the test-suite in other engines than the machine's own, and prints what became of it.
//
//   node scripts/test-engines.js [ENGINE...] [--brief] [--tests PART OF A FILE'S NAME]
//
// --brief runs the tests that depend most on the engine, which test/engines/brief.js names.
// Without names: all of node20, node22, node24, node26, bun and deno, which are installed aside, and
// chromium and firefox, where they are there. The exit status is 0 only if nothing failed in any.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { BROWSERS, find, run as runInBrowser } from '../test/browser/run.js';
import { BRIEF } from '../test/engines/brief.js';
import { ENGINES, install } from '../test/engines/engines.js';
import { commandLine, misused } from './command-line.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-engines-'));

/** The outcome of the test-suite in the engine `name`, which is installed if it is not there. */
function runInEngine(name, tests) {
  const path = install(name);
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.match(/[\d.]+/)?.[0];
  const report = join(folder, `${name}.json`);
  const { engine, args } = ENGINES[name];
  const options = ['--reporter=dot', '--reporter=./test/engines/reporter.js'];
  // Browsers are engines of their own here, whichever of the others drives them. Benchmarks and the compiler are
  // run by Node.
  const others = ['assembly', 'bench', 'browser', 'site'].map(
    (folder) => `--exclude=test/${folder}/**`,
  );
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...others, ...options];
  const { status } = spawnSync(path, [...args, ...vitest, ...tests], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_ENGINE: engine, TEST_REPORT: report },
  });
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  if (status !== 0 && outcome.failed.length === 0) outcome.failed.push(`exit status ${status}`);
  return { ...outcome, version };
}

/** The outcome of the tests that pages can run in the browser `name`, if it is there. */
function runInPages(name, tests) {
  const path = find(name);
  if (path === undefined) return { passed: 0, skipped: ['all: it is not installed'], failed: [] };
  return runInBrowser(name, path, tests.length > 0 ? tests : undefined);
}

async function outcomeOf(name, tests) {
  const { engine } = ALL[name];
  console.log(`\n${engine}`);
  const start = performance.now();
  let outcome;
  try {
    outcome = await (name in BROWSERS ? runInPages(name, tests) : runInEngine(name, tests));
  } catch (error) {
    outcome = { passed: 0, skipped: [], failed: [error.message] };
  }
  return { ...outcome, engine, seconds: (performance.now() - start) / 1000 };
}

const ALL = { ...ENGINES, ...BROWSERS };
const { values, positionals } = commandLine(import.meta.url, {
  names: Infinity,
  options: {
    brief: { type: 'boolean', default: false },
    tests: { type: 'string', multiple: true, default: [] },
  },
});
const unknown = positionals.find((name) => !Object.hasOwn(ALL, name));
if (unknown !== undefined)
  misused(`no engine ${unknown}: there are ${Object.keys(ALL).join(', ')}`);
const names = positionals.length > 0 ? positionals : Object.keys(ALL);

const tests = values.brief ? [...BRIEF, ...values.tests] : values.tests;

const outcomes = [];
for (const name of names) outcomes.push(await outcomeOf(name, tests));
rmSync(folder, { recursive: true });

const table = new Table({
  head: ['engine', 'version', 'passed', 'skipped', 'failed', 'seconds'],
  colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
  style: { head: [], border: [] },
});
for (const { engine, version = '-', passed, skipped, failed, seconds } of outcomes) {
  table.push([engine, version, passed, skipped.length, failed.length, seconds.toFixed(0)]);
}
for (const { engine, skipped, failed } of outcomes) {
  for (const test of skipped) console.log(`skipped  ${engine}: ${test}`);
  for (const test of failed) console.log(`FAILED   ${engine}: ${test}`);
}
console.log(table.toString());
const fine = ({ passed, skipped, failed }) => failed.length === 0 && passed + skipped.length > 0;
if (!outcomes.every(fine)) process.exitCode = 1;
