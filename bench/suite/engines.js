// The engines that cells run in, by the names of `npm run test:engines`; `node` is the Node that runs the
// suite. Each gives its version, and a function that measures a cell in a new process, or in a page that
// shares none with another.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { totalmem } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ENGINES, install } from '../../test/engines/engines.js';

const program = fileURLToPath(new URL('process.js', import.meta.url));
/** What the JavaScript heap may grow to, in MB. */
const heap = Math.min(16_000, Math.floor((totalmem() / 2 ** 20) * 0.7));
const V8 = [`--max-old-space-size=${heap}`, '--expose-gc'];

const BROWSERS = ['chromium', 'firefox'];

/** The names of all engines. */
export const NAMES = ['node', ...Object.keys(ENGINES), ...BROWSERS];

/** How long a cell may take. */
const PATIENCE = 600_000;

function command(name) {
  if (name === 'node') return [process.execPath, ...V8];
  const [path, { args }] = [install(name), ENGINES[name]];
  if (name.startsWith('node')) return [path, ...V8];
  return name === 'deno' ? [path, ...args, `--v8-flags=${V8.join(',')}`] : [path, ...args];
}

/** Measures a cell in a process. Calls `tell` with each row as it comes; returns what went wrong, if anything. */
async function inProcess([path, ...args], cell, tell) {
  const child = spawn(path, [...args, program, JSON.stringify(cell)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: PATIENCE,
  });
  let errors = '';
  child.stderr.on('data', (data) => {
    errors = (errors + data).slice(-20_000);
  });
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => tell(JSON.parse(line)));
  const [[code, signal]] = await Promise.all([once(child, 'close'), once(lines, 'close')]);
  if (code === 0) return undefined;
  if (signal === 'SIGTERM') return `it takes longer than ${PATIENCE / 60_000} minutes`;
  const reason = errors.match(/^.*(?:Error|FATAL|panic).*$/m)?.[0] ?? '';
  return `its process ended with ${signal ?? code}: ${reason.trim()}`;
}

async function processEngine(name) {
  const [path, ...args] = command(name);
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
  const title = name.startsWith('node') ? 'Node' : ENGINES[name].engine;
  return {
    name,
    onNode: name.startsWith('node'),
    version: `${title} ${stdout.match(/\d+\.\d+\.\d+/)[0]}`,
    measure: (cell, tell) => inProcess([path, ...args], cell, tell),
    close() {},
  };
}

/** The engine `name`, or undefined if it is a browser that is not installed. */
export async function openEngine(name) {
  if (BROWSERS.includes(name)) {
    // What drives a browser takes a second to load.
    const { openBrowser } = await import('../browser/browser.js');
    return openBrowser(name, PATIENCE);
  }
  return processEngine(name);
}
