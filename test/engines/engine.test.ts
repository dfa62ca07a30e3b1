// `npm run test:engines` says in $TEST_ENGINE which engine is to run the tests. This is the proof that
// it does: a test runner might start its workers with another one.

import { env, versions } from 'node:process';
import { expect, test } from 'vitest';

function engine(): string {
  const { node, bun, deno } = versions;
  if (bun !== undefined) return 'Bun';
  if (deno !== undefined) return 'Deno';
  return `Node ${node?.split('.')[0]}`;
}

test('the tests run in the engine that was asked for', ({ skip }) => {
  const { TEST_ENGINE } = env;
  skip(TEST_ENGINE === undefined, 'no engine was asked for');
  expect(engine()).toBe(TEST_ENGINE);
});
