// The forms of WasmMaps and WasmSets, in tests that have them change at any size.

import fc from 'fast-check';
import { expect } from 'vitest';
import type { WasmMapStats } from '../../src/index.js';
import type { limits } from '../../src/ordered/limits.js';

/** Limits at which forms change soon, late or never, for numbers only or for any keys and values. */
export const anyLimits: fc.Arbitrary<typeof limits> = fc
  .record({
    table: fc.constantFrom(1, 2, 3, 5, 8, 20, 70, 500, 3000, 2 ** 40),
    odd: fc.constantFrom(1, 16),
    more: fc.constantFrom(0, 1, 3, 40, 1000),
    refused: fc.constantFrom(0, 1, 5, 100, Infinity),
    front: fc.constantFrom(0, 1, 2, 64),
  })
  .map(({ table, odd, more, refused, front }) => {
    const full = table + 1 + more;
    return { table, odd, full, refused: full + refused, front };
  });

/** Which forms were seen, and for which reasons. */
export function formsSeen() {
  const seen = new Map<string, number>();
  return {
    see({ form, why }: WasmMapStats): void {
      const name = `${form}: ${why.replace(/\d+/, 'n')}`;
      seen.set(name, (seen.get(name) ?? 0) + 1);
    },
    expectAll(): void {
      expect([...seen.keys()].sort()).toEqual([
        'native: fewer than n entries',
        'native: not nearly all are numbers, or no memory for a table',
        'series: more than the engine takes in one',
        'table: many numbers',
      ]);
      // Runs are random: some tens of each are usual.
      for (const [name, times] of seen) expect(times, name).toBeGreaterThan(10);
    },
  };
}
