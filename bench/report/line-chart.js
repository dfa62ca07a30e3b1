// A chart of lines over a logarithmic axis: time against size, bytes against entries, time against
// percentiles. Every line has a mark of its own and its name at its end, so colour is only a help.

import * as Plot from '@observablehq/plot';
import { SIGNS } from './looks.js';

/** Below this width names have no room at the ends of lines. */
export const NARROW = 520;
const FONT = 12;
const TOP = 28;
const BOTTOM = 42;

/** Places for labels at `at` (pixels), moved apart where they would touch. */
export function apart(at, gap = FONT + 2) {
  const order = at.map((_, i) => i).sort((a, b) => at[a] - at[b]);
  const placed = [];
  let last = -Infinity;
  for (const i of order) {
    last = Math.max(at[i], last + gap);
    placed[i] = last;
  }
  const shift = Math.max(0, placed[order.at(-1)] - Math.max(...at)) / 2;
  return placed.map((place) => place - shift);
}

/**
 * `lines` are `{ title, look, points: [{ x, y, low, high }] }`. Axes: `{ label, format, ticks, type }`.
 * `marks` are vertical lines `{ x, label }`.
 */
export function lineChart({ document, width, height = 340, lines, x, y, marks = [], bars = true }) {
  const points = lines.flatMap((line) => line.points.map((point) => ({ ...point, line })));
  const narrow = width < NARROW;
  const marginRight = narrow ? 12 : 32 + 7.5 * Math.max(...lines.map(({ title }) => title.length));
  const yDomain = logDomain(points.flatMap(({ y, low = y, high = y }) => [y, low, high]));
  const pixel = (value) => {
    const part = Math.log(value / yDomain[0]) / Math.log(yDomain[1] / yDomain[0]);
    return height - BOTTOM - part * (height - BOTTOM - TOP);
  };
  const ends = lines.map(({ points }) => points.at(-1));
  const places = apart(ends.map((end) => pixel(end.y)));
  const xs = points.map((point) => point.x);
  const inside = marks.filter((mark) => mark.x > Math.min(...xs) && mark.x < Math.max(...xs));
  return Plot.plot({
    document,
    width,
    height,
    marginLeft: 58,
    marginRight,
    marginTop: TOP,
    marginBottom: BOTTOM,
    style: { fontSize: `${FONT}px`, background: 'none', overflow: 'visible' },
    x: { type: x.type ?? 'log', label: x.label, tickFormat: x.format, ticks: x.ticks, grid: false },
    y: { type: 'log', label: y.label, tickFormat: y.format, domain: yDomain, grid: true, ticks: 6 },
    marks: [
      Plot.ruleX(inside, {
        x: 'x',
        stroke: 'currentColor',
        strokeOpacity: 0.35,
        strokeDasharray: '1 3',
      }),
      Plot.text(inside, {
        x: 'x',
        text: 'label',
        frameAnchor: 'bottom',
        dx: 10,
        dy: -4,
        fillOpacity: 0.75,
      }),
      ...lines.flatMap(({ points, look }) => [
        ...(bars
          ? [
              Plot.ruleX(points, {
                x: 'x',
                y1: 'low',
                y2: 'high',
                stroke: look.colour,
                strokeWidth: 1,
              }),
            ]
          : []),
        Plot.lineY(points, {
          x: 'x',
          y: 'y',
          stroke: look.colour,
          strokeWidth: 2,
          strokeDasharray: look.dash,
        }),
        Plot.dot(bars ? points : points.filter((_, i) => i % 6 === 0), {
          x: 'x',
          y: 'y',
          symbol: look.symbol,
          fill: look.colour,
          // Some marks are nothing but lines.
          stroke: look.colour,
          strokeWidth: 1,
          r: 4,
        }),
      ]),
      ...(narrow
        ? []
        : lines.flatMap(({ title, look }, i) => {
            // All at the right edge, where they can be kept apart, with the mark of their line. Only the mark
            // has its colour, in which letters are hard to read.
            const place = {
              x: () => Math.max(...xs),
              y: 'y',
              textAnchor: 'start',
              dy: places[i] - pixel(ends[i].y),
              fontWeight: 600,
            };
            const sign = { text: () => SIGNS[look.symbol], dx: 9, fill: look.colour };
            const name = { text: () => title, dx: 9 + FONT + 2 };
            return [sign, name].map((part) => Plot.text([ends[i]], { ...place, ...part }));
          })),
    ],
  });
}

/** The range of a logarithmic axis, with a little room. */
function logDomain(values) {
  const positive = values.filter((value) => value > 0);
  const [least, most] = [Math.min(...positive), Math.max(...positive)];
  const room = Math.max(1.12, (most / least) ** 0.05);
  return [least / room, most * room];
}
