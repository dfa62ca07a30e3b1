// The entries of a WasmMap or WasmSet that are in linear memory, and the maps that find them.
//
// Entries lie in chunks in the order of insertion: the key, and in a WasmMap the value. The host names
// an entry by its place, the number of its first four bytes in memory. In a chunk of integers both are
// i32, and the key is `intHole` where an entry was deleted. In a chunk of words both are words of eight
// bytes: a number, or a NaN that no calculation gives, which is `hole` or the host's sign that it keeps
// the key or the value itself. Chunks are the host's; it also reads entries, through views.
//
// Numbers are found by a map of kind u32 to void whose keys are `Indirect`: cells have the links of
// entries, which are their addresses, with the lowest bit set in a chunk of words. So a lookup reads a
// bucket and the entry, and nothing else. As long as all chunks are of integers, the host passes these
// as i32, which takes a sixth less time. Bigints of 64 bits, whose words the host keeps, are found
// by maps from u64 to the link.
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
import { Indirect, IndirectInt, Key } from '../key';
import { noMemory } from '../no-memory';

/** The bits that stand for every NaN. */
const nanBits: i64 = 0x7ff8000000000000;
/** The key of a deleted entry. */
const hole: u64 = 0xfffe000000000000;
/** That of one of integers. */
const intHole: i32 = i32.MIN_VALUE;
/** Stands for no value, where any 32 bits may be one. */
const absent: i32 = i32.MIN_VALUE;

/**
 * A chunk begins with the number under which the host has it, its live entries, and whether it is one
 * of words.
 */
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
  static value(value: f64): i64 {
    return value == value ? reinterpret<i64>(value) : nanBits;
  }

  /** Whether the word is that of an i32. A zero with a sign is none. */
  @inline
  static isInt(word: i64): bool {
    return reinterpret<i64>(<f64>(<i32>reinterpret<f64>(word))) == word;
  }
}

/** What a cell has of an entry; 0 for none. */
class Link {
  /** That of the entry at `place`. */
  @inline
  static of(place: usize): usize {
    const address = place << 2;
    return address | load<u32>(Chunk.of(address), 8);
  }

  @inline
  static isOfWords(link: usize): bool {
    return (link & 1) != 0;
  }

  @inline
  static place(link: usize): usize {
    return link >> 2;
  }

  /** The value. Where it is no number, notes the place and returns NaN. */
  @inline
  static read(link: usize): f64 {
    if (Link.isOfWords(link)) {
      const value = load<f64>(link ^ 1, 8);
      if (value == value) return value;
    } else if (link) {
      return <f64>load<i32>(link, 4);
    }
    store<u32>(foundPlace, Link.place(link));
    return NaN;
  }

  @inline
  static writeKey<K>(link: usize, key: K): void {
    if (sizeof<K>() == 4) store<K>(link, key);
    else if (Link.isOfWords(link)) store<K>(link ^ 1, key);
    else store<i32>(link, <i32>reinterpret<f64>(<i64>key));
  }

  @inline
  static writeHole(link: usize): void {
    if (Link.isOfWords(link)) store<u64>(link ^ 1, hole);
    else store<i32>(link, intHole);
  }
}

class Chunk {
  @inline
  static of(address: usize): usize {
    return address & ~chunkMask;
  }

  /** Counts `n` more live entries in the chunk of an entry; returns how many there are. */
  @inline
  static count(link: usize, n: i32): i32 {
    const chunk = Chunk.of(link);
    const live = load<i32>(chunk, 4) + n;
    store<i32>(chunk, live, 4);
    return live;
  }
}

/**
 * The two layouts, `Fast` for both: an indirect key is the link of the entry, and a word has it as its
 * element. `E` is `void` for the one and `usize` for the other.
 */
class Ordered {
  /** The link in a cell, or 0 for none. */
  @inline
  static linkIn(cell: usize): usize {
    return cell ? load<usize>(cell) : 0;
  }

  /** The cell of `key`, or 0: for calls that need not be the shortest, so that they share the code. */
  static cell<K, E>(h: hmap, key: K): usize {
    return Fast.find<K, E>(h, key);
  }

  /** Go's mapassign: the link of `key`, which becomes `end` when it is absent. */
  @inline
  static insert<K, E>(h: hmap, key: K, end: usize): usize {
    h.assertMap();
    const cell = Fast.assignUsual<K, E>(h, key);
    if (!cell) {
      if (sizeof<K>() == 4) return Ordered.assign<Indirect, E>(h, reinterpret<i64>(<f64>key), end);
      else return Ordered.assign<K, E>(h, key, end);
    }
    const found = load<usize>(cell);
    if (found) return found;
    Ordered.added<K>(h, cell, key, end);
    return end;
  }

  /** The same in its general form, for what takes more than a free cell. */
  static assign<K, E>(h: hmap, key: K, end: usize): usize {
    h.assertMap();
    // Keys that are there already need no memory, so that setting them cannot fail.
    const found = Ordered.linkIn(Ordered.cell<K, E>(h, key));
    if (found) return found;
    const cell = mapassign<K>(h.t, h, key);
    Ordered.added<K>(h, Fast.elem<K, E>(cell & ~7, cell & 7), key, end);
    return end;
  }

  /** Makes `end` the link in a new cell. */
  @inline
  static added<K>(h: hmap, cell: usize, key: K, end: usize): void {
    store<usize>(cell, end);
    if (Key.isIndirect<K>()) Link.writeKey<K>(end, key);
    Chunk.count(end, 1);
    Entry.changed<K>(h);
  }

  /** Says that the entry of `key`, if it is there, is at `place` now. */
  @inline
  static move<K, E>(h: hmap, key: K, place: usize): void {
    h.assertMap();
    Borrowed.assert(place << 2, 1, 4);
    const cell = Ordered.cell<K, E>(h, key);
    if (cell) store<usize>(cell, Link.of(place));
    Entry.changed<K>(h);
  }

  /**
   * Makes a hole of an entry that is found no more. Returns its place; `~place` if that leaves no more than
   * `few` entries in its chunk.
   */
  @inline
  static makeHole(link: usize, few: i32): i32 {
    Link.writeHole(link);
    const live = Chunk.count(link, -1);
    const place = <i32>Link.place(link);
    return live <= few ? ~place : place;
  }
}

// ---- integers, as long as all chunks are of them ----

/** The value of `key`; `absent` when the place found, or 0, says more. */
export function getInt(h: hmap, key: i32): i32 {
  const link = Ordered.linkIn(Fast.find<IndirectInt, void>(h, key));
  if (link) {
    const value = load<i32>(link, 4);
    if (value != absent) return value;
  }
  store<u32>(foundPlace, Link.place(link));
  return absent;
}

export function findInt(h: hmap, key: i32): usize {
  return Link.place(Ordered.linkIn(Fast.find<IndirectInt, void>(h, key)));
}

/** Sets the value of `key`. Returns its place, which is `end` if it is new. */
export function setInt(h: hmap, key: i32, value: i32, end: usize): usize {
  Borrowed.assert(end << 2, 1, 8);
  const link = Ordered.insert<IndirectInt, void>(h, key, end << 2);
  store<i32>(link, value, 4);
  return Link.place(link);
}

/** The place of `key`, which becomes `end` when it is absent. */
export function insertInt(h: hmap, key: i32, end: usize): usize {
  Borrowed.assert(end << 2, 1, 4);
  return Link.place(Ordered.insert<IndirectInt, void>(h, key, end << 2));
}

// ---- numbers; new ones are in a chunk of words ----

/** The value of `key`; NaN when the place found, or 0, says more. */
export function getNumber(h: hmap, key: f64): f64 {
  return Link.read(Ordered.linkIn(Fast.find<Indirect, void>(h, Word.of(key))));
}

export function findNumber(h: hmap, key: f64): usize {
  return Link.place(Ordered.linkIn(Ordered.cell<Indirect, void>(h, Word.of(key))));
}

/**
 * Sets the value of `key`. Returns its place, which is `end` if it is new. Returns 0 and has changed
 * nothing if the entry is in a chunk of integers and `value` is none.
 */
export function setNumber(h: hmap, key: f64, value: f64, end: usize): usize {
  const bits = Word.value(value);
  const link = insertWordOf(h, key, end);
  if (Link.isOfWords(link)) store<i64>(link ^ 1, bits, 8);
  else if (Word.isInt(bits)) store<i32>(link, <i32>value, 4);
  else return 0;
  return Link.place(link);
}

/** The place of `key`, which becomes `end` when it is absent. */
export function insertNumber(h: hmap, key: f64, end: usize): usize {
  return Link.place(insertWordOf(h, key, end));
}

/** Inserts the keys of the entries at `place` and every `width` after it before `end`, all of one chunk. */
export function insertNumbers(h: hmap, place: usize, end: usize, width: u32): void {
  h.assertMap();
  Borrowed.assert(place << 2, <u32>(end - place), 4);
  const ofWords = load<u32>(Chunk.of(place << 2), 8) != 0;
  for (let at = place; at < end; at += width) {
    if (ofWords) insertNumber(h, load<f64>(at << 2), at);
    else insertInt(h, load<i32>(at << 2), at);
  }
}

function insertWordOf(h: hmap, key: f64, end: usize): usize {
  Borrowed.assert(end << 2, 1, 8);
  return Ordered.insert<Indirect, void>(h, Word.of(key), (end << 2) | 1);
}

/** Says that the entry of `key` is at `place` now. The old one must still be there. */
export function moveNumber(h: hmap, key: f64, place: usize): void {
  Ordered.move<Indirect, void>(h, Word.of(key), place);
}

/**
 * Deletes `key`. Returns the place of its entry, 0 if there is none; `~place` if that leaves no more than
 * `few` in its chunk.
 */
export function removeNumber(h: hmap, key: f64, few: i32): i32 {
  h.assertMap();
  if (!h.buckets) return 0;
  const word = Word.of(key);
  const hash = Key.hash<Indirect>(h, word);
  // Where there is no memory to move the chain, the entry is deleted where it is.
  if (h.growing()) growWork<Indirect>(h.t, h, <u32>hash & h.bucketMask());
  const chain = Access.chain<Indirect, void>(none, h, hash);
  const at = Access.cell<Indirect, void>(none, chain, Bucket.tophash(hash), word);
  if (!at) return 0;
  const link = load<usize>(Fast.elem<Indirect, void>(at & ~7, at & 7));
  Emptied.drop<Indirect, void>(none, h, chain, at);
  const place = Ordered.makeHole(link, few);
  Entry.changed<Indirect>(h);
  return place;
}

// ---- 64-bit words, in the argument area ----

/** The value of the word, as `getNumber` returns it. */
export function getWord(h: hmap): f64 {
  return Link.read(Ordered.linkIn(Ordered.cell<u64, usize>(h, Argument.word())));
}

export function findWord(h: hmap): usize {
  return Link.place(Ordered.linkIn(Ordered.cell<u64, usize>(h, Argument.word())));
}

/** Sets the value of the word. Returns its place, which is `end` if it is new. All are in chunks of words. */
export function setWord(h: hmap, value: f64, end: usize): usize {
  const place = insertWord(h, end);
  store<i64>(place << 2, Word.value(value), 8);
  return place;
}

/** The place of the word, which becomes `end`, in a chunk of words, when it is absent. */
export function insertWord(h: hmap, end: usize): usize {
  Borrowed.assert(end << 2, 1, 8);
  return Link.place(Ordered.insert<u64, usize>(h, Argument.word(), (end << 2) | 1));
}

export function moveWord(h: hmap, place: usize): void {
  Ordered.move<u64, usize>(h, Argument.word(), place);
}

/** As `removeNumber`. */
export function removeWord(h: hmap, few: i32): i32 {
  h.assertMap();
  const link = Entry.delete<u64>(h, Argument.word()); // the element, as if it were a reference
  return link ? Ordered.makeHole(link, few) : 0;
}

// ---- chunks ----

/**
 * The place of a chunk for 16,352 bytes of entries, after a header of 16: the number `id`, no live
 * entries, and whether they are of words.
 */
export function newChunk(id: u32, ofWords: bool): usize {
  const chunk = allocateChunk();
  if (!chunk) noMemory();
  Borrowed.lend(chunk, chunkSize);
  store<u32>(chunk, id);
  store<u32>(chunk, 0, 4);
  store<u32>(chunk, ofWords, 8);
  return chunk >> 2;
}

export function disposeChunk(place: usize): void {
  Borrowed.takeBack(place << 2, chunkSize);
  freeChunk(place << 2);
}

/** Where calls leave a place that they cannot return. */
export function foundPlaceAddress(): usize {
  return foundPlace;
}
