// Strings that belong to a map: keys and elements that are Go strings whose bytes lie in the heap,
// one block for each string. The empty string has no block.

import { allocate, free } from '../heap/heap';
import { hmap } from '../hmap';
import { retireKey } from '../retire';
import { Bytes } from './bytes';
import { GoString } from './go-string';

/**
 * Makes the Go string at `to` a copy of the one at `from`; false when there is no memory for it.
 */
export function copyString(h: hmap, to: usize, from: usize): bool {
  const source = changetype<GoString>(from);
  const len = source.len;
  let data: usize = 0;
  if (len) {
    data = allocate(len);
    if (!data) return false;
    Bytes.copy(data, source.data, len);
    h.stringBytes += <u32>(len + 15) & ~15;
  }
  store<u64>(to, data);
  store<u64>(to, len, 8);
  return true;
}

/** The map and the Go string of an element whose entry does not exist yet; 0 when there is none. */
let waitingMap: usize = 0;
let waiting: usize = 0;

/**
 * Makes the Go string at `at` own its bytes before its entry exists, so that nothing can fail once
 * the entry is there. False when there is no memory.
 */
export function prepareString(h: hmap, at: usize): bool {
  if (!copyString(h, at, at)) return false;
  waitingMap = changetype<usize>(h);
  waiting = at;
  return true;
}

/** Puts the prepared string into its element. */
export function placeString(to: usize): void {
  store<u64>(to, load<u64>(waiting));
  store<u64>(to, load<u64>(waiting, 8), 8);
  waiting = 0;
}

/** Frees the prepared string, if there is one: its entry could not be made. */
export function dropPrepared(): void {
  if (waiting) freeString(changetype<hmap>(waitingMap), waiting);
  waiting = 0;
}

/** Frees the bytes of the Go string at `at`, an element. */
export function freeString(h: hmap, at: usize): void {
  const s = changetype<GoString>(at);
  if (!s.data) return;
  const size = (<u32>s.len + 15) & ~15;
  h.stringBytes -= size;
  free(s.data, size);
}

/** Frees those of a key, which iterators may still look at. */
export function freeKey(h: hmap, at: usize): void {
  const s = changetype<GoString>(at);
  if (!s.data) return;
  const size = (<u32>s.len + 15) & ~15;
  h.stringBytes -= size;
  retireKey(h, s.data, size);
}
