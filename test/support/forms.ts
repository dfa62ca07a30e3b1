// The forms of WasmMaps and WasmSets, in tests that have them change at any size.

import fc from 'fast-check';
import type { WasmMapStats } from '../../src/index.js';
import type { limits } from '../../src/ordered/limits.js';
import { KEYS } from '../map-spec/keys.js';

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

const NATIVE = [
  'native: fewer than n entries',
  'native: not nearly all are numbers, or no memory for a table',
];
const TABLE = 'table: many numbers';
const SERIES = 'series: more than the engine takes in one';

/** All forms. */
export const FORMS = [...NATIVE, SERIES, TABLE];

/** `plain` numbers, strings and bigints beside keys of every type. */
function anyKeys(plain: number): unknown[] {
  const more = Array.from({ length: plain }, (_, i) => [i, `key ${i}`, BigInt(i) << 60n, i / 3]);
  return [...KEYS, -0, ...more.flat()];
}

/** Keys for a table of integers, with some that it cannot hold as such. */
function integers(plain: number): unknown[] {
  const odd = [-(2 ** 31), 2 ** 31, -0, 0.5, Number.NaN, 7n, 'key'];
  return [...Array.from({ length: plain }, (_, i) => i - 9), 2 ** 31 - 1, 1 - 2 ** 31, ...odd];
}

/** Bigints of 64 bits, of either sign, with some that are longer or no bigints. */
function bigints(plain: number): unknown[] {
  const odd = [2n ** 64n, -(2n ** 63n) - 1n, -0, 0.5, 7, 'key'];
  const more = Array.from({ length: plain }, (_, i) => [BigInt(i), BigInt(-i) << 40n]);
  return [...more.flat(), 2n ** 64n - 1n, -(2n ** 63n), ...odd];
}

/** The keys of random runs: what they are, so many of them, and the forms that must be seen. */
export const KEYS_OF_RUNS: [string, (plain: number) => unknown[], string[]][] = [
  ['plain keys of each type', anyKeys, FORMS],
  ['integers and a few other keys', integers, [TABLE]],
  ['bigints and a few other keys', bigints, [TABLE]],
];

/** The form of a map and the reason for it, as in `FORMS`. */
export function formOf({ form, why }: WasmMapStats): string {
  return `${form}: ${why.replace(/\d+/, 'n')}`;
}
