// What the tests import from vitest, put together from its parts that run in a page.

import {
  ASYMMETRIC_MATCHERS_OBJECT,
  chai,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
  setState,
} from '@vitest/expect';
import { fn } from '@vitest/spy';

export {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  it,
  test,
} from '@vitest/runner';
export { expectTypeOf } from 'expect-type';

for (const plugin of [JestExtend, JestChaiExpect, JestAsymmetricMatchers]) chai.use(plugin);

// biome-ignore lint/suspicious/noExplicitAny: vitest's own types are for its `expect`.
const shared = globalThis as any;
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  shared[ASYMMETRIC_MATCHERS_OBJECT],
);
shared[GLOBAL_EXPECT] = expect;
setState({ assertionCalls: 0 }, expect);

export const vi = { fn };
