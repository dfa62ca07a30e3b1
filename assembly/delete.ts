// Delete and clear. A deleted cell becomes `emptyOne`, so that searches go on past it; if nothing
// follows it in the chain, it and the empty cells before it become `emptyRest`, so that searches
// end there. Chains never get shorter. When the last entry goes, the map takes a new hash seed, so
// that an attacker who has found colliding keys has to start again.

import { Access } from './access';
import { Bucket, emptyOne, emptyRest } from './bmap';
import { BucketArray, dropArray, dropOverflow } from './bucket-array';
import { Elem } from './elem';
import { growWork, vacant } from './evacuate';
import { Random } from './hash/random';
import { hashWriting, hmap, sameSizeGrow } from './hmap';
import { concurrentMapWrites, fatal } from './host';
import { Key } from './key';
import { bucketCnt, Kind, Layout, maptype } from './maptype';
import { keepKey } from './retire';
import { Stack, tableFrames } from './stack';
import { Content } from './strings/content';
import { freeKey, freeString } from './strings/owned';

/**
 * Deletes `key`. Returns 0 if it was absent. Otherwise it returns 1, or the reference that was its
 * element when the host keeps the values.
 */
export function mapdelete<K, E>(t: maptype, h: hmap, key: K): u32 {
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  if (h.count == 0) return 0;
  // Strings are given back by other functions.
  if (Key.isOwned<K>() || (isReference<E>() && t.elem == Kind.String)) Stack.reserve(tableFrames);
  const hash = Key.hash<K>(h, key);
  const bucket = <u32>hash & h.bucketMask();
  let chain = h.buckets + <usize>bucket * Layout.bucketsize<E>(t, Key.size<K>());
  if (h.growing() && !growWork<K>(h.t, h, bucket)) {
    // No memory to move the entry to its new chain: delete it where it is.
    chain = Access.chain<K, E>(t, h, hash);
  }
  const cell = Access.cell<K, E>(t, chain, Bucket.tophash(hash), key);
  if (!cell) return 0;
  const k = Bucket.cellKey(cell, Key.size<K>());
  const e = Access.elem<K, E>(t, cell);
  let result: u32 = 1;
  if (Content.has<K>()) {
    keepKey(h, load<usize>(k));
  } else if (isReference<K>()) {
    freeKey(h, k);
    // The length stays, as in Go's string path: nobody reads it.
    store<u64>(k, 0);
  }
  if (isReference<E>()) {
    if (t.elem == Kind.String) freeString(h, e);
    else if (t.elem == Kind.Any) result = load<u32>(e);
  }
  Elem.clear(e, Layout.elemsize<E>(t));
  Emptied.drop<K, E>(t, h, chain, cell);
  return result;
}

/** Taking an entry out, inlined into what has found it: all of it in one function; see stack.ts. */
export class Emptied {
  /** Makes a cell of `chain` empty. Its key and element have been cleared. */
  @inline
  static drop<K, E>(t: maptype, h: hmap, chain: usize, cell: usize): void {
    store<u8>(cell, emptyOne);
    Emptied.trimChain<K, E>(t, chain, cell);
    h.count -= 1;
    if (h.count == 0) h.setHash0(Random.draw(h));
  }

  /** Turns the empty cells at the end of a chain into `emptyRest`, if the emptied `cell` ends it. */
  @inline
  private static trimChain<K, E>(t: maptype, chain: usize, cell: usize): void {
    const overflow = Layout.bucketsize<E>(t, Key.size<K>()) - 8;
    let b = cell & ~7;
    let i = cell & 7;
    if (i == bucketCnt - 1) {
      const ovf = load<usize>(b + overflow);
      if (ovf && load<u8>(ovf) != emptyRest) return;
    } else if (load<u8>(cell, 1) != emptyRest) {
      return;
    }
    while (true) {
      store<u8>(b + i, emptyRest);
      if (i == 0) {
        if (b == chain) return;
        // The bucket before this one in the chain.
        let before = chain;
        for (let next = before; next != b; next = load<usize>(before + overflow)) before = next;
        b = before;
        i = bucketCnt - 1;
      } else {
        i -= 1;
      }
      if (load<u8>(b + i) != emptyOne) return;
    }
  }
}

/** Deletes everything; the array stays as large as it is. */
export function mapclear(t: maptype, h: hmap): void {
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  if (h.count == 0) return;
  Stack.reserve(tableFrames);
  freeEntryStrings(t, h);
  h.clears += 1;
  h.flags &= ~sameSizeGrow;
  const oldArray = h.oldArray;
  h.oldbuckets = 0;
  h.oldArray = 0;
  h.nevacuate = 0;
  h.noverflow = 0;
  h.overflowBuckets = 0;
  h.count = 0;
  h.setHash0(Random.draw(h));
  dropArray(h, oldArray);
  dropOverflow(h);
  const extra = h.extra;
  if (extra) {
    extra.overflow = 0;
    extra.oldoverflow = 0;
    extra.nextOverflow = 0;
  }
  const capacity = BucketArray.capacity(t, h.B);
  memory.fill(h.buckets, 0, <usize>capacity * t.bucketsize);
  BucketArray.markEnd(t, h.buckets, h.B, capacity);
  const spare = BucketArray.firstSpare(t, h.buckets, h.B);
  if (spare) h.needExtra().nextOverflow = spare;
}

/** Frees the bytes of every string in the map. Their cells become empty. */
export function freeEntryStrings(t: maptype, h: hmap): void {
  if (!t.hasPtr) return;
  if (h.growing()) freeArrayStrings(t, h, h.oldbuckets, h.noldbuckets());
  if (h.buckets) freeArrayStrings(t, h, h.buckets, (<u32>1) << h.B);
}

function freeArrayStrings(t: maptype, h: hmap, buckets: usize, n: u32): void {
  for (let index: u32 = 0; index < n; index += 1) {
    if (vacant(t, h, buckets, index)) continue;
    for (let b = buckets + index * t.bucketsize; b; b = Bucket.overflow(t, b)) {
      for (let i: usize = 0; i < bucketCnt; i += 1) {
        if (Bucket.isEmpty(load<u8>(b + i))) continue;
        if (!isDefined(TOPHASH_HOST) && t.key == Kind.Object)
          keepKey(h, load<usize>(Bucket.key(b, i, t.keysize)));
        if (t.key == Kind.String) freeKey(h, Bucket.key(b, i, 16));
        if (t.elem == Kind.String) freeString(h, Bucket.elem(t, b, i));
        store<u8>(b + i, emptyRest);
      }
    }
  }
}
