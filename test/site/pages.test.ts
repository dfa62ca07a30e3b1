// The site in real browsers: the live pages do what they promise. A browser that is not installed is skipped.

import type { Browser, Page } from 'puppeteer-core';
import type { GoMap, Inspection, inspect } from 'tophash';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { TOUR } from '../../site/inside/tour.js';
import { faultsOf } from './axe.js';
import { type BrowserName, click, isWanted, makeSite, start, text, visit } from './browser.js';

let site: Awaited<ReturnType<typeof makeSite>>;
beforeAll(async () => {
  site = await makeSite();
}, 60_000);
afterAll(() => site.close());

type Shown = { map: GoMap<string, number>; inspect: typeof inspect };

/** What `inspect` says of the map in the page, bytes as arrays. */
function inspection(page: Page): Promise<Inspection<string, number>> {
  return page.evaluate(() => {
    const { map, inspect } = (window as unknown as { tophash: Shown }).tophash;
    const plain = (_: string, value: unknown) => (value instanceof Uint8Array ? [...value] : value);
    return JSON.parse(JSON.stringify(inspect(map, { bytes: true }), plain));
  });
}

/** The cells that the page draws of an array: state, key and what stands on it, for every bucket of each chain. */
function drawn(page: Page, array: string) {
  return page.$$eval(`[data-array=${array}] .bucket`, (buckets) =>
    buckets.map((bucket) =>
      [...bucket.querySelectorAll('.row')].map((row) =>
        [...row.querySelectorAll<HTMLElement>('.cell')].map((cell) => [
          cell.dataset.state,
          cell.dataset.key,
          cell.dataset.state === 'live' ? cell.querySelector('.top')?.textContent : undefined,
        ]),
      ),
    ),
  );
}

/** The same as `inspect` has it; with many buckets no tophashes are drawn. */
function expected(buckets: Inspection<string, number>['buckets'], isDrawn = true) {
  return buckets.map(({ cells, overflow }) =>
    [cells, ...overflow].map((row) =>
      row.map(({ state, key, tophash }) => [
        state,
        key ?? null,
        state === 'live' && isDrawn ? tophash.toString(16).padStart(2, '0') : null,
      ]),
    ),
  );
}

const nulls = (cells: unknown) => JSON.parse(JSON.stringify(cells, (_, v) => v ?? null));

async function expectDrawn(page: Page) {
  const { buckets, oldBuckets, header } = await inspection(page);
  const isDrawn = buckets.length + (oldBuckets?.length ?? 0) <= 96;
  expect(nulls(await drawn(page, 'buckets'))).toEqual(expected(buckets, isDrawn));
  expect(nulls(await drawn(page, 'oldBuckets'))).toEqual(expected(oldBuckets ?? [], isDrawn));
  expect(await text(page, '[data-field=count]')).toBe(String(header.count));
  expect(await text(page, '[data-field=B]')).toBe(String(header.B));
  expect(await text(page, '[data-field=nevacuate]')).toBe(String(header.nevacuate));
  expect(Number(await text(page, '[data-field=buckets]'))).toBe(header.buckets);
}

/** The bytes that the panel shows, of the bucket and its overflow buckets. */
function shownBytes(page: Page) {
  return page.$$eval('.bytes', (tables) =>
    tables.map((table) => ({
      address: Number((table as HTMLElement).dataset.address),
      bytes: [...table.querySelectorAll('.hex span')].map((byte) =>
        Number.parseInt(byte.textContent ?? '', 16),
      ),
    })),
  );
}

const idle = (page: Page) =>
  page.waitForFunction(() => (document.getElementById('pause') as HTMLButtonElement)?.disabled);
const atOnce = (page: Page) => click(page, 'input[value="at once"]');

describe.each<BrowserName>(['chromium', 'firefox'])('in %s', (name) => {
  let browser: Browser;
  beforeAll(async () => {
    if (isWanted(name)) browser = await start(name);
  });
  afterAll(() => browser?.close());
  const inBrowser = test.skipIf(!isWanted(name));

  inBrowser(
    'the tour runs through, and at every step the page shows what inspect says',
    async () => {
      const { page, close } = await visit(browser, site.address);
      await atOnce(page);
      for (const [i, step] of TOUR.entries()) {
        expect(await text(page, '#tour-title')).toBe(step.title);
        await idle(page);
        await expectDrawn(page);
        for (const link of ['#tour-docs', '#tour-source']) {
          const address = await page.$eval(link, (a) => (a as HTMLAnchorElement).href);
          expect(site.has(address.slice(site.address.length).replace(/#.*/, ''))).toBe(true);
        }
        if (i < TOUR.length - 1) await click(page, '#tour-next');
      }
      await close();
    },
  );

  inBrowser(
    'a growth is stepped, two old buckets a write, until the old array is gone',
    async () => {
      const { page, close } = await visit(browser, site.address);
      await atOnce(page);
      await click(page, '.dots li:last-child button');
      await idle(page);
      const moved = async () =>
        (await inspection(page)).oldBuckets?.filter(({ evacuated }) => evacuated).length ?? 4;
      expect(await moved()).toBe(2);
      const before = await moved();
      await click(page, '#step-growth');
      const after = await moved();
      expect(after).toBeGreaterThan(before);
      expect(after - before).toBeLessThanOrEqual(2);
      await expectDrawn(page);
      while (await page.$('#step-growth')) await click(page, '#step-growth');
      expect(await page.$('[data-array=oldBuckets]')).toBe(null);
      await expectDrawn(page);
      await close();
    },
  );

  inBrowser(
    'keys are typed, found step by step, and deleted; bytes are those of memory',
    async () => {
      const { page, close } = await visit(browser, site.address);
      await click(page, '#insert');
      await click(page, '#look-up');
      await click(page, '#probe-next');
      expect(await text(page, '.steps li[aria-current=step]')).toContain('There is one bucket');
      expect(await text(page, '.steps li:last-child')).toBe('Found: 4.');
      const { buckets } = await inspection(page);
      expect(await shownBytes(page)).toEqual(buckets[0]?.memory);
      await click(page, '#delete');
      expect(await text(page, '.said')).toContain('Deleted mango. The map became empty');
      await click(page, '#look-up');
      expect(await text(page, '.steps li:last-child')).toBe('mango is absent.');
      if (name === 'chromium') expect(await faultsOf(page)).toEqual([]);
      await page.$eval('#value', (input) => {
        (input as HTMLInputElement).value = 'many';
      });
      await click(page, '#insert');
      expect(await text(page, '#complaint')).toContain('integer');
      await close();
    },
  );

  inBrowser('a thousand inserts can be paused and stepped, and come to their end', async () => {
    const { page, close } = await visit(browser, site.address);
    await click(page, '#thousand');
    await click(page, '#pause');
    const { header } = await inspection(page);
    await click(page, '#step');
    expect((await inspection(page)).header.count).toBe(header.count + 1);
    await atOnce(page);
    await click(page, '#resume');
    await idle(page);
    expect((await inspection(page)).header.count).toBe(1000);
    await expectDrawn(page);
    await close();
  });

  inBrowser(
    'keys that collide make a chain, and empty chains a growth to the same size',
    async () => {
      const { page, close } = await visit(browser, site.address);
      await atOnce(page);
      await click(page, '#collide');
      await idle(page);
      expect((await inspection(page)).buckets[0]?.overflow).toHaveLength(1);
      await expectDrawn(page);
      const { buckets } = await inspection(page);
      expect(await shownBytes(page)).toEqual(buckets[0]?.memory);
      await click(page, '#same-size');
      await idle(page);
      expect((await inspection(page)).growth?.kind).toBe('same size');
      await expectDrawn(page);
      await close();
    },
  );

  inBrowser('an iteration goes on while the map is written, and shows every key once', async () => {
    const { page, close } = await visit(browser, site.address);
    await atOnce(page);
    await click(page, '.dots li:last-child button');
    await idle(page);
    await click(page, '#iterate');
    await click(page, '#insert');
    await click(page, '#finish-iteration');
    await idle(page);
    const shown = (await text(page, '#shown')).split(', ');
    expect(new Set(shown).size).toBe(shown.length);
    expect(shown).toEqual(expect.arrayContaining(['banana', 'cherry', 'kiwi', 'a', 'r']));
    await close();
  });

  inBrowser('the benchmark ends with numbers, and the growth of two maps is played', async () => {
    const { page, close } = await visit(browser, `${site.address}speed.html`);
    await page.select('#log-entries', '19');
    await page.select('#slowness', '1');
    await click(page, '#record');
    await page.waitForSelector('#replay', { timeout: 60_000 });
    const pauses = await page.$$eval('[data-longest]', (all) => all.map((b) => b.textContent));
    expect(pauses).toHaveLength(2);
    for (const pause of pauses) expect(pause).toMatch(/^[\d.]+ ms$/);
    await click(page, '#run');
    await page.waitForFunction(
      () => document.querySelector('#progress')?.textContent?.includes('All 26'),
      { timeout: 60_000 },
    );
    const figures = await page.$$eval('.figures td', (cells) =>
      cells.map((cell) => cell.textContent).filter((text) => text !== ''),
    );
    expect(figures).toHaveLength(26);
    for (const figure of figures) expect(figure).toMatch(/^[\d.,]+ (ns|µs|ms)( |$)/);
    if (name === 'chromium') expect(await faultsOf(page)).toEqual([]);
    await close();
  });

  inBrowser('the guided choice ends in code, and says to keep Map', async () => {
    const { page, close } = await visit(browser, `${site.address}which.html`);
    for (const answer of ['same strings', 'thousands', 'single calls']) {
      await click(page, `input[value="${answer}"]`);
    }
    expect(await text(page, '.advice h2')).toBe('Keep Map');
    await click(page, 'input[value=columns]');
    expect(await text(page, '.advice h2')).toBe('Take GoMap');
    expect(await text(page, '.advice pre')).toContain("new GoMap('string', 'u32')");
    if (name === 'chromium') expect(await faultsOf(page)).toEqual([]);
    await close();
  });

  inBrowser('the search finds documents and the reference', async () => {
    const { page, close } = await visit(browser, `${site.address}search.html?q=overflow`);
    await page.waitForSelector('.found a');
    const links = await page.$$eval('.found a', (all) => all.map((a) => a.getAttribute('href')));
    expect(links).toContain('docs/how-it-works.html#overflow');
    await page.type('#query', ' nonsense');
    await page.waitForFunction(() => document.querySelector('.found li') === null);
    await page.$eval('#query', (input) => {
      (input as HTMLInputElement).value = 'inspect header';
      input.dispatchEvent(new Event('input'));
    });
    await page.waitForSelector('.found a[href^="api/functions/inspect"]');
    await close();
  });
});

test.skipIf(!isWanted('chromium'))('the page is used by keyboard alone', async () => {
  const browser = await start('chromium');
  const { page, close } = await visit(browser, site.address);
  await atOnce(page);
  await click(page, '.dots li:last-child button');
  await idle(page);
  await page.focus('[data-array=oldBuckets] .number[tabindex="0"]');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const { oldBuckets } = await inspection(page);
  const bucket = oldBuckets?.[2];
  expect(await shownBytes(page)).toEqual(bucket?.memory);
  const name = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
  const first = bucket?.cells[0];
  expect(first?.state).toBe('live');
  expect(name).toContain(`Old bucket 2: ${first?.key} ${first?.elem}, `);
  await page.keyboard.press('Tab');
  const next = await page.evaluate(
    () => document.activeElement?.closest<HTMLElement>('.array')?.dataset.array,
  );
  expect(next).toBe('buckets');
  await close();
  await browser.close();
});
