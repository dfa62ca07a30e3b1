// The table form: entries in linear memory, in chunks in the order of insertion, and Go's map to find
// them. Growing copies nothing and a chunk is given up by itself, so that no step takes long.
//
// An entry is told by its place in memory. Numbers are there, as keys and as values: as long as all of them
// are integers of 32 bits, in chunks of integers, which take half the memory, and a lookup a sixth less time
// (38 against 46 ns with 1e5 entries, Node 24); then in chunks of words. Whatever else is a key or a value
// is in an array of its chunk, and its word says so. Go's map finds numbers and bigints of 64 bits; native
// Maps find the rest.
//
// An entry that is set to what its chunk of integers cannot hold takes the others of the chunk with it, to
// chunks of words. That happens to a chunk once, and to nothing else of the table.
//
// A chunk with few entries left is merged with its neighbours into one of them. Every merge gives up
// a chunk and moves at most half a chunk of entries, and a chunk takes at least that many appends to
// come into being, so an append pays for at most one move.
//
// A write changes what finds the entry first, which may lack memory. After that no function is called any
// more: the stack could run out.

import { randomWord } from '../js/random.js';
import { isI64, isU64, Kind } from '../kinds.js';
import type { Core } from '../wasm/core.js';
import { type Hold, keep, letGo } from '../wasm/handle.js';
import { defaultMemory, type Memory } from '../wasm/memory.js';
import { Chunk, chunkPlace, isIntKey, isIntValue, Mark } from './chunk.js';
import type { Form } from './form.js';
import { type Native, NativeMap } from './native.js';
import { Series } from './series.js';

/** Bytes of the heap that a chunk takes. */
const CHUNK_BYTES = 16384;

/** What `getInt` returns where the place found says more. */
const ABSENT = -(2 ** 31);

/** What a table will be. */
export interface TablePlan {
  /** Whether entries have values: those of a WasmMap do. */
  hasValues: boolean;
  /** Whether all are integers. */
  ofInts: boolean;
  /** For how many numbers there is to be room, and for how many bigints. */
  numbers: number;
  words: number;
}

/** What a table holds of the heap, to be given back also when the table is collected. */
class Holdings {
  /** The core's maps: of numbers, of bigints without a sign, and of negative ones; 0 for none. */
  numbers = 0;
  words = 0;
  negatives = 0;
  /** The places of the chunks by their numbers; 0 for none. */
  readonly chunks: number[] = [];

  constructor(readonly core: Core) {}

  dispose(): void {
    const { core, chunks, numbers, words, negatives } = this;
    this.numbers = 0;
    this.words = 0;
    this.negatives = 0;
    if (numbers !== 0) core.dispose(numbers);
    if (words !== 0) core.dispose(words);
    if (negatives !== 0) core.dispose(negatives);
    for (let id = 0; id < chunks.length; id += 1) {
      if (chunks[id] !== 0) core.disposeChunk(chunks[id] as number);
    }
    chunks.length = 0;
  }

  get bytes(): number {
    const { core, chunks, numbers, words, negatives } = this;
    let bytes = core.mapBytes(numbers);
    if (words !== 0) bytes += core.mapBytes(words);
    if (negatives !== 0) bytes += core.mapBytes(negatives);
    for (let id = 0; id < chunks.length; id += 1) if (chunks[id] !== 0) bytes += CHUNK_BYTES;
    return bytes;
  }
}

export class Table implements Form {
  successor: Form | undefined = undefined;
  /** Number of entries. */
  size = 0;
  /** The oldest chunk, and the one that is appended to. */
  head: Chunk;
  tail: Chunk;
  /** Whether it is that of a WasmMap. */
  readonly hasValues: boolean;
  readonly memory: Memory = defaultMemory();
  readonly #core: Core = this.memory.core;
  readonly #numbers: number;
  /** Chunks by their numbers. */
  readonly #chunks: (Chunk | undefined)[] = [];
  readonly #free: number[] = [];
  readonly #holdings = new Holdings(this.#core);
  hold: Hold | undefined;
  /** The places of keys whose identity only the engine knows, and of bigints of more than 64 bits. */
  #others: Series | undefined = undefined;
  /** Whether all chunks are of integers. */
  #ofInts: boolean;
  /** Entries down to which a chunk may be left: then it is merged, if the neighbours allow it. */
  #few = 0;
  /** Bigints that a map of them has room for from the start. */
  readonly #hint: number;
  /** Whether a value has ever been anything but a number. */
  #keepsValues = false;

  constructor({ hasValues, ofInts, numbers, words }: TablePlan) {
    this.hasValues = hasValues;
    this.#ofInts = ofInts;
    this.#hint = words;
    keep(this, this.#holdings);
    try {
      this.#numbers = this.#newMap(Kind.u32, Kind.void, numbers);
      this.#holdings.numbers = this.#numbers;
      this.head = this.#newChunk(ofInts);
    } catch (error) {
      letGo(this);
      this.#holdings.dispose();
      throw error;
    }
    this.tail = this.head;
    this.#few = this.tail.room >>> 3;
  }

  get(key: unknown): unknown {
    let value: number;
    if (typeof key === 'number') {
      if (this.#ofInts && (key | 0) === key) {
        value = this.#core.getInt(this.#numbers, key);
        return value !== ABSENT ? value : this.#valueOf(this.#found());
      }
      value = this.#core.getNumber(this.#numbers, key);
    } else {
      const words = typeof key === 'bigint' ? this.#wordsOf(key) : 0;
      if (words === 0) return this.#valueOf(this.#findOther(key));
      this.#writeWord(key as bigint);
      value = this.#core.getWord(words);
    }
    return value === value ? value : this.#valueOf(this.#found());
  }

  has(key: unknown): boolean {
    return this.#find(key) !== 0;
  }

  /** Sets the value of a key. */
  set(key: unknown, value: unknown): void {
    const ofInts = this.#ofInts;
    if (
      typeof key !== 'number' ||
      typeof value !== 'number' ||
      !(ofInts ? isIntKey(key) && isIntValue(value) : !this.#keepsValues)
    ) {
      if (typeof key !== 'bigint' || !this.#putWord(key, value)) this.#setOther(key, value);
      return;
    }
    let { tail } = this;
    if (tail.end === tail.limit) tail = this.#makeRoom();
    const { end } = tail;
    const place = ofInts
      ? this.#core.setInt(this.#numbers, key, value, end)
      : this.#core.setNumber(this.#numbers, key, value, end);
    if (place === end) {
      tail.end = end + tail.width;
      this.size += 1;
    } else if (place === 0) this.#setOther(key, value);
  }

  /** Adds a key without a value. */
  add(key: unknown): void {
    const ofInts = this.#ofInts;
    if (typeof key !== 'number' || (ofInts && !isIntKey(key))) {
      if (typeof key === 'bigint' && this.#putWord(key, undefined)) return;
      if (this.#find(key) === 0) this.append(key, undefined);
      return;
    }
    let { tail } = this;
    if (tail.end === tail.limit) tail = this.#makeRoom();
    const { end } = tail;
    const place = ofInts
      ? this.#core.insertInt(this.#numbers, key, end)
      : this.#core.insertNumber(this.#numbers, key, end);
    if (place !== end) return;
    tail.end = end + tail.width;
    this.size += 1;
  }

  /** Adds an entry whose key is absent. */
  append(key: unknown, value: unknown): void {
    let { tail } = this;
    if (tail.ofInts && !(isIntKey(key) && (!this.hasValues || isIntValue(value)))) {
      tail = this.#beginWords();
    } else if (tail.end === tail.limit) tail = this.#makeRoom();
    const { end } = tail;
    // Everything lies where it belongs before the key is found there.
    if (this.hasValues) {
      if (typeof value !== 'number') this.#keepValues(tail);
      this.#writeValue(end, tail, value);
    }
    if (tail.ofInts) this.#core.insertInt(this.#numbers, key as number, end);
    else if (typeof key === 'number') this.#core.insertNumber(this.#numbers, key, end);
    else {
      tail.keys ??= [];
      tail.keys[tail.slotOf(end)] = key;
      const { u32 } = this.memory.views;
      u32[end] = 0;
      u32[end + 1] = Mark.kept;
      const live = this.#live(tail);
      if (!this.#indexOther(key, end)) u32[tail.place + 1] = live + 1;
    }
    tail.end = end + tail.width;
    this.size += 1;
  }

  /**
   * Takes the entries of a native form, while there are none. The core makes the numbers of a chunk found
   * at once. Engines have not compiled this when it is called first, so there are few steps an entry.
   */
  fill(native: Native): void {
    const { hasValues } = this;
    const ofInts = this.#ofInts;
    let { tail } = this;
    let { end, limit } = tail;
    let { i32, f64 } = this.memory.views;
    let from = end; // the place of the first entry that is not found yet
    const find = (): void => {
      tail.end = end;
      this.size += (end - from) >>> tail.shift;
      this.#core.insertNumbers(this.#numbers, from, end, tail.width);
    };
    const goOn = (): void => {
      ({ tail } = this);
      ({ end, limit } = tail);
      ({ i32, f64 } = this.memory.views);
      from = end;
    };
    native.forEach((value: unknown, key: unknown) => {
      if (end === limit) {
        find();
        this.#newTail(ofInts);
        goOn();
      }
      if (ofInts) {
        i32[end] = key as number;
        if (hasValues) i32[end + 1] = value as number;
        end += tail.width;
      } else if (typeof key === 'number' && (!hasValues || typeof value === 'number')) {
        f64[end >>> 1] = key;
        if (hasValues) this.#writeValue(end, tail, value);
        end += tail.width;
      } else {
        find();
        this.append(key, value);
        goOn();
      }
    });
    find();
  }

  /** Deletes a key. Returns whether it was there. */
  delete(key: unknown): boolean {
    if (typeof key !== 'number' || this.#keepsValues) return this.#deleteOther(key);
    const place = this.#core.removeNumber(this.#numbers, key, this.#few);
    if (place === 0) return false;
    this.size -= 1;
    if (place < 0) {
      try {
        this.#mergeSparse(this.#chunkOf(~place));
      } catch {
        // There is not enough stack: some other time.
      }
    }
    return true;
  }

  /** The key of an entry that was not deleted. */
  keyAt(place: number, chunk: Chunk): unknown {
    const { i32, f64, u32 } = this.memory.views;
    if (chunk.ofInts) return i32[place];
    const key = f64[place >>> 1] as number;
    if (key === key || u32[place + 1] !== Mark.kept) return key;
    return (chunk.keys as unknown[])[chunk.slotOf(place)];
  }

  valueAt(place: number, chunk: Chunk): unknown {
    const { i32, f64, u32 } = this.memory.views;
    if (chunk.ofInts) return i32[place + 1];
    const value = f64[(place >>> 1) + 1] as number;
    if (value === value || u32[place + 3] !== Mark.kept) return value;
    return (chunk.values as unknown[])[chunk.slotOf(place)];
  }

  /** The place from `place` on whose entry was not deleted, or the end of the chunk. */
  skipHoles(place: number, chunk: Chunk): number {
    const { end, width } = chunk;
    const { i32, u32 } = this.memory.views;
    let at = place;
    if (chunk.ofInts) while (at < end && i32[at] === Mark.intHole) at += width;
    else while (at < end && u32[at + 1] === Mark.hole) at += width;
    return at;
  }

  /** The chunks in order. */
  chunks(): Chunk[] {
    const chunks: Chunk[] = [];
    for (let chunk: Chunk | undefined = this.head; chunk; chunk = chunk.next) {
      chunks[chunks.length] = chunk;
    }
    return chunks;
  }

  /** Deleted entries that still take room. */
  get holes(): number {
    let written = 0;
    for (let chunk: Chunk | undefined = this.head; chunk; chunk = chunk.next) {
      written += chunk.slotOf(chunk.end);
    }
    return written - this.size;
  }

  /** Bytes of the heap that it holds. */
  get bytes(): number {
    return this.#holdings.bytes;
  }

  /** Gives the memory back, for `successor` to follow. Iterators find nothing in the chunks any more. */
  dispose(successor: Form): void {
    this.reserveStack();
    letGo(this);
    this.#holdings.dispose();
    for (let chunk: Chunk | undefined = this.head; chunk; chunk = chunk.next) chunk.end = 0;
    this.successor = successor;
  }

  /** Throws unless there is stack for the rest of a call; see `Memory`. */
  reserveStack(): void {
    this.memory.reserveStack();
  }

  // ---- keys that are no numbers, and values ----

  /** The place where the last `getNumber` found something that is no number, or 0. */
  #found(): number {
    return this.memory.views.u32[this.memory.foundPlace] as number;
  }

  #valueOf(place: number): unknown {
    return place === 0 ? undefined : this.valueAt(place, this.#chunkOf(place));
  }

  #chunkOf(place: number): Chunk {
    const id = this.memory.views.u32[chunkPlace(place)] as number;
    return this.#chunks[id] as Chunk;
  }

  #find(key: unknown): number {
    if (typeof key !== 'number') return this.#findOther(key);
    if (this.#ofInts && (key | 0) === key) return this.#core.findInt(this.#numbers, key);
    return this.#core.findNumber(this.#numbers, key);
  }

  #findOther(key: unknown): number {
    if (typeof key === 'bigint') {
      const words = this.#wordsOf(key);
      if (words !== 0) {
        this.#writeWord(key);
        return this.#core.findWord(words);
      }
    }
    return this.#others === undefined ? 0 : ((this.#others.get(key) ?? 0) as number);
  }

  #setOther(key: unknown, value: unknown): void {
    let place = this.#find(key);
    if (place === 0) {
      this.append(key, value);
      return;
    }
    let chunk = this.#chunkOf(place);
    if (chunk.ofInts && !isIntValue(value)) {
      this.#widen(chunk);
      place = this.#find(key);
      chunk = this.#chunkOf(place);
    }
    if (typeof value !== 'number') this.#keepValues(chunk);
    this.#writeValue(place, chunk, value);
  }

  /** Sets the value of a bigint, or adds it, in one call of the core. Returns whether that was possible. */
  #putWord(key: bigint, value: unknown): boolean {
    const { hasValues } = this;
    const words = this.#wordsOf(key);
    if (words === 0 || (hasValues && (typeof value !== 'number' || this.#keepsValues)))
      return false;
    let { tail } = this;
    if (tail.end === tail.limit) tail = this.#makeRoom();
    const { end } = tail;
    const { u32 } = this.memory.views;
    tail.keys ??= [];
    const { keys } = tail;
    const slot = tail.slotOf(end);
    u32[end] = 0;
    u32[end + 1] = Mark.kept;
    this.#writeWord(key);
    const place = hasValues
      ? this.#core.setWord(words, value as number, end)
      : this.#core.insertWord(words, end);
    if (place === end) {
      keys[slot] = key;
      tail.end = end + tail.width;
      this.size += 1;
    }
    return true;
  }

  /** Returns whether the core has counted the entry. */
  #indexOther(key: unknown, place: number): boolean {
    if (typeof key === 'bigint') {
      const words = this.#wordsOf(key) || this.#makeWords(key);
      if (words !== 0) {
        this.#writeWord(key);
        this.#core.insertWord(words, place);
        return true;
      }
    }
    this.#others ??= new Series(new NativeMap());
    this.#others.set(key, place);
    return false;
  }

  /** Has a chunk take values that are no numbers. */
  #keepValues(chunk: Chunk): void {
    chunk.values ??= [];
    this.#keepsValues = true;
  }

  #writeValue(place: number, chunk: Chunk, value: unknown): void {
    const { i32, f64, u32 } = this.memory.views;
    const { values } = chunk;
    if (chunk.ofInts) i32[place + 1] = value as number;
    else if (typeof value === 'number' && value === value) {
      if (values !== undefined) values[chunk.slotOf(place)] = undefined;
      f64[(place >>> 1) + 1] = value;
    } else {
      // The bits of a NaN are not a program's to choose: they could be those of another word.
      if (values !== undefined) values[chunk.slotOf(place)] = value;
      u32[place + 2] = 0;
      u32[place + 3] = typeof value === 'number' ? Mark.nan : Mark.kept;
    }
  }

  #deleteOther(key: unknown): boolean {
    const place = this.#find(key);
    if (place === 0) return false;
    const chunk = this.#chunkOf(place);
    const { u32 } = this.memory.views;
    const live = (u32[chunk.place + 1] as number) - 1;
    const slot = chunk.slotOf(place);
    const words = typeof key === 'bigint' ? this.#wordsOf(key) : 0;
    if (typeof key === 'number') this.#core.removeNumber(this.#numbers, key, 0);
    else if (words !== 0) {
      this.#writeWord(key as bigint);
      this.#core.removeWord(words, 0);
    } else {
      this.#others?.delete(key);
      u32[place + 1] = Mark.hole;
      u32[chunk.place + 1] = live;
    }
    this.size -= 1;
    if (chunk.keys !== undefined) chunk.keys[slot] = undefined;
    if (chunk.values !== undefined) chunk.values[slot] = undefined;
    if (live <= this.#few) {
      try {
        this.#mergeSparse(chunk);
      } catch {
        // As in `delete`.
      }
    }
    return true;
  }

  /** The map that `key` is in if it is present, or 0. */
  #wordsOf(key: bigint): number {
    const { words, negatives } = this.#holdings;
    return isU64(key) ? words : isI64(key) ? negatives : 0;
  }

  /** Makes that map, if the key has 64 bits. */
  #makeWords(key: bigint): number {
    if (isU64(key)) this.#holdings.words = this.#newMap(Kind.u64, Kind.any, this.#hint);
    else if (isI64(key)) this.#holdings.negatives = this.#newMap(Kind.i64, Kind.any, this.#hint);
    return this.#wordsOf(key);
  }

  #writeWord(key: bigint): void {
    const { memory } = this;
    memory.views.u64[memory.wordKey] = key;
  }

  #newMap(key: Kind, elem: Kind, hint: number): number {
    return this.#core.newMap(key, elem, hint, randomWord(), randomWord());
  }

  // ---- chunks ----

  /** Entries of a chunk that are not deleted. */
  #live(chunk: Chunk): number {
    return this.memory.views.u32[chunk.place + 1] as number;
  }

  #newChunk(ofInts: boolean): Chunk {
    const free = this.#free;
    const id = free.length > 0 ? (free[free.length - 1] as number) : this.#chunks.length;
    const place = this.#core.newChunk(id, !ofInts);
    if (free.length > 0) free.length -= 1;
    const chunk = new Chunk(id, place, ofInts, this.hasValues);
    this.#holdings.chunks[id] = place;
    this.#chunks[id] = chunk;
    return chunk;
  }

  /** Gives a chunk up whose entries, if there were any, are in `successor`. */
  #dropChunk(chunk: Chunk, successor: Chunk, moved?: Uint32Array, second?: Chunk): void {
    this.#free[this.#free.length] = chunk.id;
    this.#chunks[chunk.id] = undefined;
    this.#holdings.chunks[chunk.id] = 0;
    chunk.giveUp(successor, moved, second);
    this.#core.disposeChunk(chunk.place);
  }

  /** Returns a tail with room for an entry. */
  #makeRoom(): Chunk {
    this.reserveStack();
    const { tail } = this;
    if (this.#live(tail) <= tail.room >>> 1) {
      this.#merge(tail, tail);
      return this.tail;
    }
    return this.#newTail(tail.ofInts);
  }

  #newTail(ofInts: boolean): Chunk {
    const chunk = this.#newChunk(ofInts);
    this.#link(this.tail, chunk, undefined);
    return chunk;
  }

  /** Returns a tail of words, as all that come after it will be. */
  #beginWords(): Chunk {
    this.reserveStack();
    const tail = this.#newTail(false);
    this.#ofInts = false;
    this.#few = tail.room >>> 3;
    return tail;
  }

  /** Gives a chunk without entries up; merges one that has few with its neighbours. */
  #mergeSparse(sparse: Chunk): void {
    let live = this.#live(sparse);
    if (live === 0 && sparse.next !== undefined) {
      this.reserveStack();
      this.#link(sparse.prev, sparse.next, sparse.next.next);
      this.#dropChunk(sparse, sparse.next);
      return;
    }
    // Among chunks of words it would find none to be merged with.
    const chunk = sparse.ofInts && !this.#ofInts ? this.#widen(sparse) : sparse;
    const { prev, next } = chunk;
    let first = chunk;
    let last = chunk;
    // Appends have half of the chunk left.
    const fits = (c: Chunk | undefined): c is Chunk =>
      c?.ofInts === chunk.ofInts && live + this.#live(c) <= chunk.room >>> 1;
    for (let c = prev; fits(c); c = c.prev) {
      first = c;
      live += this.#live(c);
    }
    for (let c = next; fits(c); c = c.next) {
      last = c;
      live += this.#live(c);
    }
    // Most often there is nothing to merge with: to reserve stack takes longer than all the rest.
    if (first === last) return;
    this.reserveStack();
    this.#merge(first, last);
  }

  /** Moves the entries of `first` to `last` to the front of the memory of `first`. */
  #merge(first: Chunk, last: Chunk): void {
    const { prev } = first;
    const { next } = last;
    const { u32 } = this.memory.views;
    const { width } = first;
    const successor = new Chunk(first.id, first.place, first.ofInts, this.hasValues);
    for (let chunk: Chunk = first; ; ) {
      const { keys, values } = chunk;
      const following = chunk.next as Chunk;
      const moved = new Uint32Array(chunk.slotOf(chunk.end) + 1);
      let place = chunk.start;
      for (let at = 0; at < moved.length - 1; at += 1, place += width) {
        const to = successor.end;
        moved[at] = to;
        if (this.#isHole(place, chunk)) continue;
        const key = this.keyAt(place, chunk);
        for (let i = 0; i < width; i += 1) u32[to + i] = u32[place + i] as number;
        const from = chunk.slotOf(place);
        const slot = successor.slotOf(to);
        if (keys !== undefined) {
          successor.keys ??= [];
          successor.keys[slot] = keys[from];
        }
        if (values !== undefined) {
          successor.values ??= [];
          successor.values[slot] = values[from];
        }
        if (to !== place) this.#move(key, to);
        successor.end = to + width;
      }
      moved[moved.length - 1] = successor.end;
      if (chunk === first) first.giveUp(successor, moved);
      else this.#dropChunk(chunk, successor, moved);
      if (chunk === last) break;
      chunk = following;
    }
    this.#countLive(successor);
    this.#chunks[successor.id] = successor;
    this.#link(prev, successor, next);
  }

  /** Moves the entries of a chunk of integers to chunks of words, of which it returns the first. */
  #widen(chunk: Chunk): Chunk {
    this.reserveStack();
    if (this.#ofInts) this.#beginWords();
    const first = this.#newChunk(false);
    let last = first;
    if (this.#live(chunk) > first.room) {
      try {
        last = this.#newChunk(false);
      } catch (error) {
        this.#dropChunk(first, chunk);
        throw error;
      }
    }
    const { i32, f64 } = this.memory.views;
    const { width, valueOffset } = chunk;
    const moved = new Uint32Array(chunk.slotOf(chunk.end) + 1);
    let place = chunk.start;
    let to = first;
    for (let at = 0; at < moved.length - 1; at += 1, place += width) {
      if (to.end === to.limit) to = last;
      moved[at] = to.end;
      if (this.#isHole(place, chunk)) continue;
      const key = i32[place] as number;
      f64[to.end >>> 1] = key;
      if (valueOffset > 0) f64[(to.end >>> 1) + 1] = i32[place + valueOffset] as number;
      this.#core.moveNumber(this.#numbers, key, to.end);
      to.end += to.width;
    }
    moved[moved.length - 1] = to.end;
    const { prev, next } = chunk;
    this.#dropChunk(chunk, first, moved, last);
    this.#countLive(first);
    this.#link(prev, first, next);
    if (last !== first) {
      this.#countLive(last);
      this.#link(first, last, next);
    }
    return first;
  }

  #isHole(place: number, chunk: Chunk): boolean {
    const { i32, u32 } = this.memory.views;
    return chunk.ofInts ? i32[place] === Mark.intHole : u32[place + 1] === Mark.hole;
  }

  /** Notes that no entry of a chunk was deleted. */
  #countLive(chunk: Chunk): void {
    this.memory.views.u32[chunk.place + 1] = chunk.slotOf(chunk.end);
  }

  /** Says that `key`, which is present, is at `place` now. */
  #move(key: unknown, place: number): void {
    if (typeof key === 'number') {
      this.#core.moveNumber(this.#numbers, key, place);
      return;
    }
    const words = typeof key === 'bigint' ? this.#wordsOf(key) : 0;
    if (words === 0) this.#others?.set(key, place);
    else {
      this.#writeWord(key as bigint);
      this.#core.moveWord(words, place);
    }
  }

  /** Makes `chunk` the one between two others, or the first, or the last. */
  #link(prev: Chunk | undefined, chunk: Chunk, next: Chunk | undefined): void {
    chunk.prev = prev;
    chunk.next = next;
    if (prev === undefined) this.head = chunk;
    else prev.next = chunk;
    if (next === undefined) this.tail = chunk;
    else next.prev = chunk;
  }
}
