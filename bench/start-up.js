// How long a program waits for its first map: `import` of the package, `new GoMap('u32', 'u32')` and a first
// `set`, each time in a new process.
//
//   node bench/start-up.js [ENGINE...]
//
// Engines are node20, node22, node24 and node26, by default node20 and node24. It prints medians of 21
// processes in ms, in which the engines take turns. Beside them stands what the engine itself takes: to import a
// package that is empty, to import a module that is the text of the core, to compile the core, and to load its
// Web Crypto, which the first map needs where the kernel has no file of random words.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine, misused } from '../scripts/command-line.js';
import { ENGINES, install } from '../test/engines/engines.js';

const PROCESSES = 21;
const root = fileURLToPath(new URL('..', import.meta.url));

/** Programs that print times, under the names of these. */
const PROGRAMS = [
  {
    names: ['import', 'first map', 'first set', 'all'],
    code: `
      const { GoMap } = await import('tophash');
      lap();
      const map = new GoMap('u32', 'u32');
      lap();
      map.set(1, 1);
      lap();
      laps.push(laps.reduce((sum, time) => sum + time));`,
  },
  { names: ['empty package'], code: `await import('empty'); lap();` },
  { names: ['text of the core'], code: `await import('../wasm.js'); lap();` },
  {
    names: ['compile'],
    before: `import { readFileSync } from 'node:fs'; const bytes = readFileSync('build/tophash.wasm');`,
    code: `new WebAssembly.Module(bytes, { builtins: ['js-string'] }); lap();`,
  },
  { names: ['Web Crypto'], code: 'crypto.getRandomValues(new Uint32Array(1)); lap();' },
];

function write(folder, { before = '', code }, i) {
  const file = join(folder, `${i}.mjs`);
  const text = `${before}
    const laps = [];
    let last = performance.now();
    const lap = () => { const now = performance.now(); laps.push(now - last); last = now; };
    ${code}
    console.log(JSON.stringify(laps));`;
  writeFileSync(file, text);
  return file;
}

const { positionals } = commandLine(import.meta.url, { names: Infinity });
const engines = positionals.length > 0 ? positionals : ['node20', 'node24'];
const unknown = engines.find((name) => !name.startsWith('node') || !(name in ENGINES));
if (unknown !== undefined) misused(`no engine ${unknown}`);

const paths = engines.map(install);
/** Inside the package, so that programs find it by its name. */
const folder = mkdtempSync(join(root, 'build/start-up-'));
const empty = join(folder, 'node_modules/empty');
mkdirSync(empty, { recursive: true });
writeFileSync(join(empty, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
writeFileSync(join(empty, 'index.js'), '');
const files = PROGRAMS.map((program, i) => write(folder, program, i));
const times = engines.map(() => ({}));
for (let i = 0; i < PROCESSES; i += 1) {
  for (const [p, { names }] of PROGRAMS.entries()) {
    for (const [j, path] of paths.entries()) {
      const laps = JSON.parse(execFileSync(path, [files[p]], { cwd: root, encoding: 'utf8' }));
      for (const [k, time] of laps.entries()) {
        const name = names[k];
        times[j][name] ??= [];
        times[j][name].push(time);
      }
    }
  }
}
rmSync(folder, { recursive: true });
for (const [j, engine] of engines.entries()) {
  const medians = Object.entries(times[j]).map(([name, all]) => {
    const median = all.sort((a, b) => a - b)[PROCESSES >> 1];
    return `${name} ${median.toFixed(1)}`;
  });
  console.log(`${engine}, ms: ${medians.join(', ')}`);
}
