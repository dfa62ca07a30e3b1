// Insert and update. While the map grows, the buckets concerned are evacuated first, so a write
// looks at the new array only. A new entry takes the first empty cell of its chain; a chain without
// one gets an overflow bucket, unless the map is due to grow.

import { Bucket } from './bmap';
import { newoverflow, reserveOverflow } from './bucket-array';
import { growWork, hashGrow } from './evacuate';
import { hashWriting, hmap, LoadFactor } from './hmap';
import { concurrentMapWrites, fatal } from './host';
import { Key } from './key';
import { makeBuckets } from './makemap';
import { maptype } from './maptype';
import { Match } from './match/match';
import { noMemory } from './no-memory';
import { Stack, tableFrames } from './stack';

/**
 * The cell of `key`, which is inserted with the zero element when it is absent. Throws when there
 * is no memory for that; the entries are then what they were.
 */
export function mapassign<K>(t: maptype, h: hmap, key: K): usize {
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  const hash = Key.hash<K>(h, key);
  if (!h.buckets && !makeBuckets(t, h)) noMemory();
  const top = Bucket.tophash(hash);
  while (true) {
    const bucket = <u32>hash & h.bucketMask();
    if (h.growing() && !growWork<K>(t, h, bucket)) noMemory();
    let b = h.buckets + bucket * t.bucketsize;
    let cell: usize = 0;
    while (true) {
      for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
        const i = Match.index(m);
        const k = Bucket.key(b, i, Key.size<K>());
        if (Key.equal<K>(k, key)) {
          Key.update<K>(k, key);
          return b + i;
        }
      }
      if (!cell) {
        const empty = Match.empty(b);
        if (empty) cell = b + Match.index(empty);
      }
      if (Bucket.isLast(b)) break;
      const ovf = Bucket.overflow(t, b);
      if (!ovf) break;
      b = ovf;
    }
    if (mustGrow(h)) {
      if (!hashGrow(t, h)) noMemory();
      continue; // The growth has invalidated what was found: look again in the new array.
    }
    cell = insertEntry<K>(t, h, key, top, cell, b);
    if (!cell) noMemory();
    return cell;
  }
}

/** Whether a growth must begin before another entry comes in. */
export function mustGrow(h: hmap): bool {
  return (
    !h.growing() &&
    (LoadFactor.over(h.count + 1, h.B) || LoadFactor.tooManyOverflow(h.noverflow, h.B))
  );
}

/**
 * Inserts `key`, which is absent, into the chain that begins with `b` and returns its cell, or 0,
 * and nothing has changed, when there is no memory.
 */
export function appendEntry<K>(t: maptype, h: hmap, key: K, top: u8, b: usize): usize {
  while (true) {
    const empty = Match.empty(b);
    if (empty) return insertEntry<K>(t, h, key, top, b + Match.index(empty), b);
    const ovf = Bucket.overflow(t, b);
    if (!ovf) return insertEntry<K>(t, h, key, top, 0, b);
    b = ovf;
  }
}

/**
 * Writes a new entry into `cell` or, when that is 0, into an overflow bucket after `b`, the last of
 * the chain. Returns the entry's cell; 0 when there is no memory. Everything that needs memory
 * comes before everything that changes the map, which needs no other function.
 */
function insertEntry<K>(t: maptype, h: hmap, key: K, top: u8, cell: usize, b: usize): usize {
  if (cell) {
    if (!Key.insert<K>(h, Bucket.cellKey(cell, Key.size<K>()), key)) return 0;
  } else {
    Stack.reserve(tableFrames);
    if (!reserveOverflow(t, h, 1)) return 0;
    cell = newoverflow(t, h, b);
    if (!Key.insert<K>(h, Bucket.cellKey(cell, Key.size<K>()), key)) return 0;
  }
  store<u8>(cell, top);
  h.count += 1;
  return cell;
}
