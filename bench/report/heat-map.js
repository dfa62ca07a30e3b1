// A heat map of ratios: a row for each workload, a column for each size. Every cell has its number.

import * as Plot from '@observablehq/plot';
import { heatColour } from './looks.js';
import { size as sizeText, times } from './numbers.js';

/** `cells` are `{ row, size, ratio }`, or `{ row, size, bad }` with a word for what went wrong. */
export function heatMap({ document, width, cells, label }) {
  const rows = [...new Set(cells.map((cell) => cell.row))];
  const sizes = [...new Set(cells.map((cell) => cell.size))].sort((a, b) => a - b);
  const left = Math.min(width * 0.42, 12 + 7 * Math.max(...rows.map((row) => row.length)));
  const good = cells.filter(({ ratio }) => ratio !== undefined);
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
    y: { label: null, domain: rows, tickSize: 0 },
    marks: [
      Plot.cell(good, { ...place, fill: ({ ratio }) => heatColour(ratio) }),
      Plot.text(good, { ...place, text: ({ ratio }) => times(ratio), fill: '#111' }),
      Plot.text(
        cells.filter(({ bad }) => bad),
        { ...place, text: 'bad', fill: 'currentColor', fontStyle: 'italic' },
      ),
    ],
  });
}
