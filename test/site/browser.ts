// A browser with the site in it, for the tests of this folder: the site is built once, and served from a
// subfolder.

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { buildSite } from '../../site/build.js';
import { serve } from '../../site/server.js';
import { BROWSERS, find } from '../browser/run.js';

const root = join(import.meta.dirname, '../..');

export type BrowserName = keyof typeof BROWSERS;

/** The site in a folder of its own, served; `close` removes it. */
export async function makeSite() {
  const folder = mkdtempSync(join(root, 'build/site-'));
  await buildSite(folder, join(import.meta.dirname, 'reference'));
  const { address, close } = await serve(folder, 0, '/some/folder/');
  return {
    folder,
    address,
    has: (path: string) => existsSync(join(folder, path)),
    close() {
      close();
      rmSync(folder, { recursive: true });
    },
  };
}

const required = (process.env.REQUIRE_BROWSERS ?? '').split(',');

/** Whether to test in a browser: it is installed, or $REQUIRE_BROWSERS names it. */
export const isWanted = (name: BrowserName) => find(name) !== undefined || required.includes(name);

export function start(name: BrowserName): Promise<Browser> {
  return launch({ executablePath: find(name), ...BROWSERS[name].options } as object);
}

/** A page at `address` that throws what goes wrong in it, and what it asks of other hosts, when it is closed. */
export async function visit(browser: Browser, address: string) {
  const page = await browser.newPage();
  const faults: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol === 'http:') requests.push(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== new URL(address).origin)
      faults.push(`elsewhere: ${request.url()}`);
  });
  await page.setViewport({ width: 1400, height: 900 });
  await page.goto(address);
  return {
    page,
    requests,
    async close() {
      await page.close();
      if (faults.length > 0) throw new Error(faults.join('\n'));
    },
  };
}

/** Clicks as a script does: no browser refuses a button that lies outside of what is seen. */
export function click(page: Page, selector: string): Promise<void> {
  return page.$eval(selector, (element) => (element as HTMLElement).click());
}

export function text(page: Page, selector: string): Promise<string> {
  return page.$eval(selector, (element) => (element as HTMLElement).innerText.trim());
}
