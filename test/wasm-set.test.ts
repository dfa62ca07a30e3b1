// What WasmSet has beside ECMAScript's Set: forms, and memory that is given back.

import { afterEach, describe, expect, expectTypeOf, test } from 'vitest';
import { WasmSet, type WasmSetStats } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { useBuild } from './support/builds.js';
import { sharedHeap } from './support/inside.js';

useBuild('debug');

const usual = { ...limits };
afterEach(() => {
  Object.assign(limits, usual);
});

function numbers(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

test('a set of numbers becomes a table', () => {
  const set = new WasmSet<unknown>(numbers(16_384));
  expect(set.stats()).toMatchObject({ form: 'native', why: 'fewer than 16384 entries', bytes: 0 });
  set
    .add(-1)
    .add('a')
    .add(1n)
    .add(-1n)
    .add(2n ** 70n);
  expect(set.stats()).toMatchObject({ form: 'table', why: 'many numbers', size: 16_389 });
  expect([...set].slice(16_384)).toEqual([-1, 'a', 1n, -1n, 2n ** 70n]);
  set.clear();
  expect(set.stats()).toMatchObject({ form: 'native', size: 0 });
});

test('forEach goes on where it was when the set becomes a table', () => {
  limits.table = 3000;
  for (const at of [0, 1, 2043, 2044, 2999]) {
    const set = new WasmSet(numbers(3000));
    const seen: number[] = [];
    set.forEach((value) => {
      if (seen.push(value) === at + 1) set.add(3000).delete(value + 1);
    });
    expect(set.stats().form).toBe('table');
    expect(seen).toEqual(numbers(3001).filter((value) => value !== at + 1));
  }
});

test.each([10, 20_000])('dispose gives the memory back and stops every use: %i values', (count) => {
  const before = sharedHeap.usedBytes;
  const set = new WasmSet<unknown>(numbers(count));
  const iterator = set.values();
  const exhausted = set.values();
  for (const _ of exhausted);
  set.dispose();
  set.dispose();
  expect(sharedHeap.usedBytes - before).toBeLessThanOrEqual(2 * 4096);
  const names = Object.getOwnPropertyNames(WasmSet.prototype) as (keyof WasmSet & string)[];
  const other = new Set([1]);
  for (const name of names) {
    if (['constructor', 'dispose'].includes(name)) continue;
    const use = () => {
      const property: unknown = set[name]; // throws where it is a getter
      const argument = name === 'forEach' ? () => 1 : other;
      return Reflect.apply(property as never, set, [argument]);
    };
    expect(use, name).toThrow('this WasmSet has been disposed of');
  }
  expect(() => iterator.next()).toThrow('the WasmSet has been disposed of');
  expect(exhausted.next().done).toBe(true);
});

test('a queue of numbers keeps its size in a table', () => {
  useBuild('release');
  const set = new WasmSet(numbers(20_000));
  for (let i = 0; i < 1_000_000; i += 1) {
    set.add(i + 20_000);
    set.delete(set.values().next().value as number);
  }
  const { form, holes, bytes } = set.stats();
  expect([form, set.size, holes < 2 * 2048, bytes < 50 * 20_000]).toEqual([
    'table',
    20_000,
    true,
    true,
  ]);
  expect([...set]).toEqual(numbers(20_000).map((i) => i + 1_000_000));
});

describe('types', () => {
  test('a WasmSet is a Set', () => {
    expectTypeOf<WasmSet<string>>().toExtend<Set<string>>();
    expectTypeOf<WasmSet<string>>().toExtend<ReadonlySet<string>>();
    expectTypeOf(new WasmSet(['a'])).toEqualTypeOf<WasmSet<string>>();
    expectTypeOf(new WasmSet(['a']).union(new Set([1]))).toEqualTypeOf<WasmSet<string | number>>();
    expectTypeOf(new WasmSet([1]).stats()).toEqualTypeOf<WasmSetStats>();
    // @ts-expect-error: a number is not a value of this set
    expect(new WasmSet(['a']).has(1)).toBe(false);
  });
});
