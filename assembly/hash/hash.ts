// The hash function of the map, 64 bits for any kind of key: the release's keyed hash, or Go's own
// in the conformance build. Equal keys have equal hashes: both zeros hash alike. A NaN is equal to
// nothing, not even itself, and draws a new hash every time.

import { hmap } from '../hmap';
import { GoHash } from './go';
import { KeyedHash } from './keyed';

export class Hash {
  @inline
  static of<K>(h: hmap, key: K): u64 {
    if (isDefined(TOPHASH_CONFORMANCE)) return GoHash.of<K>(h.t, h, key);
    else return KeyedHash.of<K>(h, key);
  }
}
