// The hash function of the map, 64 bits for any kind of key: the release's keyed hash, or in the
// conformance build Go's own. Equal keys have equal hashes: both zeros hash alike, and a NaN, equal
// to nothing, draws a new hash every time.

import { GoHash } from './hash/go';
import { KeyedHash } from './hash/keyed';
import { hmap } from './hmap';
import { maptype } from './maptype';

export class Hash {
  @inline
  static of<K>(t: maptype, h: hmap, key: K): u64 {
    if (isDefined(CONFORMANCE)) return GoHash.of<K>(t, h, key);
    else return KeyedHash.of<K>(h, key);
  }
}
