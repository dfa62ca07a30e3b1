// Maps as wholes: making them, what they say of themselves, clearing and disposing of them. Nothing
// here depends on how keys are laid out.

import { mapclear } from '../delete';
import { disposeMap } from '../dispose';
import { bytesInUse } from '../heap/heap';
import { hashWriting, hmap } from '../hmap';
import { concurrentMapWrites, fatal } from '../host';
import { makemap } from '../makemap';
import { Kind, maptypeOf } from '../maptype';
import { noMemory } from '../no-memory';
import { Slab } from '../retire';

/** A map from `key` to `elem` with room for `hint` entries. */
export function newMap(key: Kind, elem: Kind, hint: f64, seedLow: u32, seedHigh: u32): usize {
  const h = makemap(maptypeOf(key, elem), hint, seedLow | ((<u64>seedHigh) << 32));
  if (!h) noMemory();
  return changetype<usize>(h);
}

export function dispose(h: hmap): void {
  disposeMap(h.t, h);
}

export function size(h: hmap): u32 {
  h.assertMap();
  return h.count;
}

export function clear(h: hmap): void {
  mapclear(h.t, h);
}

/** Marks the beginning and the end of a write during which the host calls foreign code. */
export function beginWrite(h: hmap): void {
  h.assertMap();
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  h.flags |= hashWriting;
}

export function endWrite(h: hmap): void {
  h.assertMap();
  h.flags &= ~hashWriting;
}

/** Bytes that the map holds: header, arrays, overflow buckets, strings. */
export function mapBytes(h: hmap): f64 {
  h.assertMap();
  return <f64>(offsetof<hmap>() + h.stringBytes + Slab.bytes(h.array) + Slab.bytes(h.oldArray));
}

/** Overflow buckets of the current array. */
export function overflowBuckets(h: hmap): u32 {
  h.assertMap();
  return h.overflowBuckets;
}

/** Growths begun since the map was made. */
export function growths(h: hmap): u32 {
  h.assertMap();
  return h.growths;
}

/** Bytes of the heap in use by all maps. */
export function usedBytes(): f64 {
  return <f64>bytesInUse;
}
