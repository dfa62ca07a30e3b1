// Memory of the heap that the wrapper borrows: for the strings and bytes of single calls, which are
// written on their way into the core, and for the rows of calls that take columns.

import { copyBytes, lengthOfBytes } from '../js/bytes.js';
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

/** What has views for strings and bytes. */
interface Viewed {
  readonly views: { readonly u8: Uint8Array; readonly text: Uint8Array };
}

/** Bytes that are kept for the next string. */
const KEPT = 4096;

/** A place for one string at a time, or the bytes of one array: a key, or a value. */
export class StringScratch extends Scratch {
  /** Bytes of the last one, which begin at `address`. */
  length = 0;
  readonly #shortStrings: ShortStrings;
  readonly #memory: Viewed;
  /** A view of this place, and where that was. */
  #room: Uint8Array = new Uint8Array(0);
  #roomAddress = 0;

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
      let need = text.length * 3;
      if (need > KEPT) need = byteLength(text);
      this.#makeRoom(need);
      this.length = encode(text, this.#memory.views.text, this.address, this.size) >>> 0;
    }
    // The core would read past the end. No string does that, but a changed String.prototype.
    if (this.length > this.size) throw new RangeError('a string without a fixed length');
    return this.length;
  }

  /** Copies a `Uint8Array` and returns its number of bytes, or -1 for anything else. */
  copy(value: unknown): number {
    const length = lengthOfBytes(value);
    if (length < 0) return -1;
    this.#makeRoom(length);
    // Into a view of its own: should another thread make it grow, nothing else is overwritten.
    copyBytes(value, this.#currentRoom(), 0);
    this.length = length;
    return length;
  }

  #currentRoom(): Uint8Array {
    if (this.#room.length !== this.size || this.#roomAddress !== this.address) {
      this.#room = this.#memory.views.u8.subarray(this.address, this.address + this.size);
      this.#roomAddress = this.address;
    }
    return this.#room;
  }

  #makeRoom(need: number): void {
    // The room for a long string is kept until one comes that is not long.
    if (need > this.size || (this.size > KEPT && need <= KEPT)) this.borrow(Math.max(need, KEPT));
  }
}
