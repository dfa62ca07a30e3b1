// The hot single calls that know their layout: what they leave to others, and the one number that
// means no value to them.

import { describe, expect, test } from 'vitest';
import { GoMap } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { KEY_KINDS, samples, VALUE_KINDS } from './support/samples.js';

/** What the core returns for no value (assembly/fast.ts), as the kinds of value read it. */
const RESERVED = { i32: -0x61c88647, u32: 2 ** 32 - 0x61c88647, f64: Number.NaN };

describe.each(['release', 'debug', 'swar'] as const)(
  'the number that stands for no value (%s)',
  (build) => {
    const heap = heapOn(build);
    for (const key of KEY_KINDS) {
      for (const value of ['i32', 'u32', 'f64'] as const) {
        test(`is a value like any other (${key} to ${value})`, () => {
          const map = new GoMap<unknown, number, false>(key as never, value as never, { heap });
          const [present, absent] = samples(key, 40)
            .filter((k) => !Number.isNaN(k))
            .slice(10, 12);
          const reserved = RESERVED[value];
          map.set(present, reserved);
          expect(map.get(present)).toBe(reserved);
          expect(map.get(absent)).toBe(undefined);
          expect(map.get(present)).toBe(reserved);
          expect(map.lookup(present)).toEqual([reserved, true]);
          expect(map.getOrInsert(present, 1)).toBe(reserved);
          expect([...map.values()]).toEqual([reserved]);
          expect(map.add(present, 0)).toBe(reserved);
          expect(map.add(absent, reserved)).toBe(reserved);
          expect(map.get(absent)).toBe(reserved);
          map.set(present, 0);
          expect(map.add(present, reserved)).toBe(reserved);
          expect(map.add(present, 1)).toBe(reserved + 1);
          if (value !== 'f64')
            expect(map.add(present, value === 'i32' ? -1 : 0)).toBe(
              value === 'i32' ? reserved : reserved + 1,
            );
          expect(map.size).toBe(2);
          map.dispose();
        });
      }
    }
  },
);

describe.each(KEY_KINDS)('a callback inside a write (%s)', (key) => {
  test.each(VALUE_KINDS)('may not use the map (%s)', (value) => {
    const [first, second] = samples(key, 40)
      .filter((k) => !Number.isNaN(k))
      .slice(10, 12);
    const [v, w] = samples(value, 40).slice(20, 22);
    const map = new GoMap<unknown, unknown>(key as never, value as never).set(first, v);
    const before = map.get(first);
    const read = 'concurrent map read and map write';
    const write = 'concurrent map writes';
    const calls: [string, () => unknown][] = [
      [read, () => map.get(first)],
      [read, () => map.get(second)],
      [read, () => map.has(first)],
      [read, () => map.lookup(first)],
      [write, () => map.set(first, w)],
      [write, () => map.delete(first)],
      [read, () => map.getOrInsert(first, w)],
    ];
    if (typeof v === 'number') calls.push([write, () => map.add(first, 0 as never)]);
    let tried = 0;
    const made = map.getOrInsertComputed(second, () => {
      for (const [message, call] of calls) {
        expect(call).toThrow(message);
        tried += 1;
      }
      return w;
    });
    expect(tried).toBe(calls.length);
    expect(made).toEqual(map.get(second));
    expect(map.get(first)).toEqual(before);
    expect(map.size).toBe(2);
    expect(map.set(first, w).get(first)).toEqual(made); // it is over
    map.dispose();
    expect(() => map.get(first)).toThrow('disposed');
    expect(() => map.delete(first)).toThrow('disposed');
  });

  test('may throw', () => {
    const map = new GoMap<unknown, number, false>(key as never, 'u32' as never);
    const [k] = samples(key, 40)
      .filter((k) => !Number.isNaN(k))
      .slice(10);
    const error = new Error('from the callback');
    expect(() =>
      map.getOrInsertComputed(k, () => {
        throw error;
      }),
    ).toThrow(error);
    expect(map.set(k, 1).add(k, 2)).toBe(3);
    expect([map.get(k), map.has(k), map.delete(k), map.size]).toEqual([3, true, true, 0]);
  });
});
