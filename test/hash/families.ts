// Families of keys with a pattern, such as programs have, or such as hash functions are known to
// fail on. Every family gives as many keys as asked for, all different, or all that it has.

import type { Keys, Kind } from './probe.js';
import { Draws } from './random.js';

export interface Family {
  name: string;
  kind: Kind;
  keys(n: number): Keys;
}

/** Pairs of words, low before high: the key number `i` of a pattern. */
type Pattern = Iterable<readonly [low: number, high: number]>;

/** Whether a float has these words that a map takes for a key of its own: NaN and -0 are none. */
function isFloat(low: number, high: number): boolean {
  if (low === 0 && high === 0x80000000) return false;
  return (high & 0x7ff00000) !== 0x7ff00000 || ((high & 0xfffff) === 0 && low === 0);
}

/** The first `n` different keys of a pattern. */
function take(kind: Kind, n: number, pattern: Pattern): Uint32Array {
  const words = new Uint32Array(2 * n);
  const seen = new Map<number, Set<number>>();
  let i = 0;
  if (n === 0) return words;
  for (const [l, h] of pattern) {
    const low = l >>> 0;
    const high = kind === 'u32' ? 0 : h >>> 0;
    if (kind === 'f64' && !isFloat(low, high)) continue;
    const lows = seen.get(high) ?? new Set();
    if (lows.has(low)) continue;
    seen.set(high, lows.add(low));
    words[2 * i] = low;
    words[2 * i + 1] = high;
    i += 1;
    if (i === n) return words;
  }
  return words.slice(0, 2 * i);
}

function* big(from: bigint, step: bigint): Pattern {
  for (let key = from; ; key += step) {
    const bits = BigInt.asUintN(64, key);
    yield [Number(bits & 0xffffffffn), Number(bits >> 32n)];
  }
}

/** 0, `step`, 2·`step`... in 64 bits, beginning at `from`. */
function* stride(stepLow: number, stepHigh = 0, fromLow = 0, fromHigh = 0): Pattern {
  let low = fromLow;
  let high = fromHigh;
  // A pattern of 4-byte keys comes round: it ends when it must have shown all its keys.
  for (let i = 0; i < 2 ** 22; i++) {
    yield [low, high];
    const sum = (low >>> 0) + stepLow;
    high = (high + stepHigh + (sum >= 2 ** 32 ? 1 : 0)) | 0;
    low = sum >>> 0;
  }
}

function shifted(k: number): Pattern {
  return k < 32 ? stride(2 ** k) : stride(0, 2 ** (k - 32));
}

/** All keys of `bits` bits with at most `most` bits set, the fewest first. */
function* sparse(bits: number, most: number): Pattern {
  function* choose(from: number, left: number, low: number, high: number): Pattern {
    if (left === 0) {
      yield [low, high];
      return;
    }
    for (let b = from; b < bits; b++) {
      const bit = 1 << (b & 31);
      yield* choose(b + 1, left - 1, b < 32 ? low | bit : low, b < 32 ? high : high | bit);
    }
  }
  for (let set = 0; set <= most; set++) yield* choose(0, set, 0, 0);
}

/** A repeated piece of `bits` bits. */
function* cyclic(bits: 8 | 16 | 32): Pattern {
  for (let i = 0; i < 2 ** Math.min(bits, 20); i++) {
    const word = bits === 8 ? i * 0x01010101 : bits === 16 ? i * 0x00010001 : i;
    yield [word, word];
  }
}

/** Multiples of 2^k, once in each half of the key. */
function* equalHalves(k: number): Pattern {
  for (let i = 0; i < 2 ** (32 - k); i++) yield [i * 2 ** k, i * 2 ** k];
}

/** 16 bits in a row that take all values, at bit `at`, wrapping round in `bits` bits. */
function* windowed(bits: 32 | 64, at: number): Pattern {
  for (let i = 0; i < 65536; i++) {
    const value = BigInt(i) << BigInt(at);
    const key = (value | (value >> BigInt(bits))) & ((1n << BigInt(bits)) - 1n);
    yield [Number(key & 0xffffffffn), Number(key >> 32n)];
  }
}

/** Keys put together from pieces of `bits` bits, each one of `pieces`. */
function* permuted(bits: number, pieces: readonly number[]): Pattern {
  const places = 64 / bits;
  for (let i = 0; i < Math.min(pieces.length ** places, 2 ** 20); i++) {
    let low = 0;
    let high = 0;
    for (let place = 0, rest = i; rest > 0; place++, rest = Math.floor(rest / pieces.length)) {
      const piece = pieces[rest % pieces.length] as number;
      const at = place * bits;
      if (at < 32) low |= piece << at;
      else high |= piece << (at - 32);
    }
    yield [low, high];
  }
}

/** Multipliers that hash functions are made of. */
const CONSTANTS: readonly bigint[] = [
  1n,
  0x9e3779b97f4a7c15n,
  0xbf58476d1ce4e5b9n,
  0x94d049bb133111ebn,
  0x100000001b3n,
  0xc6a4a7935bd1e995n,
  0xff51afd7ed558ccdn,
  0x9e3779b1n,
  0x5bd1e995n,
  0xa0761d6478bd642fn,
];

/** The odd number that gives 1 when multiplied by `c` in 64 bits. */
function inverse(c: bigint): bigint {
  let x = c;
  for (let i = 0; i < 6; i++) x = BigInt.asUintN(64, x * (2n - c * x));
  return x;
}

/**
 * Changes of one half of a key, with changes of the other that undo what a multiplication by a
 * well-known constant or by its inverse, a rotation, an addition or an exclusive or makes of them.
 */
function* cancellingHalves(): Pattern {
  const draws = new Draws(7);
  const [low, high] = [draws.word(), draws.word() & 0x3fffffff];
  for (let bit = 0; bit < 32; bit++) {
    for (const small of [1, 3, 5, 0x101, 0x10001, 0x80008001]) {
      const d = (small << bit) >>> 0;
      for (const c of CONSTANTS.flatMap((c) => [c, inverse(c)])) {
        const product = BigInt(d) * c;
        for (const part of [product, product >> 32n]) {
          const e = Number(BigInt.asUintN(32, part));
          for (const turn of [0, 7, 16, 27]) {
            const f = turn === 0 ? e : (e << turn) | (e >>> (32 - turn));
            yield [low ^ d, high ^ f];
            yield [low + d, high - f];
            yield [low ^ f, high ^ d];
            yield [low - f, high + d];
          }
        }
      }
    }
  }
}

/** Keys that a multiplication by a well-known constant makes multiples of 2^k. */
function* undone(bits: 32 | 64, c: bigint, k: number): Pattern {
  const step = inverse(c) << BigInt(k);
  for (const [low, high] of big(0n, bits === 32 ? BigInt.asUintN(32, step) : step)) {
    yield [low, high];
  }
}

/** Keys whose bytes are zero but for two. */
function* twoBytes(bytes: number): Pattern {
  for (let a = 0; a < bytes; a++) {
    for (let b = a + 1; b < bytes; b++) {
      for (let v = 0; v < 4096; v++) {
        const x = (((v & 63) * 4 + 3) & 255) << ((a & 3) * 8);
        const y = (((v >> 6) * 4 + 1) & 255) << ((b & 3) * 8);
        yield [(a < 4 ? x : 0) | (b < 4 ? y : 0), (a < 4 ? 0 : x) | (b < 4 ? 0 : y)];
      }
    }
  }
}

/** The words of floats. */
function* floats(value: (i: number) => number): Pattern {
  const word = new Float64Array(1);
  const words = new Uint32Array(word.buffer);
  for (let i = 0; i < 2 ** 21; i++) {
    word[0] = value(i) + 0;
    yield [words[0] as number, words[1] as number];
  }
}

/** Random keys that agree in some bits. */
function* sharing(lowMask: number, highMask: number): Pattern {
  const draws = new Draws(99);
  const [low, high] = [draws.word(), draws.word()];
  for (let i = 0; i < 2 ** 20; i++) {
    yield [
      (draws.word() & ~lowMask) | (low & lowMask),
      (draws.word() & ~highMask) | (high & highMask),
    ];
  }
}

function words(kind: Kind, name: string, pattern: () => Pattern): Family {
  return { name, kind, keys: (n) => take(kind, n, pattern()) };
}

function integers(kind: 'u32' | 'u64', bits: 32 | 64): Family[] {
  const list: Family[] = [];
  const add = (name: string, pattern: () => Pattern) => list.push(words(kind, name, pattern));
  add('sequential', () => stride(1));
  add('sequential, downwards', () => stride(2 ** 32 - 1, -1, 0xffffffff, 0xffffffff));
  add('sequential, offset', () => stride(1, 0, 0x3b9aca00, 0x17));
  for (let k = 1; k <= bits - 10; k++) add(`multiples of 2^${k}`, () => shifted(k));
  for (const m of [3, 5, 7, 10, 12, 24, 100, 641, 1000, 4097, 65535, 65537, 1000000]) {
    add(`multiples of ${m}`, () => stride(m));
  }
  // Steps that are small, or nearly so, after a multiplication with a well-known constant.
  for (const m of [0x9e3779b97f4a7c15n, 0xbf58476d1ce4e5b9n, 0xf1de83e19937733dn]) {
    add(`multiples of ${m.toString(16)}`, () => big(0n, m));
  }
  // The constant that the release's hash multiplies by, and another.
  for (const c of [0xbf58476d1ce4e5b9n, 0x9e3779b97f4a7c15n]) {
    for (const k of bits === 32 ? [0, 8, 16] : [0, 16, 32, 48]) {
      add(`multiples of 2^${k} over ${c.toString(16)}`, () => undone(bits, c, k));
    }
  }
  if (bits === 64) {
    add('halves that cancel', cancellingHalves);
    add('pointers, 16 bytes apart', () => stride(16, 0, 0x5e2a1000, 0x7f3c));
    add('pointers, 48 bytes apart', () => stride(48, 0, 0x5e2a1000, 0x7f3c));
    add('pages', () => stride(4096, 0, 0x5e2a1000, 0x7f3c));
    add('random, equal low words', () => sharing(-1, 0));
    add('random, equal high words', () => sharing(0, -1));
    add('random, equal but for 20 middle bits', () => sharing(0x003fffff, ~0x3ff));
    add('cyclic 32', () => cyclic(32));
    for (const k of [8, 12, 16, 20]) add(`cyclic 32, multiples of 2^${k}`, () => equalHalves(k));
    add('pieces of 8 bits', () => permuted(8, [0, 1, 2, 3, 4, 5]));
    add('pieces of 32 bits', () =>
      permuted(
        32,
        [...Array(512).keys()].flatMap((i) => [i, i * 2 ** 23]),
      ),
    );
  } else {
    add('pointers, 16 bytes apart', () => stride(16, 0, 0x5e2a1000));
    add('pointers, 48 bytes apart', () => stride(48, 0, 0x5e2a1000));
    add('random, equal low halves', () => sharing(0xffff, 0));
    add('random, equal high halves', () => sharing(0xffff0000, 0));
  }
  add('random', () => sharing(0, 0));
  add('sparse', () => sparse(bits, bits === 32 ? 5 : 4));
  add('cyclic 16', () => cyclic(16));
  for (let at = 0; at < bits; at += 4) add(`window at ${at}`, () => windowed(bits, at));
  add('pieces of 4 bits', () => permuted(4, [0, 1, 2, 4, 8]));
  add('pieces of 4 high bits', () => permuted(4, [0, 8]));
  add('two bytes', () => twoBytes(bits / 8));
  return list;
}

function floatFamilies(): Family[] {
  const list: Family[] = [];
  const add = (name: string, pattern: () => Pattern) => list.push(words('f64', name, pattern));
  const grid = (name: string, value: (i: number) => number) => add(name, () => floats(value));
  grid('integers', (i) => i);
  grid('integers, both signs', (i) => (i & 1 ? -i : i));
  grid('integers from 10^9', (i) => 1e9 + i);
  grid('integers from 2^52', (i) => 2 ** 52 + i);
  grid('halves', (i) => i / 2);
  grid('tenths', (i) => i / 10);
  grid('cents', (i) => i / 100);
  grid('1024ths', (i) => i / 1024);
  grid('between 1 and 2', (i) => 1 + i / 65536);
  grid('next to 1', (i) => 1 + i * Number.EPSILON);
  grid('multiples of 1000', (i) => i * 1000);
  grid('multiples of 2^20', (i) => i * 2 ** 20);
  grid('reciprocals', (i) => 1 / (i + 1));
  grid('square roots', (i) => Math.sqrt(i));
  grid('squares', (i) => i * i);
  grid('grid of 256 by 2^8', (i) => (i & 255) * 2 ** ((i >> 8) & 1023));
  grid('powers of 1.01', (i) => 1.01 ** (i % 70000));
  grid('milliseconds of a day', (i) => 1.7e12 + i * 1000);
  add('halves that cancel', cancellingHalves);
  add('subnormal', () => stride(1));
  add('random', () => sharing(0, 0));
  add('sparse', () => sparse(64, 4));
  for (let at = 0; at < 64; at += 4) add(`window at ${at}`, () => windowed(64, at));
  add('two bytes', () => twoBytes(8));
  return list;
}

const text = new TextEncoder();

/** Strings of `length` bytes that are zero but for the words of a pattern, which are at `at`. */
function* wordsAt(length: number, at: number, pattern: Pattern): Iterable<Uint8Array> {
  for (const [low, high] of pattern) {
    const bytes = new Uint8Array(length);
    const view = new DataView(bytes.buffer);
    view.setUint32(at, low >>> 0, true);
    view.setUint32(at + 4, high >>> 0, true);
    yield bytes;
  }
}

/** Strings of all lengths from 2 on with two bytes that are not 0, of 16 values each. */
function* twoBytesOf(): Iterable<Uint8Array> {
  const values = [1, 2, 3, 4, 7, 8, 16, 32, 64, 85, 127, 128, 129, 170, 254, 255];
  for (let length = 2; length <= 20; length++) {
    for (let a = 0; a < length; a++) {
      for (let b = a + 1; b < length; b++) {
        for (const x of values) {
          for (const y of values) {
            const bytes = new Uint8Array(length);
            bytes[a] = x;
            bytes[b] = y;
            yield bytes;
          }
        }
      }
    }
  }
}

/** All strings of up to three bytes, the shortest first. */
function* small(): Iterable<Uint8Array> {
  yield new Uint8Array(0);
  for (let i = 0; i < 256; i++) yield Uint8Array.of(i);
  for (let i = 0; i < 65536; i++) yield Uint8Array.of(i & 255, i >> 8);
  for (let i = 0; i < 2 ** 24; i++) yield Uint8Array.of(i & 255, (i >> 8) & 255, i >> 16);
}

/** A prefix, four letters in all ways, a suffix. */
function* letters(before: string, after: string): Iterable<Uint8Array> {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  for (let i = 0; i < 62 ** 4; i++) {
    const c = [i, i / 62, i / 62 ** 2, i / 62 ** 3].map((x) => alphabet[Math.floor(x) % 62]);
    yield text.encode(before + c.join('') + after);
  }
}

function* numbered(name: (i: number) => string): Iterable<Uint8Array> {
  for (let i = 0; i < 2 ** 24; i++) yield text.encode(name(i));
}

/** Four-byte pieces in all orders, up to `most` of them, the shortest first. */
function* permutedWords(pieces: readonly number[], most: number): Iterable<Uint8Array> {
  for (let count = 1; count <= most; count++) {
    for (let i = 0; i < pieces.length ** count; i++) {
      const bytes = new Uint8Array(4 * count);
      const view = new DataView(bytes.buffer);
      for (let place = 0, rest = i; place < count; place++) {
        view.setUint32(4 * place, (pieces[rest % pieces.length] as number) >>> 0, true);
        rest = Math.floor(rest / pieces.length);
      }
      yield bytes;
    }
  }
}

/** A random string with zeros behind it, 0 to 1023 of them; then the next. */
function* appendedZeros(): Iterable<Uint8Array> {
  const draws = new Draws(5);
  for (let length = 1; ; length = (length % 40) + 1) {
    const bytes = draws.bytes(length);
    // Two strings must not be the same but for their zeros.
    bytes[length - 1] = (bytes[length - 1] as number) | 1;
    for (let zeros = 0; zeros < 1024; zeros++) {
      const longer = new Uint8Array(length + zeros);
      longer.set(bytes);
      yield longer;
    }
  }
}

/** A repeated piece of `piece` bytes, eight times. */
function* cyclicOf(piece: number): Iterable<Uint8Array> {
  const draws = new Draws(piece);
  while (true) {
    const one = draws.bytes(piece);
    const bytes = new Uint8Array(8 * piece);
    for (let i = 0; i < 8; i++) bytes.set(one, i * piece);
    yield bytes;
  }
}

/**
 * Pairs of changes in two words, the second made to undo what a multiplication by a well-known
 * constant, a rotation or nothing at all makes of the first. A random string with none of them,
 * then with each.
 */
function* twoBlocks(length: number, first: number, second: number): Iterable<Uint8Array> {
  const mask = (1n << 64n) - 1n;
  const rotl = (x: bigint, k: bigint) => ((x << k) | (x >> (64n - k))) & mask;
  const base = new Draws(length).bytes(length);
  const view = new DataView(base.buffer);
  const before: [bigint, bigint] = [
    view.getBigUint64(first, true),
    view.getBigUint64(second, true),
  ];
  function put(a: bigint, b: bigint): Uint8Array {
    const bytes = base.slice();
    const view = new DataView(bytes.buffer);
    view.setBigUint64(first, a & mask, true);
    view.setBigUint64(second, b & mask, true);
    return bytes;
  }
  for (let k = 0n; k < 64n; k++) {
    for (const small of [1n, 3n, 5n, 0x10001n, 0x100000001n, 0x8000000080000000n]) {
      const d = (small << k) & mask;
      if (d === 0n) continue;
      for (const c of CONSTANTS) {
        for (const turn of [0n, 5n, 13n, 23n, 31n, 32n, 47n]) {
          const e = rotl((d * c) & mask, turn);
          yield put(before[0] ^ d, before[1] ^ e);
          yield put(before[0] + d, before[1] - e);
          yield put(before[0] ^ e, before[1] ^ d);
          yield put(before[0] - d, before[1] + e);
        }
      }
    }
  }
}

/** Every combination of the top or bottom bits of words changed: 2^20 strings of 20 words. */
function* manyBlocks(wordBytes: 4 | 8, value: number): Iterable<Uint8Array> {
  for (let i = 0; i < 2 ** 20; i++) {
    const bytes = new Uint8Array(20 * wordBytes);
    for (let b = 0; b < 20; b++) {
      // The top byte of the word for values of a high bit, else the lowest.
      if ((i >>> b) & 1) bytes[b * wordBytes + (value >= 128 ? wordBytes - 1 : 0)] = value;
    }
    yield bytes;
  }
}

/** The first `n` different strings. */
function takeStrings(n: number, strings: Iterable<Uint8Array>): Uint8Array[] {
  const list: Uint8Array[] = [];
  const seen = new Set<string>();
  for (const bytes of strings) {
    if (list.length === n) break;
    const name = String.fromCharCode(...bytes);
    if (seen.has(name)) continue;
    seen.add(name);
    list.push(bytes);
  }
  return list;
}

function stringFamilies(): Family[] {
  const list: Family[] = [];
  const add = (name: string, strings: () => Iterable<Uint8Array>) =>
    list.push({ name, kind: 'string', keys: (n) => takeStrings(n, strings()) });
  add('numbers', () => numbered((i) => `${i}`));
  add('numbers with leading zeros', () => numbered((i) => `${i}`.padStart(8, '0')));
  add('key:number', () => numbered((i) => `key:${i}`));
  add('paths', () => numbered((i) => `/usr/share/doc/package-${i % 97}/file${i}.txt`));
  add('hexadecimal', () => numbered((i) => i.toString(16).padStart(32, '0')));
  add('hexadecimal, differing in front', () => numbered((i) => i.toString(16).padEnd(32, 'x')));
  add('text, letters alone', () => letters('', ''));
  add('text, letters in the middle', () => letters('Foo', 'Bar'));
  add('text, letters in front', () => letters('', 'FooBar'));
  add('text, letters at the end', () => letters('FooBar', ''));
  add('text, long', () => letters('The quick brown fox jumps ', ' over the lazy dog, again'));
  add('small', small);
  add('two bytes', twoBytesOf);
  add('appended zeros', appendedZeros);
  for (const piece of [4, 5, 8, 12]) add(`cyclic ${8 * piece}`, () => cyclicOf(piece));
  for (const length of [8, 16, 32]) {
    add(`sparse, ${length} bytes`, () => wordsAt(length, 0, sparse(64, 4)));
    for (const [name, pattern] of [
      ['sequential', () => stride(1)],
      ['sequential, big-endian', () => shifted(40)],
      ['top bits', () => shifted(48)],
      ['high words', () => shifted(32)],
    ] as const) {
      add(`${name}, ${length} bytes`, () => wordsAt(length, 0, pattern()));
    }
  }
  add('sequential, last of 32 bytes', () => wordsAt(32, 24, stride(1)));
  add('top bits, last of 32 bytes', () => wordsAt(32, 24, shifted(48)));
  for (let at = 0; at < 64; at += 8) {
    add(`window at ${at} of the second of three words`, () => wordsAt(24, 8, windowed(64, at)));
  }
  add('pieces, low bits', () => permutedWords([0, 1, 2, 3, 4, 5, 6, 7], 8));
  add('pieces, high bits', () =>
    permutedWords(
      [0, 1, 2, 3, 4, 5, 6, 7].map((i) => i * 2 ** 29),
      8,
    ),
  );
  add('pieces, both', () =>
    permutedWords([0, 1, 2, 3, 4, 5, 6, 7, ...[1, 2, 3, 4, 5, 6, 7].map((i) => i * 2 ** 29)], 6),
  );
  for (const bytes of [4, 8] as const) {
    add(`pieces, 20 of ${bytes} bytes, lowest bit`, () => manyBlocks(bytes, 1));
    add(`pieces, 20 of ${bytes} bytes, highest bit`, () => manyBlocks(bytes, 128));
  }
  add('two blocks, 16 bytes', () => twoBlocks(16, 0, 8));
  add('two blocks, 24 bytes', () => twoBlocks(24, 8, 16));
  add('two blocks, 32 bytes', () => twoBlocks(32, 0, 24));
  add('two blocks, 48 bytes', () => twoBlocks(48, 16, 24));
  return list;
}

export const families: readonly Family[] = [
  ...integers('u32', 32),
  ...integers('u64', 64),
  ...floatFamilies(),
  ...stringFamilies(),
];

/** The row of a table that a family belongs to: one row for all strides, all windows and so on. */
export function groupOf(name: string): string {
  if (name === 'halves that cancel') return name;
  if (/ over /.test(name)) return 'multiples over a constant';
  if (/^multiples of 2\^/.test(name)) return 'multiples of 2^k';
  if (/^multiples of /.test(name)) return 'multiples of other numbers';
  if (/^window/.test(name)) return 'windowed';
  if (/^(integers|halves|tenths|cents|1024ths|between|next|grid|milliseconds)/.test(name))
    return 'grids';
  if (/^(reciprocals|square|powers|subnormal)/.test(name)) return 'other series';
  if (/^pieces/.test(name)) return 'permuted pieces';
  if (/^(text|numbers|key:|paths|hexadecimal)/.test(name)) return 'text';
  if (/^(pointers|pages)/.test(name)) return 'pointers';
  if (/^random,/.test(name)) return 'random, some bits shared';
  if (/^two blocks/.test(name)) return 'two blocks changed';
  if (/bytes$/.test(name) && name !== 'two bytes' && !/^sparse/.test(name))
    return 'one block changed';
  return (/^(sequential|sparse|cyclic)/.exec(name) ?? [name])[0];
}
