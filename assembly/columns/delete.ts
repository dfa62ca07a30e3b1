// Deletions of columns. Every key is deleted by itself; locating a block of keys before that brings
// their buckets into the cache.

import { Borrowed } from '../borrowed';
import { mapdelete } from '../delete';
import { Entry } from '../entry';
import { hashWriting, hmap } from '../hmap';
import { concurrentMapWrites, fatal } from '../host';
import { Key } from '../key';
import { AnyElem, Kind } from '../maptype';
import { blockSize, Column, locate } from './block';
import { finishGrowthIfDue } from './growth';

/**
 * Deletes `n` keys, to be followed by `more`. Returns how many were present. Where the host keeps
 * the values, writes the references of the deleted ones to `refs`, and 0 for the others.
 */
export function deleteAll<K>(h: hmap, keys: usize, n: u32, more: u32, refs: usize): u32 {
  h.assertMap();
  Column.assertKeys<K>(keys, n);
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  const t = h.t;
  let deleted: u32 = 0;
  finishGrowthIfDue<K>(t, h, n + more);
  for (let done: u32 = 0; done < n; done += blockSize) {
    const block = min(n - done, blockSize);
    if (h.count) locate<K>(t, h, keys + <usize>done * Key.size<K>(), block);
    for (let i: u32 = 0; i < block; i += 1) {
      const result = mapdelete<K, AnyElem>(t, h, Column.key<K>(keys, done + i));
      if (result) deleted += 1;
      if (t.elem != Kind.Any) continue;
      Borrowed.assert(refs, done + i + 1, 4);
      store<u32>(refs + ((done + i) << 2), result);
    }
  }
  Entry.changed<K>(h);
  return deleted;
}
