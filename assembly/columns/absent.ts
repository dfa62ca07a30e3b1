// Rows of a block whose keys were absent when the block was located, in a map that does not grow. An
// earlier row may have brought the same key since.

import { Access } from '../access';
import { appendEntry } from '../assign';
import { Bucket } from '../bmap';
import { hmap, LoadFactor } from '../hmap';
import { AnyElem, maptype } from '../maptype';
import { Match } from '../match/match';
import { Row } from './block';

export class Absent {
  /**
   * The cell of `key`, that of a located row without a cell, after inserting it if it is still
   * absent; 0 when a growth is due or memory is short. `limit` is how many entries the map may have.
   */
  @inline
  static cell<K>(t: maptype, h: hmap, row: Row, key: K, limit: u32): usize {
    const b = row.chain;
    const top = Bucket.tophash(row.hash);
    // An earlier key of the block may have been the same: then it has changed the bucket.
    if (Match.equal(b, top) != row.matches || !Bucket.isLast(b)) {
      const cell = Access.cell<K, AnyElem>(t, b, top, key);
      if (cell) return cell;
    }
    if (h.count >= limit || LoadFactor.tooManyOverflow(h.noverflow, h.B)) return 0;
    return appendEntry<K>(t, h, key, top, b);
  }
}
