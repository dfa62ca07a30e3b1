// Tables in Markdown.

import { time, times } from './numbers.js';

export function markdown(head, rows) {
  const widths = head.map((_, i) =>
    Math.max(3, ...[head, ...rows].map((cells) => cells[i].length)),
  );
  const line = (cells) => `| ${cells.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Time and ratio of a cell; in italics where native is faster. */
export function cellMarkdown(cell) {
  if (cell === undefined) return '';
  if (cell.wrong) return `wrong: ${cell.wrong}`;
  if (cell.failed) return `fails: ${cell.failed}`;
  const { ns, ratio } = cell;
  if (ratio === undefined) return time(ns);
  const text = `${time(ns)}, ${times(ratio)}`;
  return ratio < 1 && times(ratio) !== 'even' ? `_${text}_` : text;
}
