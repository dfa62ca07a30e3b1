// The header: its nine fields at their offsets.

import { html } from 'lit-html';
import type { Inspection } from 'tophash';
import type { Key } from '../kinds.js';

const hexAddress = (address: number) => (address === 0 ? '0' : `0x${address.toString(16)}`);

function fields({ header }: Inspection<Key, number>): [string, number, string, string][] {
  const { flags } = header;
  const set = Object.entries(flags).flatMap(([name, on]) => (on ? [name] : []));
  return [
    ['count', 0, String(header.count), 'entries'],
    ['flags', 8, set.join(', ') || '0', 'four bits'],
    ['B', 9, String(header.B), 'log2 of the buckets'],
    ['noverflow', 10, String(header.noverflow), 'overflow buckets, about'],
    ['hash0', 12, hexAddress(header.hash0), 'the seed of hashes'],
    ['buckets', 16, hexAddress(header.buckets), 'address of the array'],
    ['oldbuckets', 24, hexAddress(header.oldbuckets), 'array that a growth leaves'],
    ['nevacuate', 32, String(header.nevacuate), 'old buckets before it have moved'],
    ['extra', 40, hexAddress(header.extra), 'address of the spare buckets’ record'],
  ];
}

export function headerView(table: Inspection<Key, number>) {
  return html`<dl class="header-fields">
    ${fields(table).map(
      ([name, offset, value, meaning]) =>
        html`<div title=${meaning}>
          <dt><span class="offset">+${offset}</span> ${name}</dt>
          <dd data-field=${name}>${value}</dd>
        </div>`,
    )}
  </dl>`;
}
