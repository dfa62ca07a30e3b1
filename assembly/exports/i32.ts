// Maps with keys of 4-byte integers, of either sign: a key is a number.

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

export function get32(h: hmap, key: u32): f64 {
  return Entry.get<u32>(h, key);
}

export function find32(h: hmap, key: u32): usize {
  return Entry.find<u32>(h, key);
}

export function assign32(h: hmap, key: u32): usize {
  return Entry.assign<u32>(h, key);
}

export function setNumber32(h: hmap, key: u32, value: f64): void {
  Entry.setNumber<u32>(h, key, value);
}

export function setWord32(h: hmap, key: u32): void {
  Entry.setWord<u32>(h, key);
}

export function setRef32(h: hmap, key: u32, ref: u32): u32 {
  return Entry.setRef<u32>(h, key, ref);
}

export function setString32(h: hmap, key: u32, elemData: usize, elemLen: usize): void {
  Entry.setString<u32>(h, key, elemData, elemLen);
}

export function add32(h: hmap, key: u32, delta: f64): f64 {
  return Entry.add<u32>(h, key, delta);
}

export function delete32(h: hmap, key: u32): u32 {
  return Entry.delete<u32>(h, key);
}

export function peek32(h: hmap): usize {
  return mapiterpeek<u32>(h.t, h) ? peeked() : 0;
}

export function next32(it: Hiter, reads: u32): u32 {
  return mapiternext<u32>(it.h.t, it, reads);
}

export function clone32(h: hmap): usize {
  return Entry.clone<u32>(h);
}

export function reserve32(h: hmap, hint: u32): void {
  Entry.reserve<u32>(h, hint);
}

export function getAll32(h: hmap, keys: usize, n: u32, out: usize): void {
  getAll<u32>(h, keys, n, out);
}

export function hasAll32(h: hmap, keys: usize, n: u32, out: usize): void {
  hasAll<u32>(h, keys, n, out);
}

export function setAll32(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  setAll<u32>(h, keys, n, more, elems);
}

export function addAll32(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
  return addAll<u32>(h, keys, n, more, deltas, undo);
}

export function undoAddAll32(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  undoAddAll<u32>(h, keys, n, deltas, undo);
}

export function encodeAll32(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  out: usize,
  progress: usize,
): void {
  encodeAll<u32>(h, keys, n, more, out, progress);
}

export function deleteAll32(h: hmap, keys: usize, n: u32, more: u32, refs: usize): u32 {
  return deleteAll<u32>(h, keys, n, more, refs);
}

export function columns32(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return columns<u32>(it, n, keys, elems);
}

export function insertUnique32(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return insertUnique<u32>(h, keys, n, elems);
}
