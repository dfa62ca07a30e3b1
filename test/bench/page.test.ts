// The report in a real browser: its figures are those of the results, it asks the network for nothing, and
// it can be used by keyboard and on a phone. It needs Chromium.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../bench/report/page.js';
import { BROWSERS, find } from '../browser/run.js';

const path = find('chromium');
const required = (process.env.REQUIRE_BROWSERS ?? '').split(',').includes('chromium');

const row = (
  workload: string,
  contestant: string,
  size: number,
  ns: number[],
  more: object = {},
): object => ({
  engine: 'node',
  workload,
  keys: 'int-random',
  contestant,
  size,
  metrics: { ns },
  ...more,
});

const latencies = { p50: [150], p99: [900], p9999: [25_000], max: [2_500_000], again: [1_200_000] };

const results = {
  about: {
    date: '2001-02-03',
    machine: {
      cpu: 'A processor',
      cores: 3,
      memory: 8 * 2 ** 30,
      caches: [{ level: 2, bytes: 2 ** 20 }],
      system: 'An OS',
    },
    tophash: '9.9.9',
    commit: 'abc',
    command: 'npm run bench -- --quick',
    engines: { node: 'Node 99.1.2', bun: 'Bun 9.8.7' },
    rounds: 3,
    skipped: { polars: 'not </script> there' },
  },
  rows: [
    row('get-hit', 'go-map', 1000, [20, 19, 21, 3]),
    row('get-hit', 'go-map', 1_000_000, [50, 50, 60, 3]),
    row('get-hit', 'native-map', 1000, [10, 10, 10, 3]),
    row('get-hit', 'native-map', 1_000_000, [123.4, 120, 130, 3], { noisy: 1 }),
    { ...row('get-hit', 'wasm-map', 1000, []), metrics: undefined, wrong: 'a value is wrong' },
    row('get-hit', 'go-map', 1000, [7, 7, 7, 3], { engine: 'bun' }),
    row('get-hit', 'native-map', 1000, [14, 14, 14, 3], { engine: 'bun' }),
    row('group-sum', 'go-map-columns', 1000, [12, 12, 12, 3], {
      metrics: { ns: [12, 12, 12, 3], load: [0, 0, 0, 3] },
    }),
    row('group-sum', 'polars', 1000, [6, 6, 6, 3], {
      metrics: { ns: [6, 6, 6, 3], load: [9, 9, 9, 3] },
    }),
    row('call-latency', 'go-map', 1000, [], {
      variant: 'set',
      metrics: latencies,
      bins: [
        [128, 990],
        [1024, 10],
      ],
    }),
    row('memory', 'go-map', 1000, [], {
      metrics: { heap: [1], held: [17.5], rss: [36], peak: [40] },
      curve: [
        [1000, 1, 20, 30],
        [2000, 1, 17.5, 36],
      ],
    }),
  ],
};

describe.skipIf(path === undefined && !required)('in Chromium', () => {
  const folder = mkdtempSync(join(tmpdir(), 'report-'));
  const asked: string[] = [];
  const errors: string[] = [];
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const file = join(folder, 'report.html');
    writeFileSync(file, await pageOf(results));
    browser = await launch({
      executablePath: path as string,
      ...BROWSERS.chromium.options,
    } as never);
    page = await browser.newPage();
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(pathToFileURL(file).href);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });

  /** The rows of a figure's table. */
  function table(id: string): Promise<string[][]> {
    return page.$$eval(`#${id} table tr`, (rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent as string)),
    );
  }

  /** The texts of a figure's drawing. */
  function texts(id: string): Promise<string[]> {
    return page.$$eval(`#${id} svg text`, (all) => all.map((text) => text.textContent as string));
  }

  test('the figures are those of the results', async () => {
    expect(await table('size-get-hit')).toEqual([
      ['', '1k', '1M'],
      ['GoMap', '20 ns ±5% 0.5x', '50 ns ±10% 2.5x'],
      ['Map', '10 ns ±0%', '123 ns ±4% noisy'],
      ['WasmMap', 'wrong: a value is wrong', ''],
    ]);
    expect(await table('heat-go-map')).toEqual([
      ['workload', '1k', '1M'],
      ['get, present', '0.5x', '2.5x'],
    ]);
    expect(await table('query-group-sum')).toEqual([
      ['', 'groups', 'a row', 'spread', 'getting it in', 'against native'],
      ['Polars', '1k', '6.0 ns', '±0%', '9.0 ns', ''],
      ['GoMap columns', '1k', '12 ns', '±0%', '0 ns', ''],
    ]);
    expect((await table('latency-call-latency-set'))[1]).toEqual([
      'GoMap',
      '150 ns',
      '900 ns',
      '25 µs',
      '2.5 ms',
      '1.2 ms',
    ]);
    expect(await table('memory-int-random-held')).toEqual([
      ['', 'entries', 'bytes an entry'],
      ['GoMap', '1,000', '20'],
      ['GoMap', '2,000', '17.5'],
    ]);
  });

  test('the drawings have them too, and names beside colours', async () => {
    expect(await texts('heat-go-map')).toEqual(
      expect.arrayContaining(['0.5x', '2.5x', 'get, present']),
    );
    expect(await texts('heat-wasm-map')).toContain('wrong');
    const sizes = await texts('size-get-hit');
    expect(sizes).toEqual(expect.arrayContaining(['L2', '1M']));
    // A name comes after its mark.
    expect(sizes.join(' ')).toMatch(/● GoMap .*▲ Map|▲ Map .*● GoMap/);
    expect(await texts('query-group-sum')).toEqual(
      expect.arrayContaining(['12 ns', '6.0 ns + 9.0 ns']),
    );
  });

  test('the head says what was measured, and where', async () => {
    const head = await page.$eval('dl', (list) => list.textContent as string);
    for (const fact of [
      'A processor',
      '3 cores',
      'L2 1 MB',
      'Node 99.1.2',
      'abc',
      'not </script> there',
      'Of the 11 measurements, 1 were',
    ]) {
      expect(head).toContain(fact);
    }
  });

  test('the choices work by keyboard', async () => {
    await page.focus('#engine');
    await page.keyboard.press('ArrowDown');
    expect(await page.$eval('#engine', (select) => (select as HTMLSelectElement).value)).toBe(
      'bun',
    );
    expect(await table('heat-go-map')).toEqual([
      ['workload', '1k'],
      ['get, present', '2.0x'],
    ]);
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('engine');
    await page.keyboard.press('ArrowUp');
  });

  test('nothing is wider than a phone, and the names of lines are below', async () => {
    await page.setViewport({ width: 360, height: 700 });
    await page.waitForSelector('.legend');
    await page.$$eval('details', (all) => {
      for (const one of all) one.open = true;
    });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      360,
    );
    expect(await page.$eval('#size-get-hit .legend', (list) => list.textContent)).toContain(
      'GoMap',
    );
  });

  test('nothing was asked of the network, and nothing went wrong', () => {
    expect(asked.filter((url) => !/^(?:file|data):/.test(url))).toEqual([]);
    expect(errors).toEqual([]);
  });
});
