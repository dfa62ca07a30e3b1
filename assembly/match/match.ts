// Which cells of a bucket have a given tophash, and which are empty: all eight answers at once, as
// a mask with bit i for cell i. There are two implementations behind one interface, and the target
// chooses by enabling SIMD or not. Measured within 10 % of each other.
//
//   for (let m = Match.equal(b, top); m; m = Match.rest(m)) { const i = Match.index(m); ... }

import { SimdMatch } from './simd';
import { SwarMatch } from './swar';

export class Match {
  /** The cells of bucket `b` whose tophash is `top`. */
  @inline
  static equal(b: usize, top: u8): u32 {
    if (ASC_FEATURE_SIMD) return SimdMatch.equal(b, top);
    else return SwarMatch.equal(b, top);
  }

  /** The cells of bucket `b` that are `emptyRest` or `emptyOne`. */
  @inline
  static empty(b: usize): u32 {
    if (ASC_FEATURE_SIMD) return SimdMatch.empty(b);
    else return SwarMatch.empty(b);
  }

  /** The cells of bucket `b` that are not empty. */
  @inline
  static live(b: usize): u32 {
    if (ASC_FEATURE_SIMD) return SimdMatch.live(b);
    else return ~Match.empty(b) & 0xff;
  }

  /** The first cell of a mask that is not 0. */
  @inline
  static index(mask: u32): usize {
    return ctz(mask);
  }

  /** The mask without its first cell. */
  @inline
  static rest(mask: u32): u32 {
    return mask & (mask - 1);
  }
}
