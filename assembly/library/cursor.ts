// A walk through a map, by the core's iterator: entries come in batches of copies, and every entry that
// is there from the beginning to the end comes exactly once, whatever else is written meanwhile. If the
// map has changed, what is left of the batch is taken again.
//
// A cursor at its end holds nothing. One that is left before holds memory of its map until it is closed
// or collected.

import { Hiter } from '../hiter';
import { mapiterinit, mapiternext, mapiterrewind } from '../iterate';
import { Key } from '../key';
import { zero } from './nothing';
import { CursorOwner } from './owners';
import { Table } from './table';

export class Cursor<K, V> {
  /** The entry, after `next` has said that there is one. */
  key: K = load<K>(zero);
  value: V = load<V>(zero);

  private owner: CursorOwner = new CursorOwner();
  /** How many entries the batch has, and how many of them were taken. */
  private n: u32 = 0;
  private taken: u32 = 0;
  /** `map.writes` when the batch was made. */
  private writes: u32 = 0;

  constructor(private map: Table) {
    const h = map.h;
    if (h.count) this.owner.it = changetype<usize>(mapiterinit(h.t, h));
  }

  /** Goes to the next entry; false at the end. */
  next(): bool {
    const at = this.owner.it;
    if (!at) return false;
    const it = changetype<Hiter>(at);
    const map = this.map;
    const t = map.h.t;
    if (this.writes != map.writes) {
      if (!this.resume(it)) return false;
    }
    if (this.taken == this.n) {
      this.n = mapiternext<K>(t, it);
      this.taken = 0;
      if (!this.n) {
        this.close();
        return false;
      }
    }
    const i = this.taken;
    this.taken = i + 1;
    this.key = load<K>(it.keys() + <usize>i * Key.size<K>());
    this.value = load<V>(it.elems(t) + <usize>i * sizeof<V>());
    return true;
  }

  /** Ends the walk before its end. */
  close(): void {
    this.owner.end();
  }

  /** Drops what is left of a batch of a map that has changed; false if the map is gone. */
  private resume(it: Hiter): bool {
    this.writes = this.map.writes;
    if (this.map.disposed) {
      this.close();
      return false;
    }
    if (this.taken != this.n) mapiterrewind(it, this.taken);
    this.n = 0;
    this.taken = 0;
    return true;
  }
}
