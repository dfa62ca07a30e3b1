// The example in AssemblyScript in a page, as its server serves it. It needs Chromium.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Browser, launch } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { BROWSERS, find } from './run.js';

const path = find('chromium');
const required = (process.env.REQUIRE_BROWSERS ?? '').split(',').includes('chromium');

/** Not one that other programs take, as far as one can know. */
const PORT = 20_000 + (process.pid % 10_000);

describe.skipIf(path === undefined && !required)('in Chromium', () => {
  let server: ChildProcess;
  let browser: Browser;

  beforeAll(async () => {
    const program = fileURLToPath(new URL('../../examples/assembly/serve.js', import.meta.url));
    server = spawn(process.execPath, [program, '--port', String(PORT)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const listening = once(server.stdout!, 'data');
    browser = await launch({ executablePath: path, ...BROWSERS.chromium.options } as never);
    const [line] = await listening;
    expect(String(line)).toBe(`http://127.0.0.1:${PORT}/assembly/\n`);
  }, 120_000);

  afterAll(async () => {
    server.kill();
    await browser?.close();
  });

  test('both ways find the same triangles, and the page says how long each took', async () => {
    const page = await browser.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(`http://127.0.0.1:${PORT}/assembly/?vertices=300&edges=5000`);
    await page.waitForFunction('document.getElementById("result").textContent');
    const text = await page.$eval('body', (body) => body.innerText);
    expect(text).toMatch(/^300 vertices, 5,000 edges$/m);
    expect(text).toMatch(/^Set, in JavaScript\s+[\d.]+ ms$/m);
    expect(text).toMatch(/^GoMap, in AssemblyScript\s+[\d.]+ ms$/m);
    expect(text).toMatch(/^[\d,]+ triangles$/m);
    expect(errors).toEqual([]);
  });
});
