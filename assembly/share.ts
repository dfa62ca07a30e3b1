// Sharing a map: readers in other agents, each with an instance of its own on the same memory. Iterators,
// flags and draws are kept in the header, so no reader may use the owner's: each makes itself a copy in its
// own memory, and only reads what that leads to. The owner leaves them a copy of the header as it was when
// the map was frozen; that one is never written again.

import { allocate, free } from './heap/heap';
import { Hiter } from './hiter';
import { attached, hashWriting, hmap, sameSizeGrow } from './hmap';
import { concurrentMapWrites, fatal } from './host';
import { mapiterend } from './iterate';

/** The copy for readers of the header of `h`, or null when there is no memory for it. */
export function shareMap(h: hmap): hmap | null {
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  return copyHeader(h);
}

/** A reader's header made of one that the owner has left, or null. Its draws are its own. */
export function attachMap(shared: hmap, seed: u64): hmap | null {
  const h = copyHeader(shared);
  if (h) h.random = seed;
  return h;
}

/** Frees a header that was copied, and ends the iterators that it has. */
export function detachMap(h: hmap): void {
  while (h.iterators) mapiterend(changetype<Hiter>(h.iterators));
  h.invalidate();
  free(changetype<usize>(h), offsetof<hmap>());
}

function copyHeader(from: hmap): hmap | null {
  const address = allocate(offsetof<hmap>());
  if (!address) return null;
  memory.copy(address, changetype<usize>(from), offsetof<hmap>());
  const h = changetype<hmap>(address);
  h.flags = (h.flags & sameSizeGrow) | attached;
  h.iterators = 0;
  h.retired = 0;
  h.retiredKeys = 0;
  h.retiredBytes = 0;
  if (h.extra) h.needExtra();
  return h;
}
