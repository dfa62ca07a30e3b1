// Whether bytes are WTF-8: UTF-8 that may also hold surrogates which belong to no pair, as the
// strings of JavaScript may. Every string has exactly one such form, so equal strings have equal
// bytes; other bytes would make keys that no string of the host is equal to.

import { Bytes } from './bytes';

const highBits: u64 = 0x8080808080808080;

/** The first byte from `p` on that is not ASCII, or `end`. */
export function skipAscii(p: usize, end: usize): usize {
  while (end - p >= 8) {
    const high = load<u64>(p) & highBits;
    if (high) return p + (<usize>ctz(high) >> 3);
    p += 8;
  }
  if (p == end) return end;
  const high = Bytes.last(p, end - p) & highBits;
  return high ? p + (<usize>ctz(high) >> 3) : end;
}

/** Whether the bytes from `p` up to `end` are WTF-8. */
export function isWtf8(p: usize, end: usize): bool {
  let afterHigh: usize = 0; // where a high surrogate has ended
  while (true) {
    p = skipAscii(p, end);
    if (p == end) return true;
    const lead = load<u8>(p);
    const len: usize = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (len == 0 || len > end - p) return false;
    const second = load<u8>(p, 1);
    if ((second & 0xc0) != 0x80) return false;
    if (len > 2 && (load<u8>(p, 2) & 0xc0) != 0x80) return false;
    if (len > 3 && (load<u8>(p, 3) & 0xc0) != 0x80) return false;
    // A longer form than needed, or beyond the last code point.
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
