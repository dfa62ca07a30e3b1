// A heap: one WebAssembly memory with one instance of the core, in which any number of maps live.

import { instantiateSync } from '@assemblyscript/loader';
import type { Core } from './core.js';
import { defineName } from './define.js';
import { outOfRange, wrongType } from './errors.js';
import {
  compileModule,
  currentModule,
  hasStringBuiltins,
  jsString,
  moduleGeneration,
} from './module.js';
import { printAs } from './print.js';
import { Reader } from './reader.js';
import { byteLength, decode, encode, SHORT, textBytes } from './text.js';

/** Options of a heap. */
export interface HeapOptions {
  /** Bytes to begin with, rounded up to 64 KiB. */
  initialBytes?: number;
  /** Bytes the heap may grow to, rounded down to 64 KiB; by default 4 GiB, all that there can be. */
  maximumBytes?: number;
}

/** What is read where no options are given: nothing, whatever `Object.prototype` may have. */
export const NO_OPTIONS = Object.freeze(Object.create(null));

const PAGE = 65536;
const MAX_PAGES = 65536;
/** Bytes kept ready for a key and for a value that are strings. */
const SCRATCH = 4096;

/** What Go reports as fatal errors, as the core numbers them (assembly/host.ts). */
const FATAL = [
  'concurrent map writes',
  'concurrent map read and map write',
  'concurrent map iteration and map write',
  'bad map state',
];

function pagesOf(name: string, bytes: unknown, round: (pages: number) => number): number {
  if (typeof bytes !== 'number') throw wrongType(name, 'a number of bytes', bytes);
  if (!Number.isSafeInteger(bytes) || bytes < 0) {
    throw outOfRange(name, 'a whole number of bytes', bytes);
  }
  return round(bytes / PAGE);
}

/** A place in the heap that strings are written to on their way into the core. */
class Scratch {
  /** Where the last string was written, and its number of bytes. */
  data = 0;
  length = 0;
  private size = 0;

  constructor(private readonly heap: Heap) {}

  /** Writes `text` and returns its number of bytes. */
  write(text: string): number {
    const { heap } = this;
    if (text.length <= SHORT) {
      if (this.size !== SCRATCH) this.resize(SCRATCH);
      this.length = heap.reader.read(text, heap.textBytes, this.data);
    } else {
      this.makeRoom(text);
      this.length = encode(text, heap.textBytes, this.data, this.size) >>> 0;
    }
    // The core would read on behind the end. No string does that, but a changed String.prototype.
    if (this.length > this.size) throw new RangeError('a string without a fixed length');
    return this.length;
  }

  private makeRoom(text: string): void {
    let need = text.length * 3;
    if (need > SCRATCH) need = Math.max(byteLength(text), SCRATCH);
    // The room for a long string is kept until one comes that is not long.
    if (need > this.size || (this.size > SCRATCH && need <= SCRATCH)) {
      this.resize(Math.max(need, SCRATCH));
    }
  }

  private resize(size: number): void {
    const { core } = this.heap;
    if (this.size > 0) core.freeScratch(this.data, this.size);
    this.size = 0;
    this.data = core.allocateScratch(size) >>> 0;
    this.size = size;
  }
}

/**
 * A WebAssembly memory for maps. Without one, all maps share a default heap. A heap of one's own
 * bounds the memory of the maps in it, and all of it goes at once when heap and maps are dropped.
 *
 * @example
 * ```js
 * import { GoMap, Heap } from 'tophash';
 *
 * const heap = new Heap({ maximumBytes: 64 * 2 ** 20 });
 * const m = new GoMap('u32', 'u32', { heap });
 * ```
 * @throws TypeError or RangeError for options that are not whole numbers of bytes, or when the
 * initial size is above the maximum or cannot be had.
 */
export class Heap {
  /** @internal */
  readonly core: Core;
  /** @internal Where 64-bit keys are passed, as an index of 8-byte words. */
  readonly wordKey: number;
  /** @internal */
  readonly reader: Reader;
  /** @internal */
  readonly keyText: Scratch;
  /** @internal */
  readonly valueText: Scratch;

  // Views of the memory, made anew whenever it grows, also in the middle of a call.
  /** @internal */
  i8!: Int8Array;
  /** @internal */
  u8!: Uint8Array;
  /** @internal */
  i16!: Int16Array;
  /** @internal */
  u16!: Uint16Array;
  /** @internal */
  i32!: Int32Array;
  /** @internal */
  u32!: Uint32Array;
  /** @internal */
  f32!: Float32Array;
  /** @internal */
  f64!: Float64Array;
  /** @internal */
  i64!: BigInt64Array;
  /** @internal */
  u64!: BigUint64Array;
  /** @internal For `encode` and `decode`. */
  textBytes!: Uint8Array;
  /** @internal How often that happened: views from before are of no use. */
  refreshes = 0;

  private readonly memory: WebAssembly.Memory;
  private readonly foundNaN: number;
  /** @internal Where `join` leaves the bytes. */
  readonly joined: number;

  constructor(options: HeapOptions = NO_OPTIONS) {
    const { initialBytes = PAGE, maximumBytes = MAX_PAGES * PAGE } = options;
    const initial = Math.max(1, pagesOf('initialBytes', initialBytes, Math.ceil));
    const maximum = Math.min(MAX_PAGES, pagesOf('maximumBytes', maximumBytes, Math.floor));
    if (maximum < 1) throw outOfRange('maximumBytes', `at least ${PAGE}`, maximumBytes);
    if (initial > maximum) throw outOfRange('initialBytes', 'at most maximumBytes', initialBytes);
    this.memory = new WebAssembly.Memory({ initial, maximum });
    this.refresh();
    const module = currentModule();
    const { instance } = instantiateSync(module, {
      env: { memory: this.memory },
      'wasm:js-string': jsString,
      host: {
        grown: () => this.refresh(),
        outOfMemory: (bytes: number) => {
          throw new RangeError(
            `out of memory: ${bytes} bytes asked for, ${this.bytes} bytes held by the heap`,
          );
        },
        fatal: (error: number) => {
          throw new Error(FATAL[error]);
        },
      },
    });
    this.core = instance.exports as unknown as Core;
    this.wordKey = this.core.wordKeyAddress() >>> 3;
    this.foundNaN = this.core.foundNaNAddress();
    this.joined = this.core.joinedAddress();
    this.reader = new Reader(this.core, hasStringBuiltins(module));
    this.keyText = new Scratch(this);
    this.valueText = new Scratch(this);
  }

  /**
   * The same as `new Heap(options)`, with the module compiled asynchronously.
   *
   * @example
   * ```js
   * import { GoMap, Heap } from 'tophash';
   *
   * const heap = await Heap.create();
   * const m = new GoMap('string', 'u32', { heap });
   * ```
   */
  static async create(options: HeapOptions = NO_OPTIONS): Promise<Heap> {
    await compileModule();
    return new Heap(options);
  }

  /** Bytes of the memory. It never shrinks: freed bytes are used again. */
  get bytes(): number {
    return this.memory.buffer.byteLength;
  }

  /** Bytes that the maps in this heap use now. */
  get usedBytes(): number {
    return this.core.usedBytes();
  }

  /** @internal The string whose Go string is at address `at`. */
  text(at: number): string {
    const words = this.u32;
    return decode(this.textBytes, words[at >>> 2] as number, words[(at >>> 2) + 2] as number);
  }

  /**
   * @internal Puts the strings that iterator `it` has handed out, whose Go strings stand in a row from
   * `at` on, into `out`. Decoding many at once and cutting the result up takes half the time that
   * decoding each takes.
   */
  texts(it: number, at: number, count: number, out: unknown[]): void {
    const words = this.u32;
    const length = this.join(it, at, count);
    const all = length < 0 ? '' : decode(this.textBytes, this.joined, length);
    if (all.length !== length) {
      // Too many bytes, or not one for each unit.
      for (let i = 0; i < count; i += 1) out[i] = this.text(at + i * 16);
      return;
    }
    for (let i = 0, begin = 0; i < count; i += 1) {
      const end = begin + (words[(at >>> 2) + i * 4 + 2] as number);
      out[i] = all.slice(begin, end);
      begin = end;
    }
  }

  /** @internal Puts the bytes of such strings behind one another. Returns how many, or -1 if too many. */
  join(it: number, at: number, count: number): number {
    return this.core.joinStrings(it, at, count);
  }

  /** @internal Whether the core's last `get` that returned NaN had found it as a value. */
  foundNaNValue(): boolean {
    return this.u8[this.foundNaN] === 1;
  }

  private refresh(): void {
    const { buffer } = this.memory;
    this.i8 = new Int8Array(buffer);
    this.u8 = new Uint8Array(buffer);
    this.i16 = new Int16Array(buffer);
    this.u16 = new Uint16Array(buffer);
    this.i32 = new Int32Array(buffer);
    this.u32 = new Uint32Array(buffer);
    this.f32 = new Float32Array(buffer);
    this.f64 = new Float64Array(buffer);
    this.i64 = new BigInt64Array(buffer);
    this.u64 = new BigUint64Array(buffer);
    this.textBytes = textBytes(buffer);
    this.refreshes += 1;
  }
}

defineName(Heap, 'Heap');
printAs(Heap.prototype, 'Heap', ({ bytes, usedBytes }) => ({
  title: 'Heap',
  parts: [`bytes: ${bytes}`, `usedBytes: ${usedBytes}`],
}));

let shared: Heap | undefined;
let generation = 0;

/** The heap of all maps that were not given one, made when first needed. */
export function defaultHeap(): Heap {
  if (shared === undefined || generation !== moduleGeneration()) {
    shared = new Heap();
    generation = moduleGeneration();
  }
  return shared;
}
