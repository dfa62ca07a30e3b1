// Where seeds come from in Node: the kernel, since Node is slow to load its Web Crypto, or Web Crypto where
// the kernel cannot be asked, or a program has put another one in its place.

import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { fillFromKernel } from '../src/js/kernel-random.js';

const library = new URL('../build/index.js', import.meta.url).href;

/** What a process prints whose first map is made after `before`. */
function firstMap(before: string, ...options: string[]): string {
  const program = `
    ${before}
    const loaded = () => process.moduleLoadList.includes('NativeModule internal/crypto/webcrypto');
    const { GoMap } = await import('${library}');
    new GoMap('u32', 'u32').set(1, 1);
    process.stdout.write(loaded() ? 'Web Crypto' : 'kernel');
  `;
  const args = [...options, '--input-type=module', '--eval', program];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  return stdout || stderr;
}

/** Gives the program another file system. */
const withFiles = (changes: string) =>
  `const files = process.getBuiltinModule('node:fs');
  process.getBuiltinModule = () => ({ ...files, ${changes} });`;

test.skipIf(process.platform === 'win32')('the first map does without Web Crypto', () => {
  expect(firstMap('')).toBe('kernel');
});

test.each([
  ['Windows', `Object.defineProperty(process, 'platform', { value: 'win32' });`],
  ['Deno', 'globalThis.Deno = {};'],
  ['Node 20.15', 'delete process.getBuiltinModule;'],
  ['a system without the file', withFiles(`openSync: () => { throw new Error('ENOENT'); }`)],
  ['a process that may not read it', withFiles(`readSync: () => { throw new Error('EACCES'); }`)],
  ['a file that ends', withFiles('readSync: () => 4095')],
])('%s: Web Crypto', (_, before) => {
  expect(firstMap(before)).toBe('Web Crypto');
});

test('a crypto of the program', () => {
  const before = `
    const getRandomValues = (words) => process.stdout.write(words.length + ' words, ');
    Object.defineProperty(globalThis, 'crypto', { value: { getRandomValues } });`;
  expect(firstMap(before)).toBe('1024 words, kernel');
});

test.skipIf(process.platform === 'win32')('all words are filled, and each time others', () => {
  const [one, other] = [new Uint32Array(1024), new Uint32Array(1024)];
  expect(fillFromKernel(one)).toBe(true);
  expect(fillFromKernel(other)).toBe(true);
  // Among 2048 words, two are the same in one of 2000 runs, and two more in one of 8 million.
  expect(new Set([...one, ...other]).size).toBeGreaterThan(2046);
});
