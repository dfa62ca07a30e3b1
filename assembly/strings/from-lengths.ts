// Go strings made from the bytes of many strings in one row and from their lengths, 1, 2 or 4 bytes
// each: the form that snapshots have. The strings point into the row. They come from outside, so this
// is where those that are text to the host are checked to be WTF-8.

import { Borrowed } from '../borrowed';
import { GoString } from './go-string';
import { isWtf8, skipAscii } from './wtf8';

/**
 * Makes Go strings at `out` of `n` strings whose bytes lie from `text` up to `end`. Returns how
 * many: fewer than `n` when the next one reaches beyond the end or, if it must be WTF-8, is not.
 */
export function stringsFrom(
  lengths: usize,
  width: u32,
  n: u32,
  text: usize,
  end: usize,
  out: usize,
  wtf8: bool,
): u32 {
  Borrowed.assert(lengths, n, width);
  Borrowed.assert(text, end - text, 1);
  Borrowed.assert(out, n, offsetof<GoString>());
  const check = wtf8 && skipAscii(text, end) != end;
  for (let i: u32 = 0; i < n; i += 1) {
    const len = lengthAt(lengths, width, i);
    if (len > end - text) return i;
    if (check && !isWtf8(text, text + len)) return i;
    const s = changetype<GoString>(out + i * offsetof<GoString>());
    store<u64>(changetype<usize>(s), len ? text : 0);
    store<u64>(changetype<usize>(s), len, 8);
    text += len;
  }
  return n;
}

function lengthAt(lengths: usize, width: u32, i: u32): usize {
  if (width == 1) return load<u8>(lengths + i);
  if (width == 2) return load<u16>(lengths + (i << 1));
  return load<u32>(lengths + (i << 2));
}
