// Maps with keys of 8-byte integers, of either sign: a key lies in the argument area, because
// passing a bigint costs more than the call.

import { Argument } from '../argument-area';
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

export function get64(h: hmap): f64 {
  return Entry.get<u64>(h, Argument.word());
}

export function find64(h: hmap): usize {
  return Entry.find<u64>(h, Argument.word());
}

export function assign64(h: hmap): usize {
  return Entry.assign<u64>(h, Argument.word());
}

export function setNumber64(h: hmap, value: f64): void {
  Entry.setNumber<u64>(h, Argument.word(), value);
}

export function setWord64(h: hmap): void {
  Entry.setWord<u64>(h, Argument.word());
}

export function setRef64(h: hmap, ref: u32): u32 {
  return Entry.setRef<u64>(h, Argument.word(), ref);
}

export function setString64(h: hmap, elemData: usize, elemLen: usize): void {
  Entry.setString<u64>(h, Argument.word(), elemData, elemLen);
}

export function add64(h: hmap, delta: f64): f64 {
  return Entry.add<u64>(h, Argument.word(), delta);
}

export function delete64(h: hmap): u32 {
  return Entry.delete<u64>(h, Argument.word());
}

export function peek64(h: hmap): usize {
  return mapiterpeek<u64>(h.t, h) ? peeked() : 0;
}

export function next64(it: Hiter, reads: u32): u32 {
  return mapiternext<u64>(it.h.t, it, reads);
}

export function clone64(h: hmap): usize {
  return Entry.clone<u64>(h);
}

export function reserve64(h: hmap, hint: u32): void {
  Entry.reserve<u64>(h, hint);
}

export function getAll64(h: hmap, keys: usize, n: u32, out: usize): void {
  getAll<u64>(h, keys, n, out);
}

export function hasAll64(h: hmap, keys: usize, n: u32, out: usize): void {
  hasAll<u64>(h, keys, n, out);
}

export function setAll64(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  setAll<u64>(h, keys, n, more, elems);
}

export function addAll64(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
  return addAll<u64>(h, keys, n, more, deltas, undo);
}

export function undoAddAll64(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  undoAddAll<u64>(h, keys, n, deltas, undo);
}

export function encodeAll64(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  out: usize,
  progress: usize,
): void {
  encodeAll<u64>(h, keys, n, more, out, progress);
}

export function deleteAll64(h: hmap, keys: usize, n: u32, more: u32, refs: usize): u32 {
  return deleteAll<u64>(h, keys, n, more, refs);
}

export function columns64(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return columns<u64>(it, n, keys, elems);
}

export function insertUnique64(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return insertUnique<u64>(h, keys, n, elems);
}
