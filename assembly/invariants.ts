// The invariants of a whole map, which the debug build asserts after every change: every entry is
// in the chain that its hash leads to, every tophash byte keeps its promise, the counts in the
// header are those of what is there, and nothing that iterators can reach has been freed.

import { Access } from './access';
import { Bucket, emptyOne, emptyRest, evacuatedEmpty, evacuatedX, minTopHash } from './bmap';
import { BucketArray } from './bucket-array';
import { vacant } from './evacuate';
import { Hiter } from './hiter';
import { hashWriting, hmap } from './hmap';
import { Key } from './key';
import { AnyElem, bucketCnt, maptype } from './maptype';
import { RetiredKey, Slab, swept } from './retire';
import { GoString } from './strings/go-string';

/** Traps with a message unless every invariant of `h` holds. */
export function checkInvariants<K>(t: maptype, h: hmap): void {
  assert((h.flags & hashWriting) == 0, 'a map at rest is being written');
  assert(h.bucketMask() == ((<u32>1) << h.B) - 1, 'mask is not that of B');
  assert(h.seed == h.secret + h.hash0, 'seed is not that of hash0');
  assert(!h.sameSizeGrow() || h.growing(), 'same-size flag without a growth');
  if (!h.buckets) {
    assert(h.count == 0 && !h.growing(), 'entries without an array');
    return;
  }
  let live: u32 = 0;
  let overflow: u32 = 0;
  const nbuckets = (<u32>1) << h.B;
  for (let index: u32 = 0; index < nbuckets; index += 1) {
    if (vacant(t, h, h.buckets, index)) continue;
    const b = h.buckets + index * t.bucketsize;
    live += checkChain<K>(t, h, b, index, nbuckets - 1);
    for (let ovf = Bucket.overflow(t, b); ovf; ovf = Bucket.overflow(t, ovf)) overflow += 1;
  }
  if (h.B < 16) assert(overflow == h.noverflow, 'noverflow is not the number of overflow buckets');
  if (h.growing()) live += checkOld<K>(t, h);
  assert(live == h.count, 'count is not the number of live cells');
  checkSpares(t, h);
  checkHolders(h);
  if (Key.isOwned<K>()) checkArraysLeft(t, h);
}

/** Checks the old array; returns the live cells that are still there. */
function checkOld<K>(t: maptype, h: hmap): u32 {
  let live: u32 = 0;
  const n = h.noldbuckets();
  for (let index: u32 = 0; index < n; index += 1) {
    const b = h.oldbuckets + index * t.bucketsize;
    if (Bucket.evacuated(b)) {
      for (let p = b; p; p = Bucket.overflow(t, p)) {
        for (let i: usize = 0; i < bucketCnt; i += 1) {
          const top = load<u8>(p + i);
          assert(top > emptyOne && top <= evacuatedEmpty, 'a live cell in an evacuated chain');
        }
      }
      continue;
    }
    assert(index >= h.nevacuate, 'an old bucket below the mark is not evacuated');
    live += checkChain<K>(t, h, b, index, n - 1);
  }
  return live;
}

/** Checks a chain that is not evacuated; returns its live cells. */
function checkChain<K>(t: maptype, h: hmap, b: usize, index: u32, mask: u32): u32 {
  let live: u32 = 0;
  let last: u8 = minTopHash;
  let rest = false;
  for (; b; b = Bucket.overflow(t, b)) {
    for (let i: usize = 0; i < bucketCnt; i += 1) {
      const top = load<u8>(b + i);
      if (top == emptyRest) {
        assert(last != emptyOne, 'an emptyOne before emptyRest');
        rest = true;
        last = top;
        continue;
      }
      assert(!rest, 'a cell in use after emptyRest');
      last = top;
      if (top == emptyOne) continue;
      assert(top >= minTopHash, 'an evacuated cell in a chain that is not evacuated');
      live += 1;
      const cell = Bucket.key(b, i, Key.size<K>());
      if (!Key.reflexive<K>(cell)) continue;
      const hash = Key.hashAt<K>(h, cell);
      assert(top == Bucket.tophash(hash), 'a tophash that does not fit its key');
      assert((<u32>hash & mask) == index, 'an entry in the wrong bucket');
    }
  }
  assert(last != emptyOne, 'a chain that ends with emptyOne');
  return live;
}

/** The spares end where the array does, and the last of them carries the mark until it is taken. */
function checkSpares(t: maptype, h: hmap): void {
  const end = h.buckets + <usize>BucketArray.capacity(t, h.B) * t.bucketsize;
  assert(BucketArray.end(h.buckets) == end, 'an array of the wrong size');
  const extra = h.extra;
  if (!extra || !extra.nextOverflow) return;
  const spare = extra.nextOverflow;
  assert(spare < end && (end - spare) % t.bucketsize == 0, 'a spare that is not in its array');
  assert(Bucket.overflow(t, end - t.bucketsize) == h.buckets, 'the last spare is not marked');
}

/** Every array that an iterator walks or stands in is there, and knows how many hold it. */
function checkHolders(h: hmap): void {
  let holds: u32 = 0;
  for (let it = h.iterators; it; it = changetype<Hiter>(it).next) {
    const buckets = changetype<Hiter>(it).buckets;
    const oldbuckets = changetype<Hiter>(it).oldbuckets;
    assert(isThere(h, buckets), 'an iterator walks an array that is gone');
    assert(!oldbuckets || isThere(h, oldbuckets), 'an iterator stands in an array that is gone');
    holds += oldbuckets ? 2 : 1;
  }
  let holders = Slab.of(h.buckets).holders;
  if (h.oldbuckets) holders += Slab.of(h.oldbuckets).holders;
  for (let slab = h.retired; slab; slab = changetype<Slab>(slab).nextRetired) {
    assert(changetype<Slab>(slab).holders, 'a retired array that nobody holds');
    holders += changetype<Slab>(slab).holders;
  }
  assert(holders == holds, 'arrays have other holders than iterators');
}

/** Whether `buckets` is an array that `h` has or has retired. */
function isThere(h: hmap, buckets: usize): bool {
  if (buckets == h.buckets || buckets == h.oldbuckets) return true;
  const slab = changetype<usize>(Slab.of(buckets));
  let retired = h.retired;
  while (retired && retired != slab) retired = changetype<Slab>(retired).nextRetired;
  return retired != 0;
}

/** Every key that an iterator may read in a cell left behind is that of a live entry, or retired. */
function checkArraysLeft(t: maptype, h: hmap): void {
  // For the time of the check, retired keys begin with a byte that no other key begins with.
  for (let next = h.retiredKeys; next; next = changetype<RetiredKey>(next).next) {
    const key = changetype<RetiredKey>(next);
    key.first = load<u8>(key.data);
    store<u8>(key.data, swept);
  }
  let checked = h.buckets;
  for (let next = h.iterators; next; next = changetype<Hiter>(next).next) {
    const it = changetype<Hiter>(next);
    if (it.buckets != checked && it.buckets != h.buckets) checkArrayLeft(t, h, it.buckets);
    checked = it.buckets;
    // In the other array it reads no chain but the one it stands in.
    if (it.oldbuckets && it.clears == h.clears) checkChainLeft(t, h, it.bptr);
  }
  for (let next = h.retiredKeys; next; next = changetype<RetiredKey>(next).next) {
    store<u8>(changetype<RetiredKey>(next).data, changetype<RetiredKey>(next).first);
  }
}

function checkArrayLeft(t: maptype, h: hmap, buckets: usize): void {
  const nbuckets = Slab.nbuckets(t, buckets);
  for (let index: u32 = 0; index < nbuckets; index += 1) {
    checkChainLeft(t, h, buckets + index * t.bucketsize);
  }
}

function checkChainLeft(t: maptype, h: hmap, b: usize): void {
  for (; b; b = Bucket.overflow(t, b)) {
    for (let i: usize = 0; i < bucketCnt; i += 1) {
      const top = load<u8>(b + i);
      if (top < evacuatedX || top >= evacuatedEmpty) continue;
      const key = changetype<GoString>(Bucket.key(b, i, offsetof<GoString>()));
      if (!key.data || load<u8>(key.data) == swept) continue;
      const cell = Access.find<GoString, AnyElem>(t, h, key);
      assert(cell, 'a cell left behind points to a key that is gone');
      const live = changetype<GoString>(Bucket.cellKey(cell, offsetof<GoString>()));
      assert(live.data == key.data, 'a cell left behind points to a key that is gone');
    }
  }
}
