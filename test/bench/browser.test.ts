// Cells in a page: they are measured as in a process, and a page that ends leaves the next one alone. It needs
// Chromium.

import { afterAll, expect, test } from 'vitest';
import { openEngine } from '../../bench/suite/engines.js';
import { find } from '../browser/run.js';

const required = (process.env.REQUIRE_BROWSERS ?? '').split(',').includes('chromium');
const engine = find('chromium') || required ? await openEngine('chromium') : undefined;
afterAll(() => engine?.close());

test.skipIf(engine === undefined)('a cell has a page of its own, which may end', async () => {
  const rows: { size: number; metrics: { ns: number } }[] = [];
  const measure = async (workload: string): Promise<string | undefined> =>
    engine?.measure(
      {
        contestant: 'wasm-map',
        workload,
        kind: 'int-random',
        sizes: [40],
        variants: [null],
        rows: 1,
        time: 1,
      },
      (row: never) => rows.push(row),
    );
  expect(await measure('no-such-workload')).toMatch(/^its page ended: /);
  expect(await measure('get-hit')).toBe(undefined);
  expect(rows).toMatchObject([{ size: 40, metrics: { ns: expect.any(Number) } }]);
});
