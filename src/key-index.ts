// Where a WasmMap finds the entry of a key: maps of the core from keys to places in the order log,
// one for numbers, one for bigints, one for strings, each made when the first such key comes. A few
// entries are found without any, by looking at all of them.
//
// Bigints are indexed by their lowest 64 bits. The key in the log tells whether the right one was
// found; of several with the same bits the core knows one. The others, and keys whose identity only
// the engine knows (objects, symbols and so on), are in a native Map.

import type { Core } from './core.js';
import { disposeMap, Handle, keepMap } from './handle.js';
import { defaultHeap, type Heap } from './heap.js';
import { ANY, F64, STRING, U64 } from './kinds.js';
import { DISPOSED, type Mover, type OrderLog, SMALL } from './order-log.js';

/** The engine's own, also when a program puts a WasmMap in its place. */
const NativeMap = Map;

/** What an index without maps holds, the same for all: most maps are small. */
const NONE: readonly Handle[] = [];

/** Bytes of an index that is kept, empty, when the map is cleared. */
const KEPT = 65536;

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
  private texts = 0;
  private core!: Core;
  private heap!: Heap;
  /** Keys that the core does not know. */
  private others: Map<unknown, number> | undefined = undefined;
  /** Bigints among them. */
  private otherBigints = 0;
  /** False in a map so small that it is searched. */
  private built = false;
  private handles: readonly Handle[] = NONE;

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
    const { heap, core } = this;
    switch (typeof key) {
      case 'number':
        core.moveNumber(this.numbers, key, place);
        return;
      case 'string':
        heap.u32[this.textElem(key) >>> 2] = place + 1;
        return;
      case 'bigint':
        if (this.otherBigints === 0 || !this.others?.has(key)) {
          heap.u64[heap.wordKey] = key;
          core.moveWord(this.words, place);
          return;
        }
    }
    (this.others as Map<unknown, number>).set(key, place);
  }

  /**
   * Forgets all keys. Returns whether there is still an index; a large one is given back, and the map
   * is small again.
   */
  clear(): boolean {
    this.others = undefined;
    this.otherBigints = 0;
    if (this.bytes > KEPT) this.release();
    else for (const { h } of this.handles) this.core.clear(h);
    return this.built;
  }

  /** Gives the memory back. */
  dispose(): void {
    this.others = undefined;
    this.release();
  }

  /** Bytes of the heap that the index holds. */
  get bytes(): number {
    return this.handles.reduce((sum, { h }) => sum + this.core.mapBytes(h), 0);
  }

  /** Bytes of the memory that it is in. */
  get heapBytes(): number {
    return this.built ? this.heap.bytes : 0;
  }

  private release(): void {
    for (const handle of this.handles) disposeMap(handle);
    this.handles = NONE;
    this.numbers = 0;
    this.words = 0;
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
      case 'bigint':
        if (this.words !== 0) {
          const { heap } = this;
          heap.u64[heap.wordKey] = key;
          const place = this.core.findWord(this.words);
          if (place >= 0 && this.log.keyAt(place) === key) return place;
        }
        return this.otherBigints === 0 ? -1 : this.otherPlace(key);
      default:
        return this.otherPlace(key);
    }
  }

  private insertOther(key: unknown, place: number): number {
    if (!this.built) {
      const found = this.findOther(key);
      if (found >= 0 || this.log.size < SMALL) return found >= 0 ? found : place;
      this.build();
    }
    const { heap, core } = this;
    switch (typeof key) {
      case 'number':
        if (this.numbers === 0) this.numbers = this.make(F64);
        return core.insertNumber(this.numbers, key, place);
      case 'string': {
        if (this.texts === 0) this.texts = this.make(STRING);
        const length = heap.keyText.write(key);
        const elem = core.assignString(this.texts, heap.keyText.data, length) >>> 2;
        const found = this.heap.u32[elem] as number;
        if (found !== 0) return found - 1;
        heap.u32[elem] = place + 1;
        return place;
      }
      case 'bigint': {
        if (this.otherBigints !== 0) {
          const found = this.otherPlace(key);
          if (found >= 0) return found;
        }
        if (this.words === 0) this.words = this.make(U64);
        heap.u64[heap.wordKey] = key;
        const found = core.insertWord(this.words, place);
        if (found === place || this.log.keyAt(found) === key) return found;
        this.setOther(key, place);
        this.otherBigints += 1;
        return place;
      }
      default: {
        const found = this.otherPlace(key);
        if (found >= 0) return found;
        this.setOther(key, place);
        return place;
      }
    }
  }

  private removeOther(key: unknown): number {
    const place = this.findOther(key);
    if (place < 0 || !this.built) return place;
    if (typeof key === 'string') {
      const { keyText } = this.heap; // where `find` has written the key
      this.core.deleteString(this.texts, keyText.data, keyText.length);
    } else if (this.others?.delete(key)) {
      if (typeof key === 'bigint') this.otherBigints -= 1;
    } else {
      this.core.removeWord(this.words); // a bigint that `find` has left in the exchange area
    }
    return place;
  }

  /** Indexes what the log has. Throws and changes nothing when there is no memory. */
  private build(): void {
    this.heap = defaultHeap();
    this.core = this.heap.core;
    this.built = true;
    try {
      for (const [key, place] of this.log.entries()) this.insertOther(key, place);
    } catch (error) {
      this.dispose();
      throw error;
    }
    this.log.enlarge();
  }

  /** A map of the core from keys of a kind to places. */
  private make(kind: number): number {
    const h = this.core.newMap(kind, ANY, SMALL + 1, random(), random());
    const handle = new Handle(this.core, h);
    keepMap(this, handle);
    this.handles = [...this.handles, handle];
    return h;
  }

  /** The address of the element of a string, or 0. */
  private textElem(key: string): number {
    const { keyText } = this.heap;
    const length = keyText.write(key);
    return this.core.findString(this.texts, keyText.data, length) >>> 0;
  }

  private placeIn(elem: number): number {
    return elem === 0 ? -1 : (this.heap.u32[elem >>> 2] as number) - 1;
  }

  private otherPlace(key: unknown): number {
    return this.others?.get(key) ?? -1;
  }

  private setOther(key: unknown, place: number): void {
    this.others ??= new NativeMap();
    this.others.set(key, place);
  }

  /** Throws if the map was disposed of. */
  use(): void {
    if (this.log.head === DISPOSED) throw new TypeError('this WasmMap has been disposed of');
  }
}
