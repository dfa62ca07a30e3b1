// @ts-check
// From the numbers in a script to keys and elements (test/go-oracle/subject). Every function leaves
// the value in the first bytes of `word`, to be read in the form that is wanted.

import { mix32 } from './mix.js';

const buffer = new ArrayBuffer(8);

/** The value made last, in all its forms. */
export const word = {
  u8: new Uint8Array(buffer),
  u32: new Uint32Array(buffer),
  i8: new Int8Array(buffer),
  f64: new Float64Array(buffer),
};

/**
 * @param {number} high
 * @param {number} low
 */
function set(high, low) {
  word.u32[1] = high;
  word.u32[0] = low;
}

/** Makes a value from a number. @typedef {(i: number) => void} Make */

/** Integers of up to 32 bits: the low bytes. @type {Make} */
export function scrambled32(i) {
  set(0, mix32(i));
}

/** @type {Make} */
export function scrambled64(i) {
  set(mix32(i), mix32(i ^ 0xa5a5a5a5));
}

/** The number itself. @type {Make} */
export function sequence(i) {
  set(0, i);
}

/** The number as a float. @type {Make} */
export function float(i) {
  word.f64[0] = i;
}

/** Both zeros, NaNs that carry the number, and ordinary floats. @type {Make} */
export function keyF64(i) {
  if (i === 0) set(0, 0);
  else if (i === 1) set(0x80000000, 0);
  else if (i % 16 === 7) set(0x7ff80000, i);
  else set((mix32(i) & ~0x7ff00000) | ((0x3f0 + (i & 0xff)) << 20), mix32(i ^ 0xa5a5a5a5));
}

/** Both zeros and ordinary floats. @type {Make} */
export function keyF32(i) {
  if (i === 0) set(0, 0);
  else if (i === 1) set(0, 0x80000000);
  else set(0, (mix32(i) & ~0x7f800000) | (0x70 << 23));
}

/** A NaN that carries the number if its bit 6 is set, otherwise a float near 1. @type {Make} */
export function sequenceFloat(i) {
  set(i & 64 ? 0x7ff80000 : 0x3ff00000, i);
}
