// A walk through a map, by the core's iterator: entries come in batches of copies, and every entry that
// is there from the beginning to the end comes exactly once, whatever else is written meanwhile. If the
// map has changed, what is left of the batch is taken again.
//
// A cursor at its end holds nothing. One that is left before holds memory of its map until it is closed
// or collected.

import { mapiterrewind } from '../iterate';
import { Calls } from './calls';
import { zero } from './nothing';
import { abandoned, CursorOwner, Walk } from './owners';
import { Table } from './table';

export class Cursor<K, V> {
  /** Where the entry lies in the batch. */
  private keyAt: usize = zero;
  private valueAt: usize = zero;

  private walk: Walk | null = null;
  private owner: CursorOwner = new CursorOwner();

  /**
   * A walk from where `begin` says, a number as good as any. `map` is kept reachable for the sake of its
   * keys and values.
   */
  constructor(
    private map: Table,
    begin: u32,
  ) {
    if (map.size) {
      const walk = new Walk(map.h, changetype<usize>(this.owner), begin);
      this.walk = walk;
      this.owner.walk = walk;
    }
  }

  /** The key of the entry, after `next` has said that there is one. */
  @inline
  get key(): K {
    return load<K>(this.keyAt);
  }

  /** The value of the entry, as it was when `next` came to it. */
  @inline
  get value(): V {
    return load<V>(this.valueAt);
  }

  /** Goes to the next entry; false at the end. */
  next(): bool {
    // By its address, as in `Table.of`.
    const self = changetype<usize>(this);
    const at = load<usize>(self, offsetof<Cursor<K, V>>('walk'));
    if (!at) return false;
    const walk = changetype<Walk>(at);
    if (walk.taken == walk.n || walk.writes != walk.h.writes) {
      if (!Cursor.takeBatch<K>(walk)) {
        Cursor.end<K, V>(self);
        return false;
      }
    }
    const i = walk.taken;
    walk.taken = i + 1;
    const key = walk.keys + <usize>i * sizeof<K>();
    const value = walk.values + <usize>i * sizeof<V>();
    store<usize>(self, key, offsetof<Cursor<K, V>>('keyAt'));
    store<usize>(self, value, offsetof<Cursor<K, V>>('valueAt'));
    return true;
  }

  /** Ends the walk before its end. */
  close(): void {
    this.keyAt = zero;
    this.valueAt = zero;
    this.walk = null;
    this.owner.end();
  }

  private static end<K, V>(cursor: usize): void {
    changetype<Cursor<K, V>>(cursor).close();
  }

  /** Makes a batch, without what was taken of the last; false if there is nothing left, or the map is gone. */
  private static takeBatch<K>(walk: Walk): bool {
    const h = walk.h;
    if (h.flags & abandoned) return false;
    if (walk.taken != walk.n) mapiterrewind(walk.it, walk.taken);
    walk.writes = h.writes;
    walk.taken = 0;
    walk.kept = 0;
    walk.n = Calls.next<K>(walk.it);
    return walk.n != 0;
  }
}
