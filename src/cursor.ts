// Walking the entries of a map. The core hands out up to 64 entries at a time; when the map has been
// written to since, the rest of them is void and the core goes on behind the last one taken. So an
// iteration sees every change, as Go's does, at a fraction of the calls.

import type { GoMap } from './go-map.js';
import { endIterator, IteratorHandle, keepIterator } from './handle.js';
import { Side } from './side.js';

/** What a walk reads of the entries. */
export const KEYS = 1;
export const VALUES = 2;
export const ENTRIES = KEYS | VALUES;

/** A walk over the entries of `map`, which begins with the first `refill`. */
export class Cursor {
  /** How many entries were handed out, and how many of them are taken. */
  count = 0;
  taken = 0;
  readonly keys: Side;
  readonly values: Side;

  private readonly handle: IteratorHandle;
  private begun = false;
  private done = false;
  private version = 0;
  private clears = 0;
  private refreshes = 0;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: a cursor does not look at keys and values.
    private readonly map: GoMap<any, any>,
    private readonly reads: number,
    /** Whether nobody may be there to call `end`: then the collector ends the walk. */
    private readonly abandonable: boolean,
  ) {
    this.handle = new IteratorHandle(map._handle);
    this.keys = new Side(map, true);
    this.values = new Side(map, false);
  }

  /** Whether there is an entry to be taken that is still as and where it was handed out. */
  ready(): boolean {
    const { map } = this;
    return (
      this.taken < this.count &&
      map._version === this.version &&
      map._heap.refreshes === this.refreshes
    );
  }

  /** Has the next entries handed out; false when there are none. Throws after `dispose`. */
  refill(): boolean {
    if (this.done) return false;
    const map = this.map;
    map._use();
    const { core } = map._heap;
    if (!this.begun) {
      if (core.size(map._h) === 0) {
        this.done = true;
        return false;
      }
      this.handle.it = core.iterate(map._h);
      if (this.abandonable) keepIterator(this, this.handle);
      this.begun = true;
      this.clears = map._clears;
    } else if (this.clears !== map._clears) {
      // The map has been cleared: nothing that was there is left to be shown.
      this.end();
      return false;
    } else if (map._version !== this.version || this.taken < this.count) {
      // Also when all were taken: the cells behind the last of them may have been filled since.
      core.rewind(this.handle.it, this.taken);
    }
    const { it } = this.handle;
    this.version = map._version;
    this.count = map._nextEntries(it);
    this.taken = 0;
    if (this.count === 0) {
      this.end();
      return false;
    }
    if (this.reads & KEYS) this.keys.read(it, core.keysAddress(it) >>> 0, this.count);
    if (this.reads & VALUES) this.values.read(it, core.elemsAddress(it) >>> 0, this.count);
    this.refreshes = map._heap.refreshes;
    return true;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.done = true;
    this.count = 0;
    endIterator(this.handle);
  }
}
