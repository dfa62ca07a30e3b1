// Copying all entries into an empty array in one pass: what `clone` (Go's maps.Clone) and `reserve`
// have in common. Source buckets are read in order, and each entry is appended to its chain. This
// gives the chains that Go's clone gives, and that growing step by step would give.

import { Bucket, emptyRest, evacuatedEmpty, evacuatedX } from './bmap';
import { dropArray, newoverflow, reserveOverflow } from './bucket-array';
import { disposeMap } from './dispose';
import { Elem } from './elem';
import { finishGrowth, vacant } from './evacuate';
import { allocateZero, free } from './heap/heap';
import { hashWriting, hmap, iterator, mapextra, oldIterator } from './hmap';
import { concurrentMapReadAndWrite, concurrentMapWrites, fatal } from './host';
import { Key } from './key';
import { makeBuckets, sizeFor } from './makemap';
import { bucketCnt, Kind, maptype } from './maptype';
import { Match } from './match/match';
import { noMemory } from './no-memory';
import { callFrames, Stack } from './stack';
import { GoString } from './strings/go-string';
import { copyString } from './strings/owned';

/** An empty map with the hash of `h` and 2^B buckets, or null when there is no memory. */
function emptyTwin(t: maptype, h: hmap, B: u8): hmap | null {
  const address = allocateZero(offsetof<hmap>());
  if (!address) return null;
  const twin = changetype<hmap>(address);
  twin.t = t;
  twin.random = h.random;
  twin.secret = h.secret;
  twin.multiplier = h.multiplier;
  twin.setHash0(h.hash0);
  twin.setB(B);
  if ((B != 0 || h.count != 0) && !makeBuckets(t, twin)) {
    free(address, offsetof<hmap>());
    return null;
  }
  return twin;
}

/**
 * Appends all entries of `src` to the empty `dst`, with strings of its own if `own`; false when
 * there is no memory for them all.
 */
function copyEntries<K>(t: maptype, src: hmap, dst: hmap, own: bool): bool {
  if (src.count == 0) return true;
  if (!copyArray<K>(t, src.buckets, (<u32>1) << src.B, src, dst, own)) return false;
  return !src.growing() || copyArray<K>(t, src.oldbuckets, src.noldbuckets(), src, dst, own);
}

function copyArray<K>(t: maptype, buckets: usize, n: u32, src: hmap, dst: hmap, own: bool): bool {
  const mask = dst.bucketMask();
  for (let index: u32 = 0; index < n; index += 1) {
    if (vacant(t, src, buckets, index)) continue;
    for (let b = buckets + index * t.bucketsize; b; b = Bucket.overflow(t, b)) {
      for (let i: usize = 0; i < bucketCnt; i += 1) {
        let top = load<u8>(b + i);
        if (Bucket.isEmpty(top)) continue;
        const key = Bucket.key(b, i, Key.size<K>());
        let to = index & mask;
        if (mask >= n) {
          const hash = Key.hash<K>(src, Key.at<K>(key));
          to = <u32>hash & mask;
          top = Bucket.tophash(hash);
        }
        const cell = append<K>(t, dst, to, top, key, Bucket.elem(t, b, i));
        if (!cell || (own && !ownStrings(t, dst, cell & ~7, cell & 7))) return false;
      }
    }
  }
  return true;
}

/** Appends one entry to a chain and returns its cell, or 0 when there is no memory. */
function append<K>(t: maptype, h: hmap, bucket: u32, top: u8, key: usize, elem: usize): usize {
  let b = h.buckets + bucket * t.bucketsize;
  let empty = Match.empty(b);
  while (!empty) {
    let ovf = Bucket.overflow(t, b);
    if (!ovf) {
      if (!reserveOverflow(t, h, 1)) return 0;
      ovf = newoverflow(t, h, b);
    }
    b = ovf;
    empty = Match.empty(b);
  }
  const i = Match.index(empty);
  store<u8>(b + i, top);
  Key.move<K>(key, Bucket.key(b, i, Key.size<K>()));
  Elem.move(elem, Bucket.elem(t, b, i), t.elemsize);
  h.count += 1;
  return b + i;
}

/** A map with the same entries and the same hash, as small as their number allows. */
export function mapclone<K>(t: maptype, h: hmap): hmap {
  Stack.reserve(callFrames);
  if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
  const copy = emptyTwin(t, h, min(sizeFor(h.count), h.B));
  if (!copy) {
    noMemory();
    return h;
  }
  const whole =
    h.B == 0 && h.count != 0 ? copyBucket(t, h, copy) : copyEntries<K>(t, h, copy, true);
  if (!whole) {
    disposeMap(t, copy);
    noMemory();
  }
  return copy;
}

/** Copies a map of a single bucket as Go does, byte for byte: tombstones come along. */
function copyBucket(t: maptype, src: hmap, dst: hmap): bool {
  const b = dst.buckets;
  memory.copy(b, src.buckets, t.bucketsize);
  dst.count = src.count;
  let whole = true;
  for (let i: usize = 0; i < bucketCnt; i += 1) {
    if (Bucket.isEmpty(load<u8>(b + i))) continue;
    // What has not been copied belongs to the source, and must not be freed with the copy.
    if (!whole) store<u8>(b + i, emptyRest);
    else whole = ownStrings(t, dst, b, i);
  }
  return whole;
}

/**
 * Replaces the strings of an entry, which belong to another map, by copies. Where there is no
 * memory for them, they become the empty string and the result is false.
 */
function ownStrings(t: maptype, h: hmap, b: usize, i: usize): bool {
  let whole = true;
  if (t.key == Kind.String) whole = ownString(h, Bucket.key(b, i, offsetof<GoString>()));
  if (t.elem == Kind.String && !ownString(h, Bucket.elem(t, b, i))) whole = false;
  return whole;
}

function ownString(h: hmap, at: usize): bool {
  if (copyString(h, at, at)) return true;
  store<u64>(at, 0);
  store<u64>(at, 0, 8);
  return false;
}

/**
 * Makes the array of `h` large enough for `hint` entries, at once. Throws when there is no memory
 * for it; the map is then what it was.
 */
export function mapreserve<K>(t: maptype, h: hmap, hint: u32): void {
  Stack.reserve(callFrames);
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  const B = sizeFor(hint);
  if (B <= h.B) return;
  // Iterators of the current array expect to find every entry there once the map has left it.
  if (!finishGrowth<K>(t, h) || !enlarge<K>(t, h, B)) noMemory();
}

/**
 * Gives `h`, which must not be growing, an array of 2^B buckets, more than it has; false, and
 * nothing has changed, when there is no memory for it.
 */
export function enlarge<K>(t: maptype, h: hmap, B: u8): bool {
  const larger = emptyTwin(t, h, B);
  if (!larger) return false;
  if (!copyEntries<K>(t, h, larger, false)) {
    dropArray(larger, larger.array);
    free(changetype<usize>(larger), offsetof<hmap>());
    return false;
  }
  if (h.iterators) markMoved(t, h);
  dropArray(h, h.array);
  if (h.flags & iterator) h.flags |= oldIterator;
  h.flags &= ~iterator;
  h.setB(B);
  h.buckets = larger.buckets;
  h.noverflow = larger.noverflow;
  h.overflowBuckets = larger.overflowBuckets;
  h.nevacuate = 0;
  h.array = larger.array;
  h.slabFree = larger.slabFree;
  h.slabEnd = larger.slabEnd;
  h.growths += 1;
  h.extra = null;
  const spares = larger.extra;
  if (spares)
    memory.copy(changetype<usize>(h.needExtra()), changetype<usize>(spares), offsetof<mapextra>());
  free(changetype<usize>(larger), offsetof<hmap>());
  return true;
}

/** Marks the cells of the current array as evacuation would, for iterators that walk it. */
function markMoved(t: maptype, h: hmap): void {
  if (!h.buckets) return;
  const n = (<u32>1) << h.B;
  for (let index: u32 = 0; index < n; index += 1) {
    for (let b = h.buckets + index * t.bucketsize; b; b = Bucket.overflow(t, b)) {
      for (let i: usize = 0; i < bucketCnt; i += 1) {
        store<u8>(b + i, Bucket.isEmpty(load<u8>(b + i)) ? evacuatedEmpty : evacuatedX);
      }
    }
  }
}
