// Packed strings: the bytes of many strings behind one another, and their lengths in 1, 2 or 4 bytes
// each. They are made into Go strings here, which point into the bytes, and looked at whether they
// are WTF-8: other bytes would make keys that no string of the host is equal to.

import { GoString } from './key';
import { Live } from './live';

const highBits: u64 = 0x8080808080808080;

export class Packed {
  @inline
  static length(lengths: usize, width: u32, i: u32): usize {
    if (width == 1) return load<u8>(lengths + i);
    if (width == 2) return load<u16>(lengths + (i << 1));
    return load<u32>(lengths + (i << 2));
  }

  /**
   * Makes Go strings of `n` packed strings whose bytes end at `end`. Returns how many: fewer than `n`
   * when the next one is not WTF-8 or not within the bytes.
   */
  static strings(lengths: usize, width: u32, n: u32, text: usize, end: usize, out: usize): u32 {
    Live.memory(lengths, n, width);
    Live.memory(text, end - text, 1);
    Live.memory(out, n, offsetof<GoString>());
    const ascii = Packed.skipAscii(text, end) == end;
    for (let i: u32 = 0; i < n; i += 1) {
      const len = Packed.length(lengths, width, i);
      if (len > end - text) return i;
      if (!ascii && !Packed.isText(text, text + len)) return i;
      const s = changetype<GoString>(out + i * offsetof<GoString>());
      store<u64>(changetype<usize>(s), len ? text : 0);
      store<u64>(changetype<usize>(s), len, 8);
      text += len;
    }
    return n;
  }

  /** The first byte from `p` on that is not ASCII, or `end`. */
  static skipAscii(p: usize, end: usize): usize {
    while (end - p >= 8) {
      const high = load<u64>(p) & highBits;
      if (high) return p + (<usize>ctz(high) >> 3);
      p += 8;
    }
    while (p < end && load<u8>(p) < 0x80) p += 1;
    return p;
  }

  /** Whether the bytes from `p` up to `end` are WTF-8. */
  static isText(p: usize, end: usize): bool {
    let afterHigh: usize = 0; // where a high surrogate has ended
    while (true) {
      p = Packed.skipAscii(p, end);
      if (p == end) return true;
      const lead = load<u8>(p);
      const len: usize = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
      if (len == 0 || len > end - p) return false;
      const second = load<u8>(p, 1);
      if ((second & 0xc0) != 0x80) return false;
      if (len > 2 && (load<u8>(p, 2) & 0xc0) != 0x80) return false;
      if (len > 3 && (load<u8>(p, 3) & 0xc0) != 0x80) return false;
      // A longer form than is needed, or beyond the last code point.
      if (lead == 0xe0 && second < 0xa0) return false;
      if (lead == 0xf0 && second < 0x90) return false;
      if (lead == 0xf4 && second > 0x8f) return false;
      if (lead == 0xed && second >= 0xa0) {
        // A high surrogate and a low one are one character, which has a form of its own.
        if (second >= 0xb0 && afterHigh == p) return false;
        if (second < 0xb0) afterHigh = p + 3;
      }
      p += len;
    }
  }
}
