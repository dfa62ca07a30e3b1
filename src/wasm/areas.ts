// Who has which area of a shared memory (assembly/area.ts). Every reader has one of its own. Areas are in a
// list in the memory itself; none is ever taken out of it, and what changes is changed atomically, so that
// agents need nothing else to agree. An area that a reader has left is there for the next one; a new one is
// made by growing the memory, which engines do atomically, too.
//
// An area that is taken has the number of the share by which its reader has attached. So the owner of the
// memory sees whether anybody still reads by a share.

import { PAGE } from './pages.js';

/** Words of an area: the share of its reader, 0 for none, and the address of the next area. */
const SHARE = 0;
const NEXT = 1;

/** Pages of an area: those that the core counts on (`readerPages` in assembly/heap/block.ts). */
const AREA_PAGES = 4;

export class Areas {
  readonly #memory: WebAssembly.Memory;
  /** Where the address of the first one is, as an index of words: in the owner's area. */
  readonly #head: number;

  /** `ownerArea`: where the owner's own area is, which is in no list. */
  constructor(memory: WebAssembly.Memory, ownerArea: number) {
    this.#memory = memory;
    this.#head = (ownerArea >>> 2) + NEXT;
  }

  /** The address of an area for a reader by `share`. Throws `RangeError` when there is no memory for it. */
  take(share: number): number {
    const words = this.#words();
    for (const at of this.#all(words)) {
      if (Atomics.compareExchange(words, at + SHARE, 0, share) === 0) return at * 4;
    }
    return this.#make(share);
  }

  giveBack(area: number): void {
    Atomics.store(this.#words(), (area >>> 2) + SHARE, 0);
  }

  /** How many readers have attached by `share` and not left. */
  count(share: number): number {
    const words = this.#words();
    let count = 0;
    for (const at of this.#all(words)) if (Atomics.load(words, at + SHARE) === share) count += 1;
    return count;
  }

  /** Takes back what the readers by `share` have, all of which are gone. */
  reclaim(share: number): void {
    const words = this.#words();
    for (const at of this.#all(words)) Atomics.compareExchange(words, at + SHARE, share, 0);
  }

  #make(share: number): number {
    let pages: number;
    try {
      pages = this.#memory.grow(AREA_PAGES);
    } catch {
      const { byteLength } = this.#memory.buffer;
      throw new RangeError(
        `out of memory: ${AREA_PAGES * PAGE} bytes asked for, ${byteLength} bytes held by the heap`,
      );
    }
    const area = pages * PAGE;
    const words = this.#words();
    const at = area >>> 2;
    words[at + SHARE] = share;
    let first: number;
    do {
      first = Atomics.load(words, this.#head);
      words[at + NEXT] = first;
    } while (Atomics.compareExchange(words, this.#head, first, area | 0) !== first);
    return area;
  }

  /** All areas, as indices of words. */
  *#all(words: Int32Array): Generator<number> {
    let at = Atomics.load(words, this.#head) >>> 2;
    // A memory that somebody else has made may hold anything: no list is longer than the memory.
    for (
      let i = 0;
      i < words.length && at !== 0 && at < words.length - NEXT;
      i += (AREA_PAGES * PAGE) / 4
    ) {
      yield at;
      at = (words[at + NEXT] as number) >>> 2;
    }
  }

  #words(): Int32Array {
    this.#memory.grow(0); // or the buffer may be older than what other agents have added
    return new Int32Array(this.#memory.buffer);
  }
}
