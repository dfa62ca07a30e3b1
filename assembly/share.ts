// Sharing a map: readers in other agents, each with an instance of its own on the same memory. Iterators,
// flags and draws are kept in the header, so no reader may use the owner's: each makes itself a copy in its
// own memory, and only reads what that leads to. The owner leaves them a copy to make theirs of, which is
// never written again.

import { allocate, free } from './heap/heap';
import { attached, hmap, sameSizeGrow } from './hmap';
import { endIterators } from './iterate';

/** A copy for readers of the header of `h`, with draws of its own; null when there is no memory for it. */
export function attachMap(h: hmap, seed: u64): hmap | null {
  h.assertMap();
  const address = allocate(offsetof<hmap>());
  if (!address) return null;
  memory.copy(address, changetype<usize>(h), offsetof<hmap>());
  const copy = changetype<hmap>(address);
  copy.flags = (h.flags & sameSizeGrow) | attached;
  copy.random = seed;
  copy.iterators = 0;
  copy.retired = 0;
  copy.retiredKeys = 0;
  if (h.extra) copy.needExtra();
  return copy;
}

/** Frees such a copy, and ends the iterators that it has. */
export function detachMap(h: hmap): void {
  h.assertMap();
  endIterators(h);
  h.invalidate();
  free(changetype<usize>(h), offsetof<hmap>());
}
