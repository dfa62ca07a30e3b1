// Maps in a shared memory that others read: what owner and readers call. src/wasm/areas.ts says who has
// which area.

import { area } from '../area';
import { adoptArea, leaveArea } from '../heap/block';
import { bytesInUse } from '../heap/heap';
import { hmap } from '../hmap';
import { noMemory } from '../no-memory';
import { attachMap, detachMap } from '../share';

/** Where the area of this instance is. */
export function areaAddress(): usize {
  return area;
}

/** To be called before anything else, by a reader who has moved to its area. */
export function adopt(): void {
  adoptArea();
}

/** To be called last. */
export function leave(): void {
  if (isDefined(TOPHASH_DEBUG)) assert(bytesInUse == 0, 'a reader leaves and has not freed all');
  leaveArea();
}

/** A map for readers: for all of them, made of the owner's, or for one, made of that. */
export function attach(h: hmap, seedLow: u32, seedHigh: u32): usize {
  const copy = attachMap(h, seedLow | ((<u64>seedHigh) << 32));
  if (!copy) noMemory();
  return changetype<usize>(copy);
}

/** Frees what `attach` has returned. */
export function detach(h: hmap): void {
  detachMap(h);
}
