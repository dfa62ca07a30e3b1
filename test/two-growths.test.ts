// Iterators that stop inside a chain during a growth of one kind and go on during one of the other. How
// the entries of a chain are to be looked at depends on the growth in which the chain was chosen: an
// iterator that took the one under way for it would miss NaN entries, which Go 1.19 does, or show
// entries a second time.

import { describe, expect, test } from 'vitest';
import { GoMap } from '../src/index.js';
import { heapOn } from './support/builds.js';

const heap = heapOn('debug');

/** Entries that are there throughout. */
const NANS = 30;
const KEPT = 20;
/** Entries that come and go. */
const PASSING = 40;
const STEPS = 20_000;

type Growth = 'doubling' | 'same size';

class Subject {
  readonly map: GoMap<number, number>;
  private next = KEPT;
  private oldest = KEPT;

  constructor(seed: bigint, passing: number) {
    this.map = new GoMap('f64', 'u8', { heap, seed });
    for (let i = 0; i < NANS; i += 1) this.map.set(Number.NaN, i);
    for (let i = 0; i < KEPT; i += 1) this.map.set(i, NANS + i);
    while (this.next - this.oldest < passing) this.add();
  }

  get growth(): Growth | undefined {
    const { growing, sameSizeGrow } = this.map.stats();
    return growing ? (sameSizeGrow ? 'same size' : 'doubling') : undefined;
  }

  private add(): void {
    this.map.set(this.next, 255);
    this.next += 1;
  }

  private drop(): void {
    this.map.delete(this.oldest);
    this.oldest += 1;
  }

  /** Ends the growth that is under way. */
  endGrowth(): void {
    while (this.growth !== undefined) this.map.set(0, NANS);
  }

  /** Has a growth begin; false when the other kind came. */
  beginGrowth(kind: Growth): boolean {
    this.endGrowth();
    for (let i = 0; i < STEPS && this.growth === undefined; i += 1) {
      this.add();
      // Where they come and go at the same rate, the array does not double.
      if (kind === 'same size' && this.next - this.oldest > PASSING) this.drop();
    }
    return this.growth === kind;
  }

  /** One iterator for each number of entries that it can have shown, and what it has. */
  walks(): { iterator: Iterator<[number, number]>; shown: [number, number][] }[] {
    return Array.from({ length: this.map.size }, (_, n) => {
      const iterator = this.map.entries();
      const shown: [number, number][] = [];
      while (shown.length < n) shown.push(iterator.next().value as [number, number]);
      return { iterator, shown };
    });
  }
}

/** Whether iterators were there in a growth of each kind, one after the other. */
function run(first: Growth, second: Growth, seed: bigint): boolean {
  // Before 8 buckets double, or where 16 are full enough to need many overflow buckets.
  const subject = new Subject(seed, first === 'doubling' ? 0 : PASSING);
  const { map } = subject;
  const walks = subject.beginGrowth(first) ? subject.walks() : [];
  const met = walks.length > 0 && subject.beginGrowth(second);
  if (met) {
    for (const { iterator, shown } of walks) {
      for (let next = iterator.next(); !next.done; next = iterator.next()) shown.push(next.value);
      const kept = shown.map(([, value]) => value).filter((value) => value < NANS + KEPT);
      const expected = Array.from({ length: NANS + KEPT }, (_, i) => i);
      expect(kept.sort((a, b) => a - b)).toEqual(expected);
      const keys = shown.map(([key]) => key).filter((key) => !Number.isNaN(key));
      expect(new Set(keys).size).toBe(keys.length);
    }
  }
  map.dispose();
  return met;
}

describe.each<[Growth, Growth]>([
  ['same size', 'doubling'],
  ['doubling', 'same size'],
])('an iterator goes from a growth to another: %s, %s', (first, second) => {
  test('shows every entry once', () => {
    let met = 0;
    for (let seed = 0n; seed < 20n; seed += 1n) if (run(first, second, seed)) met += 1;
    expect(met).toBeGreaterThan(5);
  });
});
