// Every mutation that `npm run mutate` tries fits the sources as they are. One that did not would go
// unnoticed until the next run.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Edit, mutations } from '../scripts/mutate/mutations.js';

/** How often the text that an edit replaces is in its file. */
function occurrences({ file, from }: Edit): number {
  const source = readFileSync(new URL(`../assembly/${file}.ts`, import.meta.url), 'utf8');
  return source.split(from).length - 1;
}

test('mutations fit the sources', () => {
  const misfits = mutations.filter((mutation) =>
    [mutation, ...(mutation.also ?? [])].some((edit) => occurrences(edit) !== 1),
  );
  expect(mutations.length).toBeGreaterThan(100);
  expect(misfits.map(({ file, name }) => `${file}: ${name}`)).toEqual([]);
});
