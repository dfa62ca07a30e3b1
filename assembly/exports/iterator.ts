// Iterators, but for the step to the next batch, which every layout of keys has for itself. An
// iterator is passed by its address and lasts until it is ended, or its map is disposed of.

import { Hiter } from '../hiter';
import { hmap } from '../hmap';
import { mapiterend, mapiterinit, mapiterrewind } from '../iterate';
import { join, joined } from '../strings/join';

export function iterate(h: hmap): usize {
  return changetype<usize>(mapiterinit(h.t, h));
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
  return joined;
}

/** Joins `n` strings that `it` has handed out; returns the bytes, or -1 if they are too many. */
export function joinStrings(it: Hiter, strings: usize, n: u32): i32 {
  it.assertIterator();
  return join(strings, n);
}
