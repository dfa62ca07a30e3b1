// Iteration. It starts at a random bucket, and in every bucket at a random cell, so that nobody comes
// to depend on an order. An iterator walks the array that was current when it began; entries that
// have moved on since then are looked up in the map, so it shows them as they are now, and not if
// they are gone. What is in the map throughout is shown exactly once, also while the map grows:
//
// - The iterator began during this growth: it walks the new array's indices; where the old bucket has
//   not been evacuated yet, it walks that one, and takes of its entries only those that will move to
//   the index it is at (`checkBucket`).
// - The map has grown since: the walked array is the old one, or older still. Entries that were
//   evacuated are looked up.
//
// Entries are handed out in batches, as copies: keys behind one another, and elements. The first batch
// comes from one bucket, later ones from more. If the map has been changed while the host was working
// through a batch, it says how many entries it has taken, and the iterator goes back to where it was
// after the last of them.

import { Access } from './access';
import { noMemory } from './assign';
import { Bucket, evacuatedEmpty, evacuatedX, evacuatedY } from './bmap';
import { Elem } from './elem';
import { allocate, free } from './heap/heap';
import { maxSpanBlock } from './heap/span';
import { hashWriting, hmap, iterator, oldIterator } from './hmap';
import { concurrentMapIterationAndWrite, fatal } from './host';
import { Key } from './key';
import { Live } from './live';
import { bucketCnt, maptype } from './maptype';
import { Match } from './match';
import { Pack, packSlack } from './pack';
import { Random } from './random';
import { createOverflow } from './region';
import { freeRetired } from './retire';

/** No check of where an entry will move to: every entry of the chain belongs here. */
const noCheck: u32 = u32.MAX_VALUE;

/** Buckets that a batch may come from. */
const mostVisits: u32 = 16;
const fewVisits: u32 = 4;
/** Entries of a batch, at most. */
export const maxEntries: u32 = 64;

/** A bucket that a batch comes from: the state of the iterator in it. */
@unmanaged
class Visit {
  bptr: usize;
  checkBucket: u32;
  bucket: u32;
  wrapped: bool;
  /** Entries of the batch up to this bucket, included. */
  entries: u8;
  /** Which cells they came from: bit i for the cell that comes i cells after the first looked at. */
  taken: u8;
}

@unmanaged
export class Hiter {
  private map: hmap;
  /** The array that was current when the iteration began, and its B. */
  buckets: usize;
  B: u8;
  /** The cell of a bucket to begin with. */
  offset: u8;
  /** Whether the last bucket has been passed. */
  wrapped: bool;
  /** How many cells of the current bucket have been passed. */
  i: u8;
  startBucket: u32;
  /** Index of the next chain. */
  bucket: u32;
  checkBucket: u32;
  /** The current bucket; 0 for none. */
  bptr: usize;
  /** The retirements before the iteration began. */
  since: u32;
  /** The iterators of this map that began before and after. */
  prev: usize;
  next: usize;
  /** Buckets that the next batch may come from, and that there is room for in any batch. */
  limit: u32;
  maxVisits: u32;

  @inline
  get h(): hmap {
    Live.iterator(changetype<usize>(this));
    return this.map;
  }

  @inline
  set h(map: hmap) {
    this.map = map;
  }

  /** The keys of the last batch. */
  @inline
  keys(): usize {
    return changetype<usize>(this) + Batch.keysOffset(this.maxVisits);
  }

  /** The elements of the last batch. */
  @inline
  elems(t: maptype): usize {
    return this.keys() + Batch.entries(this.maxVisits) * t.keysize + packSlack;
  }

  /** The buckets of the last batch. */
  @inline
  visit(n: u32): Visit {
    return changetype<Visit>(changetype<usize>(this) + visitsOffset + n * offsetof<Visit>());
  }
}

const visitsOffset: usize = offsetof<Hiter>();

/** How much memory a batch takes that comes from `visits` buckets at most. */
class Batch {
  /** Entries that it has room for. */
  @inline
  static entries(visits: u32): u32 {
    return min(maxEntries, visits * 8);
  }

  /** Offset of the keys, which follow the visits: a multiple of 8, as keys of 8 bytes need it. */
  @inline
  static keysOffset(visits: u32): usize {
    return (visitsOffset + visits * offsetof<Visit>() + 7) & ~7;
  }

  /**
   * Bytes of an iterator with such batches. So many at least that they come out of any hole: smaller
   * pieces are cut from spans of 16 KiB, of which there may be none when memory is short.
   */
  static size(t: maptype, visits: u32): usize {
    const entrySize = <usize>t.keysize + t.elemsize;
    const size = Batch.keysOffset(visits) + Batch.entries(visits) * entrySize + 2 * packSlack;
    return max(size, maxSpanBlock + 8);
  }
}

/** Begins an iteration of a map that is not empty. Throws when there is no memory. */
export function mapiterinit(t: maptype, h: hmap): Hiter {
  if (h.flags & hashWriting) fatal(concurrentMapIterationAndWrite);
  // Where memory is short, fewer entries are handed out at a time.
  let maxVisits = mostVisits;
  let address = allocate(Batch.size(t, maxVisits));
  if (!address) {
    maxVisits = fewVisits;
    address = allocate(Batch.size(t, maxVisits));
    if (!address) noMemory();
  }
  const it = changetype<Hiter>(address);
  it.h = h;
  it.B = h.B;
  it.buckets = h.buckets;
  if (!t.hasPtr) createOverflow(h);
  const r = Random.draw(h);
  it.startBucket = r & h.bucketMask();
  it.offset = <u8>((r >> h.B) & (bucketCnt - 1));
  it.bucket = it.startBucket;
  it.wrapped = false;
  it.bptr = 0;
  it.i = 0;
  it.limit = 1;
  it.maxVisits = maxVisits;
  h.flags |= iterator | oldIterator;
  it.since = h.retirements;
  it.next = 0;
  it.prev = h.lastIterator;
  if (it.prev) changetype<Hiter>(it.prev).next = address;
  else h.iterators = address;
  h.lastIterator = address;
  return it;
}

/** Ends an iteration, finished or not. */
export function mapiterend(it: Hiter): void {
  const h = it.h;
  if (it.prev) changetype<Hiter>(it.prev).next = it.next;
  else h.iterators = it.next;
  if (it.next) changetype<Hiter>(it.next).prev = it.prev;
  else h.lastIterator = it.prev;
  free(changetype<usize>(it), Batch.size(h.t, it.maxVisits));
  freeRetired(h);
}

/** Takes back all but the first `taken` > 0 entries of the last batch. */
export function mapiterrewind(it: Hiter, taken: u32): void {
  let n: u32 = 0;
  while (it.visit(n).entries < <u8>taken) n += 1;
  const visit = it.visit(n);
  it.bptr = visit.bptr;
  it.checkBucket = visit.checkBucket;
  it.bucket = visit.bucket;
  it.wrapped = visit.wrapped;
  // The cells to be passed end with the one of the last entry taken.
  let cells: u32 = visit.taken;
  for (let n = visit.entries - taken; n; n -= 1) cells &= ~(<u32>0x80000000 >> clz(cells));
  it.i = <u8>(32 - clz(cells));
  it.limit = 1;
}

/** The next batch: the number of its entries; 0 when there are no more. */
export function mapiternext<K>(t: maptype, it: Hiter): u32 {
  const h = it.h;
  if (h.flags & hashWriting) fatal(concurrentMapIterationAndWrite);
  // Nothing changes the map meanwhile: the state is in variables, which need not be read again.
  const bucketsize = t.bucketsize;
  const capacity = Batch.entries(it.maxVisits) - bucketCnt;
  const keys = it.keys();
  const elems = it.elems(t);
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
  while (visits < it.limit && n <= capacity) {
    if (b && i == bucketCnt) {
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
          b = old;
          // Decided here, and not as in Go at every entry: the growth may have ended by then and
          // another have begun, so that Go would miss a NaN or show an entry twice.
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
    // The live cells, in the order from `offset` on and round, without those that have been passed.
    let taken: u32;
    if (checkBucket != noCheck || Bucket.evacuated(b)) {
      taken = searchBucket<K>(t, h, it, b, i, checkBucket, n);
    } else {
      const live: u32 = Match.live(b);
      taken = ((live >> offset) | (live << (8 - offset))) & (0xff << i) & 0xff;
      Pack.row<K>(Bucket.key(b, 0, Key.size<K>()), offset, taken, keys + n * Key.size<K>());
      Pack.elems(t.elemsize, Bucket.elem(t, b, 0), offset, taken, elems + n * t.elemsize);
    }
    i = bucketCnt;
    if (!taken) continue;
    n += popcnt(taken);
    const visit = it.visit(visits);
    visit.taken = <u8>taken;
    visit.bptr = b;
    visit.checkBucket = checkBucket;
    visit.bucket = bucket;
    visit.wrapped = wrapped;
    visit.entries = <u8>n;
    visits += 1;
  }
  it.bptr = b;
  it.i = <u8>i;
  it.bucket = bucket;
  it.wrapped = wrapped;
  it.checkBucket = checkBucket;
  // Loops that go on get longer batches; those that stop early have not paid for them.
  if (it.limit < it.maxVisits) it.limit *= 2;
  return n;
}

/** Makes an entry the `n`th of the batch. */
function takeEntry<K>(t: maptype, it: Hiter, n: u32, key: usize, elem: usize): void {
  Key.move<K>(key, it.keys() + n * Key.size<K>());
  Elem.move(elem, it.elems(t) + n * t.elemsize, t.elemsize);
}

/**
 * Adds the entries of bucket `b`, whose first `passed` cells have been passed, to a batch of `n` while or
 * after the map grows: not all of them belong here or still are here. Returns the cells that they are in.
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
        const hash = Key.hash<K>(t, h, Key.at<K>(key));
        if ((<u32>hash & (((<u32>1) << it.B) - 1)) != checkBucket) continue;
      } else if (checkBucket >> (it.B - 1) != (top & 1)) {
        continue;
      }
    }
    if ((top == evacuatedX || top == evacuatedY) && Key.reflexive<K>(key)) {
      // The map has grown since: the entry may be gone, or be another one by now.
      const hash = Key.hash<K>(t, h, Key.at<K>(key));
      if (h.count == 0) continue;
      const cell = Access.cell<K>(
        t,
        Access.chain(t, h, hash),
        Bucket.tophash(hash),
        Key.at<K>(key),
      );
      if (!cell) continue;
      key = Bucket.cellKey(cell, Key.size<K>());
      elem = Bucket.cellElem(t, cell);
    }
    takeEntry<K>(t, it, n, key, elem);
    n += 1;
    taken |= 1 << (<u32>(i - 1));
  }
  return taken;
}
