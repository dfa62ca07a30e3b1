// @ts-check
// Replays a recording on our map and compares everything after every operation: the header record,
// every byte of every bucket array and overflow bucket, the answers, and the order of iterations.
// The first difference ends a replay and is reported as precisely as it can be.

import { basename } from 'node:path';
import { Journal, open } from './format.js';
import { Heap } from './heap.js';
import { MapImage } from './image.js';
import { isKind, Subject } from './subject.js';
import { replayTrace } from './trace.js';

/** Our map and the recording are not the same. */
export class Difference extends Error {}

/**
 * What a replay has compared.
 * @typedef {object} Outcome
 * @property {number} ops
 * @property {number} bytes
 */

/**
 * Replays the recording in a file.
 * @param {string} path
 * @param {WebAssembly.Module} module
 * @param {(recording: Journal | import('./format.js').Trace) => void} [tamper] for tests of this file
 * @returns {Outcome | null} null for a kind of map that our core does not have
 */
export function replay(path, module, tamper) {
  const recording = open(path);
  tamper?.(recording);
  const { header } = recording;
  if (!isKind(header.type)) return null;
  let doing = 'making the map';
  try {
    const subject = new Subject(new Heap(module), header);
    subject.make(header.hint, header.hash0);
    compareFacts(subject);
    if (!(recording instanceof Journal)) {
      return replayTrace(recording, subject, (step) => {
        doing = step;
      });
    }
    return replayJournal(recording, subject, (step) => {
      doing = step;
    });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Difference(`${basename(path)}: ${doing}: ${message}`, { cause: error });
  }
}

/** @param {Subject} subject */
function compareFacts(subject) {
  const { header } = subject;
  for (const [name, found] of Object.entries(subject.facts())) {
    const expected = header[/** @type {'flags'} */ (name)];
    if (found !== expected) {
      throw new Error(`${name} of the map type: expected ${expected}, found ${found}`);
    }
  }
}

/**
 * @param {Journal} journal
 * @param {Subject} subject
 * @param {(step: string) => void} report
 * @returns {Outcome}
 */
function replayJournal(journal, subject, report) {
  const newImage = () => new MapImage(subject.heap, subject.h, layout, subject.arena);
  const layout = { ...journal.header, ...subject };
  let image = newImage();
  let bytes = compareImages(journal.image, image, journal.header);
  for (;;) {
    const index = journal.ops;
    const op = journal.next();
    if (!op) return { ops: journal.ops, bytes };
    report(`operation ${index} (${op.code} ${op.k} ${op.v})`);
    subject.arm(index);
    bytes += compareResults(op.results, subject.run(op));
    if (op.code === 'M') image = newImage();
    bytes += compareImages(journal.image, image, journal.header);
  }
}

/**
 * @param {number[]} expected
 * @param {(number | number[])[]} found
 */
function compareResults(expected, found) {
  for (let i = 0; i < Math.max(expected.length, found.length); i += 1) {
    const want = expected[i];
    const have = [found[i] ?? []].flat();
    if (want !== undefined && have.includes(want)) continue;
    const list = have.map(hex).join(' or ') || 'none';
    throw new Error(
      `result ${i}: expected ${want === undefined ? 'none' : hex(want)}, found ${list}`,
    );
  }
  return 4 * expected.length;
}

const WORDS = [
  'count',
  'flags, B, noverflow',
  'hash0',
  'nevacuate',
  'segment of the current array',
  'segment of the old array',
  'next spare + 1',
  'presence of extra and lists',
  'length of the overflow list',
  'length of the old overflow list',
  'next segment number',
  'end',
];

/**
 * Compares two images and returns how many bytes they have.
 * @param {import('./format.js').Image} expected
 * @param {MapImage} image
 * @param {import('./format.js').Header} header
 */
function compareImages(expected, image, header) {
  image.take(expected);
  for (const [i, want] of expected.words.entries()) {
    const have = Number(image.words[i]);
    if (have !== want) {
      throw new Error(`header, ${WORDS[i]}: expected ${hex(want)}, found ${hex(have)}`);
    }
  }
  let bytes = 4 * expected.words.length;
  for (const [id, { array, data }] of expected.segments) {
    const segment = image.segments.get(id);
    if (!segment) throw new Error(`segment ${id}: expected, but not found`);
    if (segment.array !== array || segment.data.length !== data.length) {
      throw new Error(
        `segment ${id}: expected ${kindOf(array)} of ${data.length} bytes, ` +
          `found ${kindOf(segment.array)} of ${segment.data.length}`,
      );
    }
    if (Buffer.compare(segment.data, data) !== 0) {
      throw new Error(`segment ${id} (${kindOf(array)}), ${place(data, segment.data, header)}`);
    }
    bytes += data.length;
  }
  for (const id of image.segments.keys()) {
    if (!expected.segments.has(id)) throw new Error(`segment ${id}: found, but not expected`);
  }
  return bytes;
}

/** @param {boolean} array */
function kindOf(array) {
  return array ? 'array' : 'overflow bucket';
}

/**
 * Where two segments differ first, and in what.
 * @param {Uint8Array} expected
 * @param {Uint8Array} found
 * @param {import('./format.js').Header} header
 */
function place(expected, found, header) {
  const { bucketsize, keysize, elemsize } = header;
  const offset = expected.findIndex((byte, i) => byte !== found[i]);
  const inBucket = offset % bucketsize;
  const bucket = (offset - inBucket) / bucketsize;
  const elems = 8 + 8 * keysize;
  let part = 'overflow pointer';
  let start = offset - inBucket + bucketsize - 8;
  let size = 8;
  if (inBucket < 8) {
    part = `tophash of cell ${inBucket}`;
    start = offset;
    size = 1;
  } else if (inBucket < elems) {
    const cell = Math.floor((inBucket - 8) / keysize);
    part = `key of cell ${cell}`;
    start = offset - inBucket + 8 + cell * keysize;
    size = keysize;
  } else if (inBucket < bucketsize - 8) {
    const cell = Math.floor((inBucket - elems) / elemsize);
    part = `element of cell ${cell}`;
    start = offset - inBucket + elems + cell * elemsize;
    size = elemsize;
  }
  const bytes = (/** @type {Uint8Array} */ all) => {
    return Buffer.from(all.subarray(start, start + size)).toString('hex');
  };
  return `bucket ${bucket}, ${part}, byte ${offset}: expected ${bytes(expected)}, found ${bytes(found)}`;
}

/** @param {number} value */
function hex(value) {
  return `0x${value.toString(16)}`;
}
