// What the live page makes of a map: the look-up that it shows finds what `get` finds, the keys that it
// calls colliding collide, a growth steps to its end, and the tour is what its texts say.

import { type InspectedBucket, inspect } from 'tophash';
import { expect, test } from 'vitest';
import {
  collisions,
  growth,
  inserts,
  iteration,
  sameSizeGrowth,
} from '../../site/inside/demonstrations.js';
import { hashBits } from '../../site/inside/hash-bits.js';
import type { Key, Kind } from '../../site/inside/kinds.js';
import { Lab } from '../../site/inside/lab.js';
import { prepareStep, TOUR } from '../../site/inside/tour.js';

const KINDS: Kind[] = ['string', 'u32'];

function play(demonstration: Generator): number {
  let steps = 0;
  while (!demonstration.next().done) steps += 1;
  return steps;
}

/** The value that the shown look-up ends with. */
function shown(lab: Lab, key: Key): number | undefined {
  lab.lookUp(key);
  const last = lab.probe?.steps.at(-1);
  return last?.what === 'found' ? last.value : undefined;
}

const chain = ({ cells, overflow }: InspectedBucket<Key, number>) => [cells, ...overflow].flat();

test.each(KINDS)('the look-up of a key of kind %s finds what get finds, at every size', (kind) => {
  const lab = new Lab();
  lab.reset(kind);
  const absent = kind === 'string' ? 'nothing' : 4_000_000_000;
  for (const _ of inserts(lab, 230)) {
    const keys = [...lab.map.keys()];
    const some = keys.filter((_, i) => i % 29 === lab.map.size % 29);
    for (const key of some) expect(shown(lab, key)).toBe(lab.map.get(key));
    expect(shown(lab, absent)).toBe(undefined);
  }
});

test('the bits of a hash are those that place the key', () => {
  const lab = new Lab();
  play(inserts(lab, 200));
  play(growth(lab));
  for (const bucket of lab.table.buckets) {
    for (const { key, tophash } of chain(bucket).filter(({ state }) => state === 'live')) {
      const bits = hashBits(lab.map, key as Key);
      expect([bits.low % lab.table.buckets.length, bits.tophash]).toEqual([bucket.index, tophash]);
    }
  }
});

test.each(KINDS)('keys of kind %s that collide fill a bucket and an overflow bucket', (kind) => {
  const lab = new Lab();
  lab.reset(kind);
  play(collisions(lab));
  expect(lab.table.buckets.map((bucket) => bucket.overflow.length)).toEqual([1, 0, 0, 0]);
  expect(lab.table.header.noverflow).toBe(1);
});

test('a growth goes on by a write at a time, and only so far', () => {
  const lab = new Lab();
  while (lab.table.oldBuckets === null || lab.table.oldBuckets.length < 8) lab.setRandom();
  const entries = new Map(lab.map);
  const moved = () => lab.table.oldBuckets?.filter(({ evacuated }) => evacuated).length;
  const before = moved() as number;
  lab.stepGrowth();
  expect((moved() as number) - before).toBeGreaterThan(0);
  expect((moved() as number) - before).toBeLessThanOrEqual(2);
  play(growth(lab));
  expect(lab.growing).toBe(false);
  expect(new Map(lab.map)).toEqual(entries);
});

test.each(KINDS)(
  'chains of kind %s that become empty lead to a growth to the same size',
  (kind) => {
    const lab = new Lab();
    lab.reset(kind);
    play(sameSizeGrowth(lab));
    expect(lab.table.growth?.kind).toBe('same size');
    expect(lab.table.buckets).toHaveLength(4);
    expect(lab.said.join(' ')).toContain('same size');
  },
);

test('an iteration shows every entry once, also when the map is written meanwhile', () => {
  const lab = new Lab();
  play(inserts(lab, 100));
  const keys = [...lab.map.keys()];
  lab.iterate();
  play(inserts(lab, 400));
  play(iteration(lab));
  const { shown = [] } = lab.iteration ?? {};
  expect(new Set(shown).size).toBe(shown.length);
  expect(keys.filter((key) => !shown.includes(key))).toEqual([]);
});

test('what is said is what has happened', () => {
  const lab = new Lab();
  lab.set('apple', 5);
  expect(lab.said).toEqual(['Inserted apple: 5.', 'The map gets its first array: 1 bucket.']);
  lab.set('apple', 6);
  expect(lab.said).toEqual(['Updated apple: 6.']);
  lab.delete('pear');
  expect(lab.said).toEqual(['pear is not there: nothing to delete.']);
  lab.delete('apple');
  expect(lab.said).toEqual(['Deleted apple.', 'The map became empty, and drew a new hash0.']);
});

test('the tour is the program of the tutorial, and ends in the middle of a growth', () => {
  const lab = new Lab();
  const states = TOUR.map((_, step) => {
    prepareStep(lab, step + 1);
    return [lab.map.size, lab.table.buckets.length, lab.growing];
  });
  expect(states).toEqual([
    [0, 0, false],
    [1, 1, false],
    [2, 1, false],
    [2, 1, false],
    [2, 1, false],
    [1, 1, false],
    [2, 1, false],
    [9, 2, false],
    [9, 2, false],
    [27, 8, true],
  ]);
  prepareStep(lab, 6);
  expect(lab.table.buckets[0]?.cells[0]?.state).toBe('emptyOne');
  prepareStep(lab, 7);
  expect(lab.table.buckets[0]?.cells[0]?.key).toBe('cherry');
});

test('what is drawn is what inspect says', () => {
  const lab = new Lab();
  play(inserts(lab, 50));
  expect(lab.table).toEqual(inspect(lab.map, { bytes: true }));
});
