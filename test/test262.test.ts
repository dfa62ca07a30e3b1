// The script that runs test262, on a suite of a few lines: what holds passes in every form and mode, and what
// does not hold is named.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const script = fileURLToPath(new URL('../scripts/test262.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-test262-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(path: string, source: string): void {
  mkdirSync(join(folder, dirname(path)), { recursive: true });
  writeFileSync(join(folder, path), source);
}

write('harness/assert.js', 'function assert(holds, message) { if (!holds) throw Error(message); }');
write('harness/sta.js', '');
write('harness/helper.js', 'const strict = (function () { return this === undefined; })();');
for (const name of ['MapIteratorPrototype', 'Set', 'SetIteratorPrototype']) {
  mkdirSync(join(folder, 'test/built-ins', name), { recursive: true });
}
for (const name of ['Map', 'Set'])
  mkdirSync(join(folder, 'test/staging/sm', name), { recursive: true });
write('test/built-ins/Map/ours.js', "assert('stats' in new Map());\nassert('stats' in new Set());");
write(
  'test/built-ins/Map/one-mode.js',
  '/*---\nincludes: [helper.js]\nflags: [onlyStrict]\n---*/\nassert((function () { return this === undefined; })());',
);
write(
  'test/built-ins/Set/forms.js',
  "assert(new Set([1, 2, 3]).stats().form === 'native', 'no table');",
);
write('test/built-ins/Set/realm.js', '/*---\nfeatures: [cross-realm]\n---*/\nassert(false);');

function run(...args: string[]) {
  const { status, stdout } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' });
  return { status, lines: stdout.split('\n') };
}

test('failures are named, and the exit status tells of them', () => {
  const { status, lines } = run(folder);
  expect(lines.filter((line) => /^(FAILED|skipped)/.test(line))).toEqual([
    'FAILED   test/built-ins/Set/forms.js (table, strict): no table',
    'FAILED   test/built-ins/Set/forms.js (table, sloppy): no table',
    'FAILED   test/built-ins/Set/forms.js (changing, strict): no table',
    'FAILED   test/built-ins/Set/forms.js (changing, sloppy): no table',
    'FAILED   test/built-ins/Set/forms.js (series, strict): no table',
    'FAILED   test/built-ins/Set/forms.js (series, sloppy): no table',
    'skipped  test/built-ins/Set/realm.js: needs a second realm',
  ]);
  expect(lines).toContain(
    '│ built-ins/Map                  │     2 │               12 │       0 │      0 │',
  );
  expect(status).toBe(1);
});

test('it succeeds if all passes, and not if there is nothing', () => {
  expect(run(folder, 'built-ins/Map').status).toBe(0);
  expect(run(folder, 'nothing').status).toBe(1);
  expect(run().status).toBe(2);
});
