// A WebAssembly memory with one instance of the core: what lies behind a `Heap`. The wrapper reads
// and writes it through views, which are renewed when the memory has grown.

import type { Core } from './core.js';
import { ShortStrings } from './js-string-encode.js';
import { currentModule, hasStringBuiltins, jsString, moduleGeneration } from './module.js';
import { MAX_PAGES } from './pages.js';
import { StringScratch } from './scratch.js';
import { isShared, Sharing } from './sharing.js';
import { bytesFor, decode } from './wtf8.js';

/** Bytes of a Go string: the address of its bytes and their number, a 64-bit word each. */
export const STRING_SIZE = 16;

/**
 * KiB of stack that are enough for the rest of any call. V8 wants 40 of them where a function is called
 * that has not been compiled yet.
 */
const STACK_FRAMES = 56;

/** What Go reports as fatal errors, as the core numbers them (assembly/host.ts). */
const FATAL = [
  'concurrent map writes',
  'concurrent map read and map write',
  'concurrent map iteration and map write',
  'bad map state',
];

/** A memory, seen through typed arrays. When the memory grows, all of them are detached: they are empty. */
export class Views {
  readonly i8: Int8Array;
  readonly u8: Uint8Array;
  readonly i16: Int16Array;
  readonly u16: Uint16Array;
  readonly i32: Int32Array;
  readonly u32: Uint32Array;
  readonly f32: Float32Array;
  readonly f64: Float64Array;
  readonly i64: BigInt64Array;
  readonly u64: BigUint64Array;
  /** For strings: see `encode` and `decode`. */
  readonly text: Uint8Array;

  constructor(buffer: ArrayBufferLike) {
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
    this.text = bytesFor(buffer);
  }

  /** Whether the memory has not grown since. */
  get current(): boolean {
    return this.u8.length !== 0;
  }
}

/** Where an instance counts in its area how often it has made the memory grow (assembly/area.ts). */
const GROWTHS = 28;

/**
 * The views of a shared memory. Its growth detaches nothing: they go on to show the memory as it was. An
 * instance needs new ones when it has made the memory grow itself, which it counts in its area; what
 * others add is not for it.
 */
class SharedViews extends Views {
  readonly #at: number;
  readonly #growths: number;

  constructor(buffer: ArrayBufferLike, growthsAt: number) {
    super(buffer);
    this.#at = growthsAt >>> 2;
    this.#growths = this.u32[this.#at] as number;
  }

  override get current(): boolean {
    return this.u32[this.#at] === this.#growths;
  }
}

export class Memory {
  readonly core: Core;
  /** Where 64-bit keys are passed, as an index of 8-byte words. */
  readonly wordKey: number;
  /** Where 64-bit elements are passed, likewise. */
  readonly wordElem: number;
  /** Where a call leaves a place, as an index of 4-byte words. */
  readonly foundPlace: number;
  readonly shortStrings: ShortStrings;
  readonly keyScratch: StringScratch;
  readonly valueScratch: StringScratch;
  /** Where `join` leaves the bytes. */
  readonly joined: number;

  /** What readers share with the owner; `undefined` unless the memory is a shared one. */
  readonly sharing: Sharing | undefined;

  readonly #memory: WebAssembly.Memory;
  readonly #found: number;
  #views: Views;

  /**
   * An instance of `module` on `memory`. In a shared memory that is its owner's, or that of a reader who
   * has attached by `share`.
   */
  constructor(
    module = currentModule(),
    memory = new WebAssembly.Memory({ initial: 1, maximum: MAX_PAGES }),
    share = 0,
  ) {
    this.#memory = memory;
    this.#views = new Views(memory.buffer);
    const instance = new WebAssembly.Instance(module, {
      env: {
        memory,
        abort: (message: number, file: number, line: number, column: number) => {
          const [what, where] = [this.#literal(message), this.#literal(file)];
          throw new Error(`abort: ${what} at ${where}:${line}:${column}`);
        },
      },
      'wasm:js-string': jsString,
      host: {
        outOfMemory: (bytes: number) => {
          throw new RangeError(
            `out of memory: ${bytes} bytes asked for, ${this.size} bytes held by the heap`,
          );
        },
        fatal: (error: number) => {
          throw new Error(FATAL[error]);
        },
      },
    });
    this.core = instance.exports as unknown as Core;
    if (isShared(memory)) {
      this.sharing = new Sharing(memory, this.core, share);
      this.#renewViews();
    }
    this.wordKey = this.core.wordKeyAddress() >>> 3;
    this.wordElem = this.core.wordElemAddress() >>> 3;
    this.foundPlace = this.core.foundPlaceAddress() >>> 2;
    this.#found = this.core.foundAddress();
    this.joined = this.core.joinedAddress();
    this.shortStrings = new ShortStrings(this.core, hasStringBuiltins(module));
    this.keyScratch = new StringScratch(this.core, this.shortStrings, this);
    this.valueScratch = new StringScratch(this.core, this.shortStrings, this);
  }

  /**
   * The views, to be taken anew after any call of the core: each may make the memory grow. Whether they
   * are current is asked here and nowhere noted, so that no interrupted call can leave old ones behind.
   */
  get views(): Views {
    return this.#views.current ? this.#views : this.#renewViews();
  }

  #renewViews(): Views {
    const { buffer } = this.#memory;
    this.#views =
      this.sharing === undefined
        ? new Views(buffer)
        : new SharedViews(buffer, this.core.areaAddress() + GROWTHS);
    return this.#views;
  }

  /**
   * Throws, as the engine does when stack runs out, unless there is enough of it for the rest of a call.
   * For calls that change something in more than one step: they happen as a whole or not at all. It takes
   * more than half a µs, so single calls do without: there, what changes something is one call of the
   * core, and after it no function is called any more.
   */
  reserveStack(): void {
    this.core.reserveStack(STACK_FRAMES);
  }

  /** Its bytes. */
  get size(): number {
    return this.#memory.buffer.byteLength;
  }

  /** Whether the core's last call that returned what stands for no value had found that value. */
  foundValue(): boolean {
    return this.views.u8[this.#found] === 1;
  }

  /** The string whose Go string is at address `at`. */
  stringAt(at: number): string {
    const { text, u32 } = this.views;
    return decode(text, u32[at >>> 2] as number, u32[(at >>> 2) + 2] as number);
  }

  /** A copy of the bytes whose Go string is at address `at`. */
  bytesAt(at: number): Uint8Array {
    const { u8, u32 } = this.views;
    const start = u32[at >>> 2] as number;
    return u8.slice(start, start + (u32[(at >>> 2) + 2] as number));
  }

  /**
   * Puts the strings that iterator `it` has handed out, whose Go strings stand in a row from address
   * `at` on, into `out`. Decoding many at once and cutting the result up takes half the time that
   * decoding each takes.
   */
  stringsAt(it: number, at: number, count: number, out: unknown[]): void {
    const length = this.join(it, at, count);
    const { text, u32 } = this.views;
    const all = length < 0 ? '' : decode(text, this.joined, length);
    if (all.length !== length) {
      // There are too many bytes, or not one for each unit.
      for (let i = 0; i < count; i += 1) out[i] = this.stringAt(at + i * STRING_SIZE);
      return;
    }
    for (let i = 0, begin = 0; i < count; i += 1) {
      const end = begin + (u32[(at + i * STRING_SIZE + 8) >>> 2] as number);
      out[i] = all.slice(begin, end);
      begin = end;
    }
  }

  /** A string literal of the core, whose builds for tests import `abort`. */
  #literal(at: number): string {
    const { u16, u32 } = this.views;
    const start = at >>> 1;
    const length = (u32[(at >>> 2) - 1] as number) >>> 1;
    return Reflect.apply(String.fromCharCode, undefined, u16.subarray(start, start + length));
  }

  /** Joins the bytes of such strings. Returns how many there are, or -1 if they are too many. */
  join(it: number, at: number, count: number): number {
    return this.core.joinStrings(it, at, count);
  }
}

let memoryOfAll: Memory | undefined;
let generation = 0;

/** The memory of all maps that were not given a heap, made when first needed. */
export function defaultMemory(): Memory {
  if (memoryOfAll === undefined || generation !== moduleGeneration()) {
    memoryOfAll = new Memory();
    generation = moduleGeneration();
  }
  return memoryOfAll;
}
