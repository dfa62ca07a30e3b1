// What the host calls. A map is passed as the address of its header; a key as a number, except for
// 64-bit integers and strings: those are left in the exchange area, or described by address and
// length. Each way of laying out keys has its own entry points, so that the host's call sites see
// one function each.

import { noMemory } from './assign';
import { Bulk } from './bulk';
import { Checksum } from './checksum';
import { missing } from './column';
import { mapclear } from './delete';
import { disposeMap } from './dispose';
import { Entry, Exchange, foundNaN, stringKey, wordKey } from './entry';
import { Fill } from './fill';
import { allocate, bytesInUse, free } from './heap/heap';
import { hashWriting, hmap } from './hmap';
import { concurrentMapWrites, fatal } from './host';
import { Hiter, mapiterend, mapiterinit, mapiternext, mapiterrewind } from './iterate';
import { GoString } from './key';
import { Live } from './live';
import { makemap } from './makemap';
import { ElemKind, KeyKind, maptypeOf } from './maptype';
import { Packed } from './packed';
import { regionBytes } from './region';
import { join, joined } from './strings';
import { Text, textKey } from './text';

// ---- places of entries that the host keeps ----

export * from './slot';

// ---- the exchange area ----

export function wordKeyAddress(): usize {
  return wordKey;
}

export function foundNaNAddress(): usize {
  return foundNaN;
}

/** Where the host puts the element that `getAll` reads for absent keys. */
export function missingAddress(): usize {
  return missing;
}

// ---- maps ----

/** A map from `key` to `elem` with room for `hint` entries. */
export function newMap(
  key: KeyKind,
  elem: ElemKind,
  hint: f64,
  seedLow: u32,
  seedHigh: u32,
): usize {
  const h = makemap(maptypeOf(key, elem), hint, seedLow | ((<u64>seedHigh) << 32));
  if (!h) noMemory();
  return changetype<usize>(h);
}

export function dispose(h: hmap): void {
  disposeMap(h.t, h);
}

export function size(h: hmap): u32 {
  Live.map(changetype<usize>(h));
  return h.count;
}

export function clear(h: hmap): void {
  mapclear(h.t, h);
}

/** Marks the beginning and the end of a write during which the host calls foreign code. */
export function beginWrite(h: hmap): void {
  Live.map(changetype<usize>(h));
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  h.flags |= hashWriting;
}

export function endWrite(h: hmap): void {
  Live.map(changetype<usize>(h));
  h.flags &= ~hashWriting;
}

/** Bytes that the map holds: header, arrays, overflow buckets, strings. */
export function mapBytes(h: hmap): f64 {
  Live.map(changetype<usize>(h));
  return <f64>(
    (offsetof<hmap>() + h.stringBytes + regionBytes(h.regions) + regionBytes(h.oldRegions))
  );
}

/** Overflow buckets of the current array. */
export function overflowBuckets(h: hmap): u32 {
  Live.map(changetype<usize>(h));
  return h.overflowBuckets;
}

/** Growths begun since the map was made. */
export function growths(h: hmap): u32 {
  Live.map(changetype<usize>(h));
  return h.growths;
}

/** Bytes of the heap in use by all maps. */
export function usedBytes(): f64 {
  return <f64>bytesInUse;
}

// ---- memory for the host's strings ----

export function allocateScratch(bytes: u32): usize {
  const address = allocate(bytes);
  if (!address) noMemory();
  Live.lent(address, bytes);
  return address;
}

export function freeScratch(address: usize, bytes: u32): void {
  Live.returned(address, bytes);
  free(address, bytes);
}

// ---- snapshots ----

export function beginChecksum(): void {
  Checksum.begin();
}

export function addToChecksum(data: usize, bytes: usize): void {
  Checksum.add(data, bytes);
}

/** Where the checksum, 8 bytes, is left. */
export function endChecksum(): usize {
  return Checksum.end();
}

/** Makes Go strings at `out` of the packed ones from `text` up to `end`; see `Packed`. */
export function stringsFromLengths(
  lengths: usize,
  width: u32,
  n: u32,
  text: usize,
  end: usize,
  out: usize,
): u32 {
  return Packed.strings(lengths, width, n, text, end, out);
}

/**
 * Writes a JavaScript string to `to`, where there is room for three bytes a unit and eight more;
 * returns the number of bytes.
 */
export function readJsString(s: ref_extern | null, to: usize): usize {
  Live.memory(to, Text.room(s), 1);
  return Text.read(s, to);
}

/** Where `joinStrings` leaves the bytes. */
export function joinedAddress(): usize {
  return joined;
}

/** Joins `n` strings that `it` has handed out; returns the bytes, or -1 if they are too many. */
export function joinStrings(it: Hiter, strings: usize, n: u32): i32 {
  Live.iterator(changetype<usize>(it));
  return join(strings, n);
}

// ---- iteration ----

export function iterate(h: hmap): usize {
  return changetype<usize>(mapiterinit(h.t, h));
}

export function endIteration(it: Hiter): void {
  Live.iterator(changetype<usize>(it));
  mapiterend(it);
}

export function rewind(it: Hiter, taken: u32): void {
  Live.iterator(changetype<usize>(it));
  mapiterrewind(it, taken);
}

/** Where an iterator leaves the keys of its entries, one behind the other. */
export function keysAddress(it: Hiter): usize {
  Live.iterator(changetype<usize>(it));
  return it.keys();
}

/** Where it leaves their elements. */
export function elemsAddress(it: Hiter): usize {
  Live.iterator(changetype<usize>(it));
  return it.elems(it.h.t);
}

// ---- 4-byte integer keys ----

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

export function setString32(h: hmap, key: u32, elemData: usize, elemLen: usize): void {
  Entry.setString<u32>(h, key, elemData, elemLen);
}

export function add32(h: hmap, key: u32, delta: f64): f64 {
  return Entry.add<u32>(h, key, delta);
}

export function delete32(h: hmap, key: u32): u32 {
  return Entry.delete<u32>(h, key);
}

export function next32(it: Hiter): u32 {
  return mapiternext<u32>(it.h.t, it);
}

export function clone32(h: hmap): usize {
  return Entry.clone<u32>(h);
}

export function reserve32(h: hmap, hint: u32): void {
  Entry.reserve<u32>(h, hint);
}

export function getAll32(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.getAll<u32>(h, keys, n, out);
}

export function hasAll32(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.hasAll<u32>(h, keys, n, out);
}

export function setAll32(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  Bulk.setAll<u32>(h, keys, n, more, elems);
}

export function addAll32(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
  return Bulk.addAll<u32>(h, keys, n, more, deltas, undo);
}

export function undoAddAll32(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  Bulk.undoAddAll<u32>(h, keys, n, deltas, undo);
}

export function deleteAll32(h: hmap, keys: usize, n: u32, more: u32, slots: usize): u32 {
  return Bulk.deleteAll<u32>(h, keys, n, more, slots);
}

export function columns32(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return Bulk.columns<u32>(it, n, keys, elems);
}

export function insertUnique32(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return Fill.rows<u32>(h, keys, n, elems);
}

// ---- 8-byte integer keys: the key is in the exchange area ----

export function get64(h: hmap): f64 {
  return Entry.get<u64>(h, load<u64>(wordKey));
}

export function find64(h: hmap): usize {
  return Entry.find<u64>(h, load<u64>(wordKey));
}

export function assign64(h: hmap): usize {
  return Entry.assign<u64>(h, load<u64>(wordKey));
}

export function setNumber64(h: hmap, value: f64): void {
  Entry.setNumber<u64>(h, load<u64>(wordKey), value);
}

export function setString64(h: hmap, elemData: usize, elemLen: usize): void {
  Entry.setString<u64>(h, load<u64>(wordKey), elemData, elemLen);
}

export function add64(h: hmap, delta: f64): f64 {
  return Entry.add<u64>(h, load<u64>(wordKey), delta);
}

export function delete64(h: hmap): u32 {
  return Entry.delete<u64>(h, load<u64>(wordKey));
}

export function next64(it: Hiter): u32 {
  return mapiternext<u64>(it.h.t, it);
}

export function clone64(h: hmap): usize {
  return Entry.clone<u64>(h);
}

export function reserve64(h: hmap, hint: u32): void {
  Entry.reserve<u64>(h, hint);
}

export function getAll64(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.getAll<u64>(h, keys, n, out);
}

export function hasAll64(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.hasAll<u64>(h, keys, n, out);
}

export function setAll64(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  Bulk.setAll<u64>(h, keys, n, more, elems);
}

export function addAll64(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
  return Bulk.addAll<u64>(h, keys, n, more, deltas, undo);
}

export function undoAddAll64(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  Bulk.undoAddAll<u64>(h, keys, n, deltas, undo);
}

export function deleteAll64(h: hmap, keys: usize, n: u32, more: u32, slots: usize): u32 {
  return Bulk.deleteAll<u64>(h, keys, n, more, slots);
}

export function columns64(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return Bulk.columns<u64>(it, n, keys, elems);
}

export function insertUnique64(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return Fill.rows<u64>(h, keys, n, elems);
}

// ---- float keys ----

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

export function setStringF64(h: hmap, key: f64, elemData: usize, elemLen: usize): void {
  Entry.setString<f64>(h, key, elemData, elemLen);
}

export function addF64(h: hmap, key: f64, delta: f64): f64 {
  return Entry.add<f64>(h, key, delta);
}

export function deleteF64(h: hmap, key: f64): u32 {
  return Entry.delete<f64>(h, key);
}

export function nextF64(it: Hiter): u32 {
  return mapiternext<f64>(it.h.t, it);
}

export function cloneF64(h: hmap): usize {
  return Entry.clone<f64>(h);
}

export function reserveF64(h: hmap, hint: u32): void {
  Entry.reserve<f64>(h, hint);
}

export function getAllF64(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.getAll<f64>(h, keys, n, out);
}

export function hasAllF64(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.hasAll<f64>(h, keys, n, out);
}

export function setAllF64(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  Bulk.setAll<f64>(h, keys, n, more, elems);
}

export function addAllF64(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  deltas: usize,
  undo: usize,
): u32 {
  return Bulk.addAll<f64>(h, keys, n, more, deltas, undo);
}

export function addAllNaNF64(h: hmap, keys: usize, n: u32, deltas: usize): void {
  Bulk.addAllNaN(h, keys, n, deltas);
}

export function undoAddAllF64(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  Bulk.undoAddAll<f64>(h, keys, n, deltas, undo);
}

export function deleteAllF64(h: hmap, keys: usize, n: u32, more: u32, slots: usize): u32 {
  return Bulk.deleteAll<f64>(h, keys, n, more, slots);
}

export function columnsF64(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return Bulk.columns<f64>(it, n, keys, elems);
}

export function insertUniqueF64(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return Fill.rows<f64>(h, keys, n, elems);
}

// ---- string keys: the key is given by address and length ----

export function getUtf8(h: hmap, data: usize, len: usize): f64 {
  return Entry.get<GoString>(h, Exchange.string(stringKey, data, len));
}

export function findUtf8(h: hmap, data: usize, len: usize): usize {
  return Entry.find<GoString>(h, Exchange.string(stringKey, data, len));
}

export function assignUtf8(h: hmap, data: usize, len: usize): usize {
  return Entry.assign<GoString>(h, Exchange.string(stringKey, data, len));
}

export function setNumberUtf8(h: hmap, data: usize, len: usize, value: f64): void {
  Entry.setNumber<GoString>(h, Exchange.string(stringKey, data, len), value);
}

export function setStringUtf8(
  h: hmap,
  data: usize,
  len: usize,
  elemData: usize,
  elemLen: usize,
): void {
  Entry.setString<GoString>(h, Exchange.string(stringKey, data, len), elemData, elemLen);
}

export function addUtf8(h: hmap, data: usize, len: usize, delta: f64): f64 {
  return Entry.add<GoString>(h, Exchange.string(stringKey, data, len), delta);
}

export function deleteUtf8(h: hmap, data: usize, len: usize): u32 {
  return Entry.delete<GoString>(h, Exchange.string(stringKey, data, len));
}

export function nextString(it: Hiter): u32 {
  return mapiternext<GoString>(it.h.t, it);
}

export function cloneString(h: hmap): usize {
  return Entry.clone<GoString>(h);
}

export function reserveString(h: hmap, hint: u32): void {
  Entry.reserve<GoString>(h, hint);
}

export function getAllString(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.getAll<GoString>(h, keys, n, out);
}

export function hasAllString(h: hmap, keys: usize, n: u32, out: usize): void {
  Bulk.hasAll<GoString>(h, keys, n, out);
}

export function setAllString(h: hmap, keys: usize, n: u32, more: u32, elems: usize): void {
  Bulk.setAll<GoString>(h, keys, n, more, elems);
}

export function addAllString(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  deltas: usize,
  undo: usize,
): u32 {
  return Bulk.addAll<GoString>(h, keys, n, more, deltas, undo);
}

export function undoAddAllString(h: hmap, keys: usize, n: u32, deltas: usize, undo: usize): void {
  Bulk.undoAddAll<GoString>(h, keys, n, deltas, undo);
}

export function deleteAllString(h: hmap, keys: usize, n: u32, more: u32, slots: usize): u32 {
  return Bulk.deleteAll<GoString>(h, keys, n, more, slots);
}

export function columnsString(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  return Bulk.columns<GoString>(it, n, keys, elems);
}

export function insertUniqueString(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  return Fill.rows<GoString>(h, keys, n, elems);
}

// ---- string keys of up to 64 units: the key is given as the JavaScript string ----

/** The string as a key, until the next one is read. */
function keyOf(s: ref_extern | null): GoString {
  const key = changetype<GoString>(stringKey);
  key.data = textKey;
  key.len = Text.read(s, textKey);
  return key;
}

export function getJsString(h: hmap, s: ref_extern | null): f64 {
  return Entry.get<GoString>(h, keyOf(s));
}

export function findJsString(h: hmap, s: ref_extern | null): usize {
  return Entry.find<GoString>(h, keyOf(s));
}

export function assignJsString(h: hmap, s: ref_extern | null): usize {
  return Entry.assign<GoString>(h, keyOf(s));
}

export function setNumberJsString(h: hmap, s: ref_extern | null, value: f64): void {
  Entry.setNumber<GoString>(h, keyOf(s), value);
}

export function deleteJsString(h: hmap, s: ref_extern | null): u32 {
  return Entry.delete<GoString>(h, keyOf(s));
}
