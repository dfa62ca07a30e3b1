// A look-up in words and bits: a list of its steps, of which one is shown in the table.

import { html, nothing } from 'lit-html';
import type { HashBits } from '../hash-bits.js';
import type { PageState } from '../page-state.js';
import type { Probe, Step } from '../probe.js';
import { hex } from './cell.js';
import { FIELD } from './marks.js';

const binary = (number: number, bits: number) =>
  bits === 0 ? '' : number.toString(2).padStart(bits, '0');

export function probeView(state: PageState) {
  const { probe } = state.lab;
  if (probe === undefined) {
    return html`<p class="quiet">Look a key up, and its way through the table is shown here.</p>`;
  }
  const { steps } = probe;
  const bits = steps.find((step) => step.what === 'choose')?.bits ?? 0;
  const at = state.probeStep;
  return html`
    ${hashView(probe, bits)}
    <ol class="steps">
      ${steps.map(
        (step, i) =>
          html`<li aria-current=${i === at ? 'step' : nothing} ?data-later=${i > at}>${words(step, probe)}</li>`,
      )}
    </ol>
    <div class="buttons">
      <button id="probe-back" ?disabled=${at === 0} @click=${() => state.showProbe(at - 1)}>Back</button>
      <button id="probe-next" ?disabled=${at === steps.length - 1} @click=${() => state.showProbe(at + 1)}>
        Next
      </button>
      <button id="probe-again" @click=${() => state.showProbe(0, true)}>Play again</button>
    </div>
  `;
}

/** The bits of a hash that are known: the top byte, and the lowest, of which the last choose the bucket. */
function hashView({ key, hash }: Probe, chosen: number) {
  const low = binary(hash.low, hash.bits);
  const cut = low.length - chosen;
  return html`<p class="hash" role="img" aria-label=${`hash of ${key}: tophash ${hex(hash.tophash)}, lowest bits ${low}`}>
    <span aria-hidden="true"
      ><b class="tophash-bits">${binary(hash.tophash, 8)}</b><span class="unknown">⋯</span><span>${low.slice(0, cut)}</span
      ><b class="bucket-bits">${low.slice(cut)}</b></span
    >
  </p>`;
}

function words(step: Step, { key, hash }: Probe) {
  switch (step.what) {
    case 'hash':
      return html`The hash of <code>${key}</code> has the top byte <code>${hex(hash.tophash)}</code>: its tophash.`;
    case 'no table':
      return html`The map has no array yet.`;
    case 'choose':
      return choice(step, hash);
    case 'match':
      return step.cells.length === 0
        ? html`No tophash in this bucket is <code>${hex(hash.tophash)}</code>.`
        : html`${step.cells.length === 1 ? 'Cell' : 'Cells'} ${step.cells.join(', ')}: tophash <code>${hex(hash.tophash)}</code>.`;
    case 'compare':
      return html`The key there is <code>${step.key}</code>: ${step.equal ? 'equal' : 'another one'}.`;
    case 'end':
      return html`Cell ${step.cell} is emptyRest: nothing comes after it.`;
    case 'follow':
      return html`On to overflow bucket ${step.place.link}.`;
    case 'found':
      return html`Found: <code>${step.value}</code>.`;
    case 'absent':
      return html`<code>${key}</code> is absent.`;
  }
}

function choice({ place, bits, why }: Step & { what: 'choose' }, { low }: HashBits) {
  const number = html`<code>${FIELD[place.array]}[${place.index}]</code>`;
  const ending =
    bits === 0
      ? html`There is one bucket: ${number}.`
      : html`Its lowest ${bits === 1 ? 'bit' : `${bits} bits`}, <code>${binary(low % 2 ** bits, bits)}</code>, ${bits === 1 ? 'chooses' : 'choose'} ${number}.`;
  if (why === 'only array') return ending;
  return why === 'evacuated'
    ? html`Its old bucket has moved. ${ending}`
    : html`Its old bucket has not moved yet. ${ending}`;
}
