// The words of a text as views: where in the bytes each starts and ends. No word becomes a string, but for
// those with characters beyond ASCII: they are written behind the text, in lower case.

import { APOSTROPHE, BEYOND_ASCII, BLANK, LETTERS, lowerCase, wordsOf } from './words.js';

const encoder = new TextEncoder();
// What looks like a byte order mark in the middle of a text is text.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Cuts texts, one after the other: a column of words lasts until the next text. */
export class WordViews {
  #bytes = new Uint8Array(0);
  #starts = new Uint32Array(0);
  #ends = new Uint32Array(0);
  /** How many words there are, and where the text and all that was written behind it ends. */
  #rows = 0;
  #end = 0;

  /** The words of `text`, which is UTF-8, as a column. */
  cut(text) {
    this.#begin(text);
    const bytes = this.#bytes;
    const starts = this.#starts;
    const ends = this.#ends;
    const { length } = text;
    let rows = 0;
    let blank = 0; // where the last one ends, and how many words come before it
    let rowsBefore = 0;
    for (let i = 0; i < length; ) {
      let what = LETTERS[bytes[i]];
      const start = i;
      while (what > BEYOND_ASCII) {
        // One short loop: most bytes are those of words.
        do {
          bytes[i] = what;
          i += 1;
          what = LETTERS[bytes[i]];
        } while (what > BEYOND_ASCII);
        if (what !== APOSTROPHE) break;
        const next = LETTERS[bytes[i + 1]];
        if (next < BEYOND_ASCII) break;
        if (next > BEYOND_ASCII) i += 1;
        what = next;
      }
      if (what === BEYOND_ASCII) {
        // All words since the last blank.
        this.#rows = rowsBefore;
        i = this.#cutOther(blank, i);
        rows = this.#rows;
        continue;
      }
      if (i > start) {
        starts[rows] = start;
        ends[rows] = i;
        rows += 1;
        continue;
      }
      i += 1;
      if (what !== BLANK) continue;
      blank = i;
      rowsBefore = rows;
    }
    return {
      bytes: bytes.subarray(0, this.#end),
      starts: starts.subarray(0, rows),
      ends: ends.subarray(0, rows),
    };
  }

  /** Has room for `text` and its words, and a blank after the text. */
  #begin(text) {
    const { length } = text;
    // Lower case has up to three bytes where upper case has two.
    if (this.#bytes.length < 3 * length + 2) {
      this.#bytes = new Uint8Array(3 * length + 2);
      this.#starts = new Uint32Array(length);
      this.#ends = new Uint32Array(length);
    }
    this.#bytes.set(text);
    this.#bytes.fill(0x20, length, length + 2);
    this.#end = length + 2;
  }

  /** Adds the words from the blank before `from` on up to the next one. Returns where that is. */
  #cutOther(from, to) {
    while (LETTERS[this.#bytes[to]] !== BLANK) to += 1;
    for (const word of wordsOf(lowerCase(decoder.decode(this.#bytes.subarray(from, to))))) {
      this.#starts[this.#rows] = this.#end;
      this.#end += encoder.encodeInto(word, this.#bytes.subarray(this.#end)).written;
      this.#ends[this.#rows] = this.#end;
      this.#rows += 1;
    }
    return to;
  }
}
