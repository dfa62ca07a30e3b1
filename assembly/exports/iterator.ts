// Iterators, but for the step to the next batch, which every layout of keys has for itself. An
// iterator is passed by its address and lasts until it is ended, or its map is disposed of. The one
// that `peek` returns takes no memory and is not ended; it lasts until the next call.

import { Hiter } from '../hiter';
import { hmap } from '../hmap';
import { mapiterend, mapiterinit, mapiterinitAt, mapiterrewind, mapiterstart } from '../iterate';
import { join, joined } from '../strings/join';

export function iterate(h: hmap): usize {
  return changetype<usize>(mapiterinit(h.t, h));
}

/** Begins where an iterator that `peek` has returned began, if nothing has changed since. */
export function iterateFrom(h: hmap, start: u32): usize {
  return changetype<usize>(mapiterinitAt(h.t, h, start));
}

export function iterationStart(it: Hiter): u32 {
  it.assertIterator();
  return mapiterstart(it);
}

export function endIteration(it: Hiter): void {
  it.assertIterator();
  mapiterend(it);
}

export function rewind(it: Hiter, taken: u32): void {
  it.assertIterator();
  mapiterrewind(it, taken);
}

/** Where an iterator leaves the keys of a batch, in a row. */
export function keysAddress(it: Hiter): usize {
  it.assertIterator();
  return it.keys();
}

/** Where it leaves their elements. */
export function elemsAddress(it: Hiter): usize {
  it.assertIterator();
  return it.elems(it.h.t);
}

/** Where `joinStrings` leaves the bytes. */
export function joinedAddress(): usize {
  return joined();
}

/** Joins `n` strings that `it` has handed out; returns the bytes, or -1 if they are too many. */
export function joinStrings(it: Hiter, strings: usize, n: u32): i32 {
  it.assertIterator();
  return join(strings, n);
}
