// Cells in a browser: a page for each, in a context of its own, and so in a process of its own. The page
// loads the same files as a process does, and the built package as it is published.

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { BROWSERS, find } from '../../test/browser/run.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

const PAGE = `<!doctype html>
<meta charset="utf-8">
<title>tophash benchmark</title>
<link rel="icon" href="data:,">
<script type="importmap">
{ "imports": { "tophash": "/build/index.js", "tinybench": "/node_modules/tinybench/dist/index.js" } }
</script>
<script type="module">
import { measureCell } from '/bench/suite/cell.js';
window.measureCell = async (cell) => {
  const rows = [];
  await measureCell(cell, (row) => rows.push(row));
  return rows;
};
window.dispatchEvent(new Event('ready'));
</script>
`;

const SERVED = /^\/(build|bench|node_modules\/tinybench\/dist)\/[\w./-]+\.js$/;
const TYPES = { '.js': 'text/javascript' };

async function serve() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const body = pathname === '/' ? PAGE : SERVED.test(pathname) ? readOr(pathname) : undefined;
    response.writeHead(body === undefined ? 404 : 200, {
      'content-type': TYPES[extname(pathname)] ?? 'text/html',
      // Without these two the clock of a page is twenty times as coarse.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

function readOr(pathname) {
  try {
    return readFileSync(join(root, pathname));
  } catch {
    return undefined;
  }
}

/** The browser `name`, or undefined if it is not installed. */
export async function openBrowser(name, patience) {
  const path = find(name);
  if (path === undefined) return undefined;
  const server = await serve();
  const address = `http://127.0.0.1:${server.address().port}/`;
  const options = { executablePath: path, ...BROWSERS[name].options, protocolTimeout: patience };
  let browser = await launch(options);
  const { engine } = BROWSERS[name];
  const version = `${engine} ${(await browser.version()).match(/[\d.]+/)[0]}`;

  /** The rows of a cell in a page of its own. */
  async function inPage(cell) {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.goto(address);
    await page.waitForFunction('window.measureCell !== undefined');
    const rows = await page.evaluate((cell) => window.measureCell(cell), cell);
    await context.close();
    return rows;
  }

  return {
    name,
    onNode: false,
    version,
    async measure(cell, tell) {
      try {
        for (const row of await inPage(cell)) tell(row);
        return undefined;
      } catch (error) {
        // What is wrong with a page may be wrong with the browser: the next one gets another.
        await browser.close();
        browser = await launch(options);
        return `its page ended: ${error.message}`;
      }
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}
