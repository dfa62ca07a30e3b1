// What libraries that know nothing of the maps make of them: equal ones are equal, different ones are
// not, and what would lose a map's entries says so. docs/go-map.md and docs/wasm-map.md have the tables.

import assert from 'node:assert';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { deserialize, serialize } from 'node:v8';
import { produce } from 'immer';
import { describe, expect, test } from 'vitest';
import { GoMap, type KeyKind, type ValueKind, WasmMap, WasmSet } from '../src/index.js';
import { useBuild } from './support/builds.js';

useBuild('debug');

// Without their types, which are packages of their own; esbuild, because no page can have it.
const require = createRequire(import.meta.url);
const { buildSync } = require('esbuild');
const lodash = require('lodash');
const jest = require('expect');
const { dequal } = require('dequal');
const fastDeepEqual = require('fast-deep-equal');
const fastDeepEqualES6 = require('fast-deep-equal/es6');

/** Whether `check` throws nothing. */
function passes(check: () => void): boolean {
  try {
    check();
    return true;
  } catch {
    return false;
  }
}

type Compare = (a: unknown, b: unknown) => boolean;

const LIBRARIES: Record<string, Compare> = {
  'assert.deepStrictEqual': (a, b) => passes(() => assert.deepStrictEqual(a, b)),
  'assert.deepEqual': (a, b) => passes(() => assert.deepEqual(a, b)),
  'util.isDeepStrictEqual': isDeepStrictEqual,
  'fast-deep-equal': fastDeepEqual,
  'fast-deep-equal/es6': fastDeepEqualES6,
  dequal,
  'lodash isEqual': lodash.isEqual,
  'Vitest toEqual': (a, b) => passes(() => expect(a).toEqual(b)),
  'Vitest toStrictEqual': (a, b) => passes(() => expect(a).toStrictEqual(b)),
  'Jest toEqual': (a, b) => passes(() => jest.expect(a).toEqual(b)),
  'Jest toStrictEqual': (a, b) => passes(() => jest.expect(a).toStrictEqual(b)),
};

/** Those that compare the entries of what has a native Map's tag, and never see the kinds. */
const BY_TAG = /lodash|Vitest|Jest/;

type Entries = [unknown, unknown][];

function goMap(key: KeyKind, value: ValueKind, entries: Entries): GoMap<unknown, unknown> {
  return new GoMap(key, value as 'any', { entries: entries as never }) as never;
}

const bytes = (...all: number[]) => Uint8Array.from(all);

const SAMPLES: [KeyKind, ValueKind, Entries][] = [
  ['u32', 'f64', [[1, 0.5], [2, Number.NaN], [4000000000, -0]]], // biome-ignore format: a line each
  ['i32', 'u8', [[-1, 5], [7, 0], [0, 255]]], // biome-ignore format: as above
  ['u64', 'i64', [[1n, -1n], [2n ** 64n - 1n, 2n ** 63n - 1n], [5n, 0n]]], // biome-ignore format: as above
  ['f64', 'bool', [[0.5, true], [-Infinity, false], [0, true]]], // biome-ignore format: as above
  ['string', 'string', [['a', ''], ['', 'ü'], ['\ud800', 'b'.repeat(100)]]], // biome-ignore format: as above
  ['string', 'any', [['a', { b: [1] }], ['c', new Map([[1, 2]])], ['d', undefined]]], // biome-ignore format: as above
  ['bytes', 'bytes', [[bytes(1), bytes()], [bytes(), bytes(0)], [bytes(1, 0), bytes(2)]]], // biome-ignore format: as above
  ['u32', 'void', [[1, undefined], [2, undefined], [3, undefined]]], // biome-ignore format: as above
];

describe.each(Object.entries(LIBRARIES))('%s', (name, equal) => {
  test.each(SAMPLES)('compares GoMap<%s, %s>', (key, value, entries) => {
    const map = goMap(key, value, entries);
    const same = goMap(key, value, [...entries].reverse());
    same.reserve(1000);
    expect(equal(map, same)).toBe(true);
    expect(equal({ maps: [map] }, { maps: [same] })).toBe(true);
    expect(equal(map, map.clone())).toBe(true);
    expect(equal(goMap(key, value, []), goMap(key, value, []))).toBe(true);

    const less = goMap(key, value, entries.slice(1));
    for (const other of [less, goMap(key, value, [])]) {
      expect(equal(map, other)).toBe(false);
      expect(equal(other, map)).toBe(false);
      expect(equal({ maps: [map] }, { maps: [other] })).toBe(false);
    }
    const [first, second] = entries as [Entries[0], Entries[0]];
    const otherKey = goMap(key, value, entries.slice(0, 2));
    const [, , third] = entries as [Entries[0], Entries[0], Entries[0]];
    expect(equal(otherKey, goMap(key, value, [first, [third[0], second[1]]]))).toBe(false);
    if (value === 'void') return;
    const otherValue = goMap(key, value, [[first[0], second[1]], ...entries.slice(1)]);
    expect(equal(map, otherValue)).toBe(false);
  });

  test.skipIf(BY_TAG.test(name))('tells kinds apart', () => {
    expect(equal(goMap('u32', 'u32', []), goMap('i32', 'u32', []))).toBe(false);
    expect(equal(goMap('u32', 'u32', [[1, 2]]), goMap('u32', 'f64', [[1, 2]]))).toBe(false);
  });

  test('compares many entries', () => {
    const entries: Entries = Array.from({ length: 500 }, (_, i) => [i * 7, i]);
    const map = goMap('u32', 'u32', entries);
    expect(equal(map, goMap('u32', 'u32', entries.reverse()))).toBe(true);
    expect(equal(map, goMap('u32', 'u32', entries).set(7, 0))).toBe(false);
  });
});

test('zeros of either sign are one key, and NaN keys count', () => {
  expect(isDeepStrictEqual(goMap('f64', 'u8', [[-0, 1]]), goMap('f64', 'u8', [[0, 1]]))).toBe(true);
  const nan = (...values: number[]) => goMap('f64', 'u8', values.map((v) => [Number.NaN, v])); // biome-ignore format: short
  expect(isDeepStrictEqual(nan(1, 2, 3), nan(3, 1, 2))).toBe(true);
  expect(isDeepStrictEqual(nan(1, 2, 3), nan(3, 1, 1))).toBe(false);
});

test('bytes are sorted by their content', () => {
  const keys = [[], [0], [0, 0], [0, 255], [1], [2, 1], [10], [255]].map((all) => bytes(...all));
  const map = goMap('bytes', 'void', keys.map((key) => [key, undefined] as [unknown, unknown]).reverse()); // biome-ignore format: short
  const { 'entries()': entries } = map as unknown as { 'entries()': Entries };
  expect(entries.slice(1).map(([key]) => key)).toEqual(keys);
});

test('differences are shown with their entries', () => {
  const a = goMap('string', 'u32', [['apple', 1]]);
  const b = goMap('string', 'u32', [['apple', 2]]);
  for (const expected of [expect, jest.expect]) {
    expect(() => expected(a).toEqual(b)).toThrow(/apple/);
  }
  expect(() => assert.deepStrictEqual(a, b)).toThrow(/'apple'/);
});

test('snapshots of tests hold the entries', () => {
  expect(goMap('string', 'u32', [['apple', 1]])).toMatchInlineSnapshot(`
    Map {
      "apple" => 1,
    }
  `);
  expect(new WasmMap([['apple', 1]])).toMatchInlineSnapshot(`
    Map {
      "apple" => 1,
    }
  `);
});

test('JSON is {}, as of a native Map', () => {
  const map = goMap('string', 'u32', [['apple', 1]]);
  expect(JSON.stringify(map)).toBe('{}');
  expect(JSON.stringify({ map, list: [map] })).toBe('{"map":{},"list":[{}]}');
  expect(map.toJSON()).toEqual(new Map([['apple', 1]]));
});

describe('cloning and posting a GoMap', () => {
  const post = /post map\.snapshot\(\) or \[\.\.\.map\] instead/;
  const engine = process.versions.bun || 'Deno' in globalThis ? /./ : post;
  const map = goMap('string', 'u32', [['apple', 1]]);

  test('throws an error that says what to do', () => {
    for (const value of [map, { map }, goMap('u32', 'any', [])]) {
      expect(() => structuredClone(value)).toThrow(engine);
      expect(() => new MessageChannel().port1.postMessage(value)).toThrow(engine);
      expect(() => serialize(value)).toThrow(engine);
    }
    let error: unknown;
    try {
      structuredClone(map);
    } catch (thrown) {
      error = thrown;
    }
    expect((error as Error).name).toBe('DataCloneError');
  });

  test('says it when it is minified, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tophash-minified-'));
    const outfile = join(folder, 'index.mjs');
    buildSync({
      entryPoints: ['src/index.ts'],
      outfile,
      bundle: true,
      minify: true,
      format: 'esm',
    });
    const url = pathToFileURL(outfile).href;
    const minified = (await import(/* @vite-ignore */ url)) as typeof import('../src/index.js');
    expect(readFileSync(outfile, 'utf8')).toMatch(post);
    rmSync(folder, { recursive: true });
    const small = new minified.GoMap('u32', 'u32');
    expect(() => structuredClone(small)).toThrow(engine);
  });

  test('lodash throws, too', () => {
    expect(() => lodash.clone(map)).toThrow(TypeError);
    expect(() => lodash.cloneDeep({ map })).toThrow(TypeError);
    const copy = lodash.cloneDeepWith({ map }, (x: unknown) =>
      x instanceof GoMap ? x.clone() : undefined,
    );
    copy.map.set('apple', 2);
    expect(map.get('apple')).toBe(1);
  });

  test('Immer throws, and the original stays as it was', () => {
    const state = { map };
    const recipe = (draft: typeof state) => {
      draft.map.set('apple', 2);
    };
    expect(() => produce(state, recipe)).toThrow(TypeError);
    expect(map.get('apple')).toBe(1);
  });

  test('is done by the map itself', () => {
    expect(GoMap.restore(structuredClone(map.snapshot())).get('apple')).toBe(1);
    expect(structuredClone([...map])).toEqual([['apple', 1]]);
  });
});

test('a map that has been disposed of compares with an error, not as empty', () => {
  const map = goMap('u32', 'u32', []);
  map.dispose();
  expect(Object.prototype.toString.call(map)).toBe('[object Map]');
  expect(() => isDeepStrictEqual(map, goMap('u32', 'u32', []))).toThrow(/disposed/);
});

test('only a map has a tag and entries', () => {
  const copy = Object.create(GoMap.prototype);
  expect(Object.prototype.toString.call(copy)).toBe('[object Object]');
  expect(Object.prototype.toString.call(GoMap.prototype)).toBe('[object Object]');
  expect(Reflect.ownKeys(copy)).toEqual([]);
  const heir = Object.create(goMap('u32', 'u32', []));
  expect(() => heir['entries()']).toThrow(TypeError);
});

// As documented: nothing can be done about it without own properties, which small maps have no time for.
describe('WasmMap', () => {
  const RIGHT = /lodash|Vitest|Jest/;
  test.each(Object.entries(LIBRARIES))('%s', (name, equal) => {
    const map = new WasmMap([[1, 2]]);
    expect(equal(map, new WasmMap([[1, 2]]))).toBe(true);
    for (const other of [new WasmMap([[1, 3]]), new WasmMap([[2, 2]]), new WasmMap()]) {
      expect(equal(map, other)).toBe(!RIGHT.test(name));
      expect(equal(new Map(map), new Map(other))).toBe(name === 'fast-deep-equal');
    }
  });

  test('is cloned as an empty object', () => {
    expect(deserialize(serialize(new WasmMap([[1, 2]])))).toEqual({});
    expect(structuredClone(new WasmMap([[1, 2]]))).toEqual({});
    expect(structuredClone(new Map(new WasmMap([[1, 2]])))).toEqual(new Map([[1, 2]]));
    expect(lodash.cloneDeep(new WasmMap([[1, 2]])).size).toBe(0);
  });
});

describe('WasmSet', () => {
  const RIGHT = /lodash|Vitest|Jest/;
  test.each(Object.entries(LIBRARIES))('%s', (name, equal) => {
    const set = new WasmSet([1, 2]);
    expect(equal(set, new WasmSet([1, 2]))).toBe(true);
    for (const other of [new WasmSet([1, 3]), new WasmSet()]) {
      expect(equal(set, other)).toBe(!RIGHT.test(name));
    }
  });

  test('is cloned as an empty object', () => {
    expect(structuredClone(new WasmSet([1]))).toEqual({});
    expect(structuredClone(new Set(new WasmSet([1])))).toEqual(new Set([1]));
  });
});
