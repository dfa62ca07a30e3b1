// Memory that host and core share: the argument area, and what the host borrows from the heap for
// columns, text and strings on their way into a map.

import { area, foundAt, missingAt, wordKeyAt } from '../area';
import { wordElem } from '../argument-area';
import { Borrowed } from '../borrowed';
import { allocate, free } from '../heap/heap';
import { noMemory } from '../no-memory';
import { frame } from '../stack';
import { countWtf8, stringsBetween } from '../strings/from-ends';
import { stringsFrom } from '../strings/from-lengths';
import { JsString } from '../strings/read-js-string';

export function wordKeyAddress(): usize {
  return area + wordKeyAt;
}

export function wordElemAddress(): usize {
  return wordElem;
}

export function foundAddress(): usize {
  return area + foundAt;
}

/** Where the host puts the element that `getAll` reads for absent keys. */
export function missingAddress(): usize {
  return area + missingAt;
}

/** Throws unless there is stack for `frames` frames of a KiB, for what the host is about to do. */
export function reserveStack(frames: u32): void {
  frame(frames);
}

/** Lends the host `bytes` bytes, which may be more than there can be: then it is told so. */
export function allocateScratch(bytes: f64): usize {
  const address = allocate(<u64>bytes);
  if (!address) noMemory();
  Borrowed.lend(address, <usize>bytes);
  return address;
}

export function freeScratch(address: usize, bytes: u32): void {
  Borrowed.takeBack(address, bytes);
  free(address, bytes);
}

/**
 * Makes Go strings at `out` of `n` strings whose bytes lie in a row from `text` up to `end` and
 * whose lengths take `width` bytes each. Returns how many; see `stringsFrom`.
 */
export function stringsFromLengths(
  lengths: usize,
  width: u32,
  n: u32,
  text: usize,
  end: usize,
  out: usize,
  wtf8: bool,
): u32 {
  return stringsFrom(lengths, width, n, text, end, out, wtf8);
}

/**
 * Makes Go strings at `out` of `n` strings in the text from `text` up to `end`, by where they start
 * and end; see `strings/from-ends`.
 */
export function stringsFromEnds(
  starts: usize,
  n: u32,
  first: u32,
  text: usize,
  end: usize,
  out: usize,
): void {
  stringsBetween(starts, n, first, text, end, out);
}

/** How many of the first of the `n` Go strings at `strings` are WTF-8. */
export function wtf8Strings(strings: usize, n: u32): u32 {
  return countWtf8(strings, n);
}

/**
 * Writes a JavaScript string to `to`, where there is room for three bytes a unit and eight more;
 * returns the number of bytes.
 */
export function readJsString(s: ref_extern | null, to: usize): usize {
  Borrowed.assert(to, JsString.room(s), 1);
  return JsString.read(s, to);
}
