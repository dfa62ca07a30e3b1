// Growth. When a map has more than 6.5 entries a bucket, an array twice as large takes over. When
// it has too many overflow buckets instead, one of the same size does, in which chains are dense
// again. No entry moves at that moment. Every later insert, update and delete evacuates the old
// bucket that it concerns and one more, in order, so that a growth is over long before the next
// begins and no single call pays for it.
//
// An old bucket is evacuated as a whole: in chain order, its entries go to the bucket of the same
// index in the new array (X) or to that index plus the old size (Y); the next bit of the hash
// decides. The old cells keep a mark of where the entry went, for iterators that still walk there.

import { Bucket, evacuatedX, minTopHash } from './bmap';
import { BucketArray, dropArray, newoverflow, reserveOverflow } from './bucket-array';
import { Elem } from './elem';
import { hmap, iterator, LoadFactor, oldIterator, sameSizeGrow } from './hmap';
import { badMapState, fatal } from './host';
import { Key } from './key';
import { AnyElem, bucketCnt, dataOffset, Layout, maptype } from './maptype';
import { Match } from './match/match';
import { Slab } from './retire';
import { Stack, tableFrames } from './stack';

/** The tophash bytes of a bucket that was empty: `evacuatedEmpty` in each. */
const allEvacuatedEmpty: u64 = 0x0404040404040404;

/** How many evacuated buckets the mark passes at most in one call, so that no call takes long. */
const maxMarkAdvance: u32 = 1024;

/** Begins a growth; false, and nothing has changed, when there is no memory for the array. */
export function hashGrow(t: maptype, h: hmap): bool {
  Stack.reserve(tableFrames);
  const bigger: u8 = LoadFactor.over(h.count + 1, h.B) ? 1 : 0;
  const oldArray = h.array;
  const buckets = BucketArray.make(t, h, h.B + bigger, false);
  if (!buckets) return false;
  // Iterators of the current array are iterators of the old one from now on.
  let flags = h.flags & ~(iterator | oldIterator);
  if (h.flags & iterator) flags |= oldIterator;
  if (!bigger) flags |= sameSizeGrow;
  h.flags = flags;
  h.setB(h.B + bigger);
  h.oldArray = oldArray;
  h.oldbuckets = h.buckets;
  h.buckets = buckets;
  h.nevacuate = 0;
  h.noverflow = 0;
  h.overflowBuckets = 0;
  h.growths += 1;
  const extra = h.extra;
  if (extra && extra.overflow) {
    extra.oldoverflow = extra.overflow;
    extra.overflow = 0;
  }
  const spare = BucketArray.firstSpare(t, buckets, h.B);
  if (spare) h.needExtra().nextOverflow = spare;
  return true;
}

/**
 * Evacuates the old bucket that new bucket `bucket` comes from, and one more to make progress;
 * false when there is no memory for an overflow bucket. The map is whole in either case.
 */
export function growWork<K>(t: maptype, h: hmap, bucket: u32): bool {
  if (!evacuate<K>(t, h, bucket & (h.noldbuckets() - 1))) return false;
  if (h.growing()) return evacuate<K>(t, h, h.nevacuate);
  return true;
}

/** Finishes a running growth in one sweep through the old array; false when there is no memory. */
export function finishGrowth<K>(t: maptype, h: hmap): bool {
  while (h.growing()) {
    if (!evacuate<K>(t, h, h.nevacuate)) return false;
  }
  return true;
}

/**
 * Whether the chain of bucket `index` in `buckets`, one of the arrays of `h`, must not be read: its
 * entries have left the old array, or have not yet arrived in the new one.
 */
export function vacant(t: maptype, h: hmap, buckets: usize, index: u32): bool {
  if (!h.growing()) return false;
  return (
    Bucket.evacuated(h.oldbuckets + (index & (h.noldbuckets() - 1)) * t.bucketsize) ==
    (buckets == h.oldbuckets)
  );
}

/** How many buckets a chain has. */
export function chainLength(t: maptype, b: usize): usize {
  let n: usize = 0;
  for (; b; b = Bucket.overflow(t, b)) n += 1;
  return n;
}

/** Moves the chain of one old bucket; false, and nothing has moved, when there is no memory. */
export function evacuate<K>(t: maptype, h: hmap, oldbucket: u32): bool {
  const b = h.oldbuckets + oldbucket * t.bucketsize;
  if (!Bucket.evacuated(b)) {
    // n buckets hold at most 8n entries: both destinations together need n - 1 beyond their heads.
    if (Bucket.overflow(t, b)) {
      Stack.reserve(tableFrames);
      if (!reserveOverflow(t, h, chainLength(t, b) - 1)) return false;
    }
    // Moving is faster when sizes are known; to strings it makes little difference.
    const elemsize = Key.isOwned<K>() || Key.isIndirect<K>() ? 0 : t.elemsize;
    if (elemsize == 4) moveChain<K, u32>(t, h, b, oldbucket);
    else if (elemsize == 8) moveChain<K, u64>(t, h, b, oldbucket);
    else moveChain<K, AnyElem>(t, h, b, oldbucket);
    // Go clears the old bucket to help its collector. Kept, because it shows in the bytes; but not
    // under an iterator that is older than the array and reads it in a growth of the same size.
    if (!(h.flags & oldIterator) && t.hasPtr && !Slab.of(h.oldbuckets).holders) {
      const end = b + t.bucketsize;
      for (let p = b + dataOffset; p < end; p += 8) store<u64>(p, 0);
    }
  }
  if (oldbucket == h.nevacuate) advanceEvacuationMark(t, h);
  return true;
}

function moveChain<K, E>(t: maptype, h: hmap, b: usize, oldbucket: u32): void {
  const newbit = h.noldbuckets();
  const doubling = !h.sameSizeGrow();
  const iterated = (h.flags & iterator) != 0;
  const bucketsize = Layout.bucketsize<E>(t, Key.size<K>());
  // The two destinations: the bucket that is being filled, and its next free cell.
  let x = h.buckets + <usize>oldbucket * bucketsize;
  let xi: usize = 0;
  let y = doubling ? x + <usize>newbit * bucketsize : 0;
  let yi: usize = 0;
  Bucket.zero(x, bucketsize);
  if (y) Bucket.zero(y, bucketsize);
  for (; b; b = load<usize>(b + bucketsize - 8)) {
    // Which cells are empty no processor can predict, either: so nothing asks it for each cell.
    let live = Match.live(b);
    const tops = load<u64>(b);
    store<u64>(b, allEvacuatedEmpty);
    for (; live; live = Match.rest(live)) {
      const i = Match.index(live);
      let top = <u8>(tops >> ((<u64>i) << 3));
      if (top < minTopHash) fatal(badMapState);
      const cell = Bucket.key(b, i, Key.size<K>());
      let toY: u32 = 0;
      if (doubling) {
        const hash = Key.hashAt<K>(h, cell);
        if (iterated && !Key.reflexive<K>(cell)) {
          // A NaN cannot be looked up by an iterator. The low bit of its tophash decides instead,
          // so that the iterator can repeat the decision; its next tophash is drawn afresh.
          toY = top & 1;
          top = Bucket.tophash(hash);
        } else {
          toY = <u32>((hash & newbit) != 0);
        }
      }
      store<u8>(b + i, evacuatedX + <u8>toY);
      // Half of the entries go either way, in an order that no processor can predict. So arithmetic
      // chooses between X and Y, not branches (setAll of 1e6 new keys: 50 against 65 ns a row).
      const choice = <usize>0 - toY;
      let to = x ^ ((x ^ y) & choice);
      let at = xi ^ ((xi ^ yi) & choice);
      if (at == bucketCnt) {
        to = newoverflow(t, h, to);
        at = 0;
        if (toY) {
          y = to;
          yi = 0;
        } else {
          x = to;
          xi = 0;
        }
      }
      xi += 1 - toY;
      yi += toY;
      store<u8>(to + at, top);
      Key.move<K>(cell, Bucket.key(to, at, Key.size<K>()));
      const elems = Bucket.key(0, bucketCnt, Key.size<K>());
      const size = Layout.elemsize<E>(t);
      Elem.move(b + elems + i * size, to + elems + at * size, size);
    }
  }
}

function advanceEvacuationMark(t: maptype, h: hmap): void {
  const newbit = h.noldbuckets();
  let mark = h.nevacuate + 1;
  let stop = mark + maxMarkAdvance;
  if (stop > newbit) stop = newbit;
  while (mark != stop && Bucket.evacuated(h.oldbuckets + mark * t.bucketsize)) mark += 1;
  if (mark == newbit) Stack.reserve(tableFrames);
  h.nevacuate = mark;
  if (mark != newbit) return;
  // Growth is over.
  h.oldbuckets = 0;
  const array = h.oldArray;
  h.oldArray = 0;
  dropArray(h, array);
  const extra = h.extra;
  if (extra) extra.oldoverflow = 0;
  h.flags &= ~sameSizeGrow;
}
