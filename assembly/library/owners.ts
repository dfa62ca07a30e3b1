// Who gives memory back. A map lies in memory that no collector knows: so a `GoMap` and a `Cursor` each
// have a small object that the runtime finalizes when it collects it (finalize.ts). The sweep that
// collects a map collects its cursors too, in any order. So a map whose cursors are still there is
// only marked, and goes with the last of them.
//
// Nor does the collector know how much memory maps hold: it might not run for long while dropped maps
// pile up. So the incremental collector is made to finish a cycle whenever maps hold twice what they
// held after the last one. The minimal runtime must be told when to collect, and stub never does.

import { disposeMap } from '../dispose';
import { bytesInUse } from '../heap/heap';
import { Hiter } from '../hiter';
import { hmap } from '../hmap';
import { mapiterend, mapiterinit } from '../iterate';

/** A flag of a map that nobody refers to but cursors. */
export const abandoned: u8 = 16;

/** Below this many bytes the collector is left to itself. */
const minCollected: u64 = 16 << 20;

/** Above how many bytes it is made to run. */
let collectAbove: u64 = minCollected;

/** What owns a map. */
@final
export class MapOwner {
  h: usize = 0;

  /** Gives the map back as soon as it has no cursors. */
  end(): void {
    const h = changetype<hmap>(this.h);
    if (!this.h) return;
    this.h = 0;
    if (h.iterators) h.flags |= abandoned;
    else disposeMap(h.t, h);
  }
}

/** How far a cursor is. */
@unmanaged
export class Walk {
  it: Hiter;
  /** Where the keys and the values of a batch lie. */
  keys: usize;
  values: usize;
  /** How many entries the batch has, and how many of them were taken. */
  n: u32 = 0;
  taken: u32 = 0;
  /** `h.writes` when the batch was made. */
  writes: u32 = 0;

  constructor(public h: hmap) {
    const it = mapiterinit(h.t, h);
    this.it = it;
    this.keys = it.keys();
    this.values = it.elems(h.t);
  }
}

/** What owns a walk and its iterator. */
@final
export class CursorOwner {
  walk: Walk | null = null;

  /** Gives the iterator back, and its map if that was waiting. */
  end(): void {
    const walk = this.walk;
    if (!walk) return;
    this.walk = null;
    const it = walk.it;
    const h = walk.h;
    heap.free(changetype<usize>(walk));
    mapiterend(it);
    if (!h.iterators && h.flags & abandoned) disposeMap(h.t, h);
  }
}

/** Runs the collector if maps hold much more memory than after the last time. */
export function collectIfDue(): void {
  // 2 is the incremental runtime.
  if (ASC_RUNTIME != 2) return;
  if (bytesInUse < collectAbove) return;
  __collect();
  collectAbove = max(minCollected, 2 * bytesInUse);
}
