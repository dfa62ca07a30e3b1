// The probe build: the release's core, which also tells the hash of a key.

import { readFileSync } from 'node:fs';
import { jsString } from '../../src/wasm/module.js';
import { Draws } from './random.js';

/** Kinds of keys, as the core numbers them, that have a hash function each. */
export const KINDS = { u32: 1, u64: 3, f64: 4, string: 5 } as const;

export type Kind = keyof typeof KINDS;

interface Exports {
  wordKeyAddress(): number;
  hashAddress(): number;
  newMap(key: number, elem: number, hint: number, seedLow: number, seedHigh: number): number;
  dispose(h: number): void;
  clear(h: number): void;
  overflowBuckets(h: number): number;
  allocateScratch(bytes: number): number;
  setNumber32(h: number, key: number, value: number): void;
  setNumber64(h: number, value: number): void;
  setNumberF64(h: number, key: number, value: number): void;
  setNumberUtf8(h: number, data: number, len: number, value: number): void;
  hash32(h: number, key: number): void;
  hash64(h: number): void;
  hashF64(h: number, key: number): void;
  hashString(h: number, data: number, len: number): void;
}

/** The element kind of the maps: one byte. */
const U8 = 7;
const SCRATCH = 1 << 20;

/**
 * Keys. Those that are numbers are two words each, low before high, of which a 4-byte key uses the
 * low one; strings are bytes.
 */
export type Keys = Uint32Array | readonly Uint8Array[];

export function countOf(keys: Keys): number {
  return keys instanceof Uint32Array ? keys.length >>> 1 : keys.length;
}

/** The hashes of some keys. */
export interface Hashes {
  low: Uint32Array;
  high: Uint32Array;
}

export class Probe {
  private readonly core: Exports;
  private readonly memory = new WebAssembly.Memory({ initial: 1, maximum: 65536 });
  private readonly scratch: number;
  private views!: { words: Uint32Array; floats: Float64Array; bytes: Uint8Array };
  private readonly key: number;
  private readonly hash: number;

  constructor(path: string | URL) {
    const fail = (what: unknown) => {
      throw new Error(`the core failed: ${what}`);
    };
    const module = new WebAssembly.Module(readFileSync(path));
    this.core = new WebAssembly.Instance(module, {
      env: { memory: this.memory },
      'wasm:js-string': jsString,
      host: { outOfMemory: fail, fatal: fail },
    }).exports as unknown as Exports;
    this.key = this.core.wordKeyAddress() >>> 2;
    this.hash = this.core.hashAddress() >>> 2;
    this.scratch = this.core.allocateScratch(SCRATCH);
  }

  /** A map with the seed of that number: seeds are scattered over all 64 bits. */
  map(kind: Kind, seed: number, hint = 0): number {
    const draws = new Draws(seed);
    return this.core.newMap(KINDS[kind], U8, hint, draws.word(), draws.word());
  }

  dispose(h: number): void {
    this.core.dispose(h);
  }

  /** Makes `h` draw a new `hash0`, as every map does that becomes empty. */
  redraw(kind: Kind, h: number): void {
    this.put(kind, h, kind === 'string' ? [new Uint8Array(1)] : new Uint32Array(2), 0);
    this.core.clear(h);
  }

  overflowBuckets(h: number): number {
    return this.core.overflowBuckets(h);
  }

  /** Inserts all `keys`. */
  fill(kind: Kind, h: number, keys: Keys): void {
    for (let i = 0; i < countOf(keys); i++) this.put(kind, h, keys, i);
  }

  private put(kind: Kind, h: number, keys: Keys, i: number): void {
    const { core } = this;
    if (!(keys instanceof Uint32Array)) core.setNumberUtf8(h, this.scratch, this.write(keys, i), 1);
    else if (kind === 'u32') core.setNumber32(h, keys[2 * i] as number, 1);
    else {
      this.word(keys[2 * i] as number, keys[2 * i + 1] as number);
      if (kind === 'u64') core.setNumber64(h, 1);
      else core.setNumberF64(h, this.floats[this.key >>> 1] as number, 1);
    }
  }

  /** The hashes of `keys` in `h`, in their order. */
  hashes(kind: Kind, h: number, keys: Keys): Hashes {
    const n = countOf(keys);
    const low = new Uint32Array(n);
    const high = new Uint32Array(n);
    const { core, words, hash } = this;
    for (let i = 0; i < n; i++) {
      if (!(keys instanceof Uint32Array)) core.hashString(h, this.scratch, this.write(keys, i));
      else if (kind === 'u32') core.hash32(h, keys[2 * i] as number);
      else {
        this.word(keys[2 * i] as number, keys[2 * i + 1] as number);
        if (kind === 'u64') core.hash64(h);
        else core.hashF64(h, this.floats[this.key >>> 1] as number);
      }
      low[i] = words[hash] as number;
      high[i] = words[hash + 1] as number;
    }
    return { low, high };
  }

  /** The hashes of strings of zeros of all lengths below `n`. */
  zeros(h: number, n: number): Hashes {
    const low = new Uint32Array(n);
    const high = new Uint32Array(n);
    this.bytes.fill(0, this.scratch, this.scratch + n);
    for (let i = 0; i < n; i++) {
      this.core.hashString(h, this.scratch, i);
      low[i] = this.words[this.hash] as number;
      high[i] = this.words[this.hash + 1] as number;
    }
    return { low, high };
  }

  /** Whether the hash of `key` is the same wherever it lies and whatever surrounds it. */
  hashAt(h: number, key: Uint8Array, offset: number, filler: number): [number, number] {
    const at = this.scratch + offset;
    this.bytes.fill(filler, this.scratch, at + key.length + 64);
    this.bytes.set(key, at);
    this.core.hashString(h, at, key.length);
    return [this.words[this.hash] as number, this.words[this.hash + 1] as number];
  }

  private word(low: number, high: number): void {
    this.words[this.key] = low;
    this.words[this.key + 1] = high;
  }

  private write(keys: readonly Uint8Array[], i: number): number {
    const key = keys[i] as Uint8Array;
    const { bytes, scratch } = this;
    if (key.length > 64) bytes.set(key, scratch);
    else for (let j = 0; j < key.length; j++) bytes[scratch + j] = key[j] as number;
    return key.length;
  }

  /** Views of the memory, which are empty once it has grown. */
  private get words(): Uint32Array {
    return this.view().words;
  }

  private get floats(): Float64Array {
    return this.view().floats;
  }

  private get bytes(): Uint8Array {
    return this.view().bytes;
  }

  private view(): Probe['views'] {
    if (!this.views?.bytes.length) {
      const { buffer } = this.memory;
      const words = new Uint32Array(buffer);
      this.views = { words, floats: new Float64Array(buffer), bytes: new Uint8Array(buffer) };
    }
    return this.views;
  }
}
