// The bits of a key's hash that place it. The package does not give hashes away, but a table shows them: the
// top byte is the tophash of the key's cell, and the lowest bits are the number of its bucket. So the key is
// put into a clone, which has the secrets of its original, with many buckets.

import { type GoMap, type InspectedBucket, inspect } from 'tophash';
import type { Key } from './kinds.js';

/** The top byte of a hash and its lowest bits. */
export interface HashBits {
  tophash: number;
  low: number;
  /** How many low bits are known. */
  bits: number;
}

/** As many low bits as are shown at least. */
const LEAST_BITS = 8;
const ENTRIES_A_BUCKET = 6.5;

export function hashBits(map: GoMap<Key, number>, key: Key): HashBits {
  const bits = Math.max(LEAST_BITS, map.stats().B);
  const clone = map.clone().set(key, 0);
  clone.reserve(ENTRIES_A_BUCKET * 2 ** bits);
  const { buckets, header } = inspect(clone);
  clone.dispose();
  const { tophash, index } = find(buckets, key);
  return { tophash, low: index, bits: header.B };
}

/** Keys that share the lowest bits of their hashes, by these bits: for each of 2^`bits`, those of `keys`. */
export function byLowBits(map: GoMap<Key, number>, keys: Key[], bits: number): Key[][] {
  const clone = map.clone();
  for (const key of keys) clone.set(key, 0);
  clone.reserve(ENTRIES_A_BUCKET * 2 ** bits);
  const { buckets } = inspect(clone);
  clone.dispose();
  const wanted = new Set(keys);
  const groups: Key[][] = Array.from({ length: 2 ** bits }, () => []);
  for (const { index, cells, overflow } of buckets) {
    for (const { key } of [cells, ...overflow].flat()) {
      if (key !== undefined && wanted.has(key)) groups[index % 2 ** bits]?.push(key);
    }
  }
  return groups;
}

function find(buckets: InspectedBucket<Key, number>[], key: Key) {
  for (const { index, cells, overflow } of buckets) {
    const cell = [cells, ...overflow].flat().find((cell) => cell.key === key);
    if (cell) return { index, tophash: cell.tophash };
  }
  throw new Error('the clone has lost a key');
}
