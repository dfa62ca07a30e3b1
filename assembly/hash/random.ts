// Random draws. The generator belongs to the map, so that a seed makes a map reproducible. The
// release steps splitmix64; the conformance build draws as Go's threads do.

import { hmap } from '../hmap';
import { GoRandom } from './go-random';
import { SplitMix } from './splitmix';

export class Random {
  /** 32 random bits. */
  @inline
  static draw(h: hmap): u32 {
    if (isDefined(TOPHASH_CONFORMANCE)) return GoRandom.draw(h);
    else return <u32>(SplitMix.next(h) >> 32);
  }
}
