// Maps with keys of floats: a key is a number. Rows of `addAll` whose keys are NaN are added by a
// call of their own, `addAllNaN`.

import { deleteAll } from '../columns/delete';
import { encodeAll } from '../columns/encode';
import { insertUnique } from '../columns/insert-unique';
import { columns } from '../columns/iterate';
import { getAll, hasAll } from '../columns/lookup';
import { undoAddAll } from '../columns/undo';
import { addAll, addAllNaN, setAll } from '../columns/write';
import { Entry } from '../entry';
import { Hiter, peeked } from '../hiter';
import { hmap } from '../hmap';
import { mapiternext, mapiterpeek } from '../iterate';

export function getF64(h: hmap, key: f64): f64 {
  return Entry.get<f64>(h, key);
}

export function findF64(h: hmap, key: f64): usize {
  return Entry.find<f64>(h, key);
}

export function assignF64(h: hmap, key: f64): usize {
  return Entry.assign<f64>(h, key);
}

export function setNumberF64(h: hmap, key: f64, value: f64): void {
  Entry.setNumber<f64>(h, key, value);
}

export function setWordF64(h: hmap, key: f64): void {
  Entry.setWord<f64>(h, key);
}

export function setRefF64(h: hmap, key: f64, ref: u32): u32 {
  return Entry.setRef<f64>(h, key, ref);
}

export function setStringF64(h: hmap, key: f64, elemData: usize, elemLen: usize): void {
  Entry.setString<f64>(h, key, elemData, elemLen);
}

export function addF64(h: hmap, key: f64, delta: f64): f64 {
  return Entry.add<f64>(h, key, delta);
}

export function deleteF64(h: hmap, key: f64): u32 {
  return Entry.delete<f64>(h, key);
}

export function peekF64(h: hmap): usize {
  return mapiterpeek<f64>(h.t, h) ? peeked() : 0;
}

export function nextF64(it: Hiter, reads: u32): u32 {
  return mapiternext<f64>(it.h.t, it, reads);
}

export function cloneF64(h: hmap): usize {
  return Entry.clone<f64>(h);
}

export function reserveF64(h: hmap, hint: u32): void {
  Entry.reserve<f64>(h, hint);
}

export function getAllF64(h: hmap, keys: usize, n: u32, out: usize): void {
  getAll<f64>(h, keys, n, out);
}

export function hasAllF64(h: hmap, keys: usize, n: u32, out: usize): void {
  hasAll<f64>(h, keys, n, out);
}

export function setAllF64(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  setAll<f64>(h, keys, n, more, elems);
}

export function addAllF64(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  deltas: usize,
  undo: usize,
): u32 {
  return addAll<f64>(h, keys, n, more, deltas, undo);
}

export function addAllNaNF64(h: hmap, keys: usize, n: u32, deltas: usize): void {
  addAllNaN(h, keys, n, deltas);
}

export function undoAddAllF64(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  undoAddAll<f64>(h, keys, n, deltas, undo);
}

export function encodeAllF64(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  out: usize,
  progress: usize,
): void {
  encodeAll<f64>(h, keys, n, more, out, progress);
}

export function deleteAllF64(h: hmap, keys: usize, n: u32, more: u32, refs: usize): u32 {
  return deleteAll<f64>(h, keys, n, more, refs);
}

export function columnsF64(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return columns<f64>(it, n, keys, elems);
}

export function insertUniqueF64(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return insertUnique<f64>(h, keys, n, elems);
}
