// What the page can do by itself, as sequences of single operations: so they can be slowed down, stopped
// and gone through step by step.

import type { Key } from './kinds.js';
import type { Lab } from './lab.js';

export type Demonstration = Generator<void, void>;

const CELLS = 8;

export function* inserts(lab: Lab, count: number): Demonstration {
  for (let i = 0; i < count; i += 1) {
    lab.setRandom();
    yield;
  }
}

export function* setAll(lab: Lab, entries: [Key, number][]): Demonstration {
  for (const [key, value] of entries) {
    lab.set(key, value);
    yield;
  }
}

/** The entries of a table of four buckets, in which as many overflow buckets are too many. */
const FOUR_BUCKETS = 26;

/** Keys with the same lowest bits of their hashes: they fill a bucket, and then an overflow bucket. */
export function* collisions(lab: Lab, count = CELLS + 1): Demonstration {
  // With fewer buckets so many keys would make the table double instead.
  if (lab.table.buckets.length < 4) lab.reset(lab.kind, FOUR_BUCKETS);
  const keys = lab.colliding(0, count);
  for (const [i, key] of keys.entries()) {
    lab.set(key, i + 1);
    yield;
  }
}

/** Writes until the growth under way is complete. */
export function* growth(lab: Lab): Demonstration {
  while (lab.growing) {
    lab.stepGrowth();
    yield;
  }
}

/** A bucket and two overflow buckets hold one less than this. */
const TWO_OVERFLOWS = 2 * CELLS + 1;

/**
 * Long chains that become empty again: the overflow buckets stay. As soon as there are as many as buckets,
 * the next insert begins a growth to the same size.
 */
export function* sameSizeGrowth(lab: Lab): Demonstration {
  lab.reset(lab.kind, FOUR_BUCKETS);
  for (let i = 0; i < 3; i += 1) {
    lab.setRandom();
    yield;
  }
  for (const bucket of [1, 2]) {
    const filled: Key[] = [];
    for (const key of lab.colliding(bucket, TWO_OVERFLOWS)) {
      if (lab.table.buckets[bucket]?.overflow.length === 2) break;
      lab.set(key, filled.push(key));
      yield;
    }
    for (const key of filled.slice(0, -2)) {
      lab.delete(key);
      yield;
    }
  }
  while (!lab.growing) {
    lab.setRandom();
    yield;
  }
}

/** Goes on with the iteration to its end. */
export function* iteration(lab: Lab): Demonstration {
  while (lab.iteration !== undefined && !lab.iteration.done) {
    lab.nextEntry();
    yield;
  }
}
