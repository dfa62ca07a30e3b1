// The argument area: fixed places in memory for what a call between host and core cannot carry as a
// number. A place holds what was put there last, until the next call.

import { Borrowed } from './borrowed';
import { GoString } from './strings/go-string';
import { JsString } from './strings/read-js-string';

/** A 64-bit key. */
export const wordKey = memory.data(8, 8);
/** A 64-bit element. */
export const wordElem = memory.data(8, 8);
/** 1 when the last lookup that returned what also stands for no value had found it. */
export const found = memory.data(8, 8);
/** The place of the entry where the last lookup of a WasmMap found no number; 0 for no entry. */
export const foundPlace = memory.data(8, 8);
/** The element that `getAll` reads for absent keys. */
export const missing = memory.data(16, 8);

// A string key and a string element, as Go strings.
const key = memory.data(16, 8);
const elem = memory.data(16, 8);
/**
 * The bytes of a key that comes as a JavaScript string, of up to 64 units: as `JsString.room` says.
 */
const keyBytes = memory.data(3 * 64 + 8, 8);

export class Argument {
  /** The string key of `len` bytes at `data`. */
  @inline
  static key(data: usize, len: usize): GoString {
    return Argument.goString(key, data, len);
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
  const k = changetype<GoString>(key);
  k.data = keyBytes;
  k.len = JsString.read(s, keyBytes);
  return k;
}
