// Memory that an iterator may still look at is not freed but retired, and an iterator can look at
// little: at the array that it walks, at one more array that it may stand in, and from there at the
// keys that the cells of these arrays point to. So an array that the map has left is freed at once,
// unless an iterator holds it; an array counts its holders, as in any reclamation by reference
// counts. An iterator that is never ended keeps two arrays, however long the map goes on.
//
// Strings that are elements are never retired: an iterator finds an entry that has moved by its key,
// and shows the element that the entry has now. (An entry whose key is NaN cannot be found, nor can
// its element change; only `clear` takes it away, and then it is not shown.) Nor are keys, while all
// iterators walk the current array, whose cells are emptied when their keys go. But a cell of an
// array left behind still points to its key when the entry is deleted, and an iterator reads it to
// ask whether the entry is back. So from then on the bytes of deleted keys stay readable, with a
// note of 16 bytes about each, until they are more than the arrays they are kept for: then the cells
// that point to them are emptied too, and all of them are freed. An entry that comes back later is
// new to these iterators, and need not be shown. A sweep reads as many bytes as were retired since
// the last one, so a deletion pays a constant share of it.

import { Bucket, evacuatedEmpty, evacuatedX, evacuatedY } from './bmap';
import { allocate, free } from './heap/heap';
import { attached, hmap } from './hmap';
import { bucketCnt, maptype } from './maptype';

/** The start of every slab of a bucket array, before its buckets. */
@unmanaged
export class Slab {
  /** In the slab of a retired array: that of the next retired array, or 0. */
  nextRetired: usize;
  /** The next slab of the same array, or 0. */
  next: usize;
  /** Its bytes, these included. */
  size: u32;
  /** In the slab of the array itself: how many iterators hold the array. */
  holders: u32;

  /** The slab that array `buckets` is in. */
  @inline
  static of(buckets: usize): Slab {
    return changetype<Slab>(buckets - offsetof<Slab>());
  }

  /** The number of buckets of array `buckets`, without spares and what else is added to 2^B. */
  static nbuckets(t: maptype, buckets: usize): u32 {
    const all = (Slab.of(buckets).size - <u32>offsetof<Slab>()) / t.bucketsize;
    return (<u32>1) << (31 - clz(all));
  }

  /** Frees all slabs of an array from the one at `slab` on. */
  static free(slab: usize): void {
    while (slab) {
      const next = changetype<Slab>(slab).next;
      free(slab, changetype<Slab>(slab).size);
      slab = next;
    }
  }

  /** Bytes of all slabs of an array from the one at `slab` on. */
  static bytes(slab: usize): u64 {
    let bytes: u64 = 0;
    for (; slab; slab = changetype<Slab>(slab).next) bytes += changetype<Slab>(slab).size;
    return bytes;
  }
}

/** A note about the bytes of a deleted key. */
@unmanaged
export class RetiredKey {
  next: usize;
  data: usize;
  size: u32;
  /** Where the debug build keeps the first byte while it checks. */
  first: u8;
}

/** Keys of fewer bytes than this, notes included, are never swept. */
const minSwept: u32 = 16384;

/** The first byte of a key that is about to be freed. It begins no WTF-8 string. */
export const swept: u8 = 0xff;

/** Keeps array `buckets` from being freed until `release`. What a reader reads is kept by its owner. */
export function hold(h: hmap, buckets: usize): void {
  if (h.flags & attached) return;
  Slab.of(buckets).holders += 1;
}

/** Takes a `hold` back, and frees the array if the map has left it and nobody else holds it. */
export function release(h: hmap, buckets: usize): void {
  if (h.flags & attached) return;
  const slab = Slab.of(buckets);
  slab.holders -= 1;
  if (slab.holders || buckets == h.buckets || buckets == h.oldbuckets) return;
  const address = changetype<usize>(slab);
  if (h.retired == address) {
    h.retired = slab.nextRetired;
  } else {
    let before = changetype<Slab>(h.retired);
    while (before.nextRetired != address) before = changetype<Slab>(before.nextRetired);
    before.nextRetired = slab.nextRetired;
  }
  Slab.free(address);
}

/** Frees an array, given by its slabs, as soon as nobody holds it. The map has left it. */
export function retireArray(h: hmap, slabs: usize): void {
  // The slab that the array itself is in comes last.
  let before: usize = 0;
  let last = slabs;
  while (changetype<Slab>(last).next) {
    before = last;
    last = changetype<Slab>(last).next;
  }
  const slab = changetype<Slab>(last);
  if (!slab.holders) {
    Slab.free(slabs);
    return;
  }
  // It comes first in a retired array: who holds the array knows no other slab of it.
  if (before) {
    changetype<Slab>(before).next = 0;
    slab.next = slabs;
  }
  slab.nextRetired = h.retired;
  h.retired = last;
}

/** Whether an iterator holds an array that entries have left. */
function leftBehind(h: hmap): bool {
  return h.retired != 0 || (h.oldbuckets != 0 && Slab.of(h.oldbuckets).holders != 0);
}

/** Frees the `size` bytes of a deleted key as soon as no iterator can read them. */
export function retireKey(h: hmap, data: usize, size: u32): void {
  if (!leftBehind(h)) {
    free(data, size);
    return;
  }
  const address = allocate(offsetof<RetiredKey>());
  if (!address) {
    // Memory is short: all the more reason to sweep.
    store<u8>(data, swept);
    sweep(h);
    free(data, size);
    return;
  }
  const note = changetype<RetiredKey>(address);
  note.next = h.retiredKeys;
  note.data = data;
  note.size = size;
  h.retiredKeys = address;
  h.retiredBytes += size + offsetof<RetiredKey>();
  if (h.retiredBytes > max(h.sweepAbove, minSwept)) sweep(h);
}

/**
 * Keeps a deleted key that is an object reachable as long as iterators may read it. Objects are not
 * swept: their bytes are not the map's to write.
 */
export function keepKey(h: hmap, object: usize): void {
  if (!leftBehind(h)) return;
  const note = changetype<RetiredKey>(allocate(offsetof<RetiredKey>()));
  note.next = h.retiredKeys;
  note.data = object;
  note.size = 0;
  h.retiredKeys = changetype<usize>(note);
}

/** Frees the retired keys if no iterator can read them. To be called when one has ended. */
export function freeRetiredKeys(h: hmap): void {
  if (h.retiredKeys && !leftBehind(h)) freeKeys(h);
}

/** Empties the cells that point to retired keys, in all arrays left behind, and frees the keys. */
function sweep(h: hmap): void {
  for (let key = h.retiredKeys; key; key = changetype<RetiredKey>(key).next) {
    store<u8>(changetype<RetiredKey>(key).data, swept);
  }
  const t = h.t;
  let bytes: u64 = 0;
  if (h.oldbuckets) bytes += sweepArray(t, h.oldArray, h.oldbuckets);
  for (let slab = h.retired; slab; slab = changetype<Slab>(slab).nextRetired) {
    bytes += sweepArray(t, slab, slab + offsetof<Slab>());
  }
  freeKeys(h);
  h.sweepAbove = <u32>min<u64>(bytes, u32.MAX_VALUE);
}

/** Does it in array `buckets`; returns the bytes of its slabs. */
function sweepArray(t: maptype, slabs: usize, buckets: usize): u64 {
  const nbuckets = Slab.nbuckets(t, buckets);
  for (let index: u32 = 0; index < nbuckets; index += 1) {
    for (let b = buckets + index * t.bucketsize; b; b = Bucket.overflow(t, b)) {
      for (let i: usize = 0; i < bucketCnt; i += 1) {
        const top = load<u8>(b + i);
        if (top != evacuatedX && top != evacuatedY) continue;
        const data = load<usize>(Bucket.key(b, i, t.keysize));
        if (data && load<u8>(data) == swept) store<u8>(b + i, evacuatedEmpty);
      }
    }
  }
  return Slab.bytes(slabs);
}

function freeKeys(h: hmap): void {
  for (let address = h.retiredKeys; address; ) {
    const key = changetype<RetiredKey>(address);
    const next = key.next;
    if (key.size) free(key.data, key.size);
    free(address, offsetof<RetiredKey>());
    address = next;
  }
  h.retiredKeys = 0;
  h.retiredBytes = 0;
}
