// Giving back everything that a map holds.

import { freeEntryStrings } from './delete';
import { free } from './heap/heap';
import { hmap } from './hmap';
import { Hiter, mapiterend } from './iterate';
import { Live } from './live';
import { maptype } from './maptype';
import { dropRegions } from './region';

/** Frees the map with its strings, its arrays and its iterators. */
export function disposeMap(t: maptype, h: hmap): void {
  // Without iterators nothing is retired any more, and what was is freed.
  while (h.iterators) mapiterend(changetype<Hiter>(h.iterators));
  freeEntryStrings(t, h);
  dropRegions(h, h.oldRegions);
  dropRegions(h, h.regions);
  Live.ended(changetype<usize>(h));
  free(changetype<usize>(h), offsetof<hmap>());
}
