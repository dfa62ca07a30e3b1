// The map that a `GoMap` has before it is made and after it has been disposed of: it is empty, and any
// write is one too many.

import { hashWriting, hmap } from '../hmap';

const header = memory.data(<i32>offsetof<hmap>(), 8);

/** Eight bytes that are 0: the value of a key that is not there. */
export const zero = memory.data(8, 8);

/** The map that is always empty. */
export function nothing(): hmap {
  const h = changetype<hmap>(header);
  h.flags = hashWriting;
  return h;
}
