// Text that will be kept must be UTF-8: other bytes would make keys that no string is equal to. The core
// looks at each row by itself. To look at the bytes once and then only where rows begin and end would be
// wrong: what lies between rows may be anything, and two halves of a surrogate pair, each a row of its
// own, are text that the two together are not.

import type { Memory } from '../wasm/memory.js';
import { STRING_SIZE } from '../wasm/memory.js';
import { Scratch } from '../wasm/scratch.js';
import { findInvalid } from '../wasm/wtf8-validate.js';
import { MAX_STAGED, makeRoom, type Rows } from './staging.js';
import { notUtf8, TextRows } from './text-rows.js';

/** Rows that are looked at in one call, at most and at least. */
const MOST = 4096;
const FEWEST = 64;

/** Throws unless all rows are UTF-8, with lone surrogates. Rows that come as strings are. */
export function checkUtf8(memory: Memory, role: string, rows: Rows): void {
  if (!(rows instanceof TextRows) || rows.length === 0) return;
  const { core } = memory;
  memory.reserveStack();
  const strings = new Scratch(core);
  const text = new Scratch(core);
  try {
    const most = Math.max(FEWEST, Math.min(rows.length, MOST));
    strings.borrow(most * STRING_SIZE, FEWEST * STRING_SIZE);
    const capacity = Math.floor(strings.size / STRING_SIZE);
    for (let from = 0; from < rows.length; ) {
      const n = rows.take(from, Math.min(capacity, rows.length - from), MAX_STAGED);
      makeRoom(text, rows);
      rows.layOut(memory, strings.address, text.address, n);
      const valid = core.wtf8Strings(strings.address, n);
      from += valid;
      if (valid < n) {
        const row = rows.rowAt(from);
        throw notUtf8(from, role, findInvalid(row, 0, row.length));
      }
    }
  } finally {
    strings.giveBack();
    text.giveBack();
  }
}
