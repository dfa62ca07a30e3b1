// Compares the eight tophash bytes of a bucket at once, in a vector. A mask has bit i set for cell
// i. The tophash bytes fill half of the vector; the other half never matches.

export class SimdMatch {
  @inline
  static equal(b: usize, top: u8): u32 {
    // The eight lanes above are 0, which no tophash is.
    return i8x16.bitmask(i8x16.eq(v128.load64_zero(b), i8x16.splat(<i8>top)));
  }

  @inline
  static empty(b: usize): u32 {
    return i8x16.bitmask(i8x16.le_u(v128.load64_zero(b), i8x16.splat(1))) & 0xff;
  }

  @inline
  static live(b: usize): u32 {
    // The eight lanes above are 0, which counts as empty.
    return i8x16.bitmask(i8x16.le_u(v128.load64_zero(b), i8x16.splat(1))) ^ 0xffff;
  }
}
