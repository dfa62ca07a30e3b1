// The bytes of several short strings copied into one row, so that the host decodes them all in one
// call. Its place is fixed and small: longer rows are left to the host, string by string.

import { area, joinedAt, maxJoined } from '../area';
import { Bytes } from './bytes';
import { GoString } from './go-string';

/** Where the row is, with room for a word more. */
export function joined(): usize {
  return area + joinedAt;
}

/**
 * Copies the bytes of the `n` Go strings in a row at `from` to `joined`. Returns the number of
 * bytes, or -1 when there is no room for them.
 */
export function join(from: usize, n: u32): i32 {
  const to = joined();
  let end: usize = 0;
  for (let i: u32 = 0; i < n; i += 1) {
    const s = changetype<GoString>(from + i * offsetof<GoString>());
    if (s.len > maxJoined - end) return -1;
    Bytes.copy(to + end, s.data, s.len);
    end += s.len;
  }
  return <i32>end;
}
