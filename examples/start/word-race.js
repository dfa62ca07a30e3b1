// Counts the words of files with either map. Only the counting is timed, not reading and cutting.

import { GoMap } from 'tophash';
import { memory, runSlices } from './measure.js';
import { tally } from './tally.js';
import { readWords } from './words.js';

const COUNTERS = { Map: countWithMap, tophash: countWithGoMap };

export async function raceWithWords({ map, files }, report) {
  const clock = { time: 0, pause: 0 };
  let bytes = 0;
  const { counts, wasmBytes } = await COUNTERS[map](async (count) => {
    for await (const piece of readWords(files)) {
      count(piece.words, clock);
      bytes += piece.bytes;
      await report(piece.bytes);
    }
  });
  const found = tally(counts);
  const { heapUsed } = await memory();
  // Emptied, the map keeps nothing on the heap: the difference is what it kept.
  counts.clear();
  const kept = heapUsed - (await memory()).heapUsed;
  return { ...found, ...clock, bytes, memory: Math.max(0, kept) + wasmBytes };
}

async function countWithMap(readAll) {
  const counts = new Map();
  await readAll((words, clock) => {
    runSlices(
      words.length,
      (from, to) => {
        for (let i = from; i < to; i += 1) counts.set(words[i], (counts.get(words[i]) ?? 0) + 1);
      },
      clock,
    );
  });
  return { counts, wasmBytes: 0 };
}

async function countWithGoMap(readAll) {
  const counts = new GoMap('string', 'u32');
  await readAll((words, clock) => {
    runSlices(
      words.length,
      (from, to) => {
        for (let i = from; i < to; i += 1) counts.add(words[i], 1);
      },
      clock,
    );
  });
  return { counts, wasmBytes: counts.stats().heapBytes };
}
