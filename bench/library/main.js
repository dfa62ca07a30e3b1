// Measures the library for AssemblyScript against the language's own Map, in a module that has both
// (contest.ts), and against Rust's, where rustc and its standard library for wasm32 are there (contest.rs;
// another rustc than that on the PATH: RUSTC). Prints ns an entry: the library's, the language's and how
// many times as fast the library is, Rust's.
//
//   node bench/library/main.js [MOST ENTRIES, 1e6 if not given]

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { commandLine, countFrom } from '../../scripts/command-line.js';

const [size = '1e6'] = commandLine(import.meta.url, { names: 1 }).positionals;
const most = countFrom(size, 'MOST ENTRIES');
const here = fileURLToPath(new URL('.', import.meta.url));
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

const KINDS = ['u32', 'u64', 'f64', 'string'];
const CALLS = ['set', 'get', 'miss', 'iterate', 'delete'];
const SET = 0;
const DELETE = 4;

async function compile() {
  let wasm;
  const { error, stderr } = await asc.main(
    ['contest.ts', '--outFile', 'contest.wasm', '-O3', '--noAssert', '--enable', 'simd'],
    {
      readFile(name) {
        const path = name.startsWith('node_modules/tophash/')
          ? join(packageFolder, name.slice('node_modules/tophash/'.length))
          : join(here, name);
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile(_name, contents) {
        wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(stderr.toString());
  return new WebAssembly.Module(wasm);
}

/** The module of Rust's map; undefined where it cannot be compiled. */
function compileRust() {
  const folder = mkdtempSync(join(tmpdir(), 'contest-'));
  const program = join(folder, 'contest.wasm');
  const target = ['--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
  const flags = ['-C', 'opt-level=3', '-C', 'panic=abort', '-C', 'target-feature=+simd128'];
  const args = [...target, ...flags, '-o', program, join(here, 'contest.rs')];
  const { error, status, stderr } = spawnSync(process.env.RUSTC ?? 'rustc', args);
  const bytes = status === 0 ? readFileSync(program) : undefined;
  rmSync(folder, { recursive: true });
  if (bytes) return new WebAssembly.Module(bytes);
  console.log(`without Rust's map: ${(error?.message ?? String(stderr)).split('\n')[0]}`);
}

/** The least ns an entry of every call, by contestant; a run does all calls, and the contestants take turns. */
function measure(module, rust, kind, n) {
  const abort = () => {
    throw new Error('the module has trapped');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { abort } });
  const contestants = [
    (call) => exports.library(kind, call),
    (call) => exports.language(kind, call),
  ];
  const modules = [exports];
  if (rust) {
    const instance = new WebAssembly.Instance(rust);
    modules.push(instance.exports);
    contestants.push(instance.exports.run);
  }
  const best = contestants.map(() => CALLS.map(() => Number.POSITIVE_INFINITY));
  for (const { prepare } of modules) prepare(kind, n);
  const runs = Math.max(3, Math.min(200, 1e6 / n));
  for (let run = 0; run < runs; run += 1) {
    for (const call of CALLS.keys()) {
      const results = contestants.map((contestant, i) => {
        const start = performance.now();
        const result = contestant(call);
        best[i][call] = Math.min(best[i][call], ((performance.now() - start) * 1e6) / n);
        return result;
      });
      if (results.some((result) => result !== results[0]))
        throw new Error(`they disagree: ${KINDS[kind]} ${CALLS[call]}`);
      // Lookups come in another order than insertions did.
      if (call === SET || call === DELETE) {
        for (const { shuffle } of modules) shuffle(kind);
      }
    }
  }
  return best;
}

const module = await compile();
const rust = compileRust();
console.log(
  ['', '', ...CALLS]
    .map((name) => name.padEnd(30))
    .join('')
    .slice(40),
);
for (const [kind, name] of KINDS.entries()) {
  for (let n = 1000; n <= most; n *= n === 1000 ? 100 : 10) {
    const [library, language, hashbrown] = measure(module, rust, kind, n);
    const cells = library.map((ns, i) => {
      const map = `${language[i].toFixed(1)} (${(language[i] / ns).toFixed(1)}x)`;
      return [ns.toFixed(1), map, hashbrown?.[i].toFixed(1) ?? ''].join('  ').padEnd(30);
    });
    console.log(name.padEnd(8) + String(n).padEnd(12) + cells.join(''));
  }
}
