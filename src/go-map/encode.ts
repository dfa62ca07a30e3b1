// `GoMap.encodeAll`: keys as numbers that count up from 0. It needs a map whose values are just these
// numbers, each once: from 0 to below its size. Whether they are is looked up in all of its values, unless
// nothing was written since that was last known. A write makes the version of the handle another one;
// after 2^32 writes it comes round again, and a map that was written exactly so often would be taken for
// one that was not. What it gives then are the values that it holds, as `getAll` does.

import { bytesOf } from '../js/typed-arrays.js';
import { Kind, nameOf } from '../kinds.js';
import { checkUtf8 } from './check-utf8.js';
import { checkLength, checkOut } from './column-calls.js';
import { eachBatch } from './columns.js';
import { readColumn, rowsOf } from './rows.js';
import { eachChunk } from './staging.js';
import type { Table } from './table.js';

export function encodeAll(table: Table, keys: unknown, out: unknown): Uint32Array {
  const kind = table.use();
  if (table.value !== Kind.u32) {
    throw new TypeError(`encodeAll needs values of kind u32, not ${nameOf(table.value)}`);
  }
  const column = readColumn(kind, keys);
  const outLength = out === undefined ? undefined : checkOut(out, Uint32Array);
  const outBytes = out === undefined ? undefined : bytesOf(out as Uint32Array);
  const rows = rowsOf('keys', table.useToWrite(), column, outBytes);
  if (outLength !== undefined) checkLength(outLength, rows.length);
  if (kind === Kind.string) checkUtf8(table.memory, 'keys', rows);
  if (!holdsIds(table)) {
    throw new RangeError('encodeAll needs a map whose values are the ids that encodeAll gave them');
  }
  const result = (out ?? new Uint32Array(rows.length)) as Uint32Array;
  const bytes = outBytes ?? bytesOf(result);
  const { core, h, handle, layout, memory } = table;
  eachChunk(table, rows, undefined, ({ keys, elems, words }, from, n) => {
    memory.views.u32[words >>> 2] = 0;
    table.written();
    try {
      core[`encodeAll${layout}`](h, keys, n, rows.length - from - n, elems, words);
    } finally {
      table.idsAt = handle.version;
      const { u8, u32 } = memory.views;
      bytes.set(u8.subarray(elems, elems + (u32[words >>> 2] as number) * 4), from * 4);
    }
  });
  return result;
}

/** Whether the values are the numbers from 0 to below the map's size, each once. */
function holdsIds(table: Table): boolean {
  const { core, h, handle, memory } = table;
  if (table.idsAt === handle.version) return true;
  const size = core.size(h) >>> 0;
  const seen = new Uint32Array((size + 31) >>> 5);
  let ids = 0;
  eachBatch(table, size, (_keys, elems, n) => {
    const { u32 } = memory.views;
    for (let word = elems >>> 2; word < (elems >>> 2) + n; word += 1) {
      const id = u32[word] as number;
      if (id >= size) continue;
      const bit = 1 << (id & 31);
      if (((seen[id >>> 5] as number) & bit) === 0) ids += 1;
      seen[id >>> 5] = (seen[id >>> 5] as number) | bit;
    }
  });
  return ids === size;
}
