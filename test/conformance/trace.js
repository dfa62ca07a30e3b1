// @ts-check
// Replays a checksum trace: insertions into a map too large to record every change of. After every
// operation six words of the header go into a rolling check value; now and then a digest of the
// whole image is compared.

import { FNV_START, fnv } from './fnv.js';
import { Image } from './format.js';
import { MapImage } from './image.js';

/**
 * @param {import('./format.js').Trace} trace
 * @param {import('./subject.js').Subject} subject
 * @param {(step: string) => void} report is told what is being done
 * @returns {import('./replay.js').Outcome}
 */
export function replayTrace(trace, subject, report) {
  const { header } = trace;
  const { roll = 1, digestEvery = 1 } = header;
  const image = new MapImage(subject.heap, subject.h, { ...header, ...subject }, subject.arena);
  let rolling = FNV_START;
  let ops = 0;
  let bytes = 0;
  for (const [k, v] of trace.entries()) {
    subject.arm(ops);
    subject.set(k, v);
    ops += 1;
    rolling = rollOn(rolling, image);
    bytes += 24;
    if (ops % roll === 0) {
      report(`operations ${ops - roll} to ${ops - 1}`);
      expect('rolling check value', trace.value(), rolling);
    }
    if (ops % digestEvery === 0) {
      report(`after ${ops} operations`);
      image.take(new Image());
      expect('digest', trace.value(), digest(image));
      for (const { data } of image.segments.values()) bytes += data.length;
    }
  }
  if (!trace.ended) throw new Error('the trace has more check values than its rule has operations');
  return { ops, bytes };
}

/**
 * @param {number} value
 * @param {MapImage} image
 */
function rollOn(value, image) {
  image.readSizes();
  const { words, heap, h } = image;
  const growing = heap.word(h + 24) ? 1 : 0;
  for (const word of [words[0], words[1], words[2], words[3], growing, words[6]]) {
    value = Math.imul(value ^ Number(word), 16777619);
  }
  return value >>> 0;
}

/** @param {MapImage} image */
function digest(image) {
  let hash = fnv(new Uint8Array(image.words.buffer));
  for (const { data } of image.segments.values()) hash = fnv(data, hash);
  return hash;
}

/**
 * @param {string} what
 * @param {number} expected
 * @param {number} found
 */
function expect(what, expected, found) {
  if (expected === found) return;
  throw new Error(`${what}: expected ${expected.toString(16)}, found ${found.toString(16)}`);
}
