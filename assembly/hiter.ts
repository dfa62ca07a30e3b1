// An iterator: Go's `hiter`, followed by the entries of its last batch. The entries are copies,
// keys in one row and elements in another, for the host to read in place. With every batch go the
// buckets it came from (`Visit`), so that an iterator can go back to any entry of it.
//
// The iterators of a map are in a list. What they may still read is not freed (retire.ts).

import { area, peekedAt } from './area';
import { maxSpanPiece } from './heap/span';
import { hmap, inMemory } from './hmap';
import { bucketCnt, maptype } from './maptype';

/** Buckets that a batch may come from: where memory is short, the smaller number. */
export const mostVisits: u32 = 16;
export const fewVisits: u32 = 4;
/** The most entries of a batch. */
export const maxEntries: u32 = mostVisits * <u32>bucketCnt;

/** Bytes after each row that `Compress` may overwrite. */
const slack: usize = 16;

/** A bucket that a batch comes from: the state of the iterator in it. */
@unmanaged
export class Visit {
  bptr: usize;
  checkBucket: u32;
  bucket: u32;
  /** Entries of the batch up to and including this bucket. */
  entries: u8;
  /** The cells they came from: bit i for the cell that comes i cells after the first looked at. */
  taken: u8;
  /** Makes the size a multiple of 4. */
  private padding: u16;

  @inline
  set(bptr: usize, checkBucket: u32, bucket: u32, entries: u32, taken: u32): void {
    this.bptr = bptr;
    this.checkBucket = checkBucket;
    this.bucket = bucket;
    this.entries = <u8>entries;
    this.taken = <u8>taken;
  }

  @inline
  get next(): Visit {
    return changetype<Visit>(changetype<usize>(this) + offsetof<Visit>());
  }
}

@unmanaged
export class Hiter {
  private map: hmap;
  /** The array that was current when the iteration began, held, and its B. */
  buckets: usize;
  B: u8;
  /** The cell of a bucket to begin with. */
  offset: u8;
  /** Whether the last bucket has been passed. */
  wrapped: bool;
  /** Whether the map has been cleared since the iteration began. */
  cleared: bool;
  /** How many cells of the current bucket have been passed. */
  i: u8;
  startBucket: u32;
  /** Index of the next chain. */
  bucket: u32;
  checkBucket: u32;
  /** The current bucket; 0 for none. */
  bptr: usize;
  /** The old array that buckets of the last batch may be in, held; 0 for none. */
  oldbuckets: usize;
  /** How often the map had been cleared at the last batch. */
  clears: u32;
  /** The neighbours in the list of iterators. */
  prev: usize;
  next: usize;
  /** Buckets that the next batch may come from, and that any batch has room for. */
  limit: u32;
  maxVisits: u32;

  @inline
  get h(): hmap {
    this.assertIterator();
    return this.map;
  }

  @inline
  set h(map: hmap) {
    this.map = map;
  }

  /** Asserts in the debug build that this is a live iterator of a live map. */
  @inline
  assertIterator(): void {
    if (isDefined(TOPHASH_DEBUG)) assertListed(changetype<usize>(this));
  }

  /** The keys of the last batch. */
  @inline
  keys(): usize {
    return changetype<usize>(this) + Batch.keysOffset(this.maxVisits);
  }

  /** The elements of the last batch. */
  @inline
  elems(t: maptype): usize {
    return this.keys() + Batch.entries(this.maxVisits) * t.keysize + slack;
  }

  /** The buckets of the last batch. */
  @inline
  visit(n: u32): Visit {
    return changetype<Visit>(changetype<usize>(this) + visitsOffset + n * offsetof<Visit>());
  }
}

const visitsOffset: usize = offsetof<Hiter>();

/** The room that a batch from at most `visits` buckets takes. */
export class Batch {
  /** Entries that it has room for. */
  @inline
  static entries(visits: u32): u32 {
    return visits * <u32>bucketCnt;
  }

  /** Offset of the keys, which follow the visits: a multiple of 8, as keys of 8 bytes need it. */
  @inline
  static keysOffset(visits: u32): usize {
    return (visitsOffset + visits * offsetof<Visit>() + 7) & ~7;
  }

  /**
   * Bytes of an iterator with such batches. Always more than a span gives: a span is 16 KiB, which
   * may not be there when memory is short, while a larger piece fits into any hole.
   */
  static size(t: maptype, visits: u32): usize {
    const entrySize = <usize>t.keysize + t.elemsize;
    const size = Batch.keysOffset(visits) + <usize>Batch.entries(visits) * entrySize + 2 * slack;
    return max(size, maxSpanPiece + 8);
  }
}

/**
 * An iterator that is in no list and holds nothing, to look at the first entry of an iteration. It
 * has room for the largest bucket there is, and is void as soon as a map changes.
 */
export function peeked(): usize {
  return area + peekedAt;
}

function assertListed(it: usize): void {
  if (it == peeked()) return;
  assert(inMemory(it, offsetof<Hiter>()) && (it & 7) == 0, 'not the address of a live iterator');
  const h = load<usize>(it, offsetof<Hiter>('map'));
  assert(inMemory(h, offsetof<hmap>()) && (h & 7) == 0, 'not the address of a live iterator');
  changetype<hmap>(h).assertMap();
  let live = changetype<hmap>(h).iterators;
  while (live && live != it) live = changetype<Hiter>(live).next;
  assert(live, 'not the address of a live iterator');
}
