// What the conformance build exports beside the release's entry points: the state of hash and
// draws, maps of key types that the product does not have but the core's generics carry, and float
// keys that cross as bits. A JavaScript number need not keep the payload of a NaN; the argument
// area does.

import { area, wordKeyAt } from './area';
import { Entry } from './entry';
import { Hiter } from './hiter';
import { hmap } from './hmap';
import { mapiternext } from './iterate';
import { makemap } from './makemap';
import { Kind, maptype, NeedKeyUpdate, ReflexiveKey } from './maptype';
import { noMemory } from './no-memory';

export { setHashKey } from './hash/go';

const types = memory.data(8 * 64, 8);
let madeTypes: usize = 0;

/** A map type of its own, for hashers and key sizes that the product does not have. */
export function newType(
  key: Kind,
  keysize: u32,
  elem: Kind,
  elemsize: u32,
  isFloat: bool,
  hasher: u8,
): maptype {
  const t = changetype<maptype>(types + madeTypes * offsetof<maptype>());
  madeTypes = (madeTypes + 1) % 16;
  const hasPtr = key == Kind.String || elem == Kind.String;
  const update = isFloat || key == Kind.String;
  const flags = (isFloat ? 0 : ReflexiveKey) | (update ? NeedKeyUpdate : 0);
  t.init(<u8>key, keysize, <u8>elem, elemsize, flags, hasPtr);
  t.hasher = hasher;
  return t;
}

export function newMapOf(t: maptype, hint: f64): hmap {
  const h = makemap(t, hint, 0);
  if (!h) {
    noMemory();
    return changetype<hmap>(0);
  }
  return h;
}

export function setHash0(h: hmap, hash0: u32): void {
  h.setHash0(hash0);
}

/** Sets the state of the generator that the map draws from. */
export function setRandom(h: hmap, low: u32, high: u32): void {
  h.random = low | ((<u64>high) << 32);
}

export function assign8(h: hmap, key: u32): usize {
  return Entry.assign<u8>(h, <u8>key);
}

export function find8(h: hmap, key: u32): usize {
  return Entry.find<u8>(h, <u8>key);
}

export function delete8(h: hmap, key: u32): u32 {
  return Entry.delete<u8>(h, <u8>key);
}

export function next8(it: Hiter, reads: u32): u32 {
  return mapiternext<u8>(it.h.t, it, reads);
}

export function assign16(h: hmap, key: u32): usize {
  return Entry.assign<u16>(h, <u16>key);
}

export function find16(h: hmap, key: u32): usize {
  return Entry.find<u16>(h, <u16>key);
}

export function delete16(h: hmap, key: u32): u32 {
  return Entry.delete<u16>(h, <u16>key);
}

export function next16(it: Hiter, reads: u32): u32 {
  return mapiternext<u16>(it.h.t, it, reads);
}

// ---- float keys: their bits are in the argument area ----

export function assignF32Bits(h: hmap): usize {
  return Entry.assign<f32>(h, load<f32>(area, wordKeyAt));
}

export function findF32Bits(h: hmap): usize {
  return Entry.find<f32>(h, load<f32>(area, wordKeyAt));
}

export function deleteF32Bits(h: hmap): u32 {
  return Entry.delete<f32>(h, load<f32>(area, wordKeyAt));
}

export function nextF32(it: Hiter, reads: u32): u32 {
  return mapiternext<f32>(it.h.t, it, reads);
}

export function assignF64Bits(h: hmap): usize {
  return Entry.assign<f64>(h, load<f64>(area, wordKeyAt));
}

export function findF64Bits(h: hmap): usize {
  return Entry.find<f64>(h, load<f64>(area, wordKeyAt));
}

export function deleteF64Bits(h: hmap): u32 {
  return Entry.delete<f64>(h, load<f64>(area, wordKeyAt));
}
