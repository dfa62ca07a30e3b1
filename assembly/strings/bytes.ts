// Byte strings, taken in words of eight bytes. The last word of a string holds one to eight of its
// bytes; it is read whole, and what lies after the string is shifted out. Such reads are safe:
// blocks end at multiples of 16, and the memory always has another word after the last block.
//
// So a string of any length costs one load a word, and the only branches are on its length, which
// the processor knows long before the bytes arrive.

export class Bytes {
  /** The last word of a string: its `len` bytes at `p`, from 1 to 8, with zeros above. */
  @inline
  static last(p: usize, len: usize): u64 {
    const above: u64 = (8 - <u64>len) << 3;
    return (load<u64>(p) << above) >> above;
  }

  /** Whether the `len` bytes at `a` and at `b` are equal. */
  @inline
  static equal(a: usize, b: usize, len: usize): bool {
    if (!len) return true;
    let difference: u64 = 0;
    for (; len > 8; len -= 8) {
      difference |= load<u64>(a) ^ load<u64>(b);
      a += 8;
      b += 8;
    }
    return !(difference | ((load<u64>(a) ^ load<u64>(b)) << ((8 - <u64>len) << 3)));
  }

  /** Copies `len` bytes, and what follows up to a whole word. The two places must not overlap. */
  @inline
  static copy(to: usize, from: usize, len: usize): void {
    // memory.copy costs a call out of wasm: short strings are cheaper word by word.
    if (len > 64) {
      memory.copy(to, from, len);
      return;
    }
    for (let i: usize = 0; i < len; i += 8) store<u64>(to + i, load<u64>(from + i));
  }
}
