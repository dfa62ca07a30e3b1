// Walking the entries of a map. The core hands out up to eight entries at a time; when the map has
// been written to since, the rest of them is void and the core goes on behind the last one taken. So
// an iteration sees every change, as Go's does, at an eighth of the calls.

import type { GoMap } from './go-map.js';
import { endIterator, IteratorHandle, keepIterator } from './handle.js';

/** A walk over the entries of `map`, which begins with the first `advance`. */
export class Cursor {
  /** Address of the current key. */
  key = 0;
  /** Address of the current element. */
  elem = 0;

  private readonly handle: IteratorHandle;
  private begun = false;
  private done = false;
  private version = 0;
  private clears = 0;
  /** Entries handed out, and how many of them are taken. */
  private count = 0;
  private taken = 0;
  /** Index in 32-bit words of the addresses of the next entry. */
  private at = 0;

  constructor(
    // biome-ignore lint/suspicious/noExplicitAny: a cursor does not look at keys and values.
    private readonly map: GoMap<any, any>,
    /** Whether nobody may be there to call `end`: then the collector ends the walk. */
    private readonly abandonable: boolean,
  ) {
    this.handle = new IteratorHandle(map._handle);
  }

  /** Goes to the next entry; false when there is none. Throws when the map was disposed of. */
  advance(): boolean {
    if (this.done) return false;
    const map = this.map;
    if (this.taken === this.count || map._version !== this.version) {
      if (!this.refill()) return false;
    }
    const words = map._heap.u32;
    this.key = words[this.at] as number;
    this.elem = words[this.at + 1] as number;
    this.at += 2;
    this.taken += 1;
    return true;
  }

  /** Ends the walk, finished or not. */
  end(): void {
    this.done = true;
    endIterator(this.handle);
  }

  private refill(): boolean {
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
    this.at = core.entriesAddress(this.handle.it) >>> 2;
    return true;
  }
}
