// @ts-check
// Calls that know their layout (assembly/fast.ts, and the tables of assembly/exports/ordered.ts) beside the
// general ones, in two heaps: what they return and every byte that they leave must be the same. No
// recording gets to them, because they are not Go's: they are the same steps in fewer instructions.

import assert from 'node:assert/strict';
import { Heap } from './heap.js';
import { mix32 } from './mix.js';

// Kinds of key and element, as the core numbers them (assembly/maptype.ts).
const I32 = 0;
const U32 = 1;
const U64 = 3;
const F64 = 4;
const VOID = 12;
const ANY = 13;

/** What the fast calls return for no value, or for a sum that they leave to others. */
const ABSENT = -0x61c88647;

/** Numbers that are the same in every run. */
class Draws {
  state = 0;
  /** Numbers of keys that were inserted. @type {number[]} */
  live = [];

  /** @param {number} below */
  below(below) {
    this.state += 1;
    return (mix32(this.state) >>> 0) % below;
  }

  /**
   * The number of the key for call `n`: first entries come and go in a full map, so that it gets many overflow
   * buckets, then the map grows.
   * @param {number} n
   * @param {boolean} inserts
   * @param {boolean} deletes
   */
  key(n, inserts, deletes) {
    const { live } = this;
    if (n >= CHURN) return this.below(400);
    if (inserts && live.length < FULL) live.push(n + 400);
    const at = this.below(live.length);
    const i = live[inserts ? live.length - 1 : at] ?? n;
    if (deletes) live.splice(at, 1);
    return i;
  }
}

/** Calls, and those of them in which entries come and go in 4 buckets, of which this is nearly the most. */
const CALLS = 6000;
const CHURN = 4000;
const FULL = 26;

/**
 * An empty map, in a heap of its own.
 * @param {WebAssembly.Module} module
 * @param {number} key
 * @param {number} elem
 * @param {{ pages?: number, hash0?: number }} [options]
 */
function side(module, key, elem, { pages, hash0 = 0x12345678 } = {}) {
  const heap = new Heap(module, pages);
  const { core } = heap;
  core.setHashKey(0x7f4a7c15, 0x9e3779b9);
  const h = core.newMap(key, elem, 0, 0, 0) >>> 0;
  core.setHash0(h, hash0);
  core.setRandom(h, 42, 43);
  const word = core.wordKeyAddress() >>> 0;
  return {
    heap,
    core,
    h,
    /** Writes a key of 64 bits. @param {number} low */
    writeWord(low, high = Math.imul(low, 0x9e3779b1)) {
      heap.u32[word >>> 2] = low;
      heap.u32[(word >>> 2) + 1] = high;
    },
    /** All that is behind the argument area. */
    get bytes() {
      return heap.u8.subarray(h);
    },
    get found() {
      return heap.u8[core.foundAddress()] === 1;
    },
  };
}

/** @typedef {ReturnType<typeof side>} Side */

/**
 * @param {Side} a
 * @param {Side} b
 */
function same(a, b) {
  assert(Buffer.compare(a.bytes, b.bytes) === 0, 'other bytes');
}

/** What a map went through. */
class Seen {
  /** Calls during growths, and growths to an array of the same size. */
  growing = 0;
  sameSize = 0;
  B = 0;
  growths = 0;
  /** Sums that were left to others. */
  others = 0;

  /** @param {Side} side */
  look({ heap, core, h }) {
    if (heap.word(h + 24) !== 0) this.growing += 1;
    const growths = core.growths(h);
    const B = heap.u8[h + 9] ?? 0;
    if (growths > this.growths && B === this.B) this.sameSize += 1;
    this.growths = growths;
    this.B = B;
  }

  enough() {
    assert(this.growing > 40 && this.sameSize > 1, JSON.stringify(this));
  }
}

/** Keys and their number, by layout: a number from the sequence gives a key. */
const KEYS = {
  32: { kind: U32, keyOf: (/** @type {number} */ i) => Math.imul(i, 0x9e3779b1) },
  F64: {
    kind: F64,
    // Zeros of both signs are one key, and every NaN is another.
    keyOf: (/** @type {number} */ i) =>
      i === 0 ? 0 : i === 1 ? -0 : i < 400 && i % 16 === 2 ? Number.NaN : i / 3,
  },
  64: { kind: U64, keyOf: (/** @type {number} */ i) => i },
};

/** Elements by layout: what adds, and the numbers to set and to add. */
const ELEMS = {
  I32: { kind: I32, to: '32', values: [0, 1, -1, 7, ABSENT, ABSENT - 1, 2 ** 31 - 1, -(2 ** 31)] },
  U32: { kind: U32, to: '32', values: [0, 1, 7, ABSENT >>> 0, 2 ** 31, 2 ** 32 - 1, 2 ** 32 - 9] },
  F64: { kind: F64, to: 'F64', values: [0, -0, 1, 0.1, -7.5, Number.NaN, 2 ** 60, -Infinity] },
};

/**
 * Makes the same random calls on both sides, one with the fast calls.
 * @param {WebAssembly.Module} module
 * @param {keyof typeof KEYS} layout
 * @param {keyof typeof ELEMS} elem
 */
export function fastCalls(module, layout, elem) {
  const { kind, keyOf } = KEYS[layout];
  const { kind: elemKind, to, values } = ELEMS[elem];
  const ours = side(module, kind, elemKind);
  const theirs = side(module, kind, elemKind);
  const [fast, slow] = [ours.core, theirs.core];
  const draws = new Draws();
  const seen = new Seen();
  /** @type {Map<number, number>} */
  const model = new Map(); // without NaN, which no lookup finds
  const isFloat = elem === 'F64';
  const read = (/** @type {number} */ value) => (elem === 'U32' ? value >>> 0 : value);
  for (let n = 0; n < CALLS; n += 1) {
    const what = draws.below(10);
    const i = draws.key(n, what < 4, what === 4 || what === 5);
    const key = keyOf(i);
    const args = layout === 64 ? [] : [key];
    const value = /** @type {number} */ (values[draws.below(values.length)]);
    if (layout === 64) for (const one of [ours, theirs]) one.writeWord(i);
    const old = model.get(key);
    if (what < 4) {
      fast[`set${layout}To${to}`](ours.h, ...args, value);
      slow[`setNumber${layout}`](theirs.h, ...args, value);
      if (key === key) model.set(key, value);
    } else if (what < 6) {
      assert.equal(fast[`delete${layout}To${to}`](ours.h, ...args), old === undefined ? 0 : 1);
      slow[`delete${layout}`](theirs.h, ...args);
      model.delete(key);
    } else if (what === 6) {
      assert.equal(fast[`has${layout}To${to}`](ours.h, ...args), old === undefined ? 0 : 1);
      slow[`find${layout}`](theirs.h, ...args);
    } else if (what === 7) {
      const got = fast[`get${layout}To${to}`](ours.h, ...args);
      slow[`get${layout}`](theirs.h, ...args);
      if (old !== undefined) assert(Object.is(read(got), old));
      if (isFloat ? got !== got : got === ABSENT) assert.equal(ours.found, old !== undefined);
      else assert(old !== undefined);
    } else {
      const sum = fast[`add${layout}To${elem}`](ours.h, ...args, value);
      const exact = (old ?? 0) + value;
      const fits = isFloat || (elem === 'I32' ? exact === (exact | 0) : exact === exact >>> 0);
      const isOthers = !isFloat && (!fits || [value, exact].includes(read(ABSENT)));
      if (isOthers) {
        assert.equal(sum, ABSENT);
        seen.others += 1;
        fast[`add${layout}`](ours.h, ...args, value);
        // It may have looked for the element as a write does, which advances a growth.
        if (layout !== 'F64' && value !== read(ABSENT)) slow[`assign${layout}`](theirs.h, ...args);
        slow[`add${layout}`](theirs.h, ...args, value);
      } else {
        assert(Object.is(read(sum), exact));
        slow[`setNumber${layout}`](theirs.h, ...args, exact);
      }
      if (fits && key === key) model.set(key, exact);
    }
    seen.look(theirs);
    if (n % 16 === 0) same(ours, theirs);
  }
  same(ours, theirs);
  seen.enough();
  assert(isFloat || seen.others > 20);
}

/** Places of a chunk, its header included. A place is of four bytes. */
const CHUNK = 4096;
const HEADER = 4;
/** Entries of a chunk that are used here, so that there are many chunks. */
const USED = 30;
/** High words: the key of a deleted entry, any NaN, a key that the host keeps. */
const HOLE = 0xfffe0000;
const NAN = 0x7ff80000;
const KEPT = 0xfffc0000;
/** The key of a deleted entry of integers. */
const INT_HOLE = 0x80000000;

/** A host of entries in chunks, as src/ordered is. A place counts from the first chunk here. */
class Entries {
  /** The places of the chunks. @type {number[]} */
  chunks = [];

  /** @param {Side} side @param {boolean} ofInts */
  constructor(side, ofInts) {
    this.side = side;
    this.ofInts = ofInts;
    /** Places of an entry. */
    this.width = ofInts ? 2 : 4;
  }

  /** Begins a chunk where there was one before. */
  begin() {
    const { core, heap } = this.side;
    const before = core.newChunk(7, !this.ofInts) >>> 0;
    heap.u32.fill(-1, before, before + HEADER + USED * this.width);
    core.disposeChunk(before);
    this.chunks.push(core.newChunk(this.chunks.length, !this.ofInts) >>> 0);
  }

  /** The place in memory. @param {number} place */
  at(place) {
    return /** @type {number} */ (this.chunks[Math.floor(place / CHUNK)]) + (place % CHUNK);
  }

  /** What a cell has of the entry. @param {number} place */
  link(place) {
    return this.at(place) * 4 + (this.ofInts ? 0 : 1);
  }

  /** The other way round. @param {number} at */
  placeOf(at) {
    return this.side.heap.word((at - (at % CHUNK)) * 4) * CHUNK + (at % CHUNK);
  }

  /** Writes the key, which is that of a bigint if it is a word. @param {number} place @param {number} low @param {number} high */
  writeKey(place, low, high) {
    this.#write(this.at(place), low, high);
  }

  /** @param {number} place @param {number} low @param {number} high */
  writeValue(place, low, high) {
    this.#write(this.at(place) + this.width / 2, low, high);
  }

  /** @param {number} place */
  writeHole(place) {
    if (this.ofInts) this.writeKey(place, INT_HOLE, 0);
    else this.writeKey(place, 0, HOLE);
  }

  /** @param {number} at @param {number} low @param {number} high */
  #write(at, low, high) {
    const { u32 } = this.side.heap;
    u32[at] = low;
    if (!this.ofInts) u32[at + 1] = high;
  }

  /** @param {number} from @param {number} to */
  copy(from, to) {
    this.side.heap.u32.copyWithin(this.at(to), this.at(from), this.at(from) + this.width);
  }

  /** Counts live entries of the chunk of an entry; returns how many there are. @param {number} place @param {number} n */
  count(place, n) {
    const { u32 } = this.side.heap;
    const header = /** @type {number} */ (this.chunks[Math.floor(place / CHUNK)]) + 1;
    u32[header] = /** @type {number} */ (u32[header]) + n;
    return /** @type {number} */ (u32[header]);
  }
}

/** What a map tells of its buckets. @param {Side} side */
function facts({ heap, core, h }) {
  const words = [0, 8, 12, 32].map((offset) => heap.word(h + offset));
  return [...words, core.growths(h), core.overflowBuckets(h)].join();
}

const bits = new DataView(new ArrayBuffer(8));

/** A NaN with the bits of a sign of the host's. */
function strangeNaN() {
  return new Float64Array(Uint32Array.of(0, HOLE).buffer)[0] ?? 0;
}

/**
 * Makes the same random calls on both sides: on ours those of a table, on the other the general calls of a
 * map from keys to links, and what belongs into the chunks by hand. Numbers are no integers here, which have
 * hashes of their own.
 * @param {WebAssembly.Module} module
 * @param {'Int' | 'Number' | 'Word'} kind what keys are
 */
export function orderedCalls(module, kind) {
  const isInt = kind === 'Int';
  const isWord = kind === 'Word';
  const ours = side(module, isWord ? U64 : U32, isWord ? ANY : VOID);
  const theirs = side(module, isInt ? U32 : U64, ANY);
  const table = new Entries(ours, isInt);
  const hand = new Entries(theirs, isInt);
  const hosts = [table, hand];
  const { width } = hand;
  const { core, h } = ours;
  const draws = new Draws();
  const seen = new Seen();
  /** Where keys are, and their values. @type {Map<number, { place: number, value: number }>} */
  const model = new Map();
  const values = isInt
    ? [0, 1, -7, 2 ** 31 - 1, -(2 ** 31)]
    : [0, -0, 1, 0.1, -1e300, Number.NaN, strangeNaN()];
  /** Writes a value that is a number. @param {number} place @param {number} value */
  const writeByHand = (place, value) => {
    bits.setFloat64(0, value);
    if (isInt) hand.writeValue(place, value, 0);
    else if (value === value) hand.writeValue(place, bits.getUint32(4), bits.getUint32(0));
    else hand.writeValue(place, 0, NAN);
  };
  /** The next place. */
  let end = CHUNK;
  for (let n = 0; n < CALLS; n += 1) {
    const what = draws.below(10);
    const i = draws.key(n, what < 5, what === 5 || what === 6);
    const key = isInt ? i - 300 : isWord ? i : i < 400 && i % 16 === 2 ? Number.NaN : i + 0.5;
    bits.setFloat64(0, key);
    /** The key as it is in the map of the other side. @type {number[]} */
    const theirKey = isInt ? [theirs.h, key] : [theirs.h];
    if (isWord) for (const one of [ours, theirs]) one.writeWord(i);
    else if (!isInt) theirs.writeWord(bits.getUint32(4), bits.getUint32(0));
    const { assign, find, remove } = isInt
      ? { assign: theirs.core.assign32, find: theirs.core.find32, remove: theirs.core.delete32 }
      : { assign: theirs.core.assign64, find: theirs.core.find64, remove: theirs.core.delete64 };
    const args = isWord ? [h] : [h, key === 0 ? -0 : key];
    const rest = isWord ? 'Word' : 'Number';
    const value = /** @type {number} */ (values[draws.below(values.length)]);
    const old = model.get(key);
    if (end % CHUNK === 0 || end % CHUNK >= HEADER + USED * width) {
      for (const host of hosts) host.begin();
      end = (hand.chunks.length - 1) * CHUNK + HEADER;
      for (const { side, chunks } of hosts) {
        const header = /** @type {number} */ (chunks.at(-1)) * 4;
        assert.equal(header % 16384, 0);
        assert.deepEqual(
          [0, 4, 8].map((at) => side.heap.word(header + at)),
          [chunks.length - 1, 0, isInt ? 0 : 1],
        );
      }
    }
    if (what < 5) {
      const place = old?.place ?? end;
      const sets = what < 4;
      const to = table.at(end);
      if (old === undefined) {
        for (const host of hosts) {
          host.writeKey(end, 1, 2);
          host.writeValue(end, 3, 4);
        }
      }
      if (isInt && old !== undefined) {
        for (const other of [0.5, -0, 2 ** 31]) assert.equal(core.setNumber(h, key, other, to), 0);
      }
      const set = isInt && old !== undefined && i % 2 === 0 ? 'setNumber' : `set${kind}`;
      const at = sets ? core[set](...args, value, to) : core[`insert${kind}`](...args, to);
      assert.equal(table.placeOf(at >>> 0), place);
      if (old === undefined) {
        const cell = assign(...theirKey) >>> 0; // may replace the views
        theirs.heap.u32[cell >>> 2] = hand.link(end);
        bits.setFloat64(0, key);
        if (isInt) hand.writeKey(end, key, 0);
        else if (!isWord) hand.writeKey(end, bits.getUint32(4), bits.getUint32(0));
        hand.count(end, 1);
        end += width;
      }
      if (isWord) {
        // It leaves the entry to its host.
        if (old === undefined) assert.equal(ours.heap.word(table.at(place) * 4), 1);
        for (const host of hosts) host.writeKey(place, 0, KEPT);
      }
      if (sets) {
        writeByHand(place, value);
        model.set(key, { place, value });
      } else if (isWord) {
        for (const host of hosts) host.writeValue(place, i, 3);
        bits.setUint32(0, 3);
        bits.setUint32(4, i);
        model.set(key, { place, value: bits.getFloat64(0) });
      } else if (old === undefined) {
        for (const host of hosts) host.writeValue(place, isInt ? 5 : 0, KEPT);
        model.set(key, { place, value: isInt ? 5 : Number.NaN });
      }
    } else if (what < 7) {
      const few = draws.below(31) - 1;
      if (model.size > 0) remove(...theirKey);
      const at = model.size > 0 ? core[`remove${rest}`](...args, few) : 0;
      if (old === undefined) assert.equal(at, 0);
      else {
        const live = hand.count(old.place, -1);
        hand.writeHole(old.place);
        assert.equal(table.placeOf(live <= few ? ~at : at), old.place);
        model.delete(key);
      }
    } else if (what === 7) {
      const place = old ? table.at(old.place) : 0;
      assert.equal(core[`find${kind}`](...args) >>> 0, place);
      assert.equal(core[`find${rest}`](...args) >>> 0, place);
    } else if (what === 8) {
      const found = () => ours.heap.word(core.foundPlaceAddress() >>> 0);
      const place = old ? table.at(old.place) : 0;
      const got = core[`get${rest}`](...args);
      assert(Object.is(got, old?.value ?? Number.NaN));
      if (got !== got) assert.equal(found(), place);
      if (isInt) {
        assert.equal(core.getInt(...args), old?.value ?? -(2 ** 31));
        if (old === undefined || old.value === -(2 ** 31)) assert.equal(found(), place);
      }
    } else {
      if (old !== undefined) for (const host of hosts) host.copy(old.place, end);
      core[`move${rest}`](...args, table.at(end));
      const cell = find(...theirKey) >>> 0;
      if (cell) theirs.heap.u32[cell >>> 2] = hand.link(end);
      if (old !== undefined) {
        for (const host of hosts) {
          host.writeHole(old.place);
          host.count(old.place, -1);
          host.count(end, 1);
        }
        model.set(key, { place: end, value: old.value });
        end += width;
      }
    }
    assert.equal(facts(ours), facts(theirs));
    seen.look(theirs);
    if (n % 16 !== 0) continue;
    // The cells of numbers have links only, so their buckets are smaller.
    if (isWord) same(ours, theirs);
    for (const [id] of hand.chunks.entries()) {
      const [a, b] = hosts.map(({ side, chunks }) => {
        const at = /** @type {number} */ (chunks[id]) * 4;
        return side.heap.u8.subarray(at, at + (HEADER + USED * width) * 4);
      });
      assert(a && b && Buffer.compare(a, b) === 0, 'other bytes in a chunk');
    }
  }
  seen.enough();
  for (const place of table.chunks) core.disposeChunk(place);
  core.dispose(h);
  assert.equal(core.usedBytes(), 0);
}

/**
 * Has the core insert what a chunk has of keys, beside inserting them one after the other.
 * @param {WebAssembly.Module} module
 * @param {'Int' | 'Number'} kind what keys are
 */
export function chunksOfKeys(module, kind) {
  const isInt = kind === 'Int';
  const sides = [side(module, U32, VOID), side(module, U32, VOID)];
  const hosts = sides.map((one) => new Entries(one, isInt));
  const [single, whole] = /** @type {[Entries, Entries]} */ (hosts);
  const { width } = single;
  const draws = new Draws();
  let key = 0;
  for (let id = 0; id < 60; id += 1) {
    for (const host of hosts) host.begin();
    const start = id * CHUNK + HEADER;
    const from = start + draws.below(3) * width; // others may be before them
    const end = from + draws.below(USED - 2) * width;
    for (let place = start; place < end; place += width) {
      key += 1;
      const number = isInt ? key - 300 : key === 50 ? Number.NaN : key * 0.5;
      bits.setFloat64(0, key === 50 ? strangeNaN() : number);
      const [low, high] = isInt ? [number, 0] : [bits.getUint32(4), bits.getUint32(0)];
      for (const host of hosts) host.writeKey(place, low, high);
      for (const host of place < from ? hosts : [single]) {
        const { core, h } = host.side;
        core[`insert${kind}`](h, number, host.at(place));
      }
    }
    const { core, h } = whole.side;
    core.insertNumbers(h, whole.at(from), whole.at(from) + end - from, width);
    same(single.side, whole.side);
  }
  assert(key > 700);
}

/**
 * Deletes entries of tables that are growing, where there is no memory to move a chain.
 * @param {WebAssembly.Module} module
 */
export function deletesWithoutMemory(module) {
  const count = 27; // the one that makes it grow from 4 buckets to 8
  let stuck = 0;
  for (let hash0 = 0; hash0 < 40; hash0 += 1) {
    const { core, h, heap } = side(module, U32, VOID, { pages: 4, hash0 });
    const first = core.newChunk(0, true) >>> 0;
    for (let i = 0; i < count; i += 1) core.setNumber(h, i, i, first + HEADER + 4 * i);
    assert.notEqual(heap.word(h + 24), 0);
    for (let bytes = 2 ** 18; bytes >= 8; bytes /= 2) {
      assert.throws(() => {
        while (true) core.allocateScratch(bytes);
      }, RangeError);
    }
    for (let i = 0; i < count; i += 1) {
      const place = first + HEADER + 4 * i;
      assert.equal(core.removeNumber(h, i, 0), i < count - 1 ? place : ~place);
      for (let k = 0; k < count; k += 1) assert.equal(core.findNumber(h, k) !== 0, k > i);
      if (i === count / 3 && heap.word(h + 24) !== 0) stuck += 1;
    }
  }
  assert(stuck > 0, 'a growth could not go on');
}
