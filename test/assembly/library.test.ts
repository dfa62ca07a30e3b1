// The library for AssemblyScript in modules as users have them: compiled against the files of the
// package, with nothing but the import, under every runtime.

import { execFileSync } from 'node:child_process';
import {
  cpSync,
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
import asc from 'assemblyscript/asc';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'tophash-assembly-'));

beforeAll(() => {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  execFileSync('npm', args, { cwd: root, stdio: 'pipe' });
  const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) as string;
  const installed = join(folder, 'node_modules/tophash');
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  cpSync(join(root, 'test/assembly/modules'), folder, { recursive: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Exports {
  memory: WebAssembly.Memory;
  numbers(steps: number): number;
  walks(steps: number): number;
  bytes(steps: number): number;
  columns(n: number): number;
  columnsAt(n: number): number;
  addMany(n: number): number;
  keptColumns(rounds: number): number;
  cursors(n: number): number;
  shown(): number;
  getAbsent(): number;
  addTooMuch(): number;
  addAllTooMuch(): void;
  sumsSize(): number;
  columnAt(at: number, n: number, what: number): void;
  setDisposed(): void;
  churn(rounds: number): number;
  collect(): void;
  largeMaps(rounds: number): void;
}

const compiled = new Map<string, Promise<WebAssembly.Module>>();

/** A module of the test's, which is compiled once only. */
function compile(options: string[], file = 'differential'): Promise<WebAssembly.Module> {
  const name = [file, ...options].join(' ');
  const module = compiled.get(name) ?? compileAnew(options, file);
  compiled.set(name, module);
  return module;
}

async function compileAnew(options: string[], file: string): Promise<WebAssembly.Module> {
  const args = [`${file}.ts`, '--baseDir', folder, '--outFile', `${file}.wasm`];
  // Constants of the user's own: the core reads none but its own, which begin with TOPHASH_.
  const constants = ['--use', 'DEBUG=1,CONFORMANCE=1,HOST=1'];
  const { error, stderr } = await asc.main([...args, ...constants, ...options]);
  // Not even a warning.
  expect(stderr.toString()).toBe('');
  if (error) throw error;
  return new WebAssembly.Module(readFileSync(join(folder, `${file}.wasm`)));
}

/** A string of the module. */
function text(memory: WebAssembly.Memory, address: number): string {
  const length = new Uint32Array(memory.buffer)[(address - 4) >>> 2]! >>> 1;
  return String.fromCharCode(...new Uint16Array(memory.buffer, address, length));
}

function instantiate(module: WebAssembly.Module): Exports {
  const instance = new WebAssembly.Instance(module, {
    env: {
      abort(message: number) {
        throw new Error(text(exports.memory, message));
      },
    },
  });
  const exports = instance.exports as unknown as Exports;
  return exports;
}

// The compiler takes minutes to optimise so many kinds: `npm run test:library` has it do all of it.
const all = process.env.TEST_LIBRARY === 'all';
const LEVELS = all ? ['-O0', '-O3', '--debug', '-O3 --enable simd'] : ['-O0'];
const KINDS = all ? ['-O0', '-O1', '-O1 --enable simd'] : ['-O0'];
const OPTIMISED = all ? '-O3' : '-O0';
/** How many times as much there is to do then. */
const MORE = all ? 10 : 1;

describe.each(['incremental', 'minimal', 'stub'])('under %s', (runtime) => {
  test.each(LEVELS)('a module built with %s', async (options) => {
    const module = await compile([...options.split(' '), '--runtime', runtime]);
    const imports = WebAssembly.Module.imports(module);
    expect(imports.map((i) => `${i.module}.${i.name}`)).toEqual(['env.abort']);
    // Under the other runtimes memory would run out.
    const steps = all && runtime === 'incremental' ? 1_000_000 : 20_000;
    expect(instantiate(module).walks(steps)).toBe(0);
    expect(instantiate(module).bytes(steps)).toBe(0);
    expect(instantiate(module).columns(5000)).toBe(0);
    expect(instantiate(module).columnsAt(5000)).toBe(0);
    expect(instantiate(module).addMany(200_000)).toBe(0);
    expect(instantiate(module).keptColumns(10_000)).toBe(0);
    expect(instantiate(module).cursors(100_000)).toBe(0);
    expect(instantiate(module).shown()).toBe(0);
    expect(() => instantiate(module).getAbsent()).toThrow('GoMap: the key is not in the map');
    expect(() => instantiate(module).addTooMuch()).toThrow('GoMap: the sum is too large');
    const { addAllTooMuch, sumsSize, columnAt, memory } = instantiate(module);
    expect(() => addAllTooMuch()).toThrow('GoMap: the sum is too large');
    expect(sumsSize()).toBe(66_000);
    for (let what = 0; what <= 10; what += 1) {
      const end = memory.buffer.byteLength;
      columnAt(0, 0, what);
      columnAt(end - 100, 25, what);
      for (const [at, n] of [
        [0, 1],
        [end - 100, 101],
        [1000, -1],
        [2 ** 31, 2 ** 30 + 1],
      ] as const) {
        expect(() => columnAt(at, n, what), `${what}`).toThrow(
          'GoMap: a column is not in the memory',
        );
      }
    }
    expect(() => instantiate(module).setDisposed()).toThrow('GoMap: used after it was disposed of');
  });
});

test.each(KINDS)('every kind of number, built with %s', async (options) => {
  const module = await compile(options.split(' '), 'kinds');
  expect(instantiate(module).numbers(100_000 * MORE)).toBe(0);
});

// ---- what is no key or no value is an error of the compiler ----

test.each([
  ['new GoMap<Box, i32>()', 'keys are integers'],
  ['new GoMap<Uint16Array, i32>()', 'keys are integers'],
  ['new GoMap<string | null, i32>()', 'keys are integers'],
  ['new GoMap<v128, i32>()', 'keys are integers'],
  ['new GoMap<i32, v128>()', 'values have at most 64 bits'],
  ["new GoMap<i32, string>().add(1, '')", 'add needs values that are numbers'],
])('%s', async (code, message) => {
  const imports = "import { GoMap } from 'tophash/assembly';\nimport { Box } from './model';";
  writeFileSync(join(folder, 'wrong.ts'), `${imports}\nnew Box(1);\n${code};\n`);
  const args = ['wrong.ts', '--baseDir', folder, '--noEmit', '--enable', 'simd'];
  const { error, stderr } = await asc.main(args);
  expect(error).not.toBeNull();
  expect(stderr.toString()).toContain(`GoMap: ${message}`);
});

test('the program in the document', async () => {
  const document = readFileSync(join(root, 'docs/assembly.md'), 'utf8');
  const code = [...document.matchAll(/```(?:ts|javascript)\n([\s\S]*?)```/g)].map(
    ([, code]) => code,
  );
  writeFileSync(join(folder, 'count.ts'), code[0] as string);
  writeFileSync(join(folder, 'main.mjs'), code[1] as string);
  await compile([all ? '-O3' : '-O1', '--enable', 'simd'], 'count');
  const result = execFileSync(process.execPath, ['main.mjs'], { cwd: folder, encoding: 'utf8' });
  expect(document).toContain(`node main.js   # ${result}`);
});

test('what is dropped is collected by the incremental runtime', async () => {
  const { memory, churn, collect, largeMaps } = instantiate(
    await compile([OPTIMISED, '--runtime', 'incremental']),
  );
  expect(churn(200)).toBe(1);
  largeMaps(50);
  collect();
  const before = memory.buffer.byteLength;
  expect(churn(300 * MORE)).toBe(1);
  largeMaps(300 * MORE); // 0.5 GB, or 5
  collect();
  expect(memory.buffer.byteLength).toBeLessThanOrEqual(before);
});

test('what is dropped is collected by the minimal runtime when it is told to', async () => {
  const { memory, churn, collect } = instantiate(
    await compile([OPTIMISED, '--runtime', 'minimal']),
  );
  const rounds = (n: number) => {
    for (let i = 0; i < n; i += 1) {
      expect(churn(100)).toBe(1);
      collect();
    }
  };
  rounds(3);
  const before = memory.buffer.byteLength;
  rounds(5 * MORE);
  expect(memory.buffer.byteLength).toBeLessThanOrEqual(before);
});
