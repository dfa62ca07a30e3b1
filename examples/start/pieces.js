// Reads files a piece at a time, as bytes: a file may be larger than any string. Pieces end at blanks, so
// that no word and no character is in two of them.

import { createReadStream } from 'node:fs';
import { asProblem } from './files.js';
import { BLANK, LETTERS, OTHER } from './words.js';

const PIECE = 64 * 1024;

/** Yields the pieces of each file. */
export async function* readPieces(paths) {
  for (const path of paths) {
    try {
      yield* readFile(path);
    } catch (error) {
      throw asProblem(path, error);
    }
  }
}

async function* readFile(path) {
  let rest = Buffer.alloc(0);
  for await (const read of createReadStream(path, { highWaterMark: PIECE })) {
    const bytes = rest.length === 0 ? read : Buffer.concat([rest, read]);
    const end = endOfPiece(bytes);
    if (end > 0) yield bytes.subarray(0, end);
    rest = bytes.subarray(end);
  }
  if (rest.length > 0) yield rest;
}

/** Where the last word begins that may go on behind `bytes`. */
function endOfPiece(bytes) {
  const blank = lastOf(bytes, BLANK);
  // Text without blanks is cut elsewhere, a word without end inside: it would be carried along for ever.
  if (blank > 0 || bytes.length < PIECE) return blank;
  return lastOf(bytes, OTHER) || lastCharacter(bytes);
}

/** The end of the last byte that is `what`, or 0. */
function lastOf(bytes, what) {
  let end = bytes.length;
  while (end > 0 && LETTERS[bytes[end - 1]] !== what) end -= 1;
  return end;
}

/** Where the last character begins. */
function lastCharacter(bytes) {
  let start = bytes.length - 1;
  while (start > 1 && (bytes[start] & 0xc0) === 0x80) start -= 1;
  return start;
}
