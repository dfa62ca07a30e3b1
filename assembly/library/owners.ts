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
import { mapiterend } from '../iterate';

/** A flag of a map that nobody refers to but cursors. */
const abandoned: u8 = 16;

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

/** What owns an iterator. */
@final
export class CursorOwner {
  it: usize = 0;

  /** Gives the iterator back, and its map if that was waiting. */
  end(): void {
    if (!this.it) return;
    const it = changetype<Hiter>(this.it);
    this.it = 0;
    const h = it.h;
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
