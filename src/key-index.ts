// Where a WasmMap finds the entry of a key: maps of the core from keys to places in the order log,
// one for numbers, one for strings, two for bigints (those of 64 bits without a sign, and negative ones
// of 64 bits with it), each made when the first such key comes. A few entries are found without any, by
// looking at all of them. Larger bigints, and keys whose identity only the engine knows (objects,
// symbols and so on), are in a native Map.

import type { Core } from './core.js';
import { disposeMap, Handle, keepMap } from './handle.js';
import { defaultHeap, type Heap } from './heap.js';
import { ANY, F64, I64, isI64, isU64, STRING, U64 } from './kinds.js';
import {
  DISPOSED,
  type Entry,
  type Mover,
  type OrderLog,
  SMALL,
  throwDisposed,
} from './order-log.js';

/** The engine's own, also when a program puts a WasmMap in its place. */
const NativeMap = Map;

/** What an index without maps holds, the same for all: most maps are small. */
const NONE: Handle[] = [];

/** Bytes of an index that is kept, empty, when the map is cleared. */
const KEPT = 65536;

/**
 * Entries that a map of the core has room for from the start. A map that needs an index often gets more
 * than that: 50 entries take 55 ns each to set instead of 70 (Node 24).
 */
const HINT = 52;

const drawn = new Uint32Array(64);
let left = 0;

/** 32 random bits. Drawn many at a time: a call takes 1.5 µs, as long as all else about an index. */
function random(): number {
  if (left === 0) {
    crypto.getRandomValues(drawn);
    left = drawn.length;
  }
  left -= 1;
  return drawn[left] as number;
}

export class KeyIndex implements Mover {
  /** Addresses of the core's maps; 0 for none. */
  private numbers = 0;
  private words = 0;
  private negatives = 0;
  private texts = 0;
  private core!: Core;
  private heap!: Heap;
  /** Keys that the core does not know. */
  private others: Map<unknown, number> | undefined = undefined;
  /** False in a map so small that it is searched. */
  private built = false;
  private handles = NONE;

  constructor(private readonly log: OrderLog) {}

  /** The place of `key`, or -1. */
  find(key: unknown): number {
    // Kept small, so that engines inline it.
    if (typeof key === 'number' && this.numbers !== 0) {
      return this.core.findNumber(this.numbers, key);
    }
    return this.findOther(key);
  }

  /** The place of `key`, which becomes `place` when it is absent. Throws and changes nothing when there is no memory. */
  insert(key: unknown, place: number): number {
    if (typeof key === 'number' && this.numbers !== 0) {
      return this.core.insertNumber(this.numbers, key, place);
    }
    return this.insertOther(key, place);
  }

  /** Forgets `key`. Returns the place that it had, or -1. */
  remove(key: unknown): number {
    if (typeof key === 'number' && this.numbers !== 0) {
      return this.core.removeNumber(this.numbers, key);
    }
    return this.removeOther(key);
  }

  /** Says that `key`, which is present, is at `place` now. */
  move(key: unknown, place: number): void {
    if (!this.built) return;
    switch (typeof key) {
      case 'number':
        this.core.moveNumber(this.numbers, key, place);
        return;
      case 'string': {
        const elem = this.textElem(key) >>> 2; // may make the memory grow, which voids its views
        this.heap.u32[elem] = place + 1;
        return;
      }
      case 'bigint': {
        const words = this.wordsOf(key);
        if (words === 0) break;
        this.writeWord(key);
        this.core.moveWord(words, place);
        return;
      }
    }
    this.setOther(key, place);
  }

  /**
   * Forgets all keys. Returns whether there is still an index; a large one is given back, and the map
   * is small again.
   */
  clear(): boolean {
    this.others = undefined;
    if (this.bytes > KEPT) this.release();
    else this.each(({ core, h }) => core.clear(h));
    return this.built;
  }

  /** Gives the memory back. */
  dispose(): void {
    this.others = undefined;
    this.release();
  }

  /** Bytes of the heap that the index holds. */
  get bytes(): number {
    let bytes = 0;
    this.each(({ core, h }) => {
      bytes += core.mapBytes(h);
    });
    return bytes;
  }

  /** Bytes of the memory that it is in. */
  get heapBytes(): number {
    return this.built ? this.heap.bytes : 0;
  }

  /** Not the array's `forEach`, which a program may have replaced. */
  private each(visit: (handle: Handle) => void): void {
    const { handles } = this;
    for (let i = 0; i < handles.length; i += 1) visit(handles[i] as Handle);
  }

  private release(): void {
    this.each(disposeMap);
    this.handles = NONE;
    this.numbers = 0;
    this.words = 0;
    this.negatives = 0;
    this.texts = 0;
    this.built = false;
  }

  private findOther(key: unknown): number {
    if (!this.built) {
      this.use();
      return this.log.scan(key);
    }
    switch (typeof key) {
      case 'number':
        return -1;
      case 'string':
        return this.texts === 0 ? -1 : this.placeIn(this.textElem(key));
      case 'bigint': {
        const words = this.wordsOf(key);
        if (words === 0) break;
        this.writeWord(key);
        return this.core.findWord(words);
      }
    }
    return this.others?.get(key) ?? -1;
  }

  private insertOther(key: unknown, place: number): number {
    if (!this.built) {
      const found = this.findOther(key);
      if (found >= 0 || this.log.size < SMALL) return found >= 0 ? found : place;
      this.build();
    }
    switch (typeof key) {
      case 'number':
        this.numbers ||= this.make(F64);
        return this.core.insertNumber(this.numbers, key, place);
      case 'string': {
        this.texts ||= this.make(STRING);
        const elem = this.assignText(key) >>> 2;
        const { u32 } = this.heap;
        const found = u32[elem] as number;
        if (found !== 0) return found - 1;
        u32[elem] = place + 1;
        return place;
      }
      case 'bigint': {
        const words = this.wordsOf(key) || this.makeWords(key);
        if (words === 0) break;
        this.writeWord(key);
        return this.core.insertWord(words, place);
      }
    }
    const found = this.others?.get(key);
    if (found !== undefined) return found;
    this.setOther(key, place);
    return place;
  }

  private removeOther(key: unknown): number {
    if (!this.built) return this.findOther(key);
    switch (typeof key) {
      case 'number':
        return -1;
      case 'string':
        return this.texts === 0 ? -1 : this.deleteText(key) - 1;
      case 'bigint': {
        const words = this.wordsOf(key);
        if (words === 0) break;
        this.writeWord(key);
        return this.core.removeWord(words);
      }
    }
    const place = this.others?.get(key) ?? -1;
    if (place >= 0) this.others?.delete(key);
    return place;
  }

  /** Indexes what the log has. Throws and changes nothing when there is no memory. */
  private build(): void {
    this.heap = defaultHeap();
    this.core = this.heap.core;
    this.built = true;
    try {
      const entries = this.log.entries();
      for (let i = 0; i < entries.length; i += 1) {
        const { key, place } = entries[i] as Entry;
        this.insertOther(key, place);
      }
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.log.enlarge();
  }

  /** A map of the core from keys of a kind to places. */
  private make(kind: number): number {
    const h = this.core.newMap(kind, ANY, HINT, random(), random());
    const handle = new Handle(this.core, h);
    keepMap(this, handle);
    if (this.handles === NONE) this.handles = [];
    this.handles[this.handles.length] = handle;
    return h;
  }

  /** The map that `key` is in if it is present, or 0. */
  private wordsOf(key: bigint): number {
    return isU64(key) ? this.words : isI64(key) ? this.negatives : 0;
  }

  /** Makes that map, if the key has 64 bits. */
  private makeWords(key: bigint): number {
    if (isU64(key)) this.words = this.make(U64);
    else if (isI64(key)) this.negatives = this.make(I64);
    return this.wordsOf(key);
  }

  private writeWord(key: bigint): void {
    const { heap } = this;
    heap.u64[heap.wordKey] = key;
  }

  /** The address of the element of a string, or 0. */
  private textElem(key: string): number {
    const { heap, core } = this;
    if (key.length <= heap.reader.units) return core.findJsString(this.texts, key) >>> 0;
    const length = heap.keyText.write(key);
    return core.findUtf8(this.texts, heap.keyText.data, length) >>> 0;
  }

  /** The same, of a string that is there afterwards. */
  private assignText(key: string): number {
    const { heap, core } = this;
    if (key.length <= heap.reader.units) return core.assignJsString(this.texts, key) >>> 0;
    const length = heap.keyText.write(key);
    return core.assignUtf8(this.texts, heap.keyText.data, length) >>> 0;
  }

  /** Deletes a string. Returns what its element was, or 0. */
  private deleteText(key: string): number {
    const { heap, core } = this;
    if (key.length <= heap.reader.units) return core.deleteJsString(this.texts, key);
    const length = heap.keyText.write(key);
    return core.deleteUtf8(this.texts, heap.keyText.data, length);
  }

  private placeIn(elem: number): number {
    return elem === 0 ? -1 : (this.heap.u32[elem >>> 2] as number) - 1;
  }

  private setOther(key: unknown, place: number): void {
    this.others ??= new NativeMap();
    this.others.set(key, place);
  }

  /** Throws if the map was disposed of. */
  use(): void {
    if (this.log.head === DISPOSED) throwDisposed();
  }
}
