// Short strings are encoded in one of two ways: by a loop here, which writes to the memory, or by the
// core with the functions of wasm:js-string, where the engine has them. In Node 22 to 26 the core is
// faster, 12 ns against 17 for 12 characters, and needs no second call. Engines that do not compile
// these functions into the code are far slower that way: 35 ns against 20 in Chromium 150, 50 against
// 12 in Firefox 140, 60 against 11 in Bun. No engine says which it is, so a heap times both ways.

import type { Core } from './core.js';
import { encodeShort, SHORT } from './wtf8.js';

/** Strings that are encoded in one way before the other has its turn, so that both get compiled. */
const STEP = 4096;
/** Comparisons before the choice. The first ones meet code that is not compiled yet. */
const COMPARISONS = 4;

/** Long, so that what a call costs does not count. */
const SAMPLE = 'sample text '.repeat(20);
const ROUNDS = 5;
const CALLS = 32;

/** Not every worklet has `performance`. Node loads it when it is first named, which takes 1 ms. */
function now(): number {
  return typeof performance === 'object' ? performance.now() : Date.now();
}

/** The shortest time that some calls of `f` took, in ms, or `least` if that is less. */
function time(least: number, f: () => void): number {
  for (let round = 0; round < ROUNDS; round += 1) {
    const start = now();
    for (let i = 0; i < CALLS; i += 1) f();
    least = Math.min(least, now() - start);
  }
  return least;
}

/** Writes strings of up to `SHORT` units as WTF-8 into a memory. */
export class ShortStrings {
  /** Units of the longest string that is best handed to the core as it is; 0 while none is. */
  maxDirectLength = 0;
  readonly #core: Core;
  #left: number;
  /** Shortest times so far. */
  #coreTime = Infinity;
  #loopTime = Infinity;

  /** `builtins`: whether the engine's own functions are in the core. */
  constructor(core: Core, builtins: boolean) {
    this.#core = core;
    this.#left = builtins ? 2 * COMPARISONS * STEP : 0;
  }

  /** Writes `text` to `bytes`, from `at` on, where there is room for `SAMPLE`. Returns the bytes. */
  encode(text: string, bytes: Uint8Array, at: number): number {
    if (this.#left > 0) {
      this.#left -= 1;
      if (this.#left % (2 * STEP) === 0) this.#compare(bytes, at);
      if (this.#left & STEP) return this.#core.readJsString(text, at);
    }
    return this.maxDirectLength > 0
      ? this.#core.readJsString(text, at)
      : encodeShort(text, bytes, at);
  }

  /** Makes the choice after the last comparison: the loop, too, when the clock is too coarse. */
  #compare(bytes: Uint8Array, at: number): void {
    this.#coreTime = time(this.#coreTime, () => this.#core.readJsString(SAMPLE, at));
    this.#loopTime = time(this.#loopTime, () => encodeShort(SAMPLE, bytes, at));
    if (this.#left === 0 && this.#coreTime < this.#loopTime) this.maxDirectLength = SHORT;
  }
}
