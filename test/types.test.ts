// The types that TypeScript infers from kinds. `npm run types` checks them; running the file shows
// that the values agree.

import { expect, expectTypeOf, test } from 'vitest';
import {
  GoMap,
  type GoMapOptions,
  type GoMapStats,
  Heap,
  type KeyOf,
  type TextColumn,
  type ValueOf,
} from '../src/index.js';

test('kinds decide the types of keys and values', () => {
  expectTypeOf(new GoMap('u64', 'string')).toEqualTypeOf<GoMap<bigint, string>>();
  expectTypeOf(new GoMap('i32', 'f32')).toEqualTypeOf<GoMap<number, number>>();
  expectTypeOf(new GoMap('f64', 'bool')).toEqualTypeOf<GoMap<number, boolean>>();
  expectTypeOf(new GoMap('string', 'void')).toEqualTypeOf<GoMap<string, undefined>>();
  expectTypeOf(new GoMap('bytes', 'u32')).toEqualTypeOf<GoMap<Uint8Array, number>>();
  expectTypeOf(new GoMap('u32', 'bytes')).toEqualTypeOf<GoMap<number, Uint8Array>>();
  expectTypeOf(new GoMap('i64', 'u8')).toEqualTypeOf<GoMap<bigint, number>>();
  expectTypeOf(new GoMap('string', 'any').get('a')).toBeAny();
  expectTypeOf(new GoMap('string', 'any').keys()).toEqualTypeOf<MapIterator<string>>();
  expectTypeOf(new GoMap<string, Date>('string', 'any')).toEqualTypeOf<GoMap<string, Date>>();
  expectTypeOf<KeyOf<'u64'>>().toEqualTypeOf<bigint>();
  expectTypeOf<KeyOf<'bytes'>>().toEqualTypeOf<Uint8Array>();
  expectTypeOf<ValueOf<'bool'>>().toEqualTypeOf<boolean>();
  const map = new GoMap('u64', 'string');
  expect(typeof [...map.set(1n, 'one').keys()][0]).toBe('bigint');
});

test('methods have the types of their maps', () => {
  const map = new GoMap('u64', 'string');
  expectTypeOf(map.get(1n)).toEqualTypeOf<string | undefined>();
  expectTypeOf(map.lookup(1n)).toEqualTypeOf<[value: string, ok: boolean]>();
  expectTypeOf(map.set(1n, 'a')).toEqualTypeOf<GoMap<bigint, string>>();
  expectTypeOf(map.keys()).toEqualTypeOf<MapIterator<bigint>>();
  expectTypeOf(map.entries()).toEqualTypeOf<MapIterator<[bigint, string]>>();
  expectTypeOf(map.clone()).toEqualTypeOf<GoMap<bigint, string>>();
  expectTypeOf(map.stats()).toEqualTypeOf<GoMapStats>();
  expectTypeOf<GoMapOptions<number, string>['entries']>().toEqualTypeOf<
    Iterable<readonly [number, string]> | undefined
  >();
  expectTypeOf(Heap.create()).toEqualTypeOf<Promise<Heap>>();
  expect(map.lookup(2n)).toEqual(['', false]);
});

test('columns have the types of their kinds', () => {
  const map = new GoMap('bytes', 'bytes');
  const key = Uint8Array.of(1);
  expectTypeOf(map.columns()).toEqualTypeOf<{ keys: TextColumn; values: TextColumn }>();
  expectTypeOf(map.setAll([key], key).getAll([key])).toEqualTypeOf<Uint8Array[]>();
  expectTypeOf(map.setAll(map.columns().keys, [key])).toEqualTypeOf<
    GoMap<Uint8Array, Uint8Array>
  >();
  expectTypeOf(new GoMap('string', 'any').columns().keys).toEqualTypeOf<TextColumn>();
  // @ts-expect-error: strings are no column of bytes
  expect(() => map.hasAll(['a'])).toThrow(TypeError);
  // @ts-expect-error: nor is a single key
  expect(() => map.hasAll(key)).toThrow(TypeError);
});

test('what the kinds cannot hold does not compile', () => {
  const map = new GoMap('u64', 'string');
  // @ts-expect-error: a number is not a key of kind u64
  expect(map.get(1)).toBeUndefined();
  // @ts-expect-error: a number is not a value of kind string
  expect(() => map.set(1n, 1)).toThrow(TypeError);
  // @ts-expect-error: i8 is not a kind of key
  expect(() => new GoMap('i8', 'u32')).toThrow(TypeError);
  // @ts-expect-error: no such kind
  expect(() => new GoMap('u32', 'number')).toThrow(TypeError);
  // @ts-expect-error: entries must fit the kinds
  expect(() => new GoMap('u32', 'u32', { entries: [['a', 1]] })).toThrow(TypeError);
});
