// What a page downloads, core and all: a bundle takes of the package what a program uses, and no more than a
// budget. `npm run packages` does the same with other bundlers, in a browser.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { type BuildOptions, build } from 'esbuild';
import { expect, test } from 'vitest';
import { pack } from '../../scripts/pack-core.js';

const root = join(import.meta.dirname, '../..');

async function bundle(code: string, options: BuildOptions = {}): Promise<string> {
  const { outputFiles, warnings } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    ...options,
    write: false,
  });
  expect(warnings).toEqual([]);
  return outputFiles[0]?.text as string;
}

/** What Node prints when it runs a bundle of `code`. */
async function run(code: string, options?: BuildOptions): Promise<string> {
  const args = ['--input-type=module', '-'];
  const input = await bundle(code, options);
  return execFileSync(process.execPath, args, { input, encoding: 'utf8' }).trim();
}

// In kB: what was measured, and a little more. The core is 28.2 and 21.9 of them.
test.each([
  ["export { GoMap } from 'tophash'", 50.4, 42.2],
  ["export { WasmMap } from 'tophash'", 41, 33.6],
  ["export { WasmSet } from 'tophash'", 41.5, 33.9],
  ["export * from 'tophash'", 59.6, 49.9],
  ["export { GoMap, useModule } from 'tophash/bare'", 22, 19.9],
])('%s is at most %d kB in gzip and %d in brotli', async (code, gzip, brotli) => {
  const text = await bundle(code);
  expect(gzipSync(text, { level: 9 }).length / 1000).toBeLessThan(gzip);
  expect(brotliCompressSync(text).length / 1000).toBeLessThan(brotli);
});

test('a bundle has the classes that are used, and no others', async () => {
  const goMap = await bundle("export { GoMap } from 'tophash'");
  expect(goMap).toContain('encodeAll');
  expect(goMap).not.toContain('groupBy');
  expect(goMap).not.toContain('isSubsetOf');
  const wasmMap = await bundle("export { WasmMap } from 'tophash'");
  expect(wasmMap).toContain('groupBy');
  expect(wasmMap).not.toContain('keyKind');
  expect(wasmMap).not.toContain('isSubsetOf');
});

test.each(['Buffer', 'Buffer, Uint8Array.fromBase64', 'Buffer, TextEncoder'])(
  'the packed core is unpacked without %s',
  async (names) => {
    const without = names.split(', ').map((name) => `delete globalThis.${name};`);
    const banner = { js: `const { log } = console; ${without.join('')}` };
    const code = `import { GoMap, WasmMap } from 'tophash';
    const map = new GoMap('string', 'u32').set('a', 1);
    const wasm = new WasmMap(Array.from({ length: 20000 }, (_, i) => [i, i]));
    log(map.add('a', 2), wasm.get(19999), GoMap.name, WasmMap.name);`;
    expect(await run(code, { banner })).toBe('3 19999 GoMap Map');
  },
);

test('whatever the bytes, packing keeps them, in characters that need no escape', () => {
  const bytes = Uint8Array.from({ length: 5000 }, (_, i) => (i * i) >>> (i % 7));
  const { table, text } = pack(bytes);
  expect(text).toMatch(/^[ -~]*$/);
  expect(text).not.toMatch(/["'\\`$<]/);
  const back = [...text.matchAll(/[}~]?[ -|]/g)].map(([code]) => {
    const row = code.length === 1 ? 0 : code.startsWith('}') ? 128 : 256;
    return table[row + code.charCodeAt(code.length - 1)];
  });
  expect(back).toEqual([...bytes]);
});

test('tophash/bare says that it has no core, and takes the one it is given', async () => {
  const core = readFileSync(join(root, 'build/tophash.wasm')).toString('base64');
  const code = `import { GoMap, useModule } from 'tophash/bare';
    try { new GoMap('u32', 'u32'); } catch (error) { console.log(error.message); }
    useModule(new WebAssembly.Module(Buffer.from('${core}', 'base64')));
    console.log(new GoMap('u32', 'u32').set(1, 2).get(1));`;
  const message = 'tophash/bare carries no WebAssembly module: call useModule first';
  expect(await run(code)).toBe(`${message}\n2`);
});

test.each(['workerd', 'edge-light'])(
  'under the condition %s the core is imported',
  async (name) => {
    const text = await bundle("export { GoMap } from 'tophash'", {
      conditions: [name],
      external: ['*.wasm', '*.wasm?module'],
    });
    expect(text).toMatch(
      name === 'workerd' ? /"[^"]*\/tophash\.wasm"/ : /"[^"]*\/tophash\.wasm\?module"/,
    );
    expect(text.length).toBeLessThan(63_400);
  },
);

test('one program that imports both tophash and tophash/bare has one GoMap', async () => {
  const code = `import { GoMap } from 'tophash'; import { GoMap as Bare } from 'tophash/bare';
    console.log(GoMap === Bare, new Bare('u32', 'u32').size);`;
  expect(await run(code)).toBe('true 0');
});
