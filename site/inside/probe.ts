// A look-up, step by step, over what `inspect` shows: the same decisions, in the same order, as those of
// Go's mapaccess, which assembly/access.ts makes in the core. That it finds what `get` finds is tested.

import type { InspectedBucket, InspectedCell, Inspection } from 'tophash';
import type { HashBits } from './hash-bits.js';
import type { Key } from './kinds.js';

/** Which array of buckets: the current one, or the one that a growth is leaving. */
export type ArrayName = 'buckets' | 'oldBuckets';

/** A bucket of a chain: 0 is the one in the array, the others are its overflow buckets. */
export interface Place {
  array: ArrayName;
  index: number;
  link: number;
}

export type Step =
  | { what: 'hash' }
  | { what: 'no table' }
  | {
      what: 'choose';
      place: Place;
      bits: number;
      why: 'only array' | 'not evacuated' | 'evacuated';
    }
  | { what: 'match'; place: Place; cells: number[] }
  | { what: 'compare'; place: Place; cell: number; key: Key; equal: boolean }
  | { what: 'end'; place: Place; cell: number }
  | { what: 'follow'; place: Place }
  | { what: 'found'; place: Place; cell: number; value: number }
  | { what: 'absent' };

export interface Probe {
  key: Key;
  hash: HashBits;
  steps: Step[];
}

export function probe(inspection: Inspection<Key, number>, hash: HashBits, key: Key): Probe {
  return { key, hash, steps: [...steps(inspection, hash, key)] };
}

function* steps(table: Inspection<Key, number>, hash: HashBits, key: Key): Generator<Step> {
  yield { what: 'hash' };
  if (table.buckets.length === 0) {
    yield { what: 'no table' };
    yield { what: 'absent' };
    return;
  }
  const chosen = choose(table, hash.low);
  yield { what: 'choose', ...chosen };
  const { array, index } = chosen.place;
  const buckets = table[array] as InspectedBucket<Key, number>[];
  const { cells, overflow } = buckets[index] as InspectedBucket<Key, number>;
  for (const [link, row] of [cells, ...overflow].entries()) {
    const place = { array, index, link };
    if (link > 0) yield { what: 'follow', place };
    const end = row.findIndex(({ state }) => state === 'emptyRest');
    const matches = matching(row, hash.tophash, end);
    yield { what: 'match', place, cells: matches };
    for (const cell of matches) {
      const { key: other, elem } = row[cell] as Required<InspectedCell<Key, number>>;
      yield { what: 'compare', place, cell, key: other, equal: other === key };
      if (other !== key) continue;
      yield { what: 'found', place, cell, value: elem };
      return;
    }
    if (end >= 0) {
      yield { what: 'end', place, cell: end };
      break;
    }
  }
  yield { what: 'absent' };
}

/** While the table grows, an old bucket that has not moved yet is searched in the place of the new one. */
function choose({ buckets, oldBuckets }: Inspection<Key, number>, low: number) {
  if (oldBuckets !== null) {
    const index = low % oldBuckets.length;
    if (!oldBuckets[index]?.evacuated) {
      const place: Place = { array: 'oldBuckets', index, link: 0 };
      return { place, bits: Math.log2(oldBuckets.length), why: 'not evacuated' as const };
    }
  }
  const place: Place = { array: 'buckets', index: low % buckets.length, link: 0 };
  const why = oldBuckets === null ? ('only array' as const) : ('evacuated' as const);
  return { place, bits: Math.log2(buckets.length), why };
}

/** The cells before `end` whose tophash is the one looked for. */
function matching(row: InspectedCell<Key, number>[], tophash: number, end: number): number[] {
  const before = end < 0 ? row.length : end;
  return [...row.keys()].filter((i) => i < before && row[i]?.tophash === tophash);
}
