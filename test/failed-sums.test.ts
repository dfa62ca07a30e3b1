// addAll that fails because a sum does not fit: the map is then what it was, bit for bit. That is hard
// where keys are NaN, which nothing finds again, and where they are zeros, of which the last one
// written shows its sign.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GoMap, type Heap, type KeyKind } from '../src/index.js';
import { type Build, heapOn } from './support/builds.js';
import { columnOf } from './support/columns.js';
import { byContent } from './support/content.js';
import { type AnyMap, Model } from './support/model.js';
import { type IntegerKind, KEY_KINDS, RANGES, samples, zeroOf } from './support/samples.js';

const KINDS = Object.keys(RANGES) as IntegerKind[];

/** A map and a column of rows, of which `wrong` is the first whose sum does not fit. */
interface Case {
  /** Entries before: numbers of keys. */
  before: number[];
  /** Keys of the rows. */
  rows: number[];
  /** Which row fails, as a part of their number. */
  wrong: number;
  /** Entries that an iteration has shown before the call. */
  shown: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  before: fc.array(fc.nat(200), { maxLength: 60 }),
  rows: fc.array(fc.nat(200), { minLength: 1, maxLength: 200, size: 'max' }),
  wrong: fc.double({ min: 0, max: 0.999, noNaN: true }),
  shown: fc.nat(20),
});

/** Keys, of which a few are frequent: for f64 among them NaN and both zeros. */
function keysOf(kind: KeyKind): (n: number) => unknown {
  const all = samples(kind, 150);
  return kind === 'f64'
    ? (n) => (n < 60 ? [Number.NaN, 0, -0][n % 3] : all[n % 150])
    : (n) => all[n % 150];
}

function fails(key: KeyKind, value: IntegerKind, heap: Heap, one: Case): void {
  const keyAt = keysOf(key);
  const [, most] = RANGES[value];
  const unit = typeof most === 'bigint' ? 1n : 1;
  const map = new GoMap(key, value as 'any', { heap, seed: 9n }) as AnyMap;
  const model = new Model();
  const put = (k: unknown, v: unknown) => {
    map.set(k, v);
    model.set(k, v);
  };
  for (const n of one.before) put(keyAt(n), unit);
  // A key that is no sample, whose value is as large as it can be.
  const full =
    { string: 'full', bytes: byContent(Uint8Array.of(1, 2, 3)), i64: 77n, u64: 77n, f64: 0.77 }[
      key as string
    ] ?? 77;
  put(full, most);
  const iterator = map.entries();
  const shown: unknown[] = [];
  for (let i = 0; i < one.shown; i += 1) shown.push(iterator.next().value);

  const rows = one.rows.map(keyAt);
  const wrong = Math.floor(one.wrong * rows.length);
  rows[wrong] = full;
  // Every other sum fits, also where all rows have the same key.
  const deltas = rows.map((_, i) => (i % 3 === 0 || i === wrong ? unit : zeroOf(value)));
  const call = () => map.addAll(columnOf(key, rows), columnOf(value, deltas));
  expect(call).toThrow(`the sum of row ${wrong} must be one that kind ${value} can hold`);
  model.compare(map);
  // The iteration has not noticed either.
  for (let next = iterator.next(); !next.done; next = iterator.next()) shown.push(next.value);
  expect(shown.filter((pair) => pair !== undefined).length).toBe(model.size);

  // And the same rows go in when there is room for the sum, NaN as often as it comes.
  map.set(full, unit);
  const nans = rows.filter(Number.isNaN).length;
  const others = new Set([...model.entries.keys(), ...rows.filter((k) => !Number.isNaN(k))]);
  expect(call().size).toBe(model.nans.length + nans + others.size);
  map.dispose();
}

describe.each<Build>(['debug', 'release'])('nothing has changed (%s)', (build) => {
  const heap = heapOn(build);
  for (const key of KEY_KINDS) {
    test(`of maps from ${key}`, () => {
      for (const value of KINDS) {
        fc.assert(
          fc.property(cases, (one) => fails(key, value, heap, one)),
          { numRuns: key === 'f64' ? 60 : 15 },
        );
      }
    });
  }
});

test('however many chunks of rows came before', () => {
  const map = new GoMap('f64', 'u16', { entries: [[-0, 1]] }).set(Number.NaN, 5).set(0.5, 65_535);
  const before = new Model();
  for (const [key, value] of map) before.set(key, value);
  const keys = Float64Array.from(
    { length: 30_000 },
    (_, i) => [i % 9000, 0, Number.NaN][i % 3] ?? 0,
  );
  keys[29_999] = 0.5;
  expect(() => map.addAll(keys, 1)).toThrow('the sum of row 29999');
  before.compare(map);
  expect(map.addAll(keys.subarray(0, 29_999), 1).size).toBe(3 + 2999 + 9999);
});

test('an array that gives other keys each time it is read', () => {
  const map = new GoMap('string', 'u8', {
    entries: [
      ['full', 255],
      ['a', 1],
    ],
  });
  let reads = 0;
  const keys = Object.defineProperty(['', '', 'full'], 1, {
    get: () => ['b', 'b', 'a', 5][reads++ % 4],
  }) as string[];
  expect(() => map.addAll(keys, 1)).toThrow('the sum of row 2');
  expect(new Map(map)).toEqual(
    new Map([
      ['full', 255],
      ['a', 1],
    ]),
  );
});
