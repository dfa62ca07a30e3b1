// Maps with keys of strings. A key is passed as the address and the length of its UTF-8 bytes, with
// a surrogate that belongs to no pair as WTF-8 writes it; or, if it has at most 64 units, as the
// JavaScript string itself.

import { Argument, jsKey } from '../argument-area';
import { deleteAll } from '../columns/delete';
import { encodeAll } from '../columns/encode';
import { insertUnique } from '../columns/insert-unique';
import { columns } from '../columns/iterate';
import { getAll, hasAll } from '../columns/lookup';
import { undoAddAll } from '../columns/undo';
import { addAll, setAll } from '../columns/write';
import { Entry } from '../entry';
import { Hiter, peeked } from '../hiter';
import { hmap } from '../hmap';
import { mapiternext, mapiterpeek } from '../iterate';
import { GoString } from '../strings/go-string';

// ---- by address and length, and columns ----

export function getUtf8(h: hmap, data: usize, len: usize): f64 {
  return Entry.get<GoString>(h, Argument.key(data, len));
}

export function findUtf8(h: hmap, data: usize, len: usize): usize {
  return Entry.find<GoString>(h, Argument.key(data, len));
}

export function assignUtf8(h: hmap, data: usize, len: usize): usize {
  return Entry.assign<GoString>(h, Argument.key(data, len));
}

export function setNumberUtf8(h: hmap, data: usize, len: usize, value: f64): void {
  Entry.setNumber<GoString>(h, Argument.key(data, len), value);
}

export function setWordUtf8(h: hmap, data: usize, len: usize): void {
  Entry.setWord<GoString>(h, Argument.key(data, len));
}

export function setRefUtf8(h: hmap, data: usize, len: usize, ref: u32): u32 {
  return Entry.setRef<GoString>(h, Argument.key(data, len), ref);
}

export function setStringUtf8(
  h: hmap,
  data: usize,
  len: usize,
  elemData: usize,
  elemLen: usize,
): void {
  Entry.setString<GoString>(h, Argument.key(data, len), elemData, elemLen);
}

export function addUtf8(h: hmap, data: usize, len: usize, delta: f64): f64 {
  return Entry.add<GoString>(h, Argument.key(data, len), delta);
}

export function deleteUtf8(h: hmap, data: usize, len: usize): u32 {
  return Entry.delete<GoString>(h, Argument.key(data, len));
}

export function peekString(h: hmap): usize {
  return mapiterpeek<GoString>(h.t, h) ? peeked() : 0;
}

export function nextString(it: Hiter, reads: u32): u32 {
  return mapiternext<GoString>(it.h.t, it, reads);
}

export function cloneString(h: hmap): usize {
  return Entry.clone<GoString>(h);
}

export function reserveString(h: hmap, hint: u32): void {
  Entry.reserve<GoString>(h, hint);
}

export function getAllString(h: hmap, keys: usize, n: u32, out: usize): void {
  getAll<GoString>(h, keys, n, out);
}

export function hasAllString(h: hmap, keys: usize, n: u32, out: usize): void {
  hasAll<GoString>(h, keys, n, out);
}

export function setAllString(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  setAll<GoString>(h, keys, n, more, elems);
}

export function addAllString(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  deltas: usize,
  undo: usize,
): u32 {
  return addAll<GoString>(h, keys, n, more, deltas, undo);
}

export function undoAddAllString(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  undoAddAll<GoString>(h, keys, n, deltas, undo);
}

export function encodeAllString(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  out: usize,
  progress: usize,
): void {
  encodeAll<GoString>(h, keys, n, more, out, progress);
}

export function deleteAllString(h: hmap, keys: usize, n: u32, more: u32, refs: usize): u32 {
  return deleteAll<GoString>(h, keys, n, more, refs);
}

export function columnsString(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return columns<GoString>(it, n, keys, elems);
}

export function insertUniqueString(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return insertUnique<GoString>(h, keys, n, elems);
}

// ---- as JavaScript strings of up to 64 units ----

export function getJsString(h: hmap, s: ref_extern | null): f64 {
  return Entry.get<GoString>(h, jsKey(s));
}

export function findJsString(h: hmap, s: ref_extern | null): usize {
  return Entry.find<GoString>(h, jsKey(s));
}

export function assignJsString(h: hmap, s: ref_extern | null): usize {
  return Entry.assign<GoString>(h, jsKey(s));
}

export function setNumberJsString(h: hmap, s: ref_extern | null, value: f64): void {
  Entry.setNumber<GoString>(h, jsKey(s), value);
}

export function deleteJsString(h: hmap, s: ref_extern | null): u32 {
  return Entry.delete<GoString>(h, jsKey(s));
}
