// Every JavaScript example in the README, in docs/ and in the public docstrings runs, and where it says
// in a comment what an expression gives, it gives that.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
/** Inside the package, so that `tophash` resolves to it. */
const folder = mkdtempSync(join(root, 'build/examples-'));
afterAll(() => rmSync(folder, { recursive: true }));

function examples(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8').replaceAll(/^ *\* ?/gm, '');
  return [...text.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1] as string);
}

/** What Node 20 cannot run: syntax of later versions, and imports that only other runtimes have. */
function needsMore(code: string): boolean {
  return /\busing\b|tophash\/tophash\.wasm/.test(code);
}

/** The example as a module that checks what its comments say. */
function checked(code: string): string {
  const body = code.replaceAll(
    /^(?:const (?<names>\S.*?) = )?(?<expression>.+?);\s*\/\/ (?<value>-?\d[\w.]*|undefined|true|false|\[.*?\]|\{.*?\})(?:: .*)?$/gm,
    (_line, names: string | undefined, expression: string, value: string) => {
      if (names) return `const ${names} = deepEqual(${expression}, ${value});`;
      return `deepEqual(${expression}, ${value});`;
    },
  );
  const imports = body.includes("from 'tophash'")
    ? ''
    : "import { GoMap, Heap, inspect, WasmMap, WasmSet } from 'tophash';\n";
  return `import assert from 'node:assert/strict';
${imports}function deepEqual(actual, expected) {
  assert.deepEqual(actual, expected);
  globalThis.checks = (globalThis.checks ?? 0) + 1;
  return actual;
}
${body}
console.log('checks', globalThis.checks ?? 0);
`;
}

const files = [
  'README.md',
  ...['docs', 'src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(?:md|ts)$/.test(file))
      .map((file) => join(folder, file)),
  ),
];
for (const [index, file] of files.entries()) {
  const runnable = examples(file).filter((code) => !needsMore(code));
  if (runnable.length === 0) continue;
  describe(file, () => {
    test.each(runnable.map((code, i) => [code, i] as const))('%s', (code, i) => {
      const path = join(folder, `${index}-${i}.mjs`);
      writeFileSync(path, checked(code));
      const output = execFileSync(process.execPath, [path], { encoding: 'utf8' });
      expect(output).toMatch(/checks \d+\n$/);
      if (/; \/\/ /.test(code.replaceAll(/.*console\.log.*/g, '')))
        expect(output).not.toMatch(/checks 0\n$/);
    });
  });
}
