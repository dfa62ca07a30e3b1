// The page below its heading: tour and controls, the memory of the map, and what lies in one bucket.

import { html, nothing } from 'lit-html';
import type { InspectedBucket } from 'tophash';
import { counted } from '../changes.js';
import type { Key } from '../kinds.js';
import type { PageState } from '../page-state.js';
import type { ArrayName } from '../probe.js';
import { arrayView, densityOf } from './buckets.js';
import { bytesView } from './bytes.js';
import { controlsView } from './controls.js';
import { headerView } from './header.js';
import { legendView } from './legend.js';
import { FIELD, Marks } from './marks.js';
import { probeView } from './probe.js';
import { tourView } from './tour.js';

export function labView(state: PageState) {
  const { lab } = state;
  return html`<div class="lab">
    <section class="guide" aria-labelledby="tour-title">${tourView(state)}</section>
    <section class="memory" aria-label="The memory of the map">
      ${headerView(lab.table)}
      <p class="said" role="status">${lab.said.join(' ')}</p>
      ${memoryView(state)} ${legendView}
    </section>
    <section class="controls" aria-label="Controls">${controlsView(state)}</section>
    <section class="details" aria-label="Details">
      <section aria-labelledby="probe-title"><h2 id="probe-title">The look-up</h2>${probeView(state)}</section>
      <section aria-labelledby="bytes-title"><h2 id="bytes-title">The bytes</h2>${bytesView(lab.table, state.pointed)}</section>
    </section>
  </div>`;
}

function memoryView(state: PageState) {
  const { lab, shownStep } = state;
  const { buckets, oldBuckets } = lab.table;
  const density = densityOf(buckets.length + (oldBuckets?.length ?? 0));
  const marks = new Marks(shownStep, lab.iteration);
  const array = (name: ArrayName, all: InspectedBucket<Key, number>[]) =>
    arrayView(state, name, all, density, marks);
  return html`
    ${oldBuckets === null ? nothing : html`${growthView(state, oldBuckets)} ${array('oldBuckets', oldBuckets)}`}
    <h2 class="array-title">
      ${FIELD.buckets}
      <small>${buckets.length === 0 ? 'none yet' : `${counted(buckets.length, 'bucket')} of eight cells`}</small>
    </h2>
    ${
      buckets.length === 0
        ? html`<p class="no-array">No array yet: the first entry makes it.</p>`
        : array('buckets', buckets)
    }
  `;
}

/** How far a growth has come, and what takes it further. */
function growthView(state: PageState, oldBuckets: InspectedBucket<Key, number>[]) {
  const moved = oldBuckets.filter(({ evacuated }) => evacuated).length;
  return html`<div class="growth">
      <h2 class="array-title">${FIELD.oldBuckets} <small>${moved} of ${oldBuckets.length} moved</small></h2>
      <div class="buttons">
        <button class="primary" id="step-growth" @click=${() => state.stepGrowth()}>Step the growth</button>
        <button id="finish-growth" @click=${() => state.finishGrowth()}>To its end</button>
      </div>
    </div>
    <progress max=${oldBuckets.length} value=${moved} aria-label="Old buckets moved"></progress>`;
}
