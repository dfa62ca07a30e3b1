// The site as a whole: no checker of accessibility finds anything on any page, in light and dark; every link
// is alive; the first view is small.

import { readdirSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'puppeteer-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsOf } from './axe.js';
import { isWanted, makeSite, start, visit } from './browser.js';

let site: Awaited<ReturnType<typeof makeSite>>;
let browser: Browser | undefined;
beforeAll(async () => {
  site = await makeSite();
  if (isWanted('chromium')) browser = await start('chromium');
}, 60_000);
afterAll(async () => {
  await browser?.close();
  site.close();
});

const pages = () =>
  readdirSync(site.folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();

/** One of the pages of sources is like another. */
const SOURCE = 'source/assembly/evacuate.ts.html';

test.skipIf(!isWanted('chromium'))(
  'axe finds nothing, in light and dark, and no page is wider than a phone',
  { timeout: 300_000 },
  async () => {
    const faults: string[] = [];
    for (const path of pages().filter((path) => !path.startsWith('source/') || path === SOURCE)) {
      const { page, close } = await visit(browser as Browser, site.address + path);
      faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
      await page.setViewport({ width: 390, height: 844 });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      if (wide > 390) faults.push(`${path}: ${wide} pixels wide`);
      await close();
    }
    expect(faults).toEqual([]);
  },
);

test('every link is alive', () => {
  const html = new Map(
    pages().map((path) => [path, readFileSync(join(site.folder, path), 'utf8')]),
  );
  const ids = new Map(
    [...html].map(([path, text]) => [
      path,
      new Set([...text.matchAll(/ id="([^"]*)"/g)].map((match) => match[1])),
    ]),
  );
  const dead = [...html].flatMap(([path, text]) =>
    [...text.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, link = '']) => {
      if (/^[a-z]+:/.test(link)) return /^(https|data):/.test(link) ? [] : [`${path}: ${link}`];
      const [file = '', anchor] = decodeURI(link).replace(/\?.*/, '').split('#');
      const target = file === '' ? path : posix.join(posix.dirname(path), file);
      if (!site.has(target)) return [`${path}: no ${target}`];
      return anchor === undefined || ids.get(target)?.has(anchor) ? [] : [`${path}: no ${link}`];
    }),
  );
  expect(dead).toEqual([]);
  expect(html.size).toBeGreaterThan(100);
});

test.skipIf(!isWanted('chromium'))('the first view takes less than 300 kB', async () => {
  const { page, requests, close } = await visit(browser as Browser, site.address);
  await page.waitForSelector('.lab');
  const sizes = requests.map((url) => {
    const path = url.slice(site.address.length) || 'index.html';
    return gzipSync(readFileSync(join(site.folder, path))).length;
  });
  expect(requests.length).toBeGreaterThan(4);
  expect(sizes.reduce((a, b) => a + b) / 1000).toBeLessThan(110);
  await close();
});
