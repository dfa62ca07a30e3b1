// The program of `npm start`, run as a user runs it: what it prints, and what it says of bad input.

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ViewColumn } from '../src/index.js';

const PROGRAM = fileURLToPath(new URL('../examples/start.js', import.meta.url));
const AGREEMENT = new URL('../examples/start/agreement.js', import.meta.url).href;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tophash-start-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function start(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [PROGRAM, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

/** The output for good input, which goes without a word on stderr and without cursor movements. */
function output(...args: string[]): string {
  const { status, stdout, stderr } = start('--keys', '100', ...args);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  expect(stdout).not.toContain('\x1b');
  return stdout;
}

/** The line on stderr for bad input, before which nothing is printed. */
function complaint(...args: string[]): string {
  const { status, stdout, stderr } = start(...args);
  expect(stdout).toBe('');
  expect(status).toBe(1);
  expect(stderr).toMatch(/^start: [^\n]+\n$/);
  return stderr.slice('start: '.length, -1);
}

/** The line of a table that begins with `name`, as its cells. */
function row(text: string, name: string): string[] {
  const line = text.split('\n').find((line) => line.trim().startsWith(`${name}  `));
  return line?.trim().split(/ {2,}/) ?? [];
}

/** The words of the top ten with their counts. */
function topTen(text: string): [string, number][] {
  const rows = text.matchAll(/^ +\d+ {3}(\S+) +([\d,]+) +\d+\.\d\d %$/gm);
  return [...rows].map(([, word, n]) => [word as string, Number(n?.replaceAll(',', ''))]);
}

describe('the three parts', () => {
  test('show the table after each step of the tutorial', () => {
    const text = output(file('one.txt', 'one'));
    const [tutorial] = text.split('2  Counting words');
    expect(tutorial).toContain(`
  m := map[string]int{}                  m = new GoMap('string', 'i64')
    header    count 0   B 0   flags none   noverflow 0
    no bucket yet: the first entry brings it
`);
    expect(tutorial).toMatch(
      /m\["banana"\] = 3 .*\n.*count 2 {3}B 0 {3}.*\n +bucket 0 +(?!0)[\da-f]{2} (?!0)[\da-f]{2}( 00){6}\n +0 .*live +"apple" +5\n +1 .*live +"banana" +3\n +2-7 +00 +emptyRest\n/,
    );
    expect(tutorial).toMatch(/n := m\["apple"\] .*\n +→ 5\n.*\n +\(the buckets are as before\)/);
    expect(tutorial).toMatch(/n, ok := m\["cherry"\] .*\n +→ 0, false\n/);
    expect(tutorial).toMatch(/delete\(m, "apple"\) .*\n.*count 1 .*\n.*\n +0 +01 +emptyOne\n/);
    expect(tutorial).toMatch(/count 27 {3}B 3 [\s\S]*growing +2 of 4 old buckets evacuated\n/);
  });

  test('fit into 80 columns', () => {
    const long = file(`${'long'.repeat(40)}.txt`, `${'word'.repeat(40)} `.repeat(9));
    for (const line of output(long).split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('count the words of files', () => {
    const a = "The cat, the dog and 'the' naïve café don't. Don’t!\n";
    const b = 'THE 3d CAFÉ ÇA Ça 漢字 x';
    const text = output(file('a.txt', a), file('b.txt', b));
    expect(topTen(text)).toEqual([
      ['the', 4],
      ['café', 2],
      ["don't", 2],
      ['ça', 2],
      ['3d', 1],
      ['and', 1],
      ['cat', 1],
      ['dog', 1],
      ['naïve', 1],
      ['x', 1],
    ]);
    expect(row(text, 'words')[1]).toBe('17');
    expect(row(text, 'distinct words')[1]).toBe('11');
    for (const name of ['buckets', 'overflow buckets', 'growths']) {
      expect(row(text, name)[1]).toMatch(/^\d+$/);
    }
    expect(text).toContain(`2 files, ${Buffer.byteLength(a + b)} bytes`);
  });

  test('race against the native Map', () => {
    // With fewer keys a map can be smaller than what the collector frees of the program meanwhile.
    const text = output('--keys', '20000', file('race.txt', 'to be or not to be'));
    expect(text).toContain(`Node ${process.versions.node}, V8 ${process.versions.v8}`);
    expect(text).toContain('6 words, 4 distinct');
    expect(text).toContain('20,000 u32 keys');
    for (const name of ['counting them', 'inserting them', 'longest pause', 'finding one']) {
      expect(row(text, name).slice(1, 4)).toEqual([
        expect.stringMatching(/^[\d.]+ (?:ns|µs|ms|s)$/),
        expect.stringMatching(/^[\d.]+ (?:ns|µs|ms|s)$/),
        expect.stringMatching(/^(?:Map|tophash|neither|-)$/),
      ]);
    }
    expect(row(text, 'memory an entry')).toHaveLength(5);
  });

  test('take the text of the development dependencies by default', () => {
    const text = output();
    const [, bytes] = /^ +[\d,]+ files, ([\d,]+) bytes$/m.exec(text) ?? [];
    expect(Number(bytes?.replaceAll(',', ''))).toBeGreaterThan(2_000_000);
    expect(row(text, '@types/node')).toHaveLength(3);
    expect(topTen(text)).toHaveLength(10);
  });
});

describe('files', () => {
  test('may be empty', () => {
    const text = output(file('empty.txt', ''));
    expect(row(text, 'words')[1]).toBe('0');
    expect(row(text, 'load factor')[1]).toBe('0.00');
    expect(text).toContain('0 words, 0 distinct');
  });

  test('are cut in pieces, but their words and characters are not', () => {
    // Every character of two to four bytes gets cut at some multiple of 64 KiB.
    const words = ['déjà', 'żółć', '漢字仮名', '𝒻𝑜𝑜𝒷𝒶𝓇', 'plain', "it's"];
    const text = Array.from({ length: 120_000 }, (_, i) => words[(i * i) % 6]).join(' ');
    const expected = words
      .map((word) => [word, text.split(' ').filter((w) => w === word).length])
      .filter(([, n]) => n !== 0)
      .sort(([a, m], [b, n]) => Number(n) - Number(m) || (String(a) < String(b) ? -1 : 1));
    const printed = output(file('pieces.txt', text));
    expect(topTen(printed)).toEqual(expected);
    expect(row(printed, 'words')[1]).toBe('120,000');
  });

  test('may hold a word without end', () => {
    const text = output(file('endless.txt', 'a'.repeat(3_000_000)));
    expect(Number(row(text, 'words')[1])).toBeGreaterThan(0);
  });

  test('that are missing', () => {
    const path = join(folder, 'missing.txt');
    expect(complaint(path)).toBe(`cannot read ${path}: there is no such file`);
  });

  test('that are missing behind one that is there', () => {
    const path = join(folder, 'missing\n.txt');
    expect(complaint(file('there.txt', 'x'), path)).toContain('missing?.txt: there is no such');
  });

  test('that are directories', () => {
    const path = join(folder, 'directory');
    mkdirSync(path);
    expect(complaint(path)).toBe(`cannot read ${path}: it is a directory`);
  });

  test('that are binary', () => {
    expect(complaint(file('nul.bin', 'text\0text'))).toContain('NUL bytes');
    expect(complaint(PROGRAM, process.execPath)).toContain('NUL bytes');
  });

  test('that are not UTF-8', () => {
    expect(complaint(file('latin1.txt', Buffer.from('café', 'latin1')))).toContain('UTF-8');
    expect(complaint(file('cut.txt', Buffer.from('café').subarray(0, 4)))).toContain('UTF-8');
  });

  test.skipIf(process.getuid?.() === 0 || process.platform === 'win32')(
    'that may not be read',
    () => {
      const path = file('secret.txt', 'secret');
      chmodSync(path, 0);
      expect(complaint(path)).toBe(`cannot read ${path}: permission denied`);
    },
  );
});

describe('options', () => {
  test('--help', () => {
    for (const option of ['--help', '-h']) {
      const { status, stdout, stderr } = start(option);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toMatch(/^Usage: npm start/);
    }
  });

  test('unknown ones', () => {
    expect(complaint('--frobnicate')).toBe("Unknown option '--frobnicate' (see --help)");
    expect(complaint('-x', PROGRAM)).toContain("'-x'");
  });

  test('--keys without a number that is possible', () => {
    for (const keys of ['0', '1.5', 'many', '', '16777217', '1e3']) {
      expect(complaint('--keys', keys)).toContain(`not '${keys}'`);
    }
    expect(complaint('--keys')).toContain('--keys');
    expect(complaint('--keys', '-5')).toContain('--keys');
  });
});

test('a reader that stops early is no error', async () => {
  const child = spawn(process.execPath, [PROGRAM, '--keys', '100', file('pipe.txt', 'x y z')]);
  let errors = '';
  child.stderr.on('data', (piece) => {
    errors += piece;
  });
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await closed(child)).toBe(0);
  expect(errors).toBe('');
});

test('results that disagree are an error', async () => {
  const { checkAgreement } = await import(AGREEMENT);
  const a = { total: 3, top: [['x', 3]] };
  checkAgreement('words', ['total', 'top'], { a, b: { ...a, time: 1 } });
  expect(() => checkAgreement('words', ['total', 'top'], { a, b: { ...a, top: [] } })).toThrow(
    'words: a and b disagree about top: [["x",3]] and []',
  );
  expect(() => checkAgreement('words', ['sum'], { a, b: a })).toThrow('disagree about sum');
});

test('words are the same however a text is cut', async () => {
  const { WordViews } = await import(
    new URL('../examples/start/word-views.js', import.meta.url).href
  );
  const { sliceWords } = await import(
    new URL('../examples/start/word-slices.js', import.meta.url).href
  );
  const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
  const views = new WordViews();
  // Letters that become longer, shorter or ASCII in lower case, or depend on what follows.
  const characters = [...'aZ9éÉßΣσİK\u0301Ⱥ漢😀٣', ..."  \n.-:'’'_\0\u00a0\ufeff\ufffd"];
  const texts = fc.string({ unit: fc.constantFrom(...characters), maxLength: 60, size: 'max' });
  const whole = (text: string) => text.toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
  fc.assert(
    fc.property(texts, (text) => {
      const bytes = new TextEncoder().encode(text);
      const sliced: string[] = [];
      sliceWords(bytes, (word: string) => sliced.push(word));
      expect(sliced).toEqual(whole(text));
      const column = views.cut(bytes) as ViewColumn;
      const seen = Array.from(column.starts, (start, i) =>
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(
          column.bytes.slice(start, column.ends[i]),
        ),
      );
      expect(seen).toEqual(whole(text));
    }),
    { numRuns: 2000 },
  );
});

function closed(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => child.on('close', resolve));
}
