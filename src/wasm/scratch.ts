// Memory of the heap that the wrapper borrows: for the strings of single calls, which are written on
// their way into the core, and for the rows of calls that take columns.

import type { Core } from './core.js';
import type { ShortStrings } from './js-string-encode.js';
import { byteLength, encode, SHORT } from './wtf8.js';

/** Borrowed memory, until it is given back. */
export class Scratch {
  address = 0;
  size = 0;
  readonly #core: Core;

  constructor(core: Core) {
    this.#core = core;
  }

  /** Has `bytes` bytes or, where there is no memory for them, fewer, but not less than `least`. */
  borrow(bytes: number, least = bytes): void {
    this.giveBack();
    for (let size = bytes; ; size = Math.max(least, size >>> 1)) {
      try {
        this.address = this.#core.allocateScratch(size) >>> 0;
        this.size = size;
        return;
      } catch (error) {
        if (size === least) throw error;
      }
    }
  }

  giveBack(): void {
    if (this.size === 0) return;
    this.#core.freeScratch(this.address, this.size);
    this.size = 0;
  }
}

/** What has views for strings. */
interface Viewed {
  readonly views: { readonly text: Uint8Array };
}

/** Bytes that are kept for the next string. */
const KEPT = 4096;

/** A place for one string at a time: a key, or a value. */
export class StringScratch extends Scratch {
  /** Bytes of the last string, which begin at `address`. */
  length = 0;
  readonly #shortStrings: ShortStrings;
  readonly #memory: Viewed;

  constructor(core: Core, shortStrings: ShortStrings, memory: Viewed) {
    super(core);
    this.#shortStrings = shortStrings;
    this.#memory = memory;
  }

  /** Writes `text` and returns its number of bytes. */
  write(text: string): number {
    if (text.length <= SHORT) {
      if (this.size !== KEPT) this.borrow(KEPT);
      this.length = this.#shortStrings.encode(text, this.#memory.views.text, this.address);
    } else {
      this.#makeRoom(text);
      this.length = encode(text, this.#memory.views.text, this.address, this.size) >>> 0;
    }
    // The core would read past the end. No string does that, but a changed String.prototype.
    if (this.length > this.size) throw new RangeError('a string without a fixed length');
    return this.length;
  }

  #makeRoom(text: string): void {
    let need = text.length * 3;
    if (need > KEPT) need = Math.max(byteLength(text), KEPT);
    // The room for a long string is kept until one comes that is not long.
    if (need > this.size || (this.size > KEPT && need <= KEPT)) this.borrow(Math.max(need, KEPT));
  }
}
