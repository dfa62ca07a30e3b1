// A cell: its tophash byte on a shape that says its state, and, where there is room, key and element.

import { html, nothing } from 'lit-html';
import type { InspectedCell } from 'tophash';
import type { Key } from '../kinds.js';
import type { CellMark } from './marks.js';

/** How much of a cell is drawn: with many buckets less. */
export type Density = 'entries' | 'tophashes' | 'dots';

/** What stands on the shape of a cell that is not live. */
const SIGNS = { emptyRest: '', emptyOne: '', evacuatedX: 'X', evacuatedY: 'Y', evacuatedEmpty: '' };

export const hex = (byte: number) => byte.toString(16).padStart(2, '0');

export function cellView(
  { state, tophash, key, elem }: InspectedCell<Key, number>,
  density: Density,
  mark: CellMark | undefined,
  order: number | undefined,
) {
  const sign = state === 'live' ? hex(tophash) : SIGNS[state];
  return html`<span class="cell" data-state=${state} data-mark=${mark ?? nothing} data-key=${key ?? nothing}
    >${
      density === 'dots'
        ? nothing
        : html`<span class="top">${sign}</span>${
            order === undefined ? nothing : html`<span class="order">${order}</span>`
          }${
            density === 'entries' && state === 'live'
              ? html`<span class="key">${key}</span><span class="elem">${elem}</span>`
              : nothing
          }`
    }</span
  >`;
}
