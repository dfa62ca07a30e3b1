// Runs the tests in a browser: serves a plain page that loads the built package as an ES module, opens
// it, and waits for the page to say what became of them.

import { EventEmitter, once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { delimiter, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { bundleTests } from './bundle.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** How long the tests of a file may take, and how often they are begun: a page may get stuck. */
const PATIENCE = 120_000;
const ATTEMPTS = 2;

/** By the names that `npm run test:engines` takes. */
export const BROWSERS = {
  chromium: {
    engine: 'Chromium',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    options: {
      browser: 'chrome',
      // A container's root cannot have the sandbox, and the page is our own.
      args: ['--no-sandbox', '--js-flags=--expose-gc'],
    },
  },
  firefox: {
    engine: 'Firefox',
    commands: ['firefox-esr', 'firefox'],
    options: {
      browser: 'firefox',
      extraPrefsFirefox: { 'dom.testing.testutils.enabled': true, 'dom.max_script_run_time': 0 },
    },
  },
};

/** The path of a browser that is installed, or undefined. */
export function find(name) {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return BROWSERS[name].commands
    .flatMap((command) => folders.map((folder) => join(folder, command)))
    .find((path) => existsSync(path));
}

const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>tophash</title>
<link rel="icon" href="data:,">
<script type="module" src="/tests/browser/page.js"></script>
`;

// What the README says that a page needs, and not a word more.
const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "connect-src 'self'",
  "worker-src 'self'",
  'img-src data:',
].join('; ');

const TYPES = { '.js': 'text/javascript', '.wasm': 'application/wasm' };

/** What is at `path`, or undefined. */
function content(path, modules) {
  if (path === '/') return PAGE;
  if (path.startsWith('/tests/')) return modules.get(path.slice('/tests/'.length));
  if (/^\/build\/[\w/.]+\.(js|wasm)$/.test(path)) return readFileSync(join(root, path));
}

/** Serves the page and gives what it posts to `report`. */
async function serve(modules, report) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    if (request.method === 'POST') {
      report(JSON.parse(Buffer.concat(await request.toArray()).toString()));
      response.end();
      return;
    }
    const body = content(pathname, modules);
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': TYPES[extname(pathname)] ?? 'text/html',
      'content-security-policy': POLICY,
      // Without these two a page has no shared memory.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function address(server) {
  return `http://127.0.0.1:${server.address().port}/`;
}

/** The outcome of a test file, in a page of its own, as vitest has a process for each. */
async function inPage(browser, events, base, file) {
  for (let attempt = 1; ; attempt += 1) {
    const page = await browser.newPage();
    const errors = [];
    page.on('error', (error) => events.emit('error', error));
    page.on('pageerror', ({ message }) => {
      // Firefox calls it an error that the policy has done its work, as a test wants it to.
      if (!message.startsWith('Content-Security-Policy')) errors.push(message);
    });
    try {
      const outcome = once(events, 'outcome', { signal: AbortSignal.timeout(PATIENCE) });
      const [[{ passed, skipped, failed }]] = await Promise.all([
        outcome,
        page.goto(`${base}?${file}`),
      ]);
      return { passed, skipped, failed: [...errors, ...failed] };
    } catch (error) {
      if (attempt === ATTEMPTS)
        throw new Error(`the page of ${file} says nothing`, { cause: error });
    } finally {
      await page.close();
    }
  }
}

/**
 * The outcome of the tests in the browser at `path`, and which version it is. Of the test files, those
 * run whose names contain one of `parts`, or all.
 */
export async function run(name, path, parts = ['']) {
  const { modules, files, unfit } = await bundleTests();
  const sum = { passed: 0, skipped: unfit, failed: [] };
  const events = new EventEmitter();
  const server = await serve(modules, (outcome) => events.emit('outcome', outcome));
  const browser = await launch({ executablePath: path, ...BROWSERS[name].options });
  try {
    sum.version = (await browser.version()).match(/[\d.]+/)?.[0];
    for (const file of files.filter((file) => parts.some((part) => file.includes(part)))) {
      const { passed, skipped, failed } = await inPage(browser, events, address(server), file);
      sum.passed += passed;
      sum.skipped.push(...skipped.map((test) => `${file} > ${test}`));
      sum.failed.push(...failed.map((test) => `${file} > ${test}`));
    }
    return sum;
  } finally {
    await browser.close();
    server.close();
  }
}
