// Lookup. The low bits of the hash choose a bucket, its high byte picks the cells worth comparing.
// While the map grows, an old bucket that has not been evacuated stands for its two new ones. A
// lookup never changes the map.

import { Bucket } from './bmap';
import { hashWriting, hmap } from './hmap';
import { concurrentMapReadAndWrite, fatal } from './host';
import { Key } from './key';
import { bucketCnt, dataOffset, Layout, maptype } from './maptype';
import { Match } from './match/match';

export class Access {
  /** The head of the chain in which a key with this hash is or would be. */
  @inline
  static chain<K, E>(t: maptype, h: hmap, hash: u64): usize {
    const bucketsize = Layout.bucketsize<E>(t, Key.size<K>());
    if (h.growing()) {
      const old = h.oldbuckets + <usize>(<u32>hash & (h.noldbuckets() - 1)) * bucketsize;
      if (!Bucket.evacuated(old)) return old;
    }
    return h.buckets + <usize>(<u32>hash & h.bucketMask()) * bucketsize;
  }

  /** The cell of `key` in the chain of `b`, or 0. */
  @inline
  static cell<K, E>(t: maptype, b: usize, top: u8, key: K): usize {
    do {
      for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
        const i = Match.index(m);
        if (Key.equal<K>(Bucket.key(b, i, Key.size<K>()), key)) return b + i;
      }
      if (Bucket.isLast(b)) return 0;
      b = load<usize>(b + Layout.bucketsize<E>(t, Key.size<K>()) - 8);
    } while (b);
    return 0;
  }

  /** Go's mapaccess, inlined into the entry points: the cell of `key`, or 0 when it is absent. */
  @inline
  static find<K, E>(t: maptype, h: hmap, key: K): usize {
    if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
    if (h.count == 0) return 0;
    const hash = Key.hash<K>(h, key);
    return Access.cell<K, E>(t, Access.chain<K, E>(t, h, hash), Bucket.tophash(hash), key);
  }

  /** The element of a cell. */
  @inline
  static elem<K, E>(t: maptype, cell: usize): usize {
    const elems = dataOffset + bucketCnt * Key.size<K>();
    return (cell & ~7) + elems + (cell & 7) * Layout.elemsize<E>(t);
  }
}
