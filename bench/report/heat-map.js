// A heat map of ratios: a row for each workload, a column for each size. Every cell has its number. Where the
// page is too narrow for all sizes, those are left out that the fewest workloads have; the table has them.

import * as Plot from '@observablehq/plot';
import { heatColour } from './looks.js';
import { size as sizeText, times } from './numbers.js';

/** The least width of a column that has room for a number. */
const COLUMN = 38;
/** The width of a character, about. */
const LETTER = 7;

/** As many sizes as there is room for, those with the most cells. */
function sizesFor(cells, room) {
  const count = new Map();
  for (const { size } of cells) count.set(size, (count.get(size) ?? 0) + 1);
  const most = [...count].sort(([a, n], [b, m]) => m - n || b - a).slice(0, room);
  return most.map(([size]) => size).sort((a, b) => a - b);
}

/** `cells` are `{ row, size, ratio }`, or `{ row, size, bad }` with a word for what went wrong. */
export function heatMap({ document, width, cells, label }) {
  const longest = Math.max(...cells.map(({ row }) => row.length));
  const left = Math.min(width * 0.36, 12 + LETTER * longest);
  const sizes = sizesFor(cells, Math.floor((width - left) / COLUMN));
  const shown = cells.filter(({ size }) => sizes.includes(size));
  const rows = [...new Set(shown.map((cell) => cell.row))];
  const good = shown.filter(({ ratio }) => ratio !== undefined);
  const place = { x: ({ size }) => sizeText(size), y: 'row' };
  return Plot.plot({
    document,
    width,
    height: 46 + 26 * rows.length,
    marginLeft: left,
    marginTop: 38,
    marginBottom: 4,
    marginRight: 4,
    padding: 0.04,
    style: { fontSize: '12px', background: 'none' },
    x: { axis: 'top', label, domain: sizes.map(sizeText), tickSize: 0 },
    y: { axis: null, domain: rows },
    marks: [
      Plot.axisY({ label: null, tickSize: 0, lineWidth: (left - 12) / 12 }),
      Plot.cell(good, { ...place, fill: ({ ratio }) => heatColour(ratio) }),
      Plot.text(good, { ...place, text: ({ ratio }) => times(ratio), fill: '#111' }),
      Plot.text(
        shown.filter(({ bad }) => bad),
        { ...place, text: 'bad', fill: 'currentColor', fontStyle: 'italic' },
      ),
    ],
  });
}
