// The argument area: fixed places in memory for what a call between host and core cannot carry as a
// number. A place holds what was put there last, until the next call. What lookups need is in the area of
// the instance (area.ts); the rest is for writes, and for the owner of a memory only.

import { area, keyBytesAt, stringKeyAt, wordKeyAt } from './area';
import { Borrowed } from './borrowed';
import { GoString } from './strings/go-string';
import { JsString } from './strings/read-js-string';

/** A 64-bit element. */
export const wordElem = memory.data(8, 8);
/** The place of the entry where the last lookup of a WasmMap found no number; 0 for no entry. */
export const foundPlace = memory.data(8, 8);
/** A string element, as a Go string. */
const elem = memory.data(16, 8);

export class Argument {
  /** The 64-bit key. */
  @inline
  static word(): u64 {
    return load<u64>(area, wordKeyAt);
  }

  /** The string key of `len` bytes at `data`. */
  @inline
  static key(data: usize, len: usize): GoString {
    return Argument.goString(area + stringKeyAt, data, len);
  }

  /** The string element of `len` bytes at `data`. */
  @inline
  static elem(data: usize, len: usize): GoString {
    return Argument.goString(elem, data, len);
  }

  @inline
  private static goString(at: usize, data: usize, len: usize): GoString {
    Borrowed.assert(data, len, 1);
    const s = changetype<GoString>(at);
    s.data = data;
    s.len = len;
    return s;
  }
}

/** The string key that is a JavaScript string of up to 64 units. */
export function jsKey(s: ref_extern | null): GoString {
  const k = changetype<GoString>(area + stringKeyAt);
  const bytes = area + keyBytesAt;
  k.data = bytes;
  k.len = JsString.read(s, bytes);
  return k;
}
