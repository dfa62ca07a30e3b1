// The package as a user gets it: packed, installed elsewhere, imported, required, type-checked.

import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-'));
const installed = join(folder, 'node_modules/tophash');

beforeAll(() => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  execFileSync('npm', args, { cwd: root, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  // Deno looks into node_modules only for what a package.json names.
  writeFileSync(join(folder, 'package.json'), '{ "dependencies": { "tophash": "*" } }');
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(file: string, code: string): string {
  writeFileSync(join(folder, file), code);
  return execFileSync(process.execPath, [file], { cwd: folder, encoding: 'utf8' }).trim();
}

const PROGRAM = `
const m = new GoMap('string', 'u64', { entries: [['apple', 5n]] });
if (new WasmMap([[1, 2]]).get(1) !== 2) throw new Error('WasmMap');
if (GoMap.name !== 'GoMap' || Heap.name !== 'Heap') throw new Error('names');
console.log(m.get('apple'), Object.keys(inspect(m)).length > 0, typeof Heap, typeof useModule);
`;

test('classes have their own names in messages', () => {
  for (const file of ['index.js', 'index.cjs']) {
    expect(readFileSync(join(root, 'build', file), 'utf8')).not.toMatch(
      /\b_(?:GoMap|WasmMap|Heap)\b/,
    );
  }
});

test('it is imported as an ES module', () => {
  const code = `import { GoMap, Heap, inspect, useModule, WasmMap } from 'tophash';${PROGRAM}`;
  expect(run('program.mjs', code)).toBe('5n true function function');
});

test('it is required as CommonJS', () => {
  const code = `const { GoMap, Heap, inspect, useModule, WasmMap } = require('tophash');${PROGRAM}`;
  expect(run('program.cjs', code)).toBe('5n true function function');
});

test('import and require give the same classes, where an engine can require an ES module', () => {
  const code = `
import { createRequire } from 'node:module';
import { GoMap, inspect } from 'tophash';
import { GoMap as Bare } from 'tophash/bare';
const required = createRequire(import.meta.url)('tophash');
const map = new required.GoMap('u32', 'u32');
if (Bare !== GoMap) throw new Error('there are two imported ones');
const same = required.GoMap === GoMap;
if (same !== map instanceof GoMap) throw new Error('instanceof');
// Otherwise a map of one copy is none to the other, which says so.
try {
  inspect(map);
  console.log(same === (process.features.require_module ?? false));
} catch (error) {
  console.log(!same && error.message.includes('must be a GoMap'));
}
`;
  expect(run('both.mjs', code)).toBe('true');
});

test('the bytes of the core are exported and can be used as a module', () => {
  const code = `
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { GoMap, useModule } from 'tophash';
const path = createRequire(import.meta.url).resolve('tophash/tophash.wasm');
useModule(new WebAssembly.Module(readFileSync(path)));
console.log(new GoMap('u32', 'u32').set(1, 2).get(1));
`;
  expect(run('wasm.mjs', code)).toBe('2');
});

test.each(['mts', 'cts'])('its types are found from .%s', (ending) => {
  const code = `import { GoMap, type GoMapStats, WasmMap as Map } from 'tophash';
import { GoMap as Bare, useModule } from 'tophash/bare';
import core from 'tophash/tophash.wasm';
useModule(core);
new Bare('u32', 'u32').size.toFixed();
const m = new GoMap('u64', 'string');
const value: string | undefined = m.get(1n);
const stats: GoMapStats = m.stats();
// @ts-expect-error: the keys are bigints
m.set(1, 'one');
const any = new Map();
any.set('a', 1).get('a').toFixed();
const typed: globalThis.Map<string, Date> = new Map<string, Date>();
export const groups: Map<string, number[]> = Map.groupBy([1], String);
export const copy: Map<string, Date> = new Map(typed);
export { value, stats };
`;
  writeFileSync(join(folder, `types.${ending}`), code);
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const options = ['--noEmit', '--strict', '--target', 'es2022', '--module', 'nodenext'];
  const args = [tsc, ...options, '--lib', 'es2023,dom,esnext.disposable', `types.${ending}`];
  expect(execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })).toBe('');
});

test('what its README links to is in it', () => {
  const text = readFileSync(join(installed, 'README.md'), 'utf8');
  const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(
    (match) => match[1] as string,
  );
  expect(links.length).toBeGreaterThan(10);
  expect(links.filter((link) => !existsSync(join(installed, link)))).toEqual([]);
});

test('it depends on nothing and contains no tests', () => {
  const files = readdirSync(installed);
  expect(files).not.toContain('test');
  expect(files).not.toContain('node_modules');
  expect(files).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'assembly', 'build', 'src']),
  );
});
