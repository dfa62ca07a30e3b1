// The end of a map: everything that it holds goes back to the heap. Its iterators end first,
// because memory is given back only when no iterator can look at it.

import { dropArray } from './bucket-array';
import { freeEntryStrings } from './delete';
import { free } from './heap/heap';
import { hmap } from './hmap';
import { endIterators } from './iterate';
import { maptype } from './maptype';
import { Stack, tableFrames } from './stack';

/** Frees the map with its strings, its arrays and its iterators. */
export function disposeMap(t: maptype, h: hmap): void {
  Stack.reserve(tableFrames);
  // Ending the last iterator frees what was retired, and from then on nothing is retired.
  endIterators(h);
  freeEntryStrings(t, h);
  dropArray(h, h.oldArray);
  dropArray(h, h.array);
  h.invalidate();
  free(changetype<usize>(h), offsetof<hmap>());
}
