// Where a WasmMap finds the entry of a key: maps of the core from keys to entry indices, one for numbers,
// one for strings, two for bigints (those of 64 bits without a sign, and negative ones of 64 bits with
// it), each made when the first such key comes. A few entries are found without any, by looking at all
// of them. Larger bigints, and keys whose identity only the engine knows (objects, symbols and so on),
// are in a native Map.

import { randomWord } from '../js/random.js';
import { reserveStack } from '../js/stack.js';
import { isI64, isU64, Kind } from '../kinds.js';
import type { Core } from '../wasm/core.js';
import { disposeMap, Handle, keepMap } from '../wasm/handle.js';
import { defaultMemory, type Memory } from '../wasm/memory.js';
import {
  DISPOSED,
  type Entries,
  type Entry,
  type MoveListener,
  SMALL,
  throwDisposed,
} from './entries.js';

/** The engine's own, also when a program puts a WasmMap in its place. */
const NativeMap = Map;

/** The maps of small maps, which have none: the same for all, as most maps are small. */
const NONE: Handle[] = [];

/** Bytes of indices that are kept, empty, when the map is cleared. */
const KEPT = 65536;

/**
 * Entries that a map of the core has room for from the start. A map that needs indices often gets more
 * than that: 50 entries take 55 ns each to set instead of 70 (Node 24).
 */
const HINT = 52;

export class Indices implements MoveListener {
  /** Addresses of the core's maps; 0 for none. */
  #numbers = 0;
  #words = 0;
  #negatives = 0;
  #strings = 0;
  #core!: Core;
  #memory!: Memory;
  /** Keys that the core does not know. */
  #others: Map<unknown, number> | undefined = undefined;
  /** False in a map so small that it is searched. */
  #built = false;
  #handles = NONE;

  readonly #entries: Entries;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  /** The index of `key`, or -1. */
  find(key: unknown): number {
    // Kept small, so that engines inline it.
    if (typeof key === 'number' && this.#numbers !== 0) {
      return this.#core.findNumber(this.#numbers, key);
    }
    return this.#findOther(key);
  }

  /** The index of `key`, which becomes `index` when it is absent. Throws and changes nothing when there is no memory. */
  insert(key: unknown, index: number): number {
    if (typeof key === 'number' && this.#numbers !== 0) {
      return this.#core.insertNumber(this.#numbers, key, index);
    }
    return this.#insertOther(key, index);
  }

  /** Forgets `key`. Returns the index that it had, or -1. */
  remove(key: unknown): number {
    if (typeof key === 'number' && this.#numbers !== 0) {
      return this.#core.removeNumber(this.#numbers, key);
    }
    return this.#removeOther(key);
  }

  /** Says that `key`, which is present, is at `index` now. */
  move(key: unknown, index: number): void {
    if (!this.#built) return;
    switch (typeof key) {
      case 'number':
        this.#core.moveNumber(this.#numbers, key, index);
        return;
      case 'string': {
        const elem = this.#stringElem(key) >>> 2; // may make the memory grow, which voids its views
        this.#memory.views.u32[elem] = index + 1;
        return;
      }
      case 'bigint': {
        const words = this.#wordsOf(key);
        if (words === 0) break;
        this.#writeWord(key);
        this.#core.moveWord(words, index);
        return;
      }
    }
    this.#setOther(key, index);
  }

  /**
   * Forgets all keys. Returns whether there are still maps of the core; large ones are given back, and the
   * WasmMap is small again.
   */
  clear(): boolean {
    this.#others = undefined;
    if (this.bytes > KEPT) this.#release();
    else this.#each(({ core, h }) => core.clear(h));
    return this.#built;
  }

  /** Gives the memory back. */
  dispose(): void {
    this.#others = undefined;
    this.#release();
  }

  /** Bytes of the heap that the maps of the core hold. */
  get bytes(): number {
    let bytes = 0;
    this.#each(({ core, h }) => {
      bytes += core.mapBytes(h);
    });
    return bytes;
  }

  /** Bytes of the memory that they are in. */
  get heapBytes(): number {
    return this.#built ? this.#memory.size : 0;
  }

  /** Not the array's `forEach`, which a program may have replaced. */
  #each(visit: (handle: Handle) => void): void {
    const handles = this.#handles;
    for (let i = 0; i < handles.length; i += 1) visit(handles[i] as Handle);
  }

  #release(): void {
    this.#each(disposeMap);
    this.#handles = NONE;
    this.#numbers = 0;
    this.#words = 0;
    this.#negatives = 0;
    this.#strings = 0;
    this.#built = false;
  }

  #findOther(key: unknown): number {
    if (!this.#built) {
      this.use();
      return this.#entries.scan(key);
    }
    switch (typeof key) {
      case 'number':
        return -1;
      case 'string':
        return this.#strings === 0 ? -1 : this.#indexIn(this.#stringElem(key));
      case 'bigint': {
        const words = this.#wordsOf(key);
        if (words === 0) break;
        this.#writeWord(key);
        return this.#core.findWord(words);
      }
    }
    return this.#others?.get(key) ?? -1;
  }

  #insertOther(key: unknown, index: number): number {
    if (!this.#built) {
      const found = this.#findOther(key);
      if (found >= 0 || this.#entries.size < SMALL) return found >= 0 ? found : index;
      this.#build();
    }
    switch (typeof key) {
      case 'number':
        this.#numbers ||= this.#make(Kind.f64);
        return this.#core.insertNumber(this.#numbers, key, index);
      case 'string': {
        this.#strings ||= this.#make(Kind.string);
        const elem = this.#assignString(key) >>> 2;
        const { u32 } = this.#memory.views;
        const found = u32[elem] as number;
        if (found !== 0) return found - 1;
        u32[elem] = index + 1;
        return index;
      }
      case 'bigint': {
        const words = this.#wordsOf(key) || this.#makeWords(key);
        if (words === 0) break;
        this.#writeWord(key);
        return this.#core.insertWord(words, index);
      }
    }
    const found = this.#others?.get(key);
    if (found !== undefined) return found;
    this.#setOther(key, index);
    return index;
  }

  #removeOther(key: unknown): number {
    if (!this.#built) return this.#findOther(key);
    switch (typeof key) {
      case 'number':
        return -1;
      case 'string':
        return this.#strings === 0 ? -1 : this.#deleteString(key) - 1;
      case 'bigint': {
        const words = this.#wordsOf(key);
        if (words === 0) break;
        this.#writeWord(key);
        return this.#core.removeWord(words);
      }
    }
    const index = this.#others?.get(key) ?? -1;
    if (index >= 0) this.#others?.delete(key);
    return index;
  }

  /** Indexes all entries. Throws and changes nothing when there is no memory. */
  #build(): void {
    reserveStack();
    this.#memory = defaultMemory();
    this.#core = this.#memory.core;
    this.#built = true;
    try {
      const entries = this.#entries.entries();
      for (let i = 0; i < entries.length; i += 1) {
        const { key, index } = entries[i] as Entry;
        this.#insertOther(key, index);
      }
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.#entries.enlarge();
  }

  /** A map of the core from keys of a kind to entry indices. */
  #make(kind: Kind): number {
    const h = this.#core.newMap(kind, Kind.any, HINT, randomWord(), randomWord());
    const handle = new Handle(this.#core, h);
    keepMap(this, handle);
    if (this.#handles === NONE) this.#handles = [];
    this.#handles[this.#handles.length] = handle;
    return h;
  }

  /** The map that `key` is in if it is present, or 0. */
  #wordsOf(key: bigint): number {
    return isU64(key) ? this.#words : isI64(key) ? this.#negatives : 0;
  }

  /** Makes that map, if the key has 64 bits. */
  #makeWords(key: bigint): number {
    if (isU64(key)) this.#words = this.#make(Kind.u64);
    else if (isI64(key)) this.#negatives = this.#make(Kind.i64);
    return this.#wordsOf(key);
  }

  #writeWord(key: bigint): void {
    const memory = this.#memory;
    memory.views.u64[memory.wordKey] = key;
  }

  /** The address of the element of a string, or 0. */
  #stringElem(key: string): number {
    const memory = this.#memory;
    const core = this.#core;
    if (key.length <= memory.shortStrings.maxDirectLength)
      return core.findJsString(this.#strings, key) >>> 0;
    const length = memory.keyScratch.write(key);
    return core.findUtf8(this.#strings, memory.keyScratch.address, length) >>> 0;
  }

  /** The same, of a string that is there afterwards. */
  #assignString(key: string): number {
    const memory = this.#memory;
    const core = this.#core;
    if (key.length <= memory.shortStrings.maxDirectLength)
      return core.assignJsString(this.#strings, key) >>> 0;
    const length = memory.keyScratch.write(key);
    return core.assignUtf8(this.#strings, memory.keyScratch.address, length) >>> 0;
  }

  /** Deletes a string. Returns what its element was, or 0. */
  #deleteString(key: string): number {
    const memory = this.#memory;
    const core = this.#core;
    if (key.length <= memory.shortStrings.maxDirectLength)
      return core.deleteJsString(this.#strings, key);
    const length = memory.keyScratch.write(key);
    return core.deleteUtf8(this.#strings, memory.keyScratch.address, length);
  }

  #indexIn(elem: number): number {
    return elem === 0 ? -1 : (this.#memory.views.u32[elem >>> 2] as number) - 1;
  }

  #setOther(key: unknown, index: number): void {
    this.#others ??= new NativeMap();
    this.#others.set(key, index);
  }

  /** Throws unless there is stack for the rest of a call; see `Memory`. */
  reserveStack(): void {
    if (this.#built) this.#memory.reserveStack();
    else reserveStack();
  }

  /** Throws if the map was disposed of. */
  use(): void {
    if (this.#entries.head === DISPOSED) throwDisposed();
  }
}
