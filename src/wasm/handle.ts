// The hold that a wrapper has on memory in a heap. What gives the memory back does not refer to the
// wrapper, so that it can still do so when the wrapper is collected, once.

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

  /** Ends the iteration, if it has begun. */
  dispose(): void {
    if (this.it !== 0 && this.map.h !== 0) this.map.core.endIteration(this.it);
    this.it = 0;
  }
}

/** What holds memory in a heap, and gives it back. */
interface Disposable {
  dispose(): void;
}

/** What the collector's list has for a hold. It must not lead to the hold, which would then live for ever. */
interface Held {
  what: Disposable | undefined;
}

/**
 * An object on the collector's list: some time after it is collected, what it holds is disposed of. Its
 * owner alone refers to it.
 *
 * Nothing is ever taken off that list: to be put there with a key to be found by takes 300 ns, without one
 * 65 (Node 20 and 24). A hold that is let go stays there, free for the next owner, so the list gets no
 * longer than the most owners that there have been at a time.
 */
export class Hold {
  readonly held: Held = { what: undefined };
  /** The next free one, if this one is free. */
  next: Hold | undefined;
}

interface Owner {
  hold: Hold | undefined;
}

/** The first of the free holds, and how many there are. Those above the limit are collected. */
let firstFree: Hold | undefined;
let free = 0;
const MOST_FREE = 1024;

/** None in engines that cannot tell what they collect: there, only `dispose` gives memory back. */
const registry =
  typeof FinalizationRegistry === 'function'
    ? new FinalizationRegistry<Held>(({ what }) => what?.dispose())
    : undefined;

function newHold(): Hold {
  const hold = new Hold();
  registry?.register(hold, hold.held);
  return hold;
}

/** Has `what` disposed of some time after `owner` is collected, which keeps nothing yet. */
export function keep(owner: Owner, what: Disposable): void {
  const hold = firstFree ?? newHold();
  // From here on no function is called: the stack could run out.
  if (hold === firstFree) {
    firstFree = hold.next;
    hold.next = undefined;
    free -= 1;
  }
  hold.held.what = what;
  owner.hold = hold;
}

/** Takes `keep` back: what was kept stays, however it goes on with its owner. */
export function letGo(owner: Owner): void {
  const { hold } = owner;
  if (hold === undefined) return;
  owner.hold = undefined;
  hold.held.what = undefined;
  if (free === MOST_FREE) return;
  hold.next = firstFree;
  firstFree = hold;
  free += 1;
}
