// How things look in the terminal: headings, numbers with their units, tables of at most 80 columns.

import Table from 'cli-table3';

const WIDTH = 78;
const integer = new Intl.NumberFormat('en-US');

export function heading(text) {
  console.log(`\n${text}\n${'─'.repeat(WIDTH)}\n`);
}

export function count(n) {
  return integer.format(n);
}

/** `1 file`, `2 files` */
export function plural(n, noun) {
  return `${count(n)} ${noun}${n === 1 ? '' : 's'}`;
}

export function percent(part) {
  return `${(100 * part).toFixed(2)} %`;
}

export function bytes(n) {
  if (n < 1e3) return `${Math.round(n)} B`;
  if (n < 1e6) return `${(n / 1e3).toFixed(1)} kB`;
  return n < 1e9 ? `${(n / 1e6).toFixed(2)} MB` : `${(n / 1e9).toFixed(2)} GB`;
}

export function duration(ms) {
  if (ms < 0.001) return `${(ms * 1e6).toFixed(0)} ns`;
  if (ms < 1) return `${(ms * 1e3).toFixed(0)} µs`;
  return ms < 1000 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(2)} s`;
}

/** `text`, which may be any file name, without what would move the cursor. */
export function printable(text) {
  return text.replace(/\p{Cc}/gu, '?');
}

/** At most `width` letters of `text`. */
export function shorten(text, width) {
  const letters = [...printable(text)];
  return letters.length <= width ? letters.join('') : `${letters.slice(0, width - 1).join('')}…`;
}

/**
 * Prints rows in columns that are aligned as `align` says, one of `left` and `right` each. An empty
 * row separates.
 */
export function table({ head, align, rows }) {
  const lines = new Table({
    head: head ?? [],
    colAligns: align,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 3, compact: true },
    chars: NO_BORDERS,
  });
  lines.push(...rows.map((row) => (row.length > 0 ? row : align.map(() => ''))));
  for (const line of lines.toString().split('\n')) console.log(`  ${line}`.trimEnd());
}

const NO_BORDERS = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  mid: '',
  'mid-mid': '',
  'left-mid': '',
  'right-mid': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  middle: '',
  right: '',
};
