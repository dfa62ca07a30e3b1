// The built package in real browsers, in pages with a strict policy and no bundler: the tests that depend most on
// the engine. `npm run test:engines -- chromium firefox` runs all that a page can run. A browser that is not
// installed is skipped, unless $REQUIRE_BROWSERS names it.

import { expect, test } from 'vitest';
import { BRIEF } from '../engines/brief.js';
import { BROWSERS, find, run } from './run.js';

const required = (process.env.REQUIRE_BROWSERS ?? '').split(',');

for (const [name, { engine }] of Object.entries(BROWSERS)) {
  test(`what depends most on it passes in ${engine}`, { timeout: 900_000 }, async (context) => {
    const path = find(name);
    if (!required.includes(name)) context.skip(path === undefined, `${engine} is not installed`);
    if (path === undefined) throw new Error(`${engine} is required and not installed`);
    const { passed, failed } = await run(name, path, BRIEF);
    expect(failed).toEqual([]);
    expect(passed).toBeGreaterThan(500);
  });
}
