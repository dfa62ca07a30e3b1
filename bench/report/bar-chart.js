// Bars, one for each contestant, with its figure beside it: what a query takes, and what it takes to get
// the data in before.

import * as Plot from '@observablehq/plot';

/** The width of a character, about. */
const LETTER = 7;

/** `bars` are `{ title, look, value, more, text, group }`; `more` is added to the bar in outline. */
export function barChart({ document, width, bars, label }) {
  const titles = [...new Set(bars.map(({ title }) => title))];
  const groups = [...new Set(bars.map(({ group }) => group))];
  const marginLeft = 12 + LETTER * Math.max(...titles.map((title) => title.length));
  const marginRight = 10;
  const inside = width - marginLeft - marginRight;
  // So much that every bar has room for its figure behind it.
  const most = Math.max(
    ...bars.map(({ value, more = 0, text }) => {
      const room = inside - 10 - LETTER * text.length;
      return ((value + more) * inside) / Math.max(room, inside / 4);
    }),
  );
  return Plot.plot({
    document,
    width,
    height: 50 + groups.length * (18 + 22 * titles.length),
    marginLeft,
    marginRight,
    marginBottom: 40,
    style: { fontSize: '12px', background: 'none' },
    x: { label, domain: [0, most], grid: true, ticks: Math.ceil(inside / 90) },
    y: { label: null, domain: titles },
    fy: { label: null, domain: groups, axis: null },
    marks: [
      Plot.barX(bars, {
        y: 'title',
        fy: 'group',
        x: 'value',
        fill: ({ look }) => look.colour,
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.barX(
        bars.filter(({ more }) => more > 0),
        {
          y: 'title',
          fy: 'group',
          x1: 'value',
          x2: ({ value, more }) => value + more,
          fill: 'none',
          stroke: ({ look }) => look.colour,
          insetTop: 3,
          insetBottom: 3,
        },
      ),
      Plot.text(bars, {
        y: 'title',
        fy: 'group',
        x: ({ value, more = 0 }) => value + more,
        text: 'text',
        textAnchor: 'start',
        dx: 5,
      }),
      Plot.text(groups, {
        fy: (group) => group,
        text: (group) => group,
        frameAnchor: 'top-right',
        dy: -2,
        fontWeight: 600,
      }),
    ],
  });
}
