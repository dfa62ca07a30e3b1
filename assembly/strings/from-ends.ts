// Go strings made from a text and from where in it each string starts and ends, which the host's
// columns of strings say. The strings point into the text. They may overlap and come in any order.

import { Borrowed } from '../borrowed';
import { GoString } from './go-string';
import { isWtf8 } from './wtf8';

/**
 * Makes Go strings at `out` of `n` strings in the text from `text` up to `end`. Their starts are in a
 * row at `starts`, their ends follow; both are counted from `first`, which is that of the first byte.
 */
export function stringsBetween(
  starts: usize,
  n: u32,
  first: u32,
  text: usize,
  end: usize,
  out: usize,
): void {
  Borrowed.assert(starts, n, 8);
  Borrowed.assert(text, end - text, 1);
  Borrowed.assert(out, n, offsetof<GoString>());
  const ends = starts + (n << 2);
  for (let i: u32 = 0; i < n; i += 1) {
    const start = load<u32>(starts + (i << 2));
    const len = load<u32>(ends + (i << 2)) - start;
    const data = text + (start - first);
    if (isDefined(TOPHASH_DEBUG))
      assert(!len || (start >= first && data + len <= end), 'not in the text');
    const s = out + i * offsetof<GoString>();
    store<u64>(s, len ? data : 0);
    store<u64>(s, len, 8);
  }
}

/** How many of the first of the `n` Go strings at `strings` are WTF-8. */
export function countWtf8(strings: usize, n: u32): u32 {
  Borrowed.assert(strings, n, offsetof<GoString>());
  for (let i: u32 = 0; i < n; i += 1) {
    const s = changetype<GoString>(strings + i * offsetof<GoString>());
    Borrowed.assert(s.data, s.len, 1);
    if (!isWtf8(s.data, s.data + s.len)) return i;
  }
  return n;
}
