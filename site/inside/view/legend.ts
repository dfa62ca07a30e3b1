// What the shapes of the cells mean.

import { html } from 'lit-html';
import type { CellState } from 'tophash';
import { cellView } from './cell.js';

const STATES: [CellState, number, string][] = [
  ['live', 0xf3, 'live: the tophash of its key'],
  ['emptyRest', 0, 'emptyRest: so is all after it'],
  ['emptyOne', 1, 'emptyOne: deleted, more may follow'],
  ['evacuatedX', 2, 'evacuatedX: moved to the same number'],
  ['evacuatedY', 3, 'evacuatedY: moved to the upper half'],
  ['evacuatedEmpty', 4, 'evacuatedEmpty: was empty'],
];

export const legendView = html`<ul class="legend">
  ${STATES.map(
    ([state, tophash, text]) =>
      html`<li><span aria-hidden="true">${cellView({ state, tophash }, 'tophashes', undefined, undefined)}</span> ${text}</li>`,
  )}
</ul>`;
