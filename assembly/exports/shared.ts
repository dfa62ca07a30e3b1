// Maps in a shared memory that others read: what owner and readers call. src/wasm/areas.ts says who has which
// area.

import { area, growthsAt } from '../area';
import { adoptArea, leaveArea } from '../heap/block';
import { hmap } from '../hmap';
import { noMemory } from '../no-memory';
import { attachMap, detachMap, shareMap } from '../share';

/** The first area of the readers of this memory. Static, so it is the same to every instance. */
const areas = memory.data(8, 8);

export function areasAddress(): usize {
  return areas;
}

/** Where an instance counts how often it has made the memory grow. */
export function growthsAddress(): usize {
  return area + growthsAt;
}

/** To be called before anything else: the area of this instance, a reader's. */
export function adopt(address: usize): void {
  adoptArea(address);
}

/** To be called last. */
export function leave(): void {
  leaveArea();
}

/** The header that readers of `h` attach to. */
export function share(h: hmap): usize {
  return given(shareMap(h));
}

/** The map of a reader, from what `share` has returned. */
export function attach(shared: hmap, seedLow: u32, seedHigh: u32): usize {
  return given(attachMap(shared, seedLow | ((<u64>seedHigh) << 32)));
}

/** Frees what `share` or `attach` has returned. */
export function detach(h: hmap): void {
  detachMap(h);
}

function given(h: hmap | null): usize {
  if (!h) noMemory();
  return changetype<usize>(h);
}
