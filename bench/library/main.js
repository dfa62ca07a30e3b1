// Measures the library for AssemblyScript against the language's own Map, in a module that has both
// (contest.ts). Prints ns an entry: the library's, the language's, and how many times as fast the library is.
//
//   node bench/library/main.js [MOST ENTRIES, 1e6 if not given]

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

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

/** The least ns an entry of every call, by contestant; a run does all calls, and the contestants take turns. */
function measure(module, kind, n) {
  const abort = () => {
    throw new Error('the module has trapped');
  };
  const { exports } = new WebAssembly.Instance(module, { env: { abort } });
  const { prepare, shuffle, library, language } = exports;
  const contestants = [library, language];
  const best = contestants.map(() => CALLS.map(() => Number.POSITIVE_INFINITY));
  prepare(kind, n);
  const runs = Math.max(3, Math.min(200, 1e6 / n));
  for (let run = 0; run < runs; run += 1) {
    for (const call of CALLS.keys()) {
      const results = contestants.map((contestant, i) => {
        const start = performance.now();
        const result = contestant(kind, call);
        best[i][call] = Math.min(best[i][call], ((performance.now() - start) * 1e6) / n);
        return result;
      });
      if (results[0] !== results[1])
        throw new Error(`they disagree: ${KINDS[kind]} ${CALLS[call]}`);
      // Lookups come in another order than insertions did.
      if (call === SET || call === DELETE) shuffle(kind);
    }
  }
  return best;
}

const module = await compile();
const most = Number(process.argv[2] ?? 1e6);
console.log(['', '', ...CALLS].map((name) => name.padEnd(20)).join(''));
for (const [kind, name] of KINDS.entries()) {
  for (let n = 1000; n <= most; n *= n === 1000 ? 100 : 10) {
    const [own, other] = measure(module, kind, n);
    const cells = own.map((ns, i) => {
      const times = (other[i] / ns).toFixed(1);
      return `${ns.toFixed(1)} / ${other[i].toFixed(1)}: ${times}x`.padEnd(20);
    });
    console.log(name.padEnd(20) + String(n).padEnd(20) + cells.join(''));
  }
}
