// Tries the package as it is published in the tools of its users: bundlers whose bundles a browser opens, test
// runners, engines, workers, an edge runtime. Prints what works, and what a page downloads.
//
//   node scripts/packages.js [PART OF A NAME...]
//
// The tools are installed aside, into a cache, and are no dependencies of this package.

import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import Table from 'cli-table3';
import { launch } from 'puppeteer-core';
import { BROWSERS, find } from '../test/browser/run.js';
import { ENGINES, install as installEngine } from '../test/engines/engines.js';
import { commandLine, misused } from './command-line.js';
import { install } from './tools.js';

const parts = commandLine(import.meta.url, { names: Infinity }).positionals;
const root = fileURLToPath(new URL('..', import.meta.url));
const project = mkdtempSync(join(tmpdir(), 'tophash-packages-'));

const TOOLS = [
  'publint@0',
  '@arethetypeswrong/cli@0',
  'esbuild@0',
  'rollup@4',
  '@rollup/plugin-node-resolve@16',
  'vite@8',
  'webpack@5',
  'parcel@2',
  'jest@30',
  'vitest@4',
  'workerd@1',
];

const tools = install('packages', TOOLS);
const exec = promisify(execFile);

/** What a command prints. It throws with that if it fails. */
async function run(command, args, cwd = project, env = {}) {
  try {
    const { stdout } = await exec(command, args, {
      cwd,
      env: { ...process.env, ...env },
      maxBuffer: 2 ** 26,
    });
    return stdout.trim();
  } catch ({ message, stdout = '', stderr = '' }) {
    throw new Error(stdout + stderr || message);
  }
}

const tool = (name, ...args) => run(join(tools, '.bin', name), args);
const write = (file, text) => writeFileSync(join(project, file), text);

/** Installs the package in the project, beside the tools. Returns the packed file. */
async function prepare() {
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', project];
  const [{ filename }] = JSON.parse(await run('npm', args, root));
  const packed = join(project, filename);
  const installed = join(project, 'node_modules/tophash');
  mkdirSync(installed, { recursive: true });
  await run('tar', ['-xzf', packed, '-C', installed, '--strip-components=1']);
  for (const name of readdirSync(tools)) {
    symlinkSync(join(tools, name), join(project, 'node_modules', name));
  }
  const fields = { private: true, type: 'module', dependencies: { tophash: '*' } };
  write('package.json', JSON.stringify(fields));
  return packed;
}

const WORK = `
const map = new GoMap('string', 'u32').set('a', 1).add('a', 2);
const wasm = new WasmMap(Array.from({ length: 20000 }, (_, i) => [i, i]));
const result = map + ' ' + wasm.get(19999);
`;
const RESULT = '3 19999';
const IMPORT = "import { GoMap, WasmMap } from 'tophash';";

const PAGE = `<!doctype html>
<title>waits</title>
<link rel="icon" href="data:,">
<script type="module" src="page.js"></script>
`;
const SHOW = `${IMPORT}
try {
  ${WORK}
  document.title = result;
} catch (error) {
  document.title = error.message;
}
`;

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.wasm': 'application/wasm' };
const POLICY =
  "default-src 'none'; img-src data:; connect-src 'self'; worker-src 'self'; script-src 'self'";

/** What the page in `folder` has for a title in the end, under a policy that allows `more` scripts. */
async function titleOf(browser, folder, more = "'wasm-unsafe-eval'") {
  const server = createServer(({ url }, response) => {
    const path = join(
      folder,
      url === '/' ? 'index.html' : new URL(url, 'http://localhost').pathname,
    );
    const found = existsSync(path);
    response.writeHead(found ? 200 : 404, {
      'content-type': TYPES[extname(path)] ?? 'text/plain',
      'content-security-policy': `${POLICY} ${more}`,
    });
    response.end(found ? readFileSync(path) : undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const page = await browser.newPage();
  try {
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.waitForFunction('document.title !== "waits"', { timeout: 20_000 });
    return await page.title();
  } finally {
    await page.close();
    server.close();
  }
}

/** kB of all scripts in `folder`, as they are, in gzip and in brotli. */
function sizeOf(folder) {
  const scripts = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.js'));
  const texts = scripts.map((name) => readFileSync(join(folder, name)));
  const sum = (of) => (texts.reduce((all, text) => all + of(text), 0) / 1000).toFixed(1);
  const sizes = [(text) => text.length, (text) => gzipSync(text, { level: 9 }).length];
  return [...sizes, (text) => brotliCompressSync(text).length].map(sum).join(' / ');
}

/** Each makes a bundle of `entry`, a script, or of page.html with it, in `folder`. */
const BUNDLERS = {
  async esbuild(entry, folder) {
    await tool(
      'esbuild',
      entry,
      '--bundle',
      '--minify',
      '--format=esm',
      `--outfile=${folder}/page.js`,
    );
  },
  async Rollup(entry, folder) {
    const args = ['-p', 'node-resolve', '-f', 'es', '-o', `${folder}/page.js`];
    await tool('rollup', entry, ...args);
    await tool(
      'esbuild',
      `${folder}/page.js`,
      '--minify',
      '--allow-overwrite',
      `--outfile=${folder}/page.js`,
    );
  },
  async Vite(entry, folder) {
    write('index.html', PAGE.replace('page.js', `/${entry}`));
    await tool('vite', 'build', '--outDir', folder, '--logLevel', 'error');
  },
  async webpack(entry, folder) {
    const config = { mode: 'production', entry: `./${entry}`, performance: false };
    const output = { path: join(project, folder), filename: 'page.js' };
    write(
      'webpack.mjs',
      `import webpack from 'webpack';
      webpack(${JSON.stringify({ ...config, output })}, (error, stats) => {
        if (error || stats.hasErrors() || stats.hasWarnings()) {
          console.error(error ?? stats.toString());
          process.exitCode = 1;
        }
      });`,
    );
    await run(process.execPath, ['webpack.mjs']);
  },
  async Parcel(entry, folder) {
    write('parcel.html', PAGE.replace('page.js', entry));
    const args = ['--dist-dir', folder, '--no-cache', '--no-source-maps', '--public-url', './'];
    await tool('parcel', 'build', 'parcel.html', ...args);
    write(`${folder}/index.html`, readFileSync(join(project, folder, 'parcel.html')));
  },
};

/** Fails unless `actual` is what the program gives. */
function expectResult(actual, expected = RESULT) {
  if (actual !== expected) throw new Error(`it gives ${actual}, not ${expected}`);
}

async function bundled(browser, name) {
  const details = [];
  for (const [what, imports] of [
    ['page.js', SHOW],
    [
      'go-map.js',
      "import { GoMap } from 'tophash';\ndocument.title = String(new GoMap('u32', 'u32').set(1, 2).get(1));",
    ],
  ]) {
    const folder = `${name}-${what.slice(0, -3)}`;
    write(what, imports);
    mkdirSync(join(project, folder), { recursive: true });
    if (name !== 'Vite' && name !== 'Parcel') write(`${folder}/index.html`, PAGE);
    await BUNDLERS[name](what, folder);
    expectResult(await titleOf(browser, join(project, folder)), what === 'page.js' ? RESULT : '2');
    details.push(sizeOf(join(project, folder)));
  }
  return `both ${details[0]}, GoMap ${details[1]} kB`;
}

async function inWorker(browser) {
  write('worker.js', `${IMPORT}\n${WORK}\npostMessage(result);`);
  write(
    'page.js',
    `new Worker(new URL('./worker.js', import.meta.url), { type: 'module' }).onmessage =
    ({ data }) => { document.title = data; };`,
  );
  await BUNDLERS.Vite('page.js', 'worker');
  expectResult(await titleOf(browser, join(project, 'worker')));
}

/** How a page gets the core as a file of its own. */
const FILES = {
  Vite: "import url from 'tophash/tophash.wasm?url';",
  webpack: "const url = new URL('tophash/tophash.wasm', import.meta.url);",
};

async function asFile(browser, name) {
  const folder = `${name}-file`;
  write(
    'file.js',
    `import { GoMap, useModule } from 'tophash/bare';
${FILES[name]}
useModule(await WebAssembly.compileStreaming(fetch(url)));
document.title = String(new GoMap('u32', 'u32').set(1, 2).get(1));`,
  );
  mkdirSync(join(project, folder));
  if (name === 'webpack') write(`${folder}/index.html`, PAGE);
  await BUNDLERS[name]('file.js', folder);
  expectResult(await titleOf(browser, join(project, folder)), '2');
  return `${sizeOf(join(project, folder))} kB of scripts`;
}

async function withoutPermission(browser) {
  const message = await titleOf(browser, join(project, 'esbuild-page'), '');
  if (!message.includes("allow 'wasm-unsafe-eval'")) throw new Error(`it says ${message}`);
  return message.slice(0, 50);
}

/** A port that nothing listens on. */
async function freePort() {
  const server = createSocket().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function inWorkerd() {
  write(
    'service.js',
    `${IMPORT}
    export default { fetch() { ${WORK} return new Response(result); } };`,
  );
  const options = ['--conditions=workerd', '--external:*.wasm', '--outfile=service-bundle.js'];
  await tool('esbuild', 'service.js', '--bundle', '--format=esm', ...options);
  const port = await freePort();
  write(
    'config.capnp',
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = (
    modules = [
      (name = "modules/service", esModule = embed "service-bundle.js"),
      (name = "tophash.wasm", wasm = embed "node_modules/tophash/build/tophash.wasm"),
    ],
    compatibilityDate = "2025-01-01",
  ))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
`,
  );
  const service = spawn(join(tools, '.bin/workerd'), ['serve', 'config.capnp'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  service.stderr.on('data', (data) => {
    said += data;
  });
  try {
    for (let attempt = 0; attempt < 50 && service.exitCode === null; attempt += 1) {
      await sleep(200);
      const response = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined);
      if (response === undefined) continue;
      const text = await response.text();
      if (text !== RESULT) throw new Error(text + said);
      return;
    }
    throw new Error(said);
  } finally {
    service.kill();
  }
}

const PROGRAMS = {
  'import.mjs': `${IMPORT}\n${WORK}\nconsole.log(result);`,
  'require.cjs': `const { GoMap, WasmMap } = require('tophash');\n${WORK}\nconsole.log(result);`,
  'thread.mjs': `import { isMainThread, parentPort, Worker } from 'node:worker_threads';
${IMPORT}
if (isMainThread) new Worker(new URL(import.meta.url)).on('message', console.log);
else {
  ${WORK}
  parentPort.postMessage(result);
}`,
};

async function inEngine(engine, args = []) {
  for (const [file, program] of Object.entries(PROGRAMS)) {
    write(file, program);
    expectResult(await run(engine, [...args, file]));
  }
  return Object.keys(PROGRAMS).join(', ');
}

const EXPECT = `test('it works', () => {\n${WORK}\nexpect(result).toBe('${RESULT}');\n});`;

/** The attempts by their names; each throws, or returns a remark. */
function attempts(packed, browser) {
  const all = {
    async publint() {
      await tool('publint', '--strict', packed);
    },
    async types() {
      // Only ES modules import WebAssembly, and `moduleResolution` node10 knows no entries but one.
      // What is in assembly/ is for another compiler.
      const others = ['package.json', 'tophash.wasm', 'assembly'];
      const args = ['--profile', 'node16', '--exclude-entrypoints', ...others];
      await tool('attw', packed, ...args);
    },
    async Jest() {
      write('one.test.cjs', `const { GoMap, WasmMap } = require('tophash');\n${EXPECT}`);
      await tool('jest', '--testMatch', '**/one.test.cjs', '--rootDir', project);
    },
    async Vitest() {
      write('two.test.js', `${IMPORT}\nimport { expect, test } from 'vitest';\n${EXPECT}`);
      await tool('vitest', 'run', 'two.test.js', '--root', project);
    },
    workerd: inWorkerd,
  };
  for (const [name, { engine, args }] of Object.entries(ENGINES)) {
    all[engine] = () => inEngine(installEngine(name), args);
  }
  for (const name of Object.keys(BUNDLERS)) all[name] = () => bundled(browser, name);
  for (const name of Object.keys(FILES))
    all[`${name}, the core as a file`] = () => asFile(browser, name);
  all['web worker'] = () => inWorker(browser);
  all['page without wasm-unsafe-eval'] = () => withoutPermission(browser);
  return all;
}

const packed = await prepare();
const browser = await launch({ executablePath: find('chromium'), ...BROWSERS.chromium.options });
const table = new Table({ head: ['what', 'works', 'remark'], style: { head: [], border: [] } });
try {
  for (const [name, attempt] of Object.entries(attempts(packed, browser))) {
    if (parts.length > 0 && !parts.some((part) => name.includes(part))) continue;
    try {
      table.push([name, 'yes', (await attempt()) ?? '']);
    } catch (error) {
      process.exitCode = 1;
      console.error(`${name}: ${error.message}`);
      table.push([name, 'NO', error.message.split('\n')[0].slice(0, 60)]);
    }
  }
} finally {
  await browser.close();
  rmSync(project, { recursive: true, force: true });
}
if (table.length === 0) misused(`nothing here is named ${parts.join(' or ')}`);
console.log(table.toString());
