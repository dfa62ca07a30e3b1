// Draws the inside of a map: the header, and of every bucket the tophash bytes, keys and elements.

import { inspect } from 'tophash';

const CELLS = 8;

/** The picture as lines of text, the header first. `entries` is whether to draw each cell. */
export function picture(map, { entries = true } = {}) {
  const { header, buckets, oldBuckets, growth } = inspect(map);
  const lines = [describeHeader(header)];
  if (buckets.length === 0) lines.push('no bucket yet: the first entry brings it');
  for (const bucket of oldBuckets ?? []) lines.push(...drawBucket(bucket, 'old ', entries));
  for (const bucket of buckets) lines.push(...drawBucket(bucket, 'bucket ', entries));
  if (growth)
    lines.push(`growing   ${growth.of - left(oldBuckets)} of ${growth.of} old buckets evacuated`);
  return lines;
}

function describeHeader({ count, B, flags, noverflow }) {
  const set = Object.keys(flags).filter((name) => flags[name]);
  const names = set.length > 0 ? set.join(' ') : 'none';
  return `header    count ${count}   B ${B}   flags ${names}   noverflow ${noverflow}`;
}

function left(buckets) {
  return buckets.filter(({ evacuated }) => !evacuated).length;
}

function drawBucket({ index, cells, overflow }, name, entries) {
  const lines = drawCells(cells, `${name}${index}`, entries);
  for (const more of overflow) lines.push(...drawCells(more, 'overflow', entries));
  return lines;
}

function drawCells(cells, title, entries) {
  const bytes = cells.map(({ tophash }) => hex(tophash)).join(' ');
  return [`${title.padEnd(10)}${bytes}`, ...(entries ? drawEntries(cells) : [])];
}

/** A line for each cell; one for all the empty ones at the end. */
function drawEntries(cells) {
  const lines = [];
  const used = CELLS - emptyAtEnd(cells);
  for (let i = 0; i < used; i += 1) lines.push(drawCell(cells[i], `${i}`));
  if (used === CELLS) return lines;
  const range = used === CELLS - 1 ? `${used}` : `${used}-${CELLS - 1}`;
  lines.push(drawCell(cells[used], range));
  return lines;
}

function emptyAtEnd(cells) {
  let n = 0;
  while (n < CELLS && cells[CELLS - 1 - n].state === 'emptyRest') n += 1;
  return n;
}

function drawCell({ tophash, state, key, elem }, place) {
  const entry = state === 'live' ? `${JSON.stringify(key).padEnd(14)}${elem}` : '';
  return `${place.padStart(7)}   ${hex(tophash)}  ${state.padEnd(16)}${entry}`.trimEnd();
}

function hex(byte) {
  return byte.toString(16).padStart(2, '0');
}
