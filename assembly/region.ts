// The memory of bucket arrays and overflow buckets. Go allocates every overflow bucket by itself
// and lets its collector find out when nobody needs it. But overflow buckets only ever go all at
// once, with the array whose chains they extend: so they are cut from slabs that belong to the
// array, and a map frees a few regions (an array and its slabs) instead of many buckets.
//
// Memory that was used before has to be zeroed. For the array of a growth that would be a pause: a
// bucket is zeroed when entries are evacuated to it, a spare when it is taken. Nobody reads it before;
// `vacant` (evacuate.ts) says so to whoever walks a whole array.

import { Bucket } from './bmap';
import { allocate, allocateZero } from './heap/heap';
import { roundupsize } from './heap/sizeclass';
import { hmap } from './hmap';
import { maptype } from './maptype';
import { Random } from './random';
import { Retired, retire } from './retire';

/** The start of a region: the words of `Retired`, of which `next` and `size` are in use already. */
const regionHeader: usize = offsetof<Retired>();

/** A slab holds a 16th as many buckets as its array, but not more bytes than this. */
const maxSlab: usize = 65536;

/** Memory of `size` bytes, zero if so asked, that belongs to the regions of `h`, or 0. */
function newRegion(h: hmap, size: u64, zero: bool): usize {
  const address = zero ? allocateZero(regionHeader + size) : allocate(regionHeader + size);
  if (!address) return 0;
  const r = changetype<Retired>(address);
  r.next = h.regions;
  r.size = <u32>(regionHeader + size);
  h.regions = address;
  return address + regionHeader;
}

/** Frees or retires a list of regions. */
export function dropRegions(h: hmap, regions: usize): void {
  while (regions) {
    const r = changetype<Retired>(regions);
    const next = r.next;
    retire(h, regions, r.size);
    regions = next;
  }
}

/** Frees or retires the overflow slabs of the current array, which stays. */
export function dropOverflow(h: hmap): void {
  let array = h.regions;
  while (changetype<Retired>(array).next) array = changetype<Retired>(array).next;
  const slabs = h.regions;
  h.regions = array;
  h.slabFree = 0;
  h.slabEnd = 0;
  for (let slab = slabs; slab != array; ) {
    const r = changetype<Retired>(slab);
    const next = r.next;
    retire(h, slab, r.size);
    slab = next;
  }
}

/** Bytes of a list of regions. */
export function regionBytes(regions: usize): u64 {
  let bytes: u64 = 0;
  for (; regions; regions = changetype<Retired>(regions).next) {
    bytes += changetype<Retired>(regions).size;
  }
  return bytes;
}

export class BucketArray {
  /**
   * Number of buckets in an array for 2^B: from B = 4 on, a 16th more stands ready for overflow,
   * and as many again as fit in what Go's allocator would round the size up to.
   */
  static slots(t: maptype, B: u8): u64 {
    const nbuckets = (<u64>1) << B;
    if (B < 4) return nbuckets;
    const size = (nbuckets + (nbuckets >> 4)) * t.bucketsize;
    return roundupsize(size) / t.bucketsize;
  }

  /**
   * Makes an array of 2^B buckets the current regions of `h`, which keep no other: the caller has
   * saved them. Returns its address, or 0 without having changed anything.
   */
  static make(t: maptype, h: hmap, B: u8, zero: bool): usize {
    const regions = h.regions;
    h.regions = 0;
    const slots = BucketArray.slots(t, B);
    const buckets = newRegion(h, slots * t.bucketsize, zero);
    if (!buckets) {
      h.regions = regions;
      return 0;
    }
    h.slabFree = 0;
    h.slabEnd = 0;
    BucketArray.markEnd(t, buckets, B, slots);
    return buckets;
  }

  /** Gives the last spare a pointer that is not 0. Go tells it by that; here it is for the bytes. */
  static markEnd(t: maptype, buckets: usize, B: u8, slots: u64): void {
    if (slots == (<u64>1) << B) return;
    Bucket.setOverflow(t, buckets + <usize>(slots - 1) * t.bucketsize, buckets);
  }

  /** The first spare of an array, or 0. */
  static firstSpare(t: maptype, buckets: usize, B: u8): usize {
    return B < 4 ? 0 : buckets + ((<usize>t.bucketsize) << B);
  }

  /** Where the spares of an array end. */
  static end(buckets: usize): usize {
    const region = buckets - regionHeader;
    return region + changetype<Retired>(region).size;
  }
}

/**
 * Sees to it that `n` calls of `newoverflow` will succeed; false when there is no memory for that.
 * Every change to the map asks first, so that it either happens as a whole or not at all.
 */
export function reserveOverflow(t: maptype, h: hmap, n: usize): bool {
  if (n == 0 || (n == 1 && h.extra && h.extra!.nextOverflow)) return true;
  const need = n * t.bucketsize;
  if (h.slabEnd - h.slabFree >= need) return true;
  let size = ((<usize>t.bucketsize) << h.B) >> 4;
  if (size > maxSlab) size = maxSlab;
  size -= size % t.bucketsize;
  if (size < need) size = need;
  let slab = newRegion(h, size, true);
  if (!slab && size > need) {
    size = need;
    slab = newRegion(h, size, true);
  }
  if (!slab) return false;
  h.slabFree = slab;
  h.slabEnd = slab + size;
  return true;
}

/** Hangs a fresh bucket, which must have been reserved, behind bucket `b`. */
export function newoverflow(t: maptype, h: hmap, b: usize): usize {
  let ovf: usize;
  const extra = h.extra;
  if (extra && extra.nextOverflow) {
    ovf = extra.nextOverflow;
    const next = ovf + t.bucketsize;
    extra.nextOverflow = next == BucketArray.end(h.buckets) ? 0 : next;
    Bucket.zero(t, ovf);
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
