// @ts-check
// The kinds of map that are recorded, and how an operation of a script reaches ours: through the
// entry points of the core that the library calls, with keys and elements made from numbers.

import { block, stringAt, stringIds } from './arena.js';
import { fnv } from './fnv.js';
import {
  float,
  keyF32,
  keyF64,
  scrambled32,
  scrambled64,
  sequence,
  sequenceFloat,
  word,
} from './keys.js';

// Kinds of key and element, as the core numbers them (assembly/maptype.ts).
const I32 = 0;
const U32 = 1;
const U64 = 3;
const F64 = 4;
const STRING = 5;
const I8 = 6;
const U8 = 7;
const U16 = 9;
const NONE = 12;

/** What is read of entries: keys and elements. */
const BOTH = 3;

/** How a key lies in a cell. @typedef {'8' | '16' | '32' | '64' | 'F32' | 'F64' | 'String'} Layout */

/**
 * The entry points for a layout, where their names do not end with its own. Strings are passed as the
 * address and the number of their bytes. Floats are passed as bits: a JavaScript number need not keep
 * the payload of a NaN.
 * @type {Partial<Record<Layout, string>>}
 */
const PASSED = { String: 'Utf8', F32: 'F32Bits', F64: 'F64Bits' };

/**
 * @typedef {object} Kind
 * @property {Layout} layout of keys
 * @property {number} key
 * @property {number} elem
 * @property {(i: number) => void} [makeKey]
 * @property {(v: number) => void} [makeElem]
 * @property {number} [hasher] which hash the recording program puts in place of Go's
 */

/** The recorded kinds that our core has. @type {Record<string, Kind>} */
const KINDS = {
  u32u32: { layout: '32', key: U32, elem: U32, makeKey: scrambled32, makeElem: scrambled32 },
  u64u64: { layout: '64', key: U64, elem: U64, makeKey: scrambled64, makeElem: scrambled64 },
  i32i8: { layout: '32', key: I32, elem: I8, makeKey: scrambled32, makeElem: scrambled32 },
  u64none: { layout: '64', key: U64, elem: NONE, makeKey: scrambled64 },
  f64f64: { layout: 'F64', key: F64, elem: F64, makeKey: keyF64, makeElem: float },
  stru64: { layout: 'String', key: STRING, elem: U64, makeElem: scrambled64 },
  strstr: { layout: 'String', key: STRING, elem: STRING },
  u64str: { layout: '64', key: U64, elem: STRING, makeKey: scrambled64 },
  // The rest are not kinds of the product: the conformance build alone has them.
  few64: {
    layout: '64',
    key: U64,
    elem: U64,
    makeKey: scrambled64,
    makeElem: scrambled64,
    hasher: 1,
  },
  seq64: { layout: '64', key: U64, elem: U64, makeKey: sequence, makeElem: scrambled64, hasher: 2 },
  seqf64: {
    layout: 'F64',
    key: F64,
    elem: U64,
    makeKey: sequenceFloat,
    makeElem: scrambled64,
    hasher: 3,
  },
  u16u8: {
    layout: '16',
    key: U32,
    elem: U8,
    makeKey: scrambled32,
    makeElem: scrambled32,
    hasher: 0,
  },
  u8u16: {
    layout: '8',
    key: U32,
    elem: U16,
    makeKey: scrambled32,
    makeElem: scrambled32,
    hasher: 0,
  },
  f32u32: {
    layout: 'F32',
    key: F64,
    elem: U32,
    makeKey: keyF32,
    makeElem: scrambled32,
    hasher: 0,
  },
};

/**
 * Whether our core has maps of this kind.
 * @param {string} kind
 */
export function isKind(kind) {
  return Object.hasOwn(KINDS, kind);
}

/** Numbers that an audit looks up. */
const AUDIT = 4096;
const ENDED = 0xffffffff;
/** No recorded map has that many entries. */
const MANY = 100_000;
const MASK = (1n << 64n) - 1n;

/** A map under test, with the iteration that lasts from one operation to the next. */
export class Subject {
  /** The address of the map. */
  h = 0;
  /** The lasting iterator: 0 when there is none. */
  iterator = 0;
  /** Entries that it has handed out, and how many of them are taken. */
  count = 0;
  taken = 0;

  /**
   * @param {import('./heap.js').Heap} heap
   * @param {import('./format.js').Header} header
   */
  constructor(heap, header) {
    const kind = KINDS[header.type];
    if (!kind) throw new Error(`no kind of map ${header.type}`);
    this.heap = heap;
    this.kind = kind;
    this.header = header;
    this.stringKey = kind.key === STRING;
    this.stringElem = kind.elem === STRING;
    const { layout } = kind;
    const passed = PASSED[layout] ?? layout;
    this.assignKey = heap.entry(`assign${passed}`);
    this.findKey = heap.entry(`find${passed}`);
    this.deleteKey = heap.entry(`delete${passed}`);
    this.nextEntries = heap.entry(`next${layout}`);
    if (this.stringElem) this.setText = heap.entry(`setString${passed}`);
    else if (kind.hasher === undefined && [I8, U32].includes(kind.elem)) {
      this.setNumber = heap.entry(`setNumber${passed}`);
    }
    /** Where the strings of the scripts are. */
    this.arena = 0;
    if (this.stringKey || this.stringElem) {
      this.arena = heap.core.allocateScratch(block.length) >>> 0;
      heap.u8.set(block, this.arena);
    }
    const { core } = heap;
    const [low, high] = halves(BigInt(`0x${header.hashkey[0]}`));
    core.setHashKey(low, high);
    if (kind.hasher !== undefined) {
      const { key, elem, hasher } = kind;
      const isFloat = layout === 'F64' || layout === 'F32';
      this.mapType = core.newType(key, header.keysize, elem, header.elemsize, isFloat, hasher);
    }
  }

  /**
   * Goes on with a new map.
   * @param {number} hint
   * @param {number} hash0
   */
  make(hint, hash0) {
    const { core } = this.heap;
    if (this.h) core.dispose(this.h);
    this.iterator = 0;
    this.h = this.mapType
      ? core.newMapOf(this.mapType, hint)
      : core.newMap(this.kind.key, this.kind.elem, hint, 0, 0);
    core.setHash0(this.h, hash0);
  }

  /** What our map type says of itself, in the recording's terms. */
  facts() {
    const { heap } = this;
    const t = new DataView(heap.memory.buffer, heap.word(this.h + 48));
    return {
      keysize: t.getUint8(0),
      elemsize: t.getUint8(1),
      bucketsize: t.getUint16(2, true),
      flags: t.getUint32(4, true),
      bucketHasPointers: t.getUint8(12) === 1,
    };
  }

  /**
   * Sets the generator of draws to its state before operation `i`.
   * @param {number} i
   */
  arm(i) {
    let x = (BigInt(this.header.seed) + BigInt(i + 1) * 0x9e3779b97f4a7c15n) & MASK;
    x = ((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    x = ((x ^ (x >> 27n)) * 0x94d049bb133111ebn) & MASK;
    x ^= x >> 31n;
    this.heap.core.setRandom(this.h, ...halves(x));
  }

  /**
   * Runs an operation and returns what came of it: for keys that an iteration passed, all numbers
   * that a recording may have for them.
   * @param {import('./format.js').Operation} op
   * @returns {(number | number[])[]}
   */
  run(op) {
    switch (op.code) {
      case 'S':
        this.set(op.k, op.v);
        return [];
      case 'D':
        this.delete(op.k);
        return [];
      case 'C':
        this.heap.core.clear(this.h);
        return [];
      case 'G':
        return [this.has(op.k)];
      case 'A':
        return [fnv(Uint8Array.from({ length: AUDIT }, (_, k) => this.has(k)))];
      case 'I':
        return this.iterate();
      case 'B':
        return this.begin();
      case 'N':
        return this.step(op.v);
      case 'M':
        this.make(op.k, op.v);
        return [];
      default:
        throw new Error(`no operation has the code ${op.code}`);
    }
  }

  /**
   * The key of a number, as arguments of an entry point.
   * @param {number} k
   * @returns {number[]}
   */
  key(k) {
    if (this.stringKey) {
      const { offset, length } = stringAt(k);
      return [this.arena + offset, length];
    }
    this.kind.makeKey?.(k);
    return this.argumentsFor(word.u8);
  }

  /**
   * A key that is no string, given by its bytes, as arguments of an entry point.
   * @param {Uint8Array} bytes
   * @returns {number[]}
   */
  argumentsFor(bytes) {
    const { heap, kind } = this;
    const { buffer, byteOffset } = bytes;
    const view = new DataView(buffer, byteOffset);
    switch (kind.layout) {
      case 'F64':
      case 'F32':
      case '64':
        heap.u8.set(bytes.subarray(0, 8), heap.core.wordKeyAddress());
        return [];
      case '16':
        return [view.getUint16(0, true)];
      case '8':
        return [view.getUint8(0)];
      default:
        return [view.getUint32(0, true)];
    }
  }

  /**
   * @param {number} k
   * @param {number} v
   */
  set(k, v) {
    const { heap, h, kind } = this;
    const key = this.key(k);
    if (this.setText) {
      const { offset, length } = stringAt(v % 4096);
      this.setText(h, ...key, this.arena + offset, length);
      return;
    }
    if (this.setNumber) {
      kind.makeElem?.(v);
      this.setNumber(h, ...key, kind.elem === I8 ? word.i8[0] : word.u32[0]);
      return;
    }
    const elem = this.assignKey(h, ...key) >>> 0;
    kind.makeElem?.(v);
    heap.u8.set(word.u8.subarray(0, this.header.elemsize), elem);
  }

  /** @param {number} k */
  has(k) {
    return this.findKey(this.h, ...this.key(k)) === 0 ? 0 : 1;
  }

  /** @param {number} k */
  delete(k) {
    const before = this.heap.core.size(this.h);
    const deleted = this.deleteKey(this.h, ...this.key(k));
    if (deleted !== before - this.heap.core.size(this.h)) {
      throw new Error(`delete returned ${deleted}, which does not fit the number of entries`);
    }
  }

  /**
   * Iterates over the whole map. Of every fourth batch it takes a part only and goes back, which
   * must not show.
   */
  iterate() {
    const { core } = this.heap;
    /** @type {number[][]} */
    const keys = [];
    if (core.size(this.h) === 0) return keys;
    const it = core.iterate(this.h) >>> 0;
    for (let batch = 1; ; batch += 1) {
      const count = this.nextEntries(it, BOTH);
      if (count === 0) break;
      if (keys.length > MANY) throw new Error('the iteration does not end');
      const take = batch % 4 === 0 ? 1 + (keys.length % count) : count;
      for (let n = 0; n < take; n += 1) keys.push(this.keyIds(it, n));
      if (take < count) core.rewind(it, take);
    }
    core.endIteration(it);
    return keys;
  }

  /** Begins the lasting iteration. */
  begin() {
    const { core } = this.heap;
    this.end();
    if (core.size(this.h) === 0) return [];
    this.iterator = core.iterate(this.h) >>> 0;
    this.count = 0;
    this.taken = 0;
    return this.step(1);
  }

  /**
   * Moves the lasting iteration on. What it handed out before is void, since the map may have
   * changed: see src/cursor.ts.
   * @param {number} steps
   */
  step(steps) {
    const keys = [];
    if (this.iterator && this.taken > 0) {
      this.heap.core.rewind(this.iterator, this.taken);
      this.count = this.taken;
    }
    for (; steps > 0 && this.iterator; steps -= 1) {
      if (this.taken === this.count) {
        this.count = this.nextEntries(this.iterator, BOTH);
        this.taken = 0;
        if (this.count === 0) {
          this.end();
          keys.push([ENDED]);
          break;
        }
      }
      keys.push(this.keyIds(this.iterator, this.taken));
      this.taken += 1;
    }
    return keys;
  }

  end() {
    if (this.iterator) this.heap.core.endIteration(this.iterator);
    this.iterator = 0;
  }

  /**
   * The numbers that a recording may have for the key of an entry handed out.
   * @param {number} it
   * @param {number} n
   * @returns {number[]}
   */
  keyIds(it, n) {
    const { heap } = this;
    const { keysize, elemsize } = this.header;
    const key = (heap.core.keysAddress(it) >>> 0) + n * keysize;
    this.checkElem(key, (heap.core.elemsAddress(it) >>> 0) + n * elemsize);
    if (this.stringKey) return stringIds(heap.u8, heap.word(key), heap.word(key + 8));
    return [fnv(heap.u8.subarray(key, key + keysize))];
  }

  /**
   * Makes sure that an element is that of a key. Recordings know of keys alone.
   * @param {number} key
   * @param {number} elem
   */
  checkElem(key, elem) {
    const { heap } = this;
    const { elemsize } = this.header;
    const found = this.findKey(this.h, ...this.keyAt(key)) >>> 0;
    if (found === 0) {
      if (this.kind.layout.startsWith('F')) return; // a NaN
      throw new Error('a key was handed out that is not there');
    }
    for (let i = 0; i < elemsize; i += 1) {
      if (heap.u8[found + i] !== heap.u8[elem + i]) throw new Error('not the element of the key');
    }
  }

  /**
   * The key at an address, as arguments of an entry point.
   * @param {number} at
   * @returns {number[]}
   */
  keyAt(at) {
    const { heap } = this;
    if (this.stringKey) return [heap.word(at), heap.word(at + 8)];
    return this.argumentsFor(heap.u8.subarray(at, at + 8));
  }
}

/**
 * The low and the high half of 64 bits.
 * @param {bigint} x
 * @returns {[number, number]}
 */
function halves(x) {
  return [Number(x & 0xffffffffn), Number(x >> 32n)];
}
