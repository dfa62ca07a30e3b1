// Packages that take a Map do the same with WasmMap in its place: a cache, a memoizer, a graph library.

import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

interface Output {
  behaviour: Record<string, unknown[]>;
  made: number;
}

const program = fileURLToPath(new URL('drop-in/program.mjs', import.meta.url));

function run(which: 'native' | 'wasm-map'): Output {
  const options = { encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return JSON.parse(execFileSync(process.execPath, [program, which], options)) as Output;
}

test('packages behave as with native Map', () => {
  const [ours, native] = [run('wasm-map'), run('native')];
  expect(native.made).toBeGreaterThan(3);
  expect(ours.made).toBe(native.made);
  for (const [name, parts] of Object.entries(native.behaviour)) {
    expect(JSON.stringify(parts).length).toBeGreaterThan(5000);
    expect(ours.behaviour[name]).toEqual(parts);
  }
});
