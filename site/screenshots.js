// Makes the two screenshots in the README, docs/inside.webp and docs/speed.webp, from a fresh build of the
// site in Chromium. The figures on the second one are those of the machine it is made on.

import { fileURLToPath } from 'node:url';
import { launch } from 'puppeteer-core';
import { BROWSERS, find } from '../test/browser/run.js';
import { buildSite } from './build.js';
import { serve } from './server.js';

const inRoot = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const SIZE = { width: 1440, height: 900 };

const click = (page, selector) => page.$eval(selector, (element) => element.click());

/** A growth half-way, and the bytes of a bucket that has not moved yet. */
async function inside(page) {
  await click(page, 'input[value="at once"]');
  await click(page, '.dots li:last-child button');
  await page.waitForSelector('#step-growth');
  await page.$eval('[data-array=oldBuckets] li:nth-child(2) .number', (button) => button.focus());
  await page.$eval(':focus', (button) => button.blur());
}

/** Two maps that have been filled. */
async function speed(page) {
  await click(page, '#record');
  await page.waitForSelector('#replay', { timeout: 120_000 });
  await page.$eval('#race-title', (heading) => heading.scrollIntoView());
}

const SHOTS = [
  ['index.html', 'inside', 'light', inside],
  ['speed.html', 'speed', 'dark', speed],
];

const out = inRoot('build/site');
await buildSite(out, inRoot('test/site/reference'));
const { address, close } = await serve(out);
const { options } = BROWSERS.chromium;
const browser = await launch({ executablePath: find('chromium'), ...options });
for (const [path, name, scheme, prepare] of SHOTS) {
  const page = await browser.newPage();
  await page.setViewport(SIZE);
  await page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
  await page.goto(address + path, { waitUntil: 'networkidle0' });
  await prepare(page);
  await page.screenshot({ path: inRoot(`docs/${name}.webp`), type: 'webp', quality: 80 });
}
await browser.close();
close();
