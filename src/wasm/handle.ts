// The hold that a wrapper has on memory in a heap. It does not refer to the wrapper, so when the
// wrapper is collected, the memory can still be given back, once.

import type { Core } from './core.js';

/** Who else has to do with a map's memory, and sees to its end. */
interface Lender {
  /** Called in the place of giving back the map at `h`. */
  end(h: number): void;
}

/**
 * A map in a heap. What every object must agree on that acts for the map, also one that inherits from
 * its wrapper, is here.
 */
export class Handle {
  /** Changes with every write. */
  version = 0;
  /** How often the map was cleared. */
  clears = 0;
  /** Where the map is shared: at the owner's, or at a reader's. */
  lender: Lender | undefined;

  constructor(
    readonly core: Core,
    /** The address of the map's header; 0 before there is one, and once it is given back. */
    public h = 0,
  ) {}

  /** Gives the map's memory back, and that of its iterators. */
  dispose(): void {
    if (this.h === 0) return;
    if (this.lender === undefined) this.core.dispose(this.h);
    else this.lender.end(this.h);
    this.h = 0;
  }
}

/** An iterator of a map, as long as the map is there. */
export class IteratorHandle {
  /** The address of the iterator; 0 before it has begun and once it is given back. */
  it = 0;

  constructor(readonly map: Handle) {}

  end(): void {
    if (this.it !== 0 && this.map.h !== 0) this.map.core.endIteration(this.it);
    this.it = 0;
  }
}

/** Has `giveBack` called some time after an owner is collected; never in engines that cannot tell. */
function registry<T extends object>(giveBack: (handle: T) => void): FinalizationRegistry<T> {
  if (typeof FinalizationRegistry === 'function') return new FinalizationRegistry(giveBack);
  const nothing = { register() {}, unregister: () => false };
  return nothing as unknown as FinalizationRegistry<T>;
}

/** What holds maps in a heap, and gives them back. */
interface Disposable {
  dispose(): void;
}

const maps = registry<Disposable>((handle) => handle.dispose());
const iterators = registry<IteratorHandle>((handle) => handle.end());

/** Gives `handle`'s map back when `owner` is collected. */
export function keepMap(owner: object, handle: Disposable): void {
  maps.register(owner, handle, handle);
}

/** Gives the map back now. */
export function disposeMap(handle: Disposable): void {
  maps.unregister(handle);
  handle.dispose();
}

/** Takes `keepMap` back: the map stays, however it goes on with its owner. */
export function forgetMap(handle: Disposable): void {
  maps.unregister(handle);
}

/** Ends the iteration when `owner` is collected. */
export function keepIterator(owner: object, handle: IteratorHandle): void {
  iterators.register(owner, handle, handle);
}

/** Takes `keepIterator` back. */
export function forgetIterator(handle: IteratorHandle): void {
  iterators.unregister(handle);
}

/** Ends the iteration now, if it has begun. */
export function endIterator(handle: IteratorHandle): void {
  if (handle.it === 0) return;
  handle.end();
  iterators.unregister(handle); // last: until then the collector would end it
}
