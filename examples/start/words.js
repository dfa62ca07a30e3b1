// Cuts files into words, a piece at a time: a file may be larger than any string. A word is a run of
// letters, digits and apostrophes between them, in lower case: don't, naïve, utf8, 3d.

import { createReadStream } from 'node:fs';
import { asProblem } from './files.js';

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;
const MAY_GO_ON = /[\p{L}\p{M}\p{N}'’]/u;
const PIECE = 64 * 1024;

/** Yields `{ words, bytes }` for each piece of each file: its words and how many bytes were read. */
export async function* readWords(paths) {
  for (const path of paths) {
    try {
      yield* readFile(path);
    } catch (error) {
      throw asProblem(path, error);
    }
  }
}

async function* readFile(path) {
  // The decoder keeps a character that a piece cuts in two, `rest` a word.
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of createReadStream(path, { highWaterMark: PIECE })) {
    const text = rest + decoder.decode(piece, { stream: true });
    const end = endOfWords(text);
    rest = text.slice(end);
    yield { words: split(text.slice(0, end)), bytes: piece.length };
  }
  yield { words: split(rest + decoder.decode()), bytes: 0 };
}

/** Where the last word begins that may go on in the next piece. */
function endOfWords(text) {
  let end = text.length;
  while (end > 0 && mayGoOn(text, end - 1)) end -= 1;
  // A word without end is cut, or it would be carried along for ever.
  return text.length - end > PIECE ? text.length : end;
}

function mayGoOn(text, i) {
  const code = text.charCodeAt(i);
  const isHalf = code >= 0xd800 && code <= 0xdfff; // of a character of two code units
  return isHalf || MAY_GO_ON.test(text[i]);
}

function split(text) {
  return text.toLowerCase().replaceAll('’', "'").match(WORD) ?? [];
}
