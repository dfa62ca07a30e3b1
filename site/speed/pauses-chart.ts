// The pauses of both maps over the entries they had: a line up for every batch that took a millisecond.

import * as Plot from '@observablehq/plot';
import { lookOf } from '../../bench/report/looks.js';
import { size, time } from '../../bench/report/numbers.js';
import { picture } from '../../bench/report/picture.js';
import type { Lane } from './race.js';
import { pauses } from './timeline.js';

const LEAST_MS = 1;

export function pausesChart(lanes: Lane[], width: number) {
  const all = lanes.flatMap(({ contestant, title, timeline }) =>
    pauses(timeline, LEAST_MS).map((pause) => ({ ...pause, contestant, title })),
  );
  const entries = Math.max(...lanes.map(({ timeline }) => timeline.batch * timeline.times.length));
  const colour = ({ contestant }: { contestant: string }) =>
    lookOf(contestant, { contestants: {} }).colour;
  const chart = Plot.plot({
    width,
    height: 220,
    marginLeft: 58,
    style: { fontSize: '12px', background: 'none', overflow: 'visible' },
    x: { label: 'entries', type: 'linear', domain: [0, entries], tickFormat: size },
    y: {
      label: 'pause',
      grid: true,
      ticks: 5,
      tickFormat: (ms: number) => (ms === 0 ? '0' : time(ms * 1e6)),
    },
    marks: [
      Plot.ruleY([0]),
      Plot.ruleX(all, { x: 'entries', y: 'ms', stroke: colour, strokeWidth: 2 }),
      Plot.dot(all, {
        x: 'entries',
        y: 'ms',
        fill: colour,
        symbol: ({ contestant }: { contestant: string }) =>
          lookOf(contestant, { contestants: {} }).symbol,
        r: 4,
      }),
    ],
  });
  return picture(chart, 'Pauses of a millisecond and more, over the entries in the map.');
}
