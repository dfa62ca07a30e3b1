// A heap without memory, for tests of what happens then.

import { expect } from 'vitest';
import { GoMap } from '../../src/index.js';

/**
 * Takes all addresses that are left of the default heap; nothing of that memory is touched. The smallest
 * pieces are the last, to be given back one by one.
 */
export function exhaust(): GoMap<bigint, bigint>[] {
  const ballast: GoMap<bigint, bigint>[] = [];
  for (let capacity = 2 ** 24; capacity > 8; capacity = Math.floor(capacity / 1.5)) {
    try {
      while (true) ballast.push(new GoMap('u64', 'u64', { capacity }));
    } catch (error) {
      expect((error as Error).message).toMatch(/^out of memory: /);
    }
  }
  return ballast;
}
