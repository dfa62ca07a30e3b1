// Making a map. A map for up to eight entries has no bucket array before its first insert; a larger
// hint chooses the smallest array that holds so many entries within the load factor. All randomness
// of a map comes from the seed that it is made with.

import { BucketArray } from './bucket-array';
import { Random } from './hash/random';
import { SplitMix } from './hash/splitmix';
import { allocateZero, free } from './heap/heap';
import { hmap, LoadFactor } from './hmap';
import { maptype } from './maptype';
import { callFrames, Stack, tableFrames } from './stack';

/**
 * A hint whose entries would not fit in the address space of Go's 64-bit machines counts as none,
 * as in Go. Below that, a hint for which there is no memory is an error.
 */
const maxAlloc: f64 = 281474976710656;

/** An array of 2^maxB buckets fits in no address space of 32 bits, but its load limit is a u32. */
const maxB: u8 = 29;

/** The smallest B at which `hint` entries start no growth, or one that there is no memory for. */
export function sizeFor(hint: u32): u8 {
  let B: u8 = 0;
  while (B < maxB && LoadFactor.over(hint, B)) B += 1;
  return B;
}

/** A map of type `t` with room for `hint` entries, or null when there is no memory for it. */
export function makemap(t: maptype, hint: f64, seed: u64): hmap | null {
  if (!(hint > 0 && hint * <f64>t.bucketsize <= maxAlloc)) hint = 0;
  const B = sizeFor(<u32>min(hint, <f64>u32.MAX_VALUE));
  // A header alone takes one call, after which no function is called.
  if (B) Stack.reserve(callFrames);
  const address = allocateZero(offsetof<hmap>());
  if (!address) return null;
  const h = changetype<hmap>(address);
  h.t = t;
  h.random = seed;
  h.secret = SplitMix.next(h);
  h.multiplier = SplitMix.next(h) | 1;
  h.setHash0(Random.draw(h));
  h.setB(B);
  if (B && !makeBuckets(t, h)) {
    h.invalidate();
    free(address, offsetof<hmap>());
    return null;
  }
  return h;
}

/** Gives `h` its first array of 2^B buckets. */
export function makeBuckets(t: maptype, h: hmap): bool {
  Stack.reserve(tableFrames);
  h.buckets = BucketArray.make(t, h, h.B, true);
  if (!h.buckets) return false;
  const spare = BucketArray.firstSpare(t, h.buckets, h.B);
  if (spare) h.needExtra().nextOverflow = spare;
  return true;
}
