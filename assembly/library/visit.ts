// What a map tells the collector: which objects it refers to. All of them in one go, as the language's
// own containers do.

import { Bucket } from '../bmap';
import { vacant } from '../evacuate';
import { hmap } from '../hmap';
import { bucketCnt, maptype } from '../maptype';
import { RetiredKey } from '../retire';

/** Visits the keys and values of `h`, and deleted keys that cursors may still read. */
export function visitMap<K, V>(h: hmap, cookie: u32): void {
  const t = h.t;
  if (h.growing()) visitArray<K, V>(t, h, h.oldbuckets, h.noldbuckets(), cookie);
  if (h.buckets) visitArray<K, V>(t, h, h.buckets, (<u32>1) << h.B, cookie);
  if (!isManaged<K>()) return;
  for (let note = h.retiredKeys; note; note = changetype<RetiredKey>(note).next) {
    __visit(changetype<RetiredKey>(note).data, cookie);
  }
}

function visitArray<K, V>(t: maptype, h: hmap, buckets: usize, n: u32, cookie: u32): void {
  for (let index: u32 = 0; index < n; index += 1) {
    if (vacant(t, h, buckets, index)) continue;
    for (let b = buckets + index * t.bucketsize; b; b = Bucket.overflow(t, b)) {
      for (let i: usize = 0; i < bucketCnt; i += 1) {
        if (Bucket.isEmpty(load<u8>(b + i))) continue;
        if (isManaged<K>()) __visit(load<usize>(Bucket.key(b, i, sizeof<K>())), cookie);
        if (isManaged<V>()) __visit(load<usize>(Bucket.elem(t, b, i)), cookie);
      }
    }
  }
}
