// What a word is: a run of letters, digits and apostrophes between them, in lower case: don't, naïve,
// utf8, 3d. Nearly all text is ASCII, where a table knows the letters. Elsewhere the language's own
// classes of characters do, and a character may count as another one depending on those beside it; so
// whoever meets such a character asks here for the words of all that stands between two blanks.

const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:'[\p{L}\p{N}][\p{L}\p{M}\p{N}]*)*/gu;

// What a byte, or a unit of ASCII, is. Letters and digits are more than these: what they are in lower case.
export const OTHER = 0;
export const BLANK = 1;
export const APOSTROPHE = 2;
export const BEYOND_ASCII = 3;

export const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte > 0x7f) return BEYOND_ASCII;
  const character = String.fromCharCode(byte);
  if (/[a-z0-9]/i.test(character)) return character.toLowerCase().charCodeAt(0);
  if (character === "'") return APOSTROPHE;
  return byte <= 0x20 ? BLANK : OTHER;
});

/** Whether what `LETTERS` says is a letter or a digit. */
export function isLetter(what) {
  return what > BEYOND_ASCII;
}

/** Text as it counts: in lower case, with one kind of apostrophe. */
export function lowerCase(text) {
  return text.toLowerCase().replaceAll('’', "'");
}

/** The words of a text that is in lower case. */
export function wordsOf(text) {
  return text.match(WORD) ?? [];
}
