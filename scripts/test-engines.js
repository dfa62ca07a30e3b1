// Runs the test-suite in other engines than the machine's own, and prints what became of it.
//
//   node scripts/test-engines.js [ENGINE...] [--tests PART OF A FILE'S NAME]
//
// Without names all engines run. The exit status is 0 only if nothing failed in any of them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { ENGINES, install } from '../test/engines/engines.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-engines-'));

/** The outcome of the test-suite in the engine `name`. */
function run(name, tests) {
  const path = install(name);
  const version = spawnSync(path, ['--version'], { encoding: 'utf8' }).stdout.match(/[\d.]+/)?.[0];
  const report = join(folder, `${name}.json`);
  const { engine, args } = ENGINES[name];
  const options = ['--reporter=dot', '--reporter=./test/engines/reporter.js'];
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', ...options, ...tests];
  console.log(`\n${engine} (${version})`);
  const start = performance.now();
  const { status } = spawnSync(path, [...args, ...vitest], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, TEST_ENGINE: engine, TEST_REPORT: report },
  });
  const seconds = (performance.now() - start) / 1000;
  const outcome = JSON.parse(readFileSync(report, 'utf8'));
  if (status !== 0 && outcome.failed.length === 0) outcome.failed.push(`exit status ${status}`);
  return { ...outcome, engine, version, seconds };
}

function attempt(name, tests) {
  try {
    return run(name, tests);
  } catch (error) {
    const { engine } = ENGINES[name];
    return { engine, version: '', passed: 0, skipped: [], failed: [error.message], seconds: 0 };
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string', multiple: true, default: [] } },
});
const unknown = positionals.find((name) => !Object.hasOwn(ENGINES, name));
if (unknown !== undefined) {
  console.error(`no engine ${unknown}: there are ${Object.keys(ENGINES).join(', ')}`);
  process.exit(2);
}
const names = positionals.length > 0 ? positionals : Object.keys(ENGINES);

const outcomes = names.map((name) => attempt(name, values.tests));
rmSync(folder, { recursive: true });

const table = new Table({
  head: ['engine', 'version', 'passed', 'skipped', 'failed', 'seconds'],
  colAligns: ['left', 'left', 'right', 'right', 'right', 'right'],
  style: { head: [], border: [] },
});
for (const { engine, version, passed, skipped, failed, seconds } of outcomes) {
  table.push([engine, version, passed, skipped.length, failed.length, seconds.toFixed(0)]);
}
for (const { engine, skipped, failed } of outcomes) {
  for (const test of skipped) console.log(`skipped  ${engine}: ${test}`);
  for (const test of failed) console.log(`FAILED   ${engine}: ${test}`);
}
console.log(table.toString());
if (outcomes.some(({ passed, failed }) => passed === 0 || failed.length > 0)) process.exitCode = 1;
