// The benchmark suite at work: every workload finds every contestant's answers right, a contestant that
// answers wrong is shown as wrong, and an interrupted run goes on.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { GoMap } from 'tophash';
import { afterAll, expect, test } from 'vitest';
import { sample } from '../../bench/suite/sample.js';

const folder = mkdtempSync(join(tmpdir(), 'bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(program: string, ...args: string[]): string {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return execFileSync(process.execPath, [path, ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const bench = (...args: string[]) => run('../../bench/suite/main.js', ...args);

test('every workload finds the answers of every contestant right', () => {
  const { bad, idle } = JSON.parse(run('answers.js'));
  expect(bad).toEqual([]);
  expect(idle).toEqual('encodeAll' in GoMap.prototype ? ['stalls'] : ['encode-all', 'stalls']);
});

test.for(['assemblyscript-map', 'go-native', 'go-wasm', 'hashbrown'])(
  'they find the answers of %s right, where it can be compiled',
  (rival, { skip }) => {
    const { bad, lacks } = JSON.parse(run('answers.js', rival));
    skip(lacks !== undefined, lacks);
    expect(bad).toEqual([]);
  },
);

test('a task with a wrong answer has no time', async () => {
  const task = { operations: 1, run: () => 1, check: (n: number) => expect(n).toBe(2) };
  await expect(sample(task, 1)).rejects.toThrow();
});

test('a run makes results, and goes on after an interruption', () => {
  const json = join(folder, 'run.json');
  const args = ['--quick', '--filter', 'get-hit', '--sizes', '40', '--json', json];
  const printed = bench(...args);
  expect(printed).toContain('get, present');
  const { about, rows } = JSON.parse(readFileSync(json, 'utf8'));
  expect(about).toMatchObject({ rounds: 2, command: `npm run bench -- ${args.join(' ')}` });
  expect(about.machine.cores).toBeGreaterThan(0);
  expect(about.engines.node).toContain(process.versions.node);
  const players = rows.map((row: { contestant: string }) => row.contestant);
  expect(players).toEqual(['go-map', 'native-map', 'wasm-map']);
  for (const { metrics } of rows) {
    const [median, least, greatest, rounds] = metrics.ns;
    expect(rounds).toBe(2);
    expect(least).toBeGreaterThan(0);
    expect(median).toBeGreaterThanOrEqual(least);
    expect(greatest).toBeGreaterThanOrEqual(median);
  }

  // The last cell is lost, and cut off in the middle; another is told to be wrong.
  const journal = `${json}.journal`;
  const lines = readFileSync(journal, 'utf8').trimEnd().split('\n');
  const wrong = JSON.parse(lines[1] as string);
  wrong.entry.rows[0] = { size: 40, wrong: 'a value is wrong' };
  lines[1] = JSON.stringify(wrong);
  const last = lines.pop() as string;
  writeFileSync(journal, `${lines.join('\n')}\n${last.slice(0, 30)}`);
  expect(() => bench('--resume', '--json', json)).toThrow(); // for the wrong answer
  const resumed = JSON.parse(readFileSync(json, 'utf8'));
  expect(resumed.about.command).toBe(about.command);
  expect(resumed.rows.length).toBe(rows.length);
  expect(resumed.rows[0]).toMatchObject({ contestant: 'go-map', wrong: 'a value is wrong' });
  expect(resumed.rows[1]).toEqual(rows[1]);
  expect(resumed.rows[2].metrics.ns[3]).toBe(2);
});
