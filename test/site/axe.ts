// What an accessibility checker finds on a page, in light and dark.

import axe from 'axe-core';
import type { Page } from 'puppeteer-core';

export async function faultsOf(page: Page): Promise<string[]> {
  const faults: string[] = [];
  await page.evaluate(axe.source);
  for (const value of ['light', 'dark']) {
    await page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    // Only colours differ.
    const options = value === 'light' ? {} : { runOnly: ['color-contrast'] };
    const { violations } = await page.evaluate(
      (options) => (window as unknown as { axe: typeof axe }).axe.run(options),
      options,
    );
    for (const { id, nodes } of violations) {
      faults.push(...nodes.map(({ html }) => `${id} in ${value} at ${html.slice(0, 200)}`));
    }
  }
  return faults;
}
