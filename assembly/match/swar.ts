// Compares the eight tophash bytes of a bucket at once, in one 64-bit integer, where there is no
// SIMD. It is exact: every cell of a mask does match.

const low7: u64 = 0x7f7f7f7f7f7f7f7f;
const lsb: u64 = 0x0101010101010101;

export class SwarMatch {
  @inline
  static equal(b: usize, top: u8): u32 {
    return SwarMatch.zero(load<u64>(b) ^ (lsb * top));
  }

  @inline
  static empty(b: usize): u32 {
    return SwarMatch.zero(load<u64>(b) & ~lsb);
  }

  /** The bytes of `x` that are zero. */
  @inline
  private static zero(x: u64): u32 {
    const high = ~(((x & low7) + low7) | x | low7); // the high bit of each such byte
    // The product brings the eight bits together in the highest byte.
    return <u32>(((high >> 7) * 0x0102040810204080) >> 56);
  }
}
