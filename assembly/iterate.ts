// Iteration. It starts at a random bucket, and in every bucket at a random cell, so that no program
// comes to depend on an order. An iterator walks the array that was current when it began. Entries
// that have moved since then are looked up in the map, so that it shows them as they are now, and
// skips them if they are gone. An entry that is in the map throughout is shown exactly once, even
// while the map grows:
//
// - If the iterator began during this growth, it walks the indices of the new array. Where the old
//   bucket has not been evacuated yet, it walks that one, and takes only the entries that will move
//   to the index it is at (`checkBucket`).
// - If the map has grown since, the walked array is the old one, or older still. Entries that were
//   evacuated are looked up.
//
// Entries are handed out in batches, as copies (hiter.ts). The first batch comes from one bucket,
// later ones from more. If the map changes while the host is working through a batch, the host says
// how many entries it has taken, and the iterator goes back to where it was after the last of them.

import { Access } from './access';
import { Bucket, evacuatedEmpty, evacuatedX, evacuatedY } from './bmap';
import { createOverflow } from './bucket-array';
import { Compress } from './compress';
import { Elem } from './elem';
import { Random } from './hash/random';
import { allocate, free } from './heap/heap';
import { Batch, fewVisits, Hiter, mostVisits, peeked } from './hiter';
import { hashWriting, hmap, iterator, oldIterator } from './hmap';
import { concurrentMapIterationAndWrite, fatal } from './host';
import { Key } from './key';
import { AnyElem, bucketCnt, dataOffset, maptype } from './maptype';
import { Match } from './match/match';
import { noMemory } from './no-memory';
import { freeRetiredKeys, hold, release } from './retire';
import { fewFrames, Stack, tableFrames } from './stack';
import { GoString } from './strings/go-string';

/** The `checkBucket` of a chain all of whose entries belong here. */
const noCheck: u32 = u32.MAX_VALUE;

/** What a batch is asked for. */
const readKeys: u32 = 1;
const readElems: u32 = 2;
export const readBoth: u32 = readKeys | readElems;

/** Begins an iteration of a map that is not empty. Throws when there is no memory. */
export function mapiterinit(t: maptype, h: hmap): Hiter {
  const it = newIterator(t, h);
  start(t, h, it, Random.draw(h));
  return it;
}

/** Begins it where `mapiterstart` says that another one began. */
export function mapiterinitAt(t: maptype, h: hmap, r: u32): Hiter {
  const it = newIterator(t, h);
  start(t, h, it, r);
  return it;
}

/** Where an iteration of the map as it is began. */
export function mapiterstart(it: Hiter): u32 {
  return it.startBucket | ((<u32>it.offset) << it.B);
}

/**
 * Hands out what an iteration that begins now would hand out first, in `peeked`; takes no memory.
 * Returns the number of entries.
 */
export function mapiterpeek<K>(t: maptype, h: hmap): u32 {
  const it = changetype<Hiter>(peeked());
  it.h = h;
  it.maxVisits = 1;
  start(t, h, it, Random.draw(h));
  const n = mapiternext<K>(t, it, readBoth);
  if (it.oldbuckets) release(h, it.oldbuckets);
  return n;
}

/** An iterator that holds the current array of `h`. */
function newIterator(t: maptype, h: hmap): Hiter {
  Stack.reserve(tableFrames);
  if (h.flags & hashWriting) fatal(concurrentMapIterationAndWrite);
  // The host joins the strings of a batch, and more of them would be too long together.
  let maxVisits = t.hasPtr ? mostVisits / 2 : mostVisits;
  let address = allocate(Batch.size(t, maxVisits));
  if (!address) {
    maxVisits = fewVisits;
    address = allocate(Batch.size(t, maxVisits));
    if (!address) noMemory();
  }
  const it = changetype<Hiter>(address);
  it.h = h;
  it.maxVisits = maxVisits;
  hold(h, h.buckets);
  it.prev = 0;
  it.next = h.iterators;
  if (it.next) changetype<Hiter>(it.next).prev = address;
  h.iterators = address;
  return it;
}

/** Sets an iterator to the beginning that `r` chooses. */
function start(t: maptype, h: hmap, it: Hiter, r: u32): void {
  it.B = h.B;
  it.buckets = h.buckets;
  if (!t.hasPtr) createOverflow(h);
  it.startBucket = r & h.bucketMask();
  it.offset = <u8>((r >> h.B) & (<u32>bucketCnt - 1));
  it.bucket = it.startBucket;
  it.wrapped = false;
  it.bptr = 0;
  it.i = 0;
  it.limit = 1;
  it.oldbuckets = 0;
  it.cleared = false;
  it.clears = h.clears;
  h.flags |= iterator | oldIterator;
}

/** Ends an iteration, finished or not. */
export function mapiterend(it: Hiter): void {
  Stack.reserve(tableFrames);
  const h = it.h;
  if (it.prev) changetype<Hiter>(it.prev).next = it.next;
  else h.iterators = it.next;
  if (it.next) changetype<Hiter>(it.next).prev = it.prev;
  release(h, it.buckets);
  if (it.oldbuckets) release(h, it.oldbuckets);
  freeRetiredKeys(h);
  free(changetype<usize>(it), Batch.size(h.t, it.maxVisits));
}

/** Ends all iterations of a map. */
export function endIterators(h: hmap): void {
  while (h.iterators) mapiterend(changetype<Hiter>(h.iterators));
}

/** Takes back all but the first `taken` entries of the last batch. */
export function mapiterrewind(it: Hiter, taken: u32): void {
  let n: u32 = 0;
  while (it.visit(n).entries < <u8>taken) n += 1;
  const visit = it.visit(n);
  it.bptr = visit.bptr;
  it.checkBucket = visit.checkBucket;
  it.bucket = visit.bucket;
  it.wrapped = visit.bucket <= it.startBucket;
  // The cells that have been passed end with the one of the last entry taken, or before the first.
  let cells: u32 = visit.taken;
  if (taken) {
    for (let n = visit.entries - taken; n; n -= 1) cells &= ~(<u32>0x80000000 >> clz(cells));
    it.i = <u8>(32 - clz(cells));
  } else {
    it.i = <u8>ctz(cells);
  }
  it.limit = 1;
}

/**
 * Makes the next batch, of keys, elements or both, and returns the number of its entries; 0 when there
 * are no more.
 */
export function mapiternext<K>(t: maptype, it: Hiter, reads: u32): u32 {
  const h = it.h;
  const settled = !h.growing() && it.buckets == h.buckets && !it.oldbuckets;
  Stack.reserve(settled ? fewFrames : tableFrames);
  if (h.flags & hashWriting) fatal(concurrentMapIterationAndWrite);
  if (it.clears != h.clears) {
    // What was in the current chain is gone, its overflow buckets too.
    it.clears = h.clears;
    it.cleared = true;
    it.bptr = 0;
    it.i = 0;
  }
  const n = settled ? walkSettled(t, it, reads) : walk<K>(t, h, it, reads);
  // Loops that go on get longer batches; loops that stop early have not paid for them.
  if (it.limit < it.maxVisits) it.limit *= 2;
  return n;
}

/**
 * `walk` where all buckets are in the current array and none has been evacuated. Whether a chain goes
 * on cannot be predicted, so nothing branches on it.
 */
function walkSettled(t: maptype, it: Hiter, reads: u32): u32 {
  const bucketsize = t.bucketsize;
  const limit = it.limit;
  const buckets = it.buckets;
  const start = it.startBucket;
  const offset: u32 = it.offset;
  const end: u32 = (<u32>1) << it.B;
  let b = it.bptr;
  let bucket = it.bucket;
  let wrapped = it.wrapped;
  let left: u32 = (0xff << it.i) & 0xff;
  let n: u32 = 0;
  let visits: u32 = 0;
  let next: u32 = <u32>!b;
  while (true) {
    if (next & <u32>wrapped & <u32>(bucket == start)) break;
    b = select<usize>(buckets + <usize>bucket * bucketsize, b, next);
    bucket += next;
    if (bucket == end) {
      bucket = 0;
      wrapped = true;
    }
    const taken = ((Match.live(b) * 0x101) >> offset) & left;
    left = 0xff;
    n += popcnt(taken);
    it.visit(visits).set(b, noCheck, bucket, n, taken);
    visits += <u32>(taken != 0);
    if (visits == limit) break;
    b = load<usize>(b + bucketsize - 8);
    next = <u32>!b;
  }
  it.bptr = b;
  it.i = <u8>bucketCnt;
  it.bucket = bucket;
  it.wrapped = wrapped;
  it.checkBucket = noCheck;
  copyCells(t, it, 0, visits, reads);
  return n;
}

/** Goes on to the buckets of the next batch. Returns the number of entries. */
function walk<K>(t: maptype, h: hmap, it: Hiter, reads: u32): u32 {
  // Nothing changes the map meanwhile, so the state is kept in variables.
  const bucketsize = t.bucketsize;
  const offset: u32 = it.offset;
  const end: u32 = (<u32>1) << it.B;
  const growing = h.growing() && it.B == h.B;
  let b = it.bptr;
  let i: u32 = it.i;
  let bucket = it.bucket;
  let wrapped = it.wrapped;
  let checkBucket = it.checkBucket;
  let n: u32 = 0;
  let visits: u32 = 0;
  let copied: u32 = 0;
  while (visits < it.limit) {
    if (b && i == <u32>bucketCnt) {
      b = Bucket.overflow(t, b);
      i = 0;
    }
    if (!b) {
      if (wrapped && bucket == it.startBucket) break;
      // The chain for the next bucket index.
      b = it.buckets + bucket * bucketsize;
      checkBucket = noCheck;
      if (growing) {
        const old = h.oldbuckets + (bucket & (h.noldbuckets() - 1)) * bucketsize;
        if (!Bucket.evacuated(old)) {
          if (!holdOld(h, it, n)) {
            b = 0;
            break;
          }
          b = old;
          // Go decides this at every entry, when the growth may have ended and another have begun:
          // it would miss a NaN or show an entry twice. Here it is decided once a chain.
          if (!h.sameSizeGrow()) checkBucket = bucket;
        }
      }
      i = 0;
      bucket += 1;
      if (bucket == end) {
        bucket = 0;
        wrapped = true;
      }
    }
    // The live cells in the order of this iteration, without those that have been passed.
    let taken: u32;
    if (checkBucket != noCheck || Bucket.evacuated(b)) {
      copyCells(t, it, copied, visits, reads);
      taken = searchBucket<K>(t, h, it, b, i, checkBucket, n);
      copied = visits + <u32>(taken != 0);
    } else {
      taken = ((Match.live(b) * 0x101) >> offset) & (0xff << i) & 0xff;
    }
    i = <u32>bucketCnt;
    if (!taken) continue;
    n += popcnt(taken);
    it.visit(visits).set(b, checkBucket, bucket, n, taken);
    visits += 1;
  }
  copyCells(t, it, copied, visits, reads);
  it.bptr = b;
  it.i = <u8>i;
  it.bucket = bucket;
  it.wrapped = wrapped;
  it.checkBucket = checkBucket;
  return n;
}

/** Copies what the visits from `from` to below `to` have taken to the rows of the batch. */
function copyCells(t: maptype, it: Hiter, from: u32, to: u32, reads: u32): void {
  if (reads & readKeys) copyRow(t.keysize, it, from, to, dataOffset, it.keys());
  if (reads & readElems) copyRow(t.elemsize, it, from, to, t.elems, it.elems(t));
}

/** Copies cells of `size` bytes, which begin at offset `at` of a bucket, to the row at `row`. */
function copyRow(size: usize, it: Hiter, from: u32, to: u32, at: usize, row: usize): void {
  switch (<i32>size) {
    case 4:
      Row.copy<u32>(it, from, to, at, row);
      return;
    case 8:
      Row.copy<u64>(it, from, to, at, row);
      return;
    case 1:
      Row.copy<u8>(it, from, to, at, row);
      return;
    case 2:
      Row.copy<u16>(it, from, to, at, row);
      return;
    case 16:
      Row.copy<GoString>(it, from, to, at, row);
      return;
    default: // elements of no size
  }
}

class Row {
  @inline
  static copy<T>(it: Hiter, from: u32, to: u32, at: usize, row: usize): void {
    const offset: u32 = it.offset;
    let visit = it.visit(from);
    const end = it.visit(to);
    if (from) row += <usize>it.visit(from - 1).entries * Key.size<T>();
    for (; changetype<usize>(visit) < changetype<usize>(end); visit = visit.next) {
      row = Compress.row<T>(visit.bptr + at, offset, visit.taken, row);
    }
  }
}

/**
 * Holds the old array of `h`, which the batch is about to read; false if `n` entries of the batch
 * may come from an older one, which is still held.
 */
function holdOld(h: hmap, it: Hiter, n: u32): bool {
  const old = h.oldbuckets;
  if (it.buckets == old || it.oldbuckets == old) return true;
  if (it.oldbuckets) {
    if (n) return false;
    release(h, it.oldbuckets);
  }
  hold(h, old);
  it.oldbuckets = old;
  return true;
}

/** Makes an entry the `n`th of the batch. */
function takeEntry<K>(t: maptype, it: Hiter, n: u32, key: usize, elem: usize): void {
  Key.move<K>(key, it.keys() + <usize>n * Key.size<K>());
  Elem.move(elem, it.elems(t) + n * t.elemsize, t.elemsize);
}

/**
 * Adds to a batch of `n` the entries of bucket `b`, whose first `passed` cells have been passed. To
 * be used while the map grows and after, when not all of them belong here or are still here.
 * Returns the cells that they are in.
 */
function searchBucket<K>(
  t: maptype,
  h: hmap,
  it: Hiter,
  b: usize,
  passed: u32,
  checkBucket: u32,
  n: u32,
): u32 {
  let taken: u32 = 0;
  for (let i: usize = passed; i < bucketCnt; ) {
    const at = (i + it.offset) & (bucketCnt - 1);
    const top = load<u8>(b + at);
    i += 1;
    if (Bucket.isEmpty(top) || top == evacuatedEmpty) continue;
    let key = Bucket.key(b, at, Key.size<K>());
    let elem = Bucket.elem(t, b, at);
    if (checkBucket != noCheck) {
      // Will this entry move to the bucket index we are at, or to the other one?
      if (Key.reflexive<K>(key)) {
        const hash = Key.hash<K>(h, Key.at<K>(key));
        if ((<u32>hash & (((<u32>1) << it.B) - 1)) != checkBucket) continue;
      } else if (checkBucket >> (it.B - 1) != (top & 1)) {
        continue;
      }
    }
    const moved = top == evacuatedX || top == evacuatedY;
    // A clear has freed the element of a NaN that had moved before.
    if (moved && it.cleared && !Key.reflexive<K>(key)) continue;
    if (moved && Key.reflexive<K>(key)) {
      // The map has grown since: the entry may be gone, or be another one by now.
      const hash = Key.hash<K>(h, Key.at<K>(key));
      if (h.count == 0) continue;
      const cell = Access.cell<K, AnyElem>(
        t,
        Access.chain<K, AnyElem>(t, h, hash),
        Bucket.tophash(hash),
        Key.at<K>(key),
      );
      if (!cell) continue;
      key = Bucket.cellKey(cell, Key.size<K>());
      elem = Bucket.cellElem(t, cell);
    }
    takeEntry<K>(t, it, n, key, elem);
    n += 1;
    taken |= 1 << (<u32>i - 1);
  }
  return taken;
}
