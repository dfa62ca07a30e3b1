// The ways in which strings get into the memory: whatever way it is, the bytes are the same, and the
// string comes back. They are the loop and the encoder of the host, with and without Node's Buffer,
// and the core's reading, with the engine's functions and with those that the host passes in.

import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { GoMap, Heap, useModule } from '../src/index.js';
import { ShortStrings } from '../src/wasm/js-string-encode.js';
import { hasStringBuiltins } from '../src/wasm/module.js';
import * as withBuffer from '../src/wasm/wtf8.js';
import { type Build, moduleOf } from './support/builds.js';
import { memoryOf } from './support/inside.js';

type Text = typeof withBuffer;

/** The module as engines without Node's Buffer see it. */
async function loadWithoutBuffer(): Promise<Text> {
  vi.stubGlobal('Buffer', undefined);
  vi.resetModules();
  try {
    return await import('../src/wasm/wtf8.js');
  } finally {
    vi.unstubAllGlobals();
  }
}

const withoutBuffer = await loadWithoutBuffer();

test('this engine has the Buffer that one way of writing needs', () => {
  expect(globalThis.Buffer).toBe(Buffer);
});

function heapOf(build: Build, builtins: boolean): Heap {
  useModule(moduleOf(build, builtins));
  return new Heap();
}

/** Bytes of the longest string that is read in these tests. */
const ROOM = 4096;

interface Way {
  name: string;
  write: (text: string) => Uint8Array;
}

function inCore(build: Build, builtins: boolean): Way {
  const memory = memoryOf(heapOf(build, builtins));
  const at = memory.core.allocateScratch(ROOM) >>> 0;
  return {
    name: `core (${build}), ${builtins ? 'functions of the engine' : 'functions of the host'}`,
    write: (text) => memory.views.u8.slice(at, at + memory.core.readJsString(text, at)),
  };
}

function inHost(name: string, text: Text, encode: 'encode' | 'encodeShort'): Way {
  const bytes = text.bytesFor(new ArrayBuffer(ROOM));
  return {
    name,
    write: (s) => new Uint8Array(bytes.subarray(3, 3 + text[encode](s, bytes, 3, ROOM - 3))),
  };
}

const WAYS: Way[] = [
  inHost('loop', withBuffer, 'encodeShort'),
  inHost('Buffer', withBuffer, 'encode'),
  inHost('TextEncoder', withoutBuffer, 'encode'),
  inCore('release', false),
  inCore('release', true),
  inCore('swar', true),
];

/** WTF-8, by the book: the encoding of each code point, or of each surrogate without a partner. */
function wtf8(text: string): number[] {
  return [...text].flatMap((char) => {
    const code = char.codePointAt(0) as number;
    if (code < 0x80) return [code];
    const bytes: number[] = [];
    let rest = code;
    for (let limit = 0x40; rest >= limit; limit = limit === 0x40 ? 0x20 : limit >> 1) {
      bytes.unshift(0x80 | (rest & 0x3f));
      rest >>>= 6;
    }
    const lead = [0, 0xc0, 0xe0, 0xf0][bytes.length] as number;
    return [lead | rest, ...bytes];
  });
}

function sameBytes(text: string): void {
  const expected = wtf8(text);
  for (const { name, write } of WAYS) expect([...write(text)], name).toEqual(expected);
  const bytes = Uint8Array.from([0xff, ...expected, 0xff]);
  for (const module of [withBuffer, withoutBuffer]) {
    const all = module.bytesFor(bytes.buffer);
    expect(module.decode(all, 1, expected.length)).toBe(text);
  }
}

test('the ways that are compared are different ones', () => {
  expect(withoutBuffer.SHORT).not.toBe(withBuffer.SHORT);
  expect(hasStringBuiltins(moduleOf('release', false))).toBe(false);
  const [major] = process.versions.node.split('.').map(Number) as [number];
  if (major >= 24) expect(hasStringBuiltins(moduleOf('release', true))).toBe(true);
});

describe('every way gives the same bytes', () => {
  test('for every length and a character of every size in every place', () => {
    for (let length = 0; length <= 40; length += 1) {
      const ascii = 'abcdefghijklmnopqrstuvwxyz0123456789+-*/'.slice(0, length);
      sameBytes(ascii);
      for (const char of [
        '\0',
        '\x7f',
        '\x80',
        'ÿ',
        '\u07ff',
        '\u0800',
        '\uffff',
        '😀',
        '\ufffd',
      ]) {
        for (let at = 0; at < length; at += 1) {
          sameBytes(ascii.slice(0, at) + char + ascii.slice(at + 1));
        }
      }
    }
  });

  test('for a lone surrogate in every place', () => {
    for (let length = 1; length <= 34; length += 1) {
      for (const other of ['a', 'é', '→', '\ud800', '\udc00']) {
        for (let at = 0; at < length; at += 1) {
          for (const lone of ['\ud83d', '\ude00']) {
            sameBytes(other.repeat(at) + lone + other.repeat(length - at - 1));
          }
        }
      }
    }
  });

  const units = fc
    .array(
      fc.oneof(
        { weight: 6, arbitrary: fc.integer({ min: 0, max: 0x7f }) },
        fc.integer({ min: 0xd7fe, max: 0xe001 }),
        fc.integer({ min: 0, max: 0xffff }),
      ),
      { maxLength: 200 },
    )
    .map((codes) => String.fromCharCode(...codes));

  test('for any units', () => {
    fc.assert(fc.property(units, sameBytes), { numRuns: 1000 });
  });

  test('for strings in every representation', () => {
    // Bytes of a megabyte and more stay outside of the engine's heap.
    const external = Buffer.alloc(2_000_000, 'one-byte ').toString('latin1');
    const wide = Buffer.alloc(4_000_000, 'two→byte ', 'utf16le').toString('utf16le');
    for (let length = 1; length < 90; length += 1) {
      sameBytes(external.slice(1000, 1000 + length)); // sliced from external
      sameBytes(wide.slice(1000, 1000 + length));
      const flat = external.slice(0, length).split('').join('');
      sameBytes(flat);
      const rope = flat.slice(0, length >> 1) + flat.slice(length >> 1);
      sameBytes(rope + rope); // joined, read for the first time
      sameBytes(`${rope}→${rope}`);
      sameBytes(`${wide.slice(0, length)}${flat}`.slice(length >> 1)); // sliced from joined
      sameBytes(Object.keys({ [`key ${rope}`]: 1 })[0] as string); // internalized
    }
  });
});

describe.each([
  ['the core, with functions of the engine', true, 24],
  ['the core, with functions of the host', false, 24],
  ['the host', false, 0],
])('maps whose short strings are read by %s', (_, builtins, units) => {
  const heap = heapOf('debug', builtins);
  // What a heap finds out by itself after some time.
  const { shortStrings } = memoryOf(heap);
  vi.spyOn(shortStrings, 'encode').mockImplementation(
    units > 0
      ? (text, _, at) => memoryOf(heap).core.readJsString(text, at)
      : (text, bytes, at) => withBuffer.encodeShort(text, bytes, at),
  );
  shortStrings.maxDirectLength = units;

  test('do the same as a native Map', () => {
    const keys = fc.array(
      fc.oneof(
        fc.constantFrom('', 'a', 'user:1', 'é', '\ud83d', '\ude00', '😀'),
        fc.string({ unit: 'binary', maxLength: 30 }),
      ),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(keys, (all) => {
        const map = new GoMap('string', 'u32', { heap });
        const sums = new GoMap('string', 'f64', { heap });
        const model = new Map<string, number>();
        for (const [i, key] of all.entries()) {
          expect(map.get(key)).toBe(model.get(key));
          expect(map.has(key)).toBe(model.has(key));
          if (i % 3 === 2) expect(map.delete(key)).toBe(model.delete(key));
          else {
            map.set(key, i);
            model.set(key, i);
          }
          sums.add(key, 1);
        }
        expect(map.size).toBe(model.size);
        expect(new Map(map)).toEqual(model);
        expect(sums.size).toBe(new Set(all).size);
        map.dispose();
        sums.dispose();
      }),
      { numRuns: 300 },
    );
  });

  test('take strings of 24, 25 and 10 million units, flat or joined of many', () => {
    const map = new GoMap('string', 'u32', { heap });
    let joined = '';
    for (let i = 0; i < 1_000_000; i += 1) joined += `part ${i % 7}..`;
    const keys = ['x'.repeat(24), 'x'.repeat(25), '→'.repeat(24), '→'.repeat(25), joined];
    for (const [i, key] of keys.entries()) map.set(key, i);
    for (const [i, key] of keys.entries()) {
      expect(map.get(`${key}!`.slice(0, -1))).toBe(i);
      expect(map.get(`${key}!`)).toBe(undefined);
    }
    for (const key of keys) expect(map.delete(key)).toBe(true);
    expect(map.size).toBe(0);
    map.dispose();
  });
});

describe('a heap chooses', () => {
  afterEach(() => vi.restoreAllMocks());

  /** Reads many strings while a clock says how long the two ways take. */
  function choose(builtins: boolean, core: number, loop: number) {
    const memory = memoryOf(heapOf('release', false));
    const at = memory.core.allocateScratch(ROOM) >>> 0;
    const bytes = withBuffer.bytesFor(memory.views.u8.buffer);
    const strings = new ShortStrings(memory.core, builtins);
    // The clock is read twice in each of five rounds, first for the core and then for the loop.
    let now = 0;
    let readings = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => {
      now += readings % 20 < 10 ? core : loop;
      readings += 1;
      return now;
    });
    const text = 'key → 1';
    const expected = wtf8(text);
    for (let i = 0; i < 100_000; i += 1) {
      bytes.fill(0, at, at + 12);
      const length = strings.encode(text, bytes, at);
      if (length !== 9 || bytes[at + 4] !== expected[4] || bytes[at + 8] !== expected[8])
        expect(i).toBe(-1);
    }
    return { units: strings.maxDirectLength, comparisons: readings / 20 };
  }

  test('the core when it is faster', () => {
    expect(choose(true, 1, 2)).toEqual({ units: withBuffer.SHORT, comparisons: 4 });
  });

  test('the loop when the core is slower', () => {
    expect(choose(true, 2, 1)).toEqual({ units: 0, comparisons: 4 });
  });

  test('the loop when the clock does not tell', () => {
    expect(choose(true, 0, 0)).toEqual({ units: 0, comparisons: 4 });
  });

  test('the loop where the engine has no functions for the core', () => {
    expect(choose(false, 1, 2)).toEqual({ units: 0, comparisons: 0 });
  });
});

describe('strings that are read many at once', () => {
  const heap = heapOf('debug', false);

  /** Keys and values as every way of iterating shows them. */
  function shown(strings: readonly string[]): [string, string][][] {
    const map = new GoMap('string', 'string', { heap });
    for (const text of strings) map.set(text, `${text}!`);
    const pairs: [string, string][] = [];
    map.forEach((value, key) => {
      pairs.push([key, value]);
    });
    const values = [...map.values()];
    const all = [
      pairs,
      [...map],
      [...map.keys()].map((key) => [key, `${key}!`] as [string, string]),
    ];
    expect(new Set(values)).toEqual(new Set(strings.map((text) => `${text}!`)));
    map.dispose();
    return all;
  }

  test.each([
    ['ASCII', (i: number) => `key ${i}`],
    ['empty among others', (i: number) => (i % 2 ? `${i}` : '')],
    ['one that is not ASCII among others', (i: number) => (i === 500 ? 'é→😀' : `key ${i}`)],
    ['halves of pairs', (i: number) => (i % 2 ? '\ud83d' : '\ude00').repeat(1 + (i % 50))],
    [
      'as many bytes as are read at once, and more',
      (i: number) => `${i}-`.padEnd(60 + (i % 9), 'x'),
    ],
    ['long ones among others', (i: number) => (i % 100 ? `${i}` : `${i}-`.padEnd(5000, 'é'))],
  ])('come back: %s', (_, make) => {
    const strings = [...new Set(Array.from({ length: 1000 }, (_, i) => make(i)))];
    for (const pairs of shown(strings)) {
      expect(pairs.length).toBe(strings.length);
      expect(new Map(pairs)).toEqual(new Map(strings.map((text) => [text, `${text}!`])));
    }
  });
});
