// The growth-pause picture. Two maps are filled, one after the other; then both are played back side by side at the pace they had. A wheel turns with every insert: where it stands still, the map
// that is being filled stood still.

import { html } from 'lit-html';
import { doneAt, duration, longest, type Timeline, timelineOf } from './timeline.js';

const BATCH = 256;
const PASSES = 3;
/** Inserts for a turn of the wheel. */
const TURN = 2 ** 16;

export interface Lane {
  contestant: 'native-map' | 'go-map';
  title: string;
  timeline: Timeline;
}

const LANES = [
  ['native-map', 'Map of this browser'],
  ['go-map', 'GoMap'],
] as const;

/**
 * Fills both maps with so many entries, a multiple of 256. Each is filled three times, in workers of their own,
 * and of each batch the least time counts: a pause that belongs to the map comes again, and one of the machine
 * does not.
 */
export async function recordRace(entries: number): Promise<Lane[]> {
  const least = LANES.map(() => new Float64Array(entries / BATCH).fill(Infinity));
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (const [lane, [contestant]] of LANES.entries()) {
      const times = await record(contestant, entries);
      least[lane] = (least[lane] as Float64Array).map((time, i) =>
        Math.min(time, times[i] as number),
      );
    }
  }
  return LANES.map(([contestant, title], lane) => ({
    contestant,
    title,
    timeline: timelineOf(BATCH, least[lane] as Float64Array),
  }));
}

/** How long each batch took, in a worker. */
function record(contestant: string, entries: number): Promise<Float64Array> {
  const worker = new Worker(new URL('./growth.js', import.meta.url), { type: 'module' });
  return new Promise<Float64Array>((resolve, reject) => {
    worker.addEventListener('message', ({ data }) => resolve(data));
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.postMessage({ contestant, entries, batch: BATCH });
  }).finally(() => worker.terminate());
}

/** Milliseconds until both are through. */
export function raceDuration(lanes: Lane[]): number {
  return Math.max(...lanes.map(({ timeline }) => duration(timeline)));
}

const milliseconds = (ms: number) => `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`;

/** Both lanes, `ms` after the start. */
export function raceView(lanes: Lane[], ms: number) {
  return html`<div class="race">
    ${lanes.map(({ contestant, title, timeline }) => {
      const done = doneAt(timeline, ms);
      const { ms: pause, entries } = longest(timeline);
      const all = timeline.batch * timeline.times.length;
      return html`<div class="lane" data-contestant=${contestant}>
        <h3>${title}</h3>
        <svg viewBox="-50 -50 100 100" aria-hidden="true">
          <circle r="40" />
          <g style="transform: rotate(${(done / TURN) * 360}deg)">
            <path d="M0-40V40M-40 0H40M-28.3-28.3 28.3 28.3M28.3-28.3-28.3 28.3" />
            <circle class="hub" cy="-40" r="7" />
          </g>
        </svg>
        <progress max=${all} value=${done} aria-label=${`${title}: inserts done`}></progress>
        <p><b data-longest>${milliseconds(pause)}</b> the longest pause, at ${entries.toLocaleString('en')} entries</p>
        <p class="quiet">${all.toLocaleString('en')} inserts in ${milliseconds(duration(timeline))}</p>
      </div>`;
    })}
  </div>`;
}
