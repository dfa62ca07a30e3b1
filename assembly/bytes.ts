// Byte strings: equality, and reading them eight bytes at a time. The last word of a string longer
// than a word overlaps the one before, so nothing outside the string is read.

/** Whether `len` bytes at `a` and at `b` are equal. */
export function sameBytes(a: usize, b: usize, len: usize): bool {
  if (len < 8) return Bytes.short(a, len) == Bytes.short(b, len);
  const last = len - 8;
  for (let i: usize = 0; i < last; i += 8) {
    if (load<u64>(a + i) != load<u64>(b + i)) return false;
  }
  return load<u64>(a + last) == load<u64>(b + last);
}

export class Bytes {
  /** A word that holds all of `len` < 8 bytes; equal for equal bytes of equal length only. */
  @inline
  static short(p: usize, len: usize): u64 {
    if (len >= 4) return load<u32>(p) | ((<u64>load<u32>(p + len - 4)) << 32);
    if (len == 0) return 0;
    return (
      load<u8>(p) | ((<u32>load<u8>(p + (len >> 1))) << 8) | ((<u32>load<u8>(p + len - 1)) << 16)
    );
  }

  /** Copies `len` bytes to where none of them lie. */
  @inline
  static copy(to: usize, from: usize, len: usize): void {
    // memory.copy costs a call out of wasm: short strings are cheaper word by word.
    if (len > 64) {
      memory.copy(to, from, len);
      return;
    }
    let i: usize = 0;
    for (; i + 8 <= len; i += 8) store<u64>(to + i, load<u64>(from + i));
    for (; i < len; i += 1) store<u8>(to + i, load<u8>(from + i));
  }
}
