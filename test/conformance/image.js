// @ts-check
// Our map's memory as an image: the same header record and segments that the recorder takes of
// Go's map (test/go-oracle/image), so that the two can be compared byte for byte. Addresses become
// tokens. Ours own copies of all strings, so a pointer to one becomes the recorded token if the
// bytes there are the text that the token stands for.
//
// Go's new arrays are zero. In ours a bucket is made zero when entries arrive in it, and a spare when it
// is taken; before that nobody reads them, and here they count as zero, which is what Go's must be.

import { block, sameText } from './arena.js';

/** Stands for an address that no recorded token fits. */
const WRONG = 0xffffffff;
const SLOT = 0x40000000;
const SEGMENT = 0x80000000;
const CELLS = 8;
/** Bytes before a bucket array, among them its size. */
const REGION_HEADER = 16;
/** No chain of a sound map is that long. */
const MAX_CHAIN = 100_000;

const SAME_SIZE = 8;
const EVACUATED_X = 2;
const EVACUATED_Y = 3;
const MIN_LIVE = 5;

/**
 * The layout of the map, as the recording gives it.
 * @typedef {object} Layout
 * @property {number} keysize
 * @property {number} elemsize
 * @property {number} bucketsize
 * @property {boolean} stringKey
 * @property {boolean} stringElem
 */

/** A bucket array or an overflow bucket. */
class Segment {
  /** What is at `address` when a walk passes: with tokens, and as it is. */
  data;
  raw;
  seen = true;
  /** Of an array: the first of its spares that has not been taken, as far as is known. */
  untaken = 0;

  /**
   * @param {number} id
   * @param {boolean} array
   * @param {number} address
   * @param {number} size
   */
  constructor(id, array, address, size) {
    this.id = id;
    this.array = array;
    this.address = address;
    this.data = new Uint8Array(size);
    this.raw = new Uint8Array(size);
    this.words = new Uint32Array(this.data.buffer);
    this.rawWords = new Uint32Array(this.raw.buffer);
  }

  /**
   * @param {number} at
   * @param {number} size
   */
  clear(at, size) {
    this.data.fill(0, at, at + size);
    this.raw.fill(0, at, at + size);
  }

  /** @param {number} address */
  contains(address) {
    return address >= this.address && address < this.address + this.data.length;
  }
}

/** The image of one of our maps. */
export class MapImage {
  words = new Uint32Array(12);
  /** Segments by number, in ascending order. @type {Map<number, Segment>} */
  segments = new Map();

  /**
   * Segments by address and by the growth that made their array: memory is used again, and then
   * by a later growth. @type {Map<string, Segment>}
   */
  byPlace = new Map();
  nextId = 1;

  /**
   * @param {import('./heap.js').Heap} heap
   * @param {number} h the address of the map
   * @param {Layout} layout
   * @param {number} arena the address of the strings that keys and elements are made from
   */
  constructor(heap, h, layout, arena) {
    this.heap = heap;
    this.h = h;
    this.layout = layout;
    this.arena = arena;
    this.strings = layout.stringKey || layout.stringElem;
    this.tokensBefore = new Uint32Array(layout.bucketsize / 4);
  }

  /**
   * Takes the picture.
   * @param {import('./format.js').Image} expected what strings are recognised by
   */
  take(expected) {
    const { heap, h, words } = this;
    this.expected = expected;
    for (const segment of this.segments.values()) segment.seen = false;
    const growth = heap.core.growths(h);
    const buckets = heap.word(h + 16);
    const old = heap.word(h + 24);
    this.readSizes();
    const flags = heap.u8[h + 8] ?? 0;
    const B = heap.u8[h + 9] ?? 0;
    const oldB = flags & SAME_SIZE ? B : B - 1;
    const arrived = (/** @type {number} */ slot) => !old || this.evacuated(old, slot % 2 ** oldB);
    words[4] = buckets ? this.walk(buckets, B, growth, arrived).id : 0;
    words[5] = old ? this.walk(old, oldB, growth - 1, () => true).id : 0;
    words[10] = this.nextId;
    for (const [place, segment] of this.byPlace) {
      if (segment.seen) continue;
      this.byPlace.delete(place);
      this.segments.delete(segment.id);
    }
  }

  /** Reads the words of the header record that need no walk. */
  readSizes() {
    const { heap, h, words } = this;
    words[0] = heap.word(h);
    words[1] = heap.word(h + 8);
    words[2] = heap.word(h + 12);
    words[3] = heap.word(h + 32);
    const extra = heap.word(h + 40);
    const list = extra ? heap.word(extra) : 0;
    const oldList = extra ? heap.word(extra + 8) : 0;
    const spare = extra ? heap.word(extra + 16) : 0;
    words[6] = spare ? (spare - heap.word(h + 16)) / this.layout.bucketsize + 1 : 0;
    words[7] = (extra ? 1 : 0) | (list ? 2 : 0) | (oldList ? 4 : 0);
    words[8] = list ? list - 1 : 0;
    words[9] = oldList ? oldList - 1 : 0;
  }

  /**
   * @param {number} array
   * @param {number} B
   * @param {number} growth
   * @param {(slot: number) => boolean} arrived whether a bucket is in use
   */
  walk(array, B, growth, arrived) {
    const { bucketsize } = this.layout;
    const size = this.heap.word(array - REGION_HEADER + 8) - REGION_HEADER;
    const root = this.segment(array, size, true, growth);
    root.data.length === size || fail(`array of ${root.data.length} bytes now has ${size}`);
    const slots = size / bucketsize;
    if (array === this.heap.word(this.h + 16))
      root.untaken = this.words[6] ? this.words[6] - 1 : slots;
    for (let slot = 0; slot < 2 ** B; slot += 1) {
      let bucket = array + slot * bucketsize;
      if (!arrived(slot)) {
        root.clear(slot * bucketsize, bucketsize);
        continue;
      }
      this.copy(root, slot * bucketsize, bucket, root, growth);
      for (let n = 0; ; n += 1) {
        bucket = this.overflow(bucket);
        if (!bucket) break;
        if (n > MAX_CHAIN) fail(`the chain of bucket ${slot} has no end`);
        if (root.contains(bucket)) continue;
        this.copy(this.segment(bucket, bucketsize, false, growth), 0, bucket, root, growth);
      }
    }
    this.walkSpares(root, 2 ** B, slots, growth);
    return root;
  }

  /**
   * @param {Segment} root the array
   * @param {number} from its first spare
   * @param {number} to the slot after the last
   * @param {number} growth
   */
  walkSpares(root, from, to, growth) {
    const { bucketsize } = this.layout;
    const recorded = this.expected?.segments.get(root.id)?.data;
    for (let slot = from; slot < to; slot += 1) {
      const at = slot * bucketsize;
      // One that was taken in the very call that left the array behind is not known to be: then
      // Go's is not zero.
      const last = slot === to - 1;
      const part = recorded?.subarray(at, at + bucketsize - (last ? 8 : 0));
      if (slot >= root.untaken && part?.every((byte) => byte === 0)) {
        root.clear(at, bucketsize);
        if (last) this.copyOverflow(root, at, root.address + at, root, growth);
      } else {
        this.copy(root, at, root.address + at, root, growth);
      }
    }
  }

  /**
   * @param {number} array
   * @param {number} slot
   */
  evacuated(array, slot) {
    const top = this.heap.u8[array + slot * this.layout.bucketsize] ?? 0;
    return top >= EVACUATED_X && top < MIN_LIVE;
  }

  /** @param {number} bucket */
  overflow(bucket) {
    return this.heap.word(bucket + this.layout.bucketsize - 8);
  }

  /**
   * The segment at an address, new if none was there.
   * @param {number} address
   * @param {number} size
   * @param {boolean} array
   * @param {number} growth
   */
  segment(address, size, array, growth) {
    const place = `${growth} ${address}`;
    let segment = this.byPlace.get(place);
    if (!segment) {
      segment = new Segment(this.nextId, array, address, size);
      this.nextId += 1;
      this.byPlace.set(place, segment);
      this.segments.set(segment.id, segment);
    }
    segment.seen = true;
    return segment;
  }

  /**
   * Copies the bucket at `from`, of a chain rooted in `root`, to a segment.
   * @param {Segment} to
   * @param {number} at
   * @param {number} from
   * @param {Segment} root
   * @param {number} growth
   */
  copy(to, at, from, root, growth) {
    const { bucketsize } = this.layout;
    const bytes = this.heap.u8.subarray(from, from + bucketsize);
    if (this.strings) {
      this.tokensBefore.set(to.words.subarray(at / 4, (at + bucketsize) / 4));
      to.data.set(bytes, at);
      this.setTexts(to, at);
      to.raw.set(bytes, at);
    } else {
      to.data.set(bytes, at);
    }
    this.copyOverflow(to, at, from, root, growth);
  }

  /**
   * The same for the overflow pointer alone.
   * @param {Segment} to
   * @param {number} at
   * @param {number} from
   * @param {Segment} root
   * @param {number} growth
   */
  copyOverflow(to, at, from, root, growth) {
    const next = this.overflow(from);
    if (!next) return;
    to.words[(at + this.layout.bucketsize) / 4 - 2] = this.chainToken(next, root, growth);
  }

  /**
   * @param {number} address
   * @param {Segment} root
   * @param {number} growth
   */
  chainToken(address, root, growth) {
    const { bucketsize } = this.layout;
    if (root.contains(address)) return SLOT | ((address - root.address) / bucketsize);
    return SEGMENT | this.segment(address, bucketsize, false, growth).id;
  }

  /**
   * @param {Segment} to
   * @param {number} at
   */
  setTexts(to, at) {
    const { keysize, elemsize, stringKey, stringElem } = this.layout;
    for (let i = 0; i < CELLS; i += 1) {
      if (stringKey) this.setText(to, at, i, CELLS + i * keysize);
      if (stringElem) this.setText(to, at, i, CELLS + CELLS * keysize + i * elemsize);
    }
  }

  /**
   * Replaces the pointer to a string's bytes by a token.
   * @param {Segment} to
   * @param {number} at where in the segment the bucket is
   * @param {number} cell
   * @param {number} offset where in the bucket the string is
   */
  setText(to, at, cell, offset) {
    const w = (at + offset) / 4;
    const pointer = to.words[w] ?? 0;
    const length = to.words[w + 2] ?? 0;
    const top = to.data[at + cell] ?? 0;
    const moved = top === EVACUATED_X || top === EVACUATED_Y;
    if (top < MIN_LIVE && !moved) {
      if (pointer) to.words[w] = WRONG;
      return;
    }
    const recorded = this.expected?.segments.get(to.id)?.data;
    const view = recorded && new DataView(recorded.buffer, recorded.byteOffset);
    const inside = view && at + offset + 16 <= recorded.length;
    const token = inside ? view.getUint32(at + offset, true) : 0;
    const tokenLength = inside ? view.getUint32(at + offset + 8, true) : 0;
    let found = WRONG;
    if (!pointer) {
      // The empty string has no bytes.
      found = length === 0 && tokenLength === 0 ? token : 0;
    } else if (moved) {
      // The bytes belong to the entry where it is now, and may be gone: only the pointer stays.
      if (pointer === to.rawWords[w]) found = this.tokensBefore[offset / 4] ?? WRONG;
    } else if (length > 0 && length === tokenLength && this.owns(pointer)) {
      if (sameText(token, length, this.heap.u8, pointer)) found = token;
    }
    to.words[w] = found;
  }

  /**
   * Whether an address is not in the strings that keys and elements are made from.
   * @param {number} address
   */
  owns(address) {
    return address < this.arena || address >= this.arena + block.length;
  }
}

/**
 * @param {string} message
 * @returns {never}
 */
function fail(message) {
  throw new Error(message);
}
