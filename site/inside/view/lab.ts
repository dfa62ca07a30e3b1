// The page below its heading: tour and controls, the memory of the map, and what lies in one bucket.

import { html, nothing } from 'lit-html';
import { counted } from '../changes.js';
import type { PageState } from '../page-state.js';
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
  const { buckets, oldBuckets, growth } = lab.table;
  const density = densityOf(buckets.length + (oldBuckets?.length ?? 0));
  const marks = new Marks(shownStep, lab.iteration);
  return html`
    ${
      oldBuckets === null || growth === null
        ? nothing
        : html`<h2 class="array-title">${FIELD.oldBuckets}
              <small>${oldBuckets.filter(({ evacuated }) => evacuated).length} of ${growth.of} moved</small></h2>
            <progress max=${growth.of} value=${oldBuckets.filter(({ evacuated }) => evacuated).length} aria-label="Old buckets moved"></progress>
            ${arrayView(state, 'oldBuckets', oldBuckets, density, marks)}`
    }
    <h2 class="array-title">${FIELD.buckets}
      <small>${buckets.length === 0 ? 'none yet' : `${counted(buckets.length, 'bucket')} of eight cells`}</small></h2>
    ${
      buckets.length === 0
        ? html`<p class="no-array">No array yet: the first entry makes it.</p>`
        : arrayView(state, 'buckets', buckets, density, marks)
    }
  `;
}
