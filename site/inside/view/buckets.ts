// An array of buckets: a bucket is a button and the rows of its chain. The button's name says in words what
// the cells show, so whoever does not see the cells misses nothing.

import { html, nothing } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import type { InspectedBucket } from 'tophash';
import { counted } from '../changes.js';
import type { Key } from '../kinds.js';
import type { PageState } from '../page-state.js';
import type { ArrayName } from '../probe.js';
import { cellView, type Density } from './cell.js';
import type { Marks } from './marks.js';
import { movedByArrows } from './roving.js';

/** The most buckets of which the entries, or at least the tophashes, are drawn. */
const MOST = { entries: 16, tophashes: 96 };

export function densityOf(buckets: number): Density {
  if (buckets <= MOST.entries) return 'entries';
  return buckets <= MOST.tophashes ? 'tophashes' : 'dots';
}

export function arrayView(
  state: PageState,
  array: ArrayName,
  buckets: InspectedBucket<Key, number>[],
  density: Density,
  marks: Marks,
) {
  const { pointed } = state;
  const { buckets: current, oldbuckets } = state.lab.table.header;
  const stop = pointed.array === array && pointed.index < buckets.length ? pointed.index : 0;
  return html`<ol class="array" data-array=${array} data-address=${array === 'buckets' ? current : oldbuckets} data-density=${density} @keydown=${movedByArrows}>
    ${repeat(
      buckets,
      ({ index }) => index,
      (bucket) => bucketView(state, array, bucket, density, marks, bucket.index === stop),
    )}
  </ol>`;
}

function bucketView(
  state: PageState,
  array: ArrayName,
  bucket: InspectedBucket<Key, number>,
  density: Density,
  marks: Marks,
  isStop: boolean,
) {
  const { index } = bucket;
  const point = () => state.point({ array, index });
  const isPointed = state.pointed.array === array && state.pointed.index === index;
  return html`<li class="bucket" ?data-evacuated=${bucket.evacuated} @pointerenter=${point} @click=${point}>
    <button
      class="number"
      aria-label=${summary(array, bucket)}
      aria-pressed=${isPointed}
      tabindex=${isStop ? 0 : -1}
      @focus=${point}
    >
      ${index}
    </button>
    <span class="chain" aria-hidden="true">
      ${[bucket.cells, ...bucket.overflow].map((row, link) => {
        const place = { array, index, link };
        return html`<span class="row" ?data-overflow=${link > 0} ?data-searched=${marks.at(place)}
          >${row.map((cell, i) =>
            cellView(cell, density, marks.of(place, i, cell.key), marks.orderOf(cell.key)),
          )}</span
        >`;
      })}
    </span>
    ${bucket.overflow.length > 0 && density === 'dots' ? html`<span class="links">+${bucket.overflow.length}</span>` : nothing}
  </li>`;
}

function summary(
  array: ArrayName,
  { index, cells, overflow, evacuated }: InspectedBucket<Key, number>,
) {
  const all = [cells, ...overflow].flat();
  const live = all.filter(({ state }) => state === 'live');
  const marks = all.filter(({ state }) => state === 'emptyOne').length;
  const parts = [
    evacuated ? 'evacuated' : live.map(({ key, elem }) => `${key} ${elem}`).join(', ') || 'empty',
    ...(marks > 0 ? [`${marks} emptyOne`] : []),
    ...(overflow.length > 0 ? [counted(overflow.length, 'overflow bucket')] : []),
  ];
  return `${array === 'buckets' ? 'Bucket' : 'Old bucket'} ${index}: ${parts.join('; ')}`;
}
