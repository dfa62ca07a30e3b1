// The entries of a WasmMap or WasmSet that are in linear memory, and the maps that find them.
//
// Entries lie in chunks in the order of insertion: a word for the key, and in a WasmMap one for the
// value. The host names an entry by its place, the number of the word in memory. A word is a number,
// or a NaN that no calculation gives: `hole` where an entry was deleted, or the host's sign that it
// keeps the key or the value itself. Chunks are the host's; it also reads entries, through views.
//
// Numbers are found by a map of kind u32 to void whose keys are `Indirect`: cells have the addresses
// of entries. So a lookup reads a bucket and the entry, and nothing else. Bigints of 64 bits, whose
// words the host keeps, are found by maps from u64 to the address.
//
// A call that changes an entry changes all of it, because the host can do nothing afterwards that
// could fail.

import { Access } from '../access';
import { Argument, foundPlace } from '../argument-area';
import { mapassign } from '../assign';
import { Bucket } from '../bmap';
import { Borrowed } from '../borrowed';
import { Emptied } from '../delete';
import { Entry } from '../entry';
import { growWork } from '../evacuate';
import { Fast, none } from '../fast';
import { alignedSize } from '../heap/block';
import { allocateChunk, freeChunk } from '../heap/heap';
import { hmap } from '../hmap';
import { Indirect, Key } from '../key';
import { noMemory } from '../no-memory';

/** The bits that stand for every NaN. */
const nanBits: u64 = 0x7ff8000000000000;
/** The key of a deleted entry. */
const hole: u64 = 0xfffe000000000000;

/** A chunk begins with the number under which the host has it, and its live entries. */
const chunkMask: usize = alignedSize - 1;
/** Bytes of a chunk. */
const chunkSize: u32 = alignedSize - 8;

class Word {
  /**
   * A number as bits, which are the same for two numbers exactly if SameValueZero of ECMAScript
   * says so.
   */
  @inline
  static of(key: f64): Indirect {
    return key == key ? reinterpret<i64>(key + 0) : nanBits; // -0 + 0 is +0
  }

  /** A value as bits: no NaN that a program has made may pass for the host's sign. */
  @inline
  static value(value: f64): u64 {
    return value == value ? reinterpret<u64>(value) : nanBits;
  }

  /** The value of the entry at `address`. Where it is no number, notes the place and returns NaN. */
  @inline
  static read(address: usize): f64 {
    if (address) {
      const value = load<f64>(address, 8);
      if (value == value) return value;
    }
    store<u32>(foundPlace, address >> 3);
    return NaN;
  }
}

class Chunk {
  /** Counts `n` more live entries in the chunk of the entry at `address`; returns how many there are. */
  @inline
  static count(address: usize, n: i32): i32 {
    const chunk = address & ~chunkMask;
    const live = load<i32>(chunk, 4) + n;
    store<i32>(chunk, live, 4);
    return live;
  }
}

/**
 * The two layouts, `Fast` for both: an indirect key is the address of the entry, and a word has it as
 * its element. `E` is `void` for the one and `usize` for the other.
 */
class Ordered {
  /** The address of the entry of `key`, or 0. */
  @inline
  static find<K, E>(h: hmap, key: K): usize {
    const link = Fast.find<K, E>(h, key);
    return link ? load<usize>(link) : 0;
  }

  /** Go's mapassign: the address of the entry of `key`, which becomes `end` when it is absent. */
  @inline
  static insert<K, E>(h: hmap, key: K, end: usize): usize {
    h.assertMap();
    Borrowed.assert(end, 1, 8);
    const link = Fast.assignUsual<K, E>(h, key);
    if (!link) return Ordered.assign<K, E>(h, key, end);
    const found = load<usize>(link);
    if (found) return found;
    Ordered.added<K>(h, link, key, end);
    return end;
  }

  /** Does the same when it takes more than a free cell. */
  static assign<K, E>(h: hmap, key: K, end: usize): usize {
    // Keys that are there already need no memory, so that setting them cannot fail.
    const found = Ordered.find<K, E>(h, key);
    if (found) return found;
    const cell = mapassign<K>(h.t, h, key);
    Ordered.added<K>(h, Fast.elem<K, E>(cell & ~7, cell & 7), key, end);
    return end;
  }

  /** Makes the entry at `end` that of a new cell, in which `link` is where its address belongs. */
  @inline
  static added<K>(h: hmap, link: usize, key: K, end: usize): void {
    store<usize>(link, end);
    if (Key.isIndirect<K>()) store<K>(end, key);
    Chunk.count(end, 1);
    Entry.changed<K>(h);
  }

  /** Says that the entry of `key`, if it is there, is at `address` now. */
  @inline
  static move<K, E>(h: hmap, key: K, address: usize): void {
    h.assertMap();
    Borrowed.assert(address, 1, 8);
    const link = Fast.find<K, E>(h, key);
    if (link) store<usize>(link, address);
    Entry.changed<K>(h);
  }

  /**
   * Deletes `key`. Returns the place of its entry, 0 if there is none; `~place` if that leaves no
   * more than `few` in its chunk.
   */
  @inline
  static remove<K, E>(h: hmap, key: K, few: i32): i32 {
    h.assertMap();
    if (!h.buckets) return 0;
    const hash = Key.hash<K>(h, key);
    // Where there is no memory to move the chain, the entry is deleted where it is.
    if (h.growing()) growWork<K>(h.t, h, <u32>hash & h.bucketMask());
    const chain = Access.chain<K, E>(none, h, hash);
    const cell = Access.cell<K, E>(none, chain, Bucket.tophash(hash), key);
    if (!cell) return 0;
    const link = Fast.elem<K, E>(cell & ~7, cell & 7);
    const address = load<usize>(link);
    store<usize>(link, 0);
    Emptied.drop<K, E>(none, h, chain, cell);
    store<u64>(address, hole);
    const live = Chunk.count(address, -1);
    Entry.changed<K>(h);
    const place = <i32>(address >> 3);
    return live <= few ? ~place : place;
  }
}

// ---- numbers ----

/** The value of `key`; NaN when the place found, or 0, says more. */
export function getNumber(h: hmap, key: f64): f64 {
  return Word.read(Ordered.find<Indirect, void>(h, Word.of(key)));
}

export function findNumber(h: hmap, key: f64): usize {
  return Ordered.find<Indirect, void>(h, Word.of(key)) >> 3;
}

/** Sets the value of `key`. Returns its place, which is `end` if it is new. */
export function setNumber(h: hmap, key: f64, value: f64, end: usize): usize {
  const address = Ordered.insert<Indirect, void>(h, Word.of(key), end << 3);
  store<u64>(address, Word.value(value), 8);
  return address >> 3;
}

/** The place of `key`, which becomes `end` when it is absent. */
export function insertNumber(h: hmap, key: f64, end: usize): usize {
  return Ordered.insert<Indirect, void>(h, Word.of(key), end << 3) >> 3;
}

/** Says that the entry of `key` is at `place` now. The old one must still be there. */
export function moveNumber(h: hmap, key: f64, place: usize): void {
  Ordered.move<Indirect, void>(h, Word.of(key), place << 3);
}

export function removeNumber(h: hmap, key: f64, few: i32): i32 {
  return Ordered.remove<Indirect, void>(h, Word.of(key), few);
}

// ---- 64-bit words, in the argument area ----

/** The value of the word, as `getNumber` returns it. */
export function getWord(h: hmap): f64 {
  return Word.read(Ordered.find<u64, usize>(h, Argument.word()));
}

export function findWord(h: hmap): usize {
  return Ordered.find<u64, usize>(h, Argument.word()) >> 3;
}

export function insertWord(h: hmap, end: usize): usize {
  return Ordered.insert<u64, usize>(h, Argument.word(), end << 3) >> 3;
}

export function moveWord(h: hmap, place: usize): void {
  Ordered.move<u64, usize>(h, Argument.word(), place << 3);
}

export function removeWord(h: hmap, few: i32): i32 {
  return Ordered.remove<u64, usize>(h, Argument.word(), few);
}

// ---- chunks ----

/** The place of a chunk of 2047 words, of which the first is its header: `id`, and no live entries. */
export function newChunk(id: u32): usize {
  const chunk = allocateChunk();
  if (!chunk) noMemory();
  Borrowed.lend(chunk, chunkSize);
  store<u32>(chunk, id);
  store<u32>(chunk, 0, 4);
  return chunk >> 3;
}

export function disposeChunk(place: usize): void {
  Borrowed.takeBack(place << 3, chunkSize);
  freeChunk(place << 3);
}

/** Where calls leave a place that they cannot return. */
export function foundPlaceAddress(): usize {
  return foundPlace;
}
