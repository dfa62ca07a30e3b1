// The examples that do a job in two ways, on small input: both ways agree, or the example says so.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const COMPARE = new URL('../examples/jobs/compare.js', import.meta.url).href;

const folder = mkdtempSync(join(tmpdir(), 'tophash-jobs-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function run(example: string, ...args: string[]) {
  const program = fileURLToPath(new URL(`../examples/${example}.js`, import.meta.url));
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The output for good input, in which each of `jobs` has its two times. */
function output(jobs: string[], example: string, ...args: string[]): string {
  const { status, stdout, stderr } = run(example, ...args);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  const found = [
    ...stdout.matchAll(
      /^\n?(.+)\n {2}(?:Map|Set) +[\d.]+ \S+\n {2}tophash +[\d.]+ \S+ +[\d.]+ times as fast$/gm,
    ),
  ];
  expect(found.map(([, job]) => job)).toEqual(jobs);
  return stdout;
}

test('triangles, in a module of its own', () => {
  const args = ['--vertices', '300', '--edges', '5000'];
  const text = output(['triangles'], 'assembly/triangles', ...args);
  expect(text).toMatch(/\n[\d,]+ triangles\n$/);
});

test('group and join', () => {
  const jobs = ['Group by: what each customer has spent', 'Join: the country of each order'];
  const text = output(jobs, 'group-and-join', '--orders', '5000', '--customers', '300');
  expect(text).toMatch(/^5,000 orders of 300 customers\n/);
  output(jobs, 'group-and-join', '--orders', '1', '--customers', '1');
});

test('a group-by of workers', () => {
  const sizes = ['--rows', '5003', '--groups', '7', '--workers', '3'];
  const { status, stdout, stderr } = run('group-by-workers', ...sizes);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  let sum = 0;
  for (let i = 0; i < 5003; i += 1) sum += i % 10;
  expect(stdout).toMatch(`5,003 rows, 7 groups, sum ${sum.toLocaleString('en-US')}\n`);
});

test('look-ups of workers in one map', () => {
  const sizes = ['--entries', '1000', '--lookups', '5000', '--workers', '3'];
  const { status, stdout, stderr } = run('lookup-workers', ...sizes);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout.match(/5,000 of 5,000 right/g)).toHaveLength(3);
});

test('aggregates', () => {
  const jobs = [
    'Aggregates by shop and product',
    'Join: the category of each order, by what is encoded already',
  ];
  const sizes = ['--orders', '5000', '--shops', '20', '--products', '50'];
  const text = output(jobs, 'aggregates', ...sizes);
  expect(text).toMatch(/^5,000 orders of 50 products in 20 shops\n/);
  output(jobs, 'aggregates', '--orders', '1', '--shops', '1', '--products', '1');
});

describe('k-mers', () => {
  // A k-mer takes one of two halves, fills one, or needs both.
  test.each([2, 15, 16, 17, 26])('of %d bases', (k) => {
    const text = output(['The spectrum of k-mers'], 'k-mers', '--bases', '30000', '--k', `${k}`);
    const spectrum = [...text.matchAll(/^ +([\d,]+) occur (\d+) times$/gm)];
    expect(spectrum.length).toBeGreaterThan(0);
    const kinds = spectrum.reduce((sum, [, n]) => sum + Number(n?.replaceAll(',', '')), 0);
    expect(kinds).toBeLessThanOrEqual(4 ** k);
    // Every base of the genome begins a k-mer; errors of reading make some more.
    if (k > 14) expect(kinds).toBeGreaterThan(2000);
    else expect(kinds).toBe(16);
  });

  test('of too many bases', () => {
    expect(run('k-mers', '--k', '27')).toEqual({
      status: 1,
      stdout: '',
      stderr: "k-mers: --k needs a whole number from 2 to 26, not '27'\n",
    });
  });
});

test('deduplicate', () => {
  const text = output(['The different ones among 4,000 ids'], 'deduplicate', '--rows', '4000');
  const [, distinct] = /([\d,]+) are different/.exec(text) ?? [];
  expect(Number(distinct?.replaceAll(',', ''))).toBeGreaterThan(2000);
  expect(Number(distinct?.replaceAll(',', ''))).toBeLessThan(3000);
});

describe('inverted index', () => {
  const job = ['The index'];

  test('of files', () => {
    const a = file('a.txt', 'The cat; the DOG\nnaïve 漢字 x2');
    const b = file('b.txt', 'dog dog É é');
    const text = output(job, 'inverted-index', a, b, file('empty.txt', ''));
    expect(text).toMatch(/^3 files, \d+ bytes\n/);
    expect(text).toMatch(/ 8 words; those in most files:\n\n {2}dog +2 files\n {2}cat +1 file\n/);
    expect(text).toMatch(/^ {2}naïve +1 file$/m);
    // Only the letters of ASCII have capitals here.
    expect(text).toMatch(/^ {2}É +1 file\n {2}é +1 file\n/m);
  });

  test('of the documents of the project', () => {
    expect(output(job, 'inverted-index')).toMatch(/^ {2}and +\d+ files$/m);
  });

  test('of what is no text', () => {
    const valid = 'x'.repeat(70_000);
    const late = file('late.txt', Buffer.concat([Buffer.from(valid), Buffer.of(0xff)]));
    for (const path of [late, file('early.txt', Uint8Array.of(0x80)), join(folder, 'missing')]) {
      const { status, stdout, stderr } = run('inverted-index', path);
      expect([status, stdout]).toEqual([1, '']);
      expect(stderr).toMatch(/^inverted-index: cannot read .*\n$/);
    }
  });
});

test('options that are no numbers', () => {
  for (const rows of ['0', '1.5', '-1', 'many', '', '1e3', '1000000000']) {
    const { status, stdout, stderr } = run('deduplicate', `--rows=${rows}`);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain(`not '${rows}'`);
  }
  for (const args of [['--frobnicate'], ['file'], ['--rows']]) {
    expect(run('deduplicate', ...args)).toMatchObject({ status: 1, stdout: '' });
  }
});

test('ways that disagree are an error', async () => {
  const { compare } = await import(COMPARE);
  expect(() => compare('sums', { Map: () => [1], tophash: () => [2] })).toThrow(
    'sums: Map and tophash disagree',
  );
});

test('churn: a WasmMap goes on in the memory that it needs', () => {
  const { status, stdout } = run('churn', '--entries', '20000', '--operations', '300000');
  expect(status).toBe(0);
  expect(stdout).toMatch(
    /^native Map: 300000 operations.*\nWasmMap: 300000 operations.* 20000 entries\n$/,
  );
});

test.each(['numbers', 'strings', 'objects'])('beyond the limit: all %s are found', (kind) => {
  for (const args of [[], ['--set']]) {
    const { status, stdout } = run('beyond-the-limit', kind, '20000', ...args);
    expect(status).toBe(0);
    expect(stdout).toContain(`form: ${kind === 'numbers' ? 'table' : 'native'}`);
    expect(stdout).toMatch(new RegExp(`all 20000 ${kind} found, in order\n$`));
  }
  expect(run('beyond-the-limit', 'words', '20000')).toMatchObject({ status: 2, stdout: '' });
});
