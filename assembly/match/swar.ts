// Compares the eight tophash bytes of a bucket at once, in one 64-bit integer, where there is no
// SIMD. A mask has the high bit of byte i set for cell i. It is exact: every cell reported does
// match.

const low7: u64 = 0x7f7f7f7f7f7f7f7f;
const lsb: u64 = 0x0101010101010101;

export class SwarMatch {
  /** Bytes of `x` that are zero. */
  @inline
  static zero(x: u64): u64 {
    return ~(((x & low7) + low7) | x | low7);
  }

  @inline
  static equal(b: usize, top: u8): u64 {
    return SwarMatch.zero(load<u64>(b) ^ (lsb * top));
  }

  @inline
  static empty(b: usize): u64 {
    return SwarMatch.zero(load<u64>(b) & ~lsb);
  }

  /**
   * A mask with bit i for cell i: the product brings the eight bits together in the highest byte.
   */
  @inline
  static bits(mask: u64): u32 {
    return <u32>(((mask >> 7) * 0x0102040810204080) >> 56);
  }

  @inline
  static index(mask: u64): usize {
    return <usize>(ctz(mask) >> 3);
  }
}
