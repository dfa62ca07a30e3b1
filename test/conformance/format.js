// @ts-check
// Reading recordings: journals (GJ1) and checksum traces (GT1), as test/go-oracle/README.md
// describes them. A journal rebuilds the image of the recorded map operation by operation and
// checks it against the digests it carries, so that what is compared with is known to be right.

import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { fnv } from './fnv.js';

/**
 * The second line of a recording.
 * @typedef {object} Header
 * @property {string} type
 * @property {number} ptrSize
 * @property {number} keysize
 * @property {number} elemsize
 * @property {number} bucketsize
 * @property {boolean} bucketHasPointers
 * @property {number} flags
 * @property {number} hint
 * @property {number} seed
 * @property {number} hash0
 * @property {string[]} hashkey
 * @property {string} [rule]
 * @property {number} [roll]
 * @property {number} [digestEvery]
 */

/**
 * One operation: its code, its two numbers and what came of it.
 * @typedef {object} Operation
 * @property {string} code
 * @property {number} k
 * @property {number} v
 * @property {number[]} results
 */

/** A recording that does not keep to its format. */
export class Damaged extends Error {}

/** Reads bytes one after the other. */
class Reader {
  at = 0;

  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
  }

  get left() {
    return this.bytes.length - this.at;
  }

  /**
   * @param {number} n
   * @returns {Uint8Array}
   */
  take(n) {
    if (n > this.left) throw new Damaged('the file ends in the middle of a record');
    this.at += n;
    return this.bytes.subarray(this.at - n, this.at);
  }

  byte() {
    return /** @type {number} */ (this.take(1)[0]);
  }

  u32() {
    const [a, b, c, d] = /** @type {[number, number, number, number]} */ ([...this.take(4)]);
    return (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  }

  varint() {
    for (let value = 0, unit = 1; ; unit *= 128) {
      const byte = this.byte();
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }

  line() {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) throw new Damaged('the header lines are missing');
    return Buffer.from(this.take(end + 1 - this.at)).toString();
  }
}

/** The image of the recorded map. */
export class Image {
  /** The header record. */
  words = new Uint32Array(12);
  /** Segments by number, in ascending order. @type {Map<number, { array: boolean, data: Uint8Array }>} */
  segments = new Map();

  digest() {
    let hash = fnv(new Uint8Array(this.words.buffer));
    for (const { data } of this.segments.values()) hash = fnv(data, hash);
    return hash;
  }

  /** @param {Reader} reader */
  patch(reader) {
    const mask = reader.varint();
    for (let i = 0; i < this.words.length; i += 1) {
      if ((mask >>> i) & 1) this.words[i] = reader.u32();
    }
    for (let n = reader.varint(); n > 0; n -= 1) {
      if (!this.segments.delete(reader.varint())) throw new Damaged('no such segment to drop');
    }
    let last = Math.max(0, ...this.segments.keys());
    for (let n = reader.varint(); n > 0; n -= 1) {
      const id = reader.varint();
      const array = reader.varint() === 1;
      if (id <= last) throw new Damaged(`segment ${id} is not new`);
      last = id;
      this.segments.set(id, { array, data: new Uint8Array(reader.varint()) });
    }
    for (let n = reader.varint(); n > 0; n -= 1) {
      const segment = this.segments.get(reader.varint());
      const offset = reader.varint();
      const bytes = reader.take(reader.varint());
      if (!segment || offset + bytes.length > segment.data.length) {
        throw new Damaged('a change outside all segments');
      }
      segment.data.set(bytes, offset);
    }
  }
}

/** A journal, read record by record. */
export class Journal {
  /** The recorded map after the operation read last. */
  image = new Image();
  /** Operations read. */
  ops = 0;

  /**
   * @param {Header} header
   * @param {Reader} reader
   */
  constructor(header, reader) {
    this.header = header;
    this.reader = reader;
    this.image.patch(reader);
    this.checkDigest();
  }

  /**
   * The next operation; null at the end.
   * @returns {Operation | null}
   */
  next() {
    const { reader } = this;
    if (reader.left === 0) return null;
    const code = String.fromCharCode(reader.byte());
    const k = reader.varint();
    const v = reader.varint();
    const results = [];
    for (let n = reader.varint(); n > 0; n -= 1) results.push(reader.u32());
    if (code === 'M') this.image.segments.clear();
    this.image.patch(reader);
    this.ops += 1;
    if (this.ops % 64 === 0 || reader.left === 4) this.checkDigest();
    return { code, k, v, results };
  }

  checkDigest() {
    if (this.image.digest() !== this.reader.u32()) {
      throw new Damaged(`the digest after ${this.ops} operations does not fit`);
    }
  }
}

/** A checksum trace: a rule for the operations, and check values. */
export class Trace {
  /**
   * @param {Header} header
   * @param {Reader} reader
   */
  constructor(header, reader) {
    this.header = header;
    this.reader = reader;
  }

  /**
   * The keys to set and the numbers their elements are made from, in order.
   * @returns {Generator<[number, number]>}
   */
  *entries() {
    const { rule = '' } = this.header;
    for (const part of rule.replace(/; v=position$/, '').split(' then ')) {
      const range = /^set (\d+)\.\.(\d+)( descending)?$/.exec(part);
      if (!range) throw new Damaged(`unknown rule: ${rule}`);
      const from = Number(range[1]);
      const to = Number(range[2]);
      const step = range[3] ? -1 : 1;
      for (let k = from, v = 0; step * (to - k) >= 0; k += step, v += 1) yield [k, v];
    }
  }

  /** The next check value. */
  value() {
    return this.reader.u32();
  }

  get ended() {
    return this.reader.left === 0;
  }
}

/**
 * Opens a recording.
 * @param {string} path
 * @returns {Journal | Trace}
 */
export function open(path) {
  let bytes = readFileSync(path);
  if (path.endsWith('.gz')) bytes = gunzipSync(bytes);
  const reader = new Reader(bytes);
  const mark = reader.line();
  const header = JSON.parse(reader.line());
  if (mark === 'GJ1\n') return new Journal(header, reader);
  if (mark === 'GT1\n') return new Trace(header, reader);
  throw new Damaged('neither a journal nor a trace');
}
