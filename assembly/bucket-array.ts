// The memory of bucket arrays and overflow buckets. Go allocates every overflow bucket on its own
// and lets its collector find out when it is no longer needed. But overflow buckets only ever go
// all at once, with the array whose chains they extend. So they are cut from slabs that belong to
// the array, and a map frees a few slabs (the one with the array and those with overflow buckets)
// instead of many buckets.
//
// Memory that was used before must be zeroed. For the array of a growth that would be a pause, so a
// bucket is zeroed when entries are evacuated to it, and a spare when it is taken. Nobody reads
// them before: `vacant` (evacuate.ts) tells everything that walks a whole array.

import { Bucket } from './bmap';
import { Random } from './hash/random';
import { allocate, allocateZero } from './heap/heap';
import { roundupsize } from './heap/sizeclass';
import { hmap } from './hmap';
import { maptype } from './maptype';
import { retireArray, Slab } from './retire';

/** A slab of overflow buckets has a 16th as many as the array, but never more bytes than this. */
const maxSlab: usize = 65536;

/**
 * A slab of `size` bytes that belongs to the current array of `h`, all zero if so asked; 0 when
 * there is no memory for it.
 */
function newSlab(h: hmap, size: u64, zero: bool): usize {
  const bytes = offsetof<Slab>() + size;
  const address = zero ? allocateZero(bytes) : allocate(bytes);
  if (!address) return 0;
  const slab = changetype<Slab>(address);
  slab.next = h.array;
  slab.size = <u32>bytes;
  slab.holders = 0;
  h.array = address;
  return address + offsetof<Slab>();
}

/** Frees or retires the bucket array of `slabs`, which may be 0. */
export function dropArray(h: hmap, slabs: usize): void {
  if (slabs) retireArray(h, slabs);
}

/** Frees the overflow slabs of the current array, which stays. */
export function dropOverflow(h: hmap): void {
  h.slabFree = 0;
  h.slabEnd = 0;
  while (changetype<Slab>(h.array).next) {
    const slab = changetype<Slab>(h.array);
    h.array = slab.next;
    slab.next = 0;
    Slab.free(changetype<usize>(slab));
  }
}

export class BucketArray {
  /**
   * Number of buckets in an array for 2^B, spares included: from B = 4 on, a 16th more stands ready
   * for overflow, and as many again as fit in what Go's allocator would round the size up to.
   */
  static capacity(t: maptype, B: u8): u64 {
    const nbuckets = (<u64>1) << B;
    if (B < 4) return nbuckets;
    const size = (nbuckets + (nbuckets >> 4)) * t.bucketsize;
    return roundupsize(size) / t.bucketsize;
  }

  /**
   * Makes an array of 2^B buckets the current one of `h`, without overflow slabs; the caller has
   * saved the one before. Returns the address of its buckets, or 0 without having changed anything.
   */
  static make(t: maptype, h: hmap, B: u8, zero: bool): usize {
    const array = h.array;
    h.array = 0;
    const capacity = BucketArray.capacity(t, B);
    const buckets = newSlab(h, capacity * t.bucketsize, zero);
    if (!buckets) {
      h.array = array;
      return 0;
    }
    h.slabFree = 0;
    h.slabEnd = 0;
    BucketArray.markEnd(t, buckets, B, capacity);
    return buckets;
  }

  /**
   * Gives the last spare a pointer that is not 0. In Go it marks the end; here only the bytes
   * matter.
   */
  static markEnd(t: maptype, buckets: usize, B: u8, capacity: u64): void {
    if (capacity == (<u64>1) << B) return;
    Bucket.setOverflow(t, buckets + <usize>(capacity - 1) * t.bucketsize, buckets);
  }

  /** The first spare of an array, or 0. */
  static firstSpare(t: maptype, buckets: usize, B: u8): usize {
    return B < 4 ? 0 : buckets + ((<usize>t.bucketsize) << B);
  }

  /** Where the spares of an array end. */
  static end(buckets: usize): usize {
    const slab = Slab.of(buckets);
    return changetype<usize>(slab) + slab.size;
  }
}

/**
 * Makes sure that `n` calls of `newoverflow` will succeed; false when there is no memory for that.
 * Every change to the map asks first, so that it happens as a whole or not at all.
 */
export function reserveOverflow(t: maptype, h: hmap, n: usize): bool {
  if (n == 0 || (n == 1 && h.extra && h.extra!.nextOverflow)) return true;
  const need = n * t.bucketsize;
  if (h.slabEnd - h.slabFree >= need) return true;
  let size = ((<usize>t.bucketsize) << h.B) >> 4;
  if (size > maxSlab) size = maxSlab;
  size -= size % t.bucketsize;
  if (size < need) size = need;
  let slab = newSlab(h, size, true);
  if (!slab && size > need) {
    size = need;
    slab = newSlab(h, size, true);
  }
  if (!slab) return false;
  h.slabFree = slab;
  h.slabEnd = slab + size;
  return true;
}

/** Links a fresh bucket, which must have been reserved, to bucket `b`, and returns it. */
export function newoverflow(t: maptype, h: hmap, b: usize): usize {
  let ovf: usize;
  const extra = h.extra;
  if (extra && extra.nextOverflow) {
    ovf = extra.nextOverflow;
    const next = ovf + t.bucketsize;
    extra.nextOverflow = next == BucketArray.end(h.buckets) ? 0 : next;
    Bucket.zero(ovf, t.bucketsize);
  } else {
    ovf = h.slabFree;
    assert(ovf + t.bucketsize <= h.slabEnd, 'an overflow bucket was taken without a reservation');
    h.slabFree = ovf + t.bucketsize;
  }
  incrnoverflow(h);
  if (!t.hasPtr) {
    createOverflow(h);
    h.extra!.overflow += 1;
  }
  Bucket.setOverflow(t, b, ovf);
  return ovf;
}

/** Counts an overflow bucket: exactly in small maps, in large ones with probability 2^(15-B). */
function incrnoverflow(h: hmap): void {
  h.overflowBuckets += 1;
  if (h.B < 16) {
    h.noverflow += 1;
    return;
  }
  const mask: u32 = (1 << (h.B - 15)) - 1;
  if ((Random.draw(h) & mask) == 0) h.noverflow += 1;
}

/** Makes the list of overflow buckets, empty, if there is none. */
export function createOverflow(h: hmap): void {
  const extra = h.needExtra();
  if (extra.overflow == 0) extra.overflow = 1;
}
