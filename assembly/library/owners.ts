// Who gives memory back. A map lies in memory that no collector knows: so a `GoMap` and a `Cursor` each
// have a small object that the runtime finalizes when it collects it (finalize.ts). The sweep that
// collects a map collects its cursors too, in any order. So a map whose cursors are still there is
// only marked, and goes with the last of them. A cursor may be freed before its owner, so what it holds
// the owner holds for it.
//
// Nor does the collector know how much memory maps hold: it might not run for long while dropped maps
// pile up. So the incremental collector is made to finish a cycle whenever maps hold twice what they
// held after the last one. The minimal runtime must be told when to collect, and stub never does.

import { disposeMap } from '../dispose';
import { bytesInUse } from '../heap/heap';
import { Hiter } from '../hiter';
import { hmap } from '../hmap';
import { mapiterend, mapiterinitAt } from '../iterate';
import { Kind } from '../maptype';

/** A flag of a map that nobody refers to but cursors; the others are in hmap.ts. */
export const abandoned: u8 = 32;

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

/** How far a cursor is. All walks of the module are in a list. */
@unmanaged
export class Walk {
  it: Hiter;
  /** Where the keys and the values of a batch lie. */
  keys: usize;
  values: usize;
  /** How many entries the batch has, and how many of them were taken. */
  n: u32 = 0;
  taken: u32 = 0;
  /** `taken` when the owner was made to keep an entry. */
  kept: u32 = 0;
  /** `h.writes` when the batch was made. */
  writes: u32 = 0;
  /** The neighbours in the list. */
  private previous: usize = 0;
  private following: usize = walks;

  constructor(
    public h: hmap,
    private owner: usize,
    begin: u32,
  ) {
    const it = mapiterinitAt(h.t, h, begin);
    this.it = it;
    this.keys = it.keys();
    this.values = it.elems(h.t);
    if (walks) changetype<Walk>(walks).previous = changetype<usize>(this);
    walks = changetype<usize>(this);
  }

  /**
   * Makes the cursors of `h` keep the entries that they show, because a write is about to take some from
   * the map. Otherwise the map keeps them: so a cursor need not tell the collector of every entry that it
   * comes to, which costs a cache miss for each. 1e6 strings, ns: 13 instead of 57.
   */
  static keepEntries(h: hmap): void {
    const t = h.t;
    if (t.key != Kind.Object && t.elem != Kind.Object) return;
    for (let at = walks; at; at = changetype<Walk>(at).following) {
      const walk = changetype<Walk>(at);
      const taken = walk.taken;
      if (walk.h != h || walk.kept == taken) continue;
      walk.kept = taken;
      const owner = changetype<CursorOwner>(walk.owner);
      const i = <usize>taken - 1;
      if (t.key == Kind.Object) owner.key = load<Object>(walk.keys + i * sizeof<usize>());
      if (t.elem == Kind.Object)
        owner.value = load<Object | null>(walk.values + i * sizeof<usize>());
    }
  }

  /** Frees the walk and its iterator. */
  end(): void {
    const previous = this.previous;
    const following = this.following;
    if (previous) changetype<Walk>(previous).following = following;
    else walks = following;
    if (following) changetype<Walk>(following).previous = previous;
    mapiterend(this.it);
    heap.free(changetype<usize>(this));
  }
}

/** The first walk of the list, or 0. */
let walks: usize = 0;

/** What owns a walk. */
@final
export class CursorOwner {
  walk: Walk | null = null;
  /** What the cursor shows and the map may not have any more. */
  key: Object | null = null;
  value: Object | null = null;

  /** Gives the iterator back, and its map if that was waiting. */
  end(): void {
    const walk = this.walk;
    if (!walk) return;
    this.walk = null;
    const h = walk.h;
    walk.end();
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
