// Reading columns of strings: what `columns` returns for strings, and Arrow's layout from elsewhere. What
// is read is checked first, for nobody knows where a column comes from.

import { outOfRange, wrongType } from '../js/errors.js';
import { unshared } from '../js/typed-arrays.js';
import { bytesFor, decode } from '../wasm/wtf8.js';
import { findInvalid } from '../wasm/wtf8-validate.js';
import { checkedText, notUtf8, type TextColumn, type TextParts, textParts } from './text-rows.js';

/** What messages call a column. */
const ROLE = 'column';

/** The parts of `column`, each read once. */
function partsOf(column: unknown): TextParts {
  if (typeof column !== 'object' || column === null) {
    throw wrongType(`the ${ROLE}`, 'an object with bytes and offsets', column);
  }
  const { bytes, offsets } = column as TextParts;
  return { bytes, offsets };
}

/**
 * The string in row `row` of a column of strings, such as `columns` returns. To read all of them,
 * `stringsOf` is faster.
 *
 * @example
 * ```js
 * import { GoMap, stringAt } from 'tophash';
 *
 * const m = new GoMap('string', 'u32', { entries: [['apple', 5]] });
 * [stringAt(m.columns().keys, 0)]; // ['apple']
 * ```
 * @throws TypeError for anything but a column of strings and a number; RangeError for a row that there is
 * not, offsets that are out of order, and bytes that are not UTF-8.
 */
export function stringAt(column: TextColumn, row: number): string {
  const { bytes, words, Offsets } = textParts(ROLE, partsOf(column));
  const rows = words.length / 4 - 1;
  if (typeof row !== 'number') throw wrongType('row', 'a number', row);
  if (!Number.isInteger(row) || row < 0 || row >= rows) {
    throw outOfRange('row', `an integer from 0 to below ${rows}, the number of rows`, row);
  }
  const ends = unshared(words.subarray(row * 4, row * 4 + 8));
  const offsets = new Offsets(ends.buffer as ArrayBuffer, ends.byteOffset, 2);
  const [from, to] = [offsets[0] as number, offsets[1] as number];
  if (from < 0 || from > bytes.length) {
    throw outOfRange(`offset ${row} of ${ROLE}`, `an integer from 0 to ${bytes.length}`, from);
  }
  if (to < from || to > bytes.length) {
    throw outOfRange(
      `offset ${row + 1} of ${ROLE}`,
      `an integer from ${from} to ${bytes.length}`,
      to,
    );
  }
  const text = unshared(bytes.subarray(from, to));
  const at = findInvalid(text, 0, text.length);
  if (at >= 0) throw notUtf8(row, ROLE, at);
  return decode(bytesFor(text.buffer), text.byteOffset, text.length);
}

/**
 * All strings of a column of strings, such as `columns` returns.
 *
 * @example
 * ```js
 * import { GoMap, stringsOf } from 'tophash';
 *
 * const m = new GoMap('string', 'u32', { entries: [['apple', 5]] });
 * stringsOf(m.columns().keys); // ['apple']
 * ```
 * @throws TypeError for anything but a column of strings; RangeError for offsets that are out of order,
 * and for bytes that are not UTF-8.
 */
export function stringsOf(column: TextColumn): string[] {
  const { bytes, offsets } = checkedText(ROLE, partsOf(column));
  checkUtf8(bytes, offsets);
  const text = bytesFor(bytes.buffer);
  const strings: string[] = [];
  for (let i = 1; i < offsets.length; i += 1) {
    const from = offsets[i - 1] as number;
    strings.push(decode(text, bytes.byteOffset + from, (offsets[i] as number) - from));
  }
  return strings;
}

function checkUtf8(bytes: Uint8Array, offsets: Uint32Array | Int32Array): void {
  for (let i = 1; i < offsets.length; i += 1) {
    const from = offsets[i - 1] as number;
    const at = findInvalid(bytes, from, offsets[i] as number);
    if (at >= 0) throw notUtf8(i - 1, ROLE, at - from);
  }
}
