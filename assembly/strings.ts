// Strings that belong to a map: keys and elements that are strings are Go strings whose bytes lie
// in the heap, one block a string. The empty string has no block.

import { Bytes } from './bytes';
import { allocate } from './heap/heap';
import { hmap } from './hmap';
import { GoString } from './key';
import { retireString } from './retire';

/** Makes the Go string at `to` a copy of the one at `from`; false when there is no memory for it. */
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

/** The map and the Go string of an element whose entry is not there yet; 0 when there is none. */
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

/** Frees the bytes of the Go string at `at`. */
export function freeString(h: hmap, at: usize): void {
  const s = changetype<GoString>(at);
  if (!s.data) return;
  const size = (s.len + 15) & ~15;
  h.stringBytes -= size;
  retireString(h, s.data, size);
}

const maxJoined: usize = 4096;
/** Strings behind one another, for the host to read at once, and room for a word more. */
export const joined = memory.data(4096 + 8, 8);

/**
 * Copies the bytes of `n` Go strings, which stand in a row at `from`, to `joined`. Returns their
 * number, or -1 when there is no room for them.
 */
export function join(from: usize, n: u32): i32 {
  let end: usize = 0;
  for (let i: u32 = 0; i < n; i += 1) {
    const s = changetype<GoString>(from + i * offsetof<GoString>());
    if (s.len > maxJoined - end) return -1;
    Bytes.copy(joined + end, s.data, s.len);
    end += s.len;
  }
  return <i32>end;
}
