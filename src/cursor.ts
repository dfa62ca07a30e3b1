// Walking the entries of a map. The core hands out up to 64 entries at a time; when the map has been
// written to since, the rest of them is void and the core goes on behind the last one taken. So an
// iteration sees every change, as Go's does, at a fraction of the calls.

import type { GoMap } from './go-map.js';
import { endIterator, IteratorHandle, keepIterator } from './handle.js';

/** A walk over the entries of `map`, which begins with the first `refill`. */
export class Cursor {
  /** How many entries were handed out, and how many of them are taken. */
  count = 0;
  taken = 0;
  /** Addresses of the keys handed out, one behind the other, and of their elements. */
  keys = 0;
  elems = 0;

  private readonly handle: IteratorHandle;
  private begun = false;
  private done = false;
  private version = 0;
  private clears = 0;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: a cursor does not look at keys and values.
    private readonly map: GoMap<any, any>,
    /** Whether nobody may be there to call `end`: then the collector ends the walk. */
    private readonly abandonable: boolean,
  ) {
    this.handle = new IteratorHandle(map._handle);
  }

  /** Reads strings handed out, which are at `at`, into `out`. */
  readTexts(at: number, out: unknown[]): void {
    this.map._heap.texts(this.handle.it, at, this.count, out);
  }

  /** Whether there is an entry to be taken that is still as it was handed out. */
  ready(): boolean {
    return this.taken < this.count && this.map._version === this.version;
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
    } else if (map._version !== this.version) {
      // Also when all were taken: the cells behind the last of them may have been filled since.
      core.rewind(this.handle.it, this.taken);
    }
    this.version = map._version;
    this.count = map._nextEntries(this.handle.it);
    this.taken = 0;
    if (this.count === 0) {
      this.end();
      return false;
    }
    this.keys = core.keysAddress(this.handle.it) >>> 0;
    this.elems = core.elemsAddress(this.handle.it) >>> 0;
    return true;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.done = true;
    this.count = 0;
    endIterator(this.handle);
  }
}
