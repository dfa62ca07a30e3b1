// Counts the words of files with either map, each in the way that suits it best: native maps get slices
// of the text, and a GoMap gets views of its bytes. Cutting the text and counting are timed, not reading.

import { GoMap } from 'tophash';
import { memory, timed } from './measure.js';
import { readPieces } from './pieces.js';
import { tally } from './tally.js';
import { sliceWords } from './word-slices.js';
import { WordViews } from './word-views.js';

const COUNTERS = { Map: countWithMap, tophash: countWithGoMap };

export async function raceWithWords({ map, files }, report) {
  const clock = { time: 0, pause: 0 };
  const { counts, count, wasmBytes } = COUNTERS[map]();
  let bytes = 0;
  for await (const piece of readPieces(files)) {
    timed(() => count(piece), clock);
    bytes += piece.length;
    await report(piece.length);
  }
  const found = tally(counts);
  const keptOutside = wasmBytes();
  const { heapUsed } = await memory();
  // Emptied, the map keeps nothing on the heap: the difference is what it kept.
  counts.clear();
  const kept = heapUsed - (await memory()).heapUsed;
  return { ...found, ...clock, bytes, memory: Math.max(0, kept) + keptOutside };
}

function countWithMap() {
  const counts = new Map();
  const add = (word) => counts.set(word, (counts.get(word) ?? 0) + 1);
  return { counts, count: (piece) => sliceWords(piece, add), wasmBytes: () => 0 };
}

function countWithGoMap() {
  const counts = new GoMap('string', 'u32');
  const words = new WordViews();
  return {
    counts,
    count: (piece) => counts.addAll(words.cut(piece), 1),
    wasmBytes: () => counts.stats().heapBytes,
  };
}
