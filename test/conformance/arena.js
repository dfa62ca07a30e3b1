// @ts-check
// Every string of the scripts, in one block as the recording program held them
// (test/go-oracle/arena). A recorded string is an offset in that block plus one, and a length; here
// it is turned back into text. Each text is there twice, so that the recorder could tell which of
// two equal strings a map kept.

import { fnv } from './fnv.js';
import { mix32 } from './mix.js';

const TEXTS = 4096;
const DIGITS = '0123456789abcdefghijklmnopqrstuv';
const LENGTHS = [6, 3, 8, 4, 12, 16, 5, 20, 7, 33, 9, 48, 17, 49, 64, 97, 2, 128, 31, 32];

/** @param {number} i */
function lengthOf(i) {
  if (i < 2) return i;
  const n = /** @type {number} */ (LENGTHS[i % LENGTHS.length]);
  return n < 4 && i >= 40 ? n + 4 : n;
}

const lengths = Array.from({ length: TEXTS }, (_, i) => lengthOf(i));
const offsets = [new Uint32Array(TEXTS), new Uint32Array(TEXTS)];
const total = 2 * lengths.reduce((sum, n) => sum + n, 0);

/** The block itself; one byte more than the texts, for the empty string to point at. */
export const block = new Uint8Array(total + 1);

/** The index of a text. @type {Map<string, number>} */
const indices = new Map();

let end = 0;
for (const starts of offsets) {
  for (let i = 0; i < TEXTS; i += 1) {
    const n = /** @type {number} */ (lengths[i]);
    starts[i] = end;
    for (let j = 0; j < n; j += 1) {
      block[end + j] =
        j < 4 ? DIGITS.charCodeAt((i >>> (5 * j)) & 31) : 65 + (mix32(i * 131 + j) % 26);
    }
    indices.set(latin1(block, end, n), i);
    end += n;
  }
}

/**
 * @param {Uint8Array} bytes
 * @param {number} start
 * @param {number} length
 */
function latin1(bytes, start, length) {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, length).toString('latin1');
}

/**
 * Where the string with a script's number begins in the block, and its length.
 * @param {number} index bit 31 selects the second copy
 * @returns {{ offset: number, length: number }}
 */
export function stringAt(index) {
  const i = (index & 0x7fffffff) % TEXTS;
  const starts = /** @type {Uint32Array} */ (offsets[index >>> 31]);
  return { offset: Number(starts[i]), length: Number(lengths[i]) };
}

/**
 * Whether the recorded string (token, length) is the text at `at` in `bytes`.
 * @param {number} token
 * @param {number} length
 * @param {Uint8Array} bytes
 * @param {number} at
 */
export function sameText(token, length, bytes, at) {
  if (token === 0 || token - 1 + length > block.length) return false;
  for (let i = 0; i < length; i += 1) {
    if (block[token - 1 + i] !== bytes[at + i]) return false;
  }
  return true;
}

/**
 * The two ways in which a recording can name a string key: by either copy of its text.
 * @param {Uint8Array} bytes
 * @param {number} at
 * @param {number} length
 * @returns {number[]} none if it is not a text of the scripts
 */
export function stringIds(bytes, at, length) {
  const i = indices.get(latin1(bytes, at, length));
  if (i === undefined) return [];
  return offsets.map((starts) => {
    return fnv(new Uint8Array(new Uint32Array([Number(starts[i]) + 1, length]).buffer));
  });
}
