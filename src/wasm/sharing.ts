// Shared memories: which shares of maps there are, who reads by them, and when a map's memory goes back.
//
// A share is a number and a flag in a buffer of its own, which says whether it has ended. A reader takes an
// area in the name of the share first and asks for the flag then; the owner sets the flag first and looks
// for areas then. So either the reader sees that the share has ended, or the owner sees the reader. The
// flag's buffer belongs to whoever knows the share: it cannot become anything else while one is left.

import { randomWord } from '../js/random.js';
import { Areas } from './areas.js';
import type { Core } from './core.js';

/** Whether `memory` is shared. */
export function isShared(memory: WebAssembly.Memory): boolean {
  return typeof SharedArrayBuffer === 'function' && memory.buffer instanceof SharedArrayBuffer;
}

/** What the flag of a share says. */
const ENDED = 1;

/** Whether the share with this flag has ended. */
export function hasEnded(flag: SharedArrayBuffer): boolean {
  return Atomics.load(new Int32Array(flag), 0) === ENDED;
}

/** A way to a shared map. */
export interface Share {
  readonly id: number;
  readonly flag: SharedArrayBuffer;
}

/** A shared memory, as one instance of the core has to do with it. */
export class Sharing {
  readonly memory: WebAssembly.Memory;
  readonly areas: Areas;
  readonly #core: Core;
  /** The area of a reader; 0 at the owner's. */
  readonly #area: number;
  #lastShare = 0;
  /** Maps that the owner has disposed of and readers may still read. */
  #waiting: SharedMap[] = [];

  /** For the owner, or for a reader who has attached by `share`, who gets an area. */
  constructor(memory: WebAssembly.Memory, core: Core, share: number) {
    this.memory = memory;
    this.#core = core;
    const ownerArea = core.areaAddress();
    this.areas = new Areas(memory, ownerArea);
    this.#area = share === 0 ? 0 : this.areas.take(share);
    if (this.#area === 0) return;
    core.displacement.value = this.#area - ownerArea;
    core.adopt();
  }

  /** Whether this instance is a reader's. */
  get reads(): boolean {
    return this.#area !== 0;
  }

  /** The reader's last call: its area is for others. */
  leave(): void {
    this.#core.leave();
    this.areas.giveBack(this.#area);
  }

  nextShare(): Share {
    this.#lastShare += 1;
    return { id: this.#lastShare, flag: new SharedArrayBuffer(4) };
  }

  /** Keeps the map until nobody reads it. */
  keep(map: SharedMap): void {
    this.#waiting.push(map);
    this.sweep();
  }

  /** Gives back the maps that nobody reads any more. */
  sweep(): void {
    if (this.#waiting.length === 0) return;
    this.#waiting = this.#waiting.filter((map) => !map.giveBack());
  }
}

/** A map that its owner shares. */
export class SharedMap {
  /** Where readers find its header. */
  readonly header: number;
  readonly #core: Core;
  readonly #sharing: Sharing;
  readonly #shares: Share[] = [];
  /** The map once it is disposed of. */
  #h = 0;

  constructor(core: Core, sharing: Sharing, h: number) {
    this.#core = core;
    this.#sharing = sharing;
    core.beginWrite(h); // throws inside a write
    core.endWrite(h);
    this.header = core.attach(h, randomWord(), randomWord()) >>> 0;
  }

  share(): Share {
    const share = this.#sharing.nextShare();
    this.#shares.push(share);
    return share;
  }

  /**
   * Ends a share whose readers are gone, whether they have said so or not. Returns whether others are left,
   * or `undefined` if this is none of the map's.
   */
  unshare(id: unknown): boolean | undefined {
    const i = this.#shares.findIndex((share) => share.id === id);
    if (i < 0) return undefined;
    end(this.#shares[i] as Share);
    this.#sharing.areas.reclaim(id as number);
    this.#shares.splice(i, 1);
    return this.#shares.length > 0;
  }

  /** Frees what readers attached to: there are none. */
  endSharing(): void {
    this.#core.detach(this.header);
  }

  /** The owner has disposed of the map at `h`. */
  end(h: number): void {
    for (const share of this.#shares) end(share);
    this.#h = h;
    this.#sharing.keep(this);
  }

  /** Gives the memory back unless somebody reads it; returns whether it is. */
  giveBack(): boolean {
    const { areas } = this.#sharing;
    if (this.#shares.some(({ id }) => areas.count(id) > 0)) return false;
    this.endSharing();
    this.#core.dispose(this.#h);
    return true;
  }
}

function end({ flag }: Share): void {
  Atomics.store(new Int32Array(flag), 0, ENDED);
}
