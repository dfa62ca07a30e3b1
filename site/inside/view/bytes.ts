// The bytes of the bucket that one points at, as they lie in memory: eight a line, and what they are.

import { html } from 'lit-html';
import type { InspectedMemory, Inspection } from 'tophash';
import type { Key } from '../kinds.js';
import type { Pointed } from '../page-state.js';
import { hex } from './cell.js';
import { FIELD } from './marks.js';

const LINE = 8;
const CELLS = 8;
const KEY_BYTES = { string: 16, u32: 4 };
const ELEM_BYTES = 4;

interface Line {
  offset: number;
  part: 'tophash' | 'keys' | 'elems' | 'overflow';
  meaning: string;
}

/** What each line of a bucket's bytes is. */
export function lines(keyKind: 'string' | 'u32'): Line[] {
  const keyBytes = KEY_BYTES[keyKind];
  const elems = LINE + CELLS * keyBytes;
  const overflow = elems + CELLS * ELEM_BYTES;
  const keyLine = (i: number) =>
    keyKind === 'string'
      ? `key ${i >> 1}: ${i % 2 === 0 ? 'address' : 'length'}`
      : `keys ${2 * i}, ${2 * i + 1}`;
  const range = (from: number, to: number, part: Line['part'], meaning: (i: number) => string) =>
    Array.from({ length: (to - from) / LINE }, (_, i) => ({
      offset: from + i * LINE,
      part,
      meaning: meaning(i),
    }));
  return [
    { offset: 0, part: 'tophash', meaning: 'tophash 0 to 7' },
    ...range(LINE, elems, 'keys', keyLine),
    ...range(elems, overflow, 'elems', (i) => `elems ${2 * i}, ${2 * i + 1}`),
    { offset: overflow, part: 'overflow', meaning: 'overflow: address' },
  ];
}

export function bytesView(table: Inspection<Key, number>, { array, index }: Pointed) {
  const bucket = table[array]?.[index] ?? table.buckets[0];
  if (bucket === undefined) {
    return html`<p class="quiet">There is no bucket yet. Insert a key.</p>`;
  }
  const shownArray = bucket === table[array]?.[index] ? array : 'buckets';
  const kind = table.keyKind as 'string' | 'u32';
  return html`${(bucket.memory as InspectedMemory[]).map(
    (memory, link) =>
      html`<table class="bytes" data-address=${memory.address}>
        <caption>
          ${link === 0 ? `${FIELD[shownArray]}[${bucket.index}]` : `overflow bucket ${link}`}, at
          0x${memory.address.toString(16)}
        </caption>
        <thead>
          <tr><th scope="col">offset</th><th scope="col">bytes</th><th scope="col">meaning</th></tr>
        </thead>
        <tbody>
          ${lines(kind).map(
            ({ offset, part, meaning }) =>
              html`<tr data-part=${part}>
                <th scope="row">+${offset}</th>
                <td class="hex">${[...memory.bytes.subarray(offset, offset + LINE)].map((byte) => html`<span ?data-zero=${byte === 0}>${hex(byte)}</span> `)}</td>
                <td>${meaning}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
  )}`;
}
