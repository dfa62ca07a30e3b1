// Inserts keys that come in no order, finds all of them in another one, and looks for as many that
// are not there. The code is the same for both maps: they have the same methods.

import { GoMap } from 'tophash';
import { memory, runSlices, SLICE } from './measure.js';

/** Between two reports of progress. */
const STRETCH = 2 ** 16;

/** A prime larger than the number of keys, so that its multiples visit every index. */
const STRIDE = 2 ** 24 + 43;

export async function raceWithKeys({ map, keys }, report) {
  const before = await memory();
  const m = map === 'Map' ? new Map() : new GoMap('u32', 'u32');
  const inserting = await time(keys, insert(m), report);
  const after = await memory();
  const wasmBytes = m instanceof GoMap ? m.stats().heapBytes : 0;

  const found = { hits: 0, checksum: 0, strays: 0 };
  const hitting = await time(keys, find(m, keys, found), report);
  const missing = await time(keys, miss(m, keys, found), report);
  return {
    size: m.size,
    ...found,
    insert: inserting.time,
    pause: inserting.pause,
    hit: hitting.time,
    miss: missing.time,
    memory: Math.max(0, after.heapUsed - before.heapUsed) + wasmBytes,
    resident: after.rss - before.rss,
    slice: SLICE,
  };
}

async function time(keys, work, report) {
  const clock = { time: 0, pause: 0 };
  for (let done = 0; done < keys; done += STRETCH) {
    const length = Math.min(STRETCH, keys - done);
    runSlices(length, (from, to) => work(done + from, done + to), clock);
    await report(length);
  }
  return clock;
}

/** The key at `index`. An odd factor makes different keys of different indices, all over the range. */
function keyAt(index) {
  return Math.imul(index, 0x9e3779b1) >>> 0;
}

function insert(m) {
  return (from, to) => {
    for (let i = from; i < to; i += 1) m.set(keyAt(i), i);
  };
}

function find(m, keys, found) {
  const stride = STRIDE % keys;
  let index = 0;
  return (from, to) => {
    for (let i = from; i < to; i += 1) {
      const value = m.get(keyAt(index));
      index += stride;
      if (index >= keys) index -= keys;
      if (value === undefined) continue;
      found.hits += 1;
      found.checksum = (found.checksum + Math.imul(value, i + 1)) >>> 0;
    }
  };
}

function miss(m, keys, found) {
  return (from, to) => {
    for (let i = from; i < to; i += 1) {
      if (m.get(keyAt(keys + i)) !== undefined) found.strays += 1;
    }
  };
}
