// The methods of Map.prototype.

import { describe, expect, test } from 'vitest';
import { KEYS } from './keys.js';
import { forEverySubject, testOf } from './subjects.js';

const METHODS: [name: string, length: number][] = [
  ['clear', 0],
  ['delete', 1],
  ['entries', 0],
  ['forEach', 1],
  ['get', 1],
  ['getOrInsert', 2],
  ['getOrInsertComputed', 2],
  ['has', 1],
  ['keys', 0],
  ['set', 2],
  ['values', 0],
];

forEverySubject((Subject) => {
  describe.each(METHODS.filter(([name]) => name in Subject.prototype))('%s', (name, length) => {
    const descriptor = Object.getOwnPropertyDescriptor(Subject.prototype, name);
    const method = descriptor?.value as (...args: unknown[]) => unknown;

    test('is a method', () => {
      expect(descriptor).toEqual({
        value: method,
        writable: true,
        enumerable: false,
        configurable: true,
      });
      expect([method.name, method.length]).toEqual([name, length]);
      expect(Object.hasOwn(method, 'prototype')).toBe(false);
      expect(() => Reflect.construct(method, [])).toThrow(TypeError);
    });

    test('throws for any other receiver', () => {
      const others = [undefined, null, 1, '', Symbol(), {}, [], new Set(), new WeakMap(), Subject];
      for (const receiver of [...others, Subject.prototype, Object.create(new Subject())]) {
        expect(() => method.call(receiver, 1, () => 1)).toThrow(TypeError);
      }
    });
  });

  test('size is an accessor without a setter', () => {
    const size = Object.getOwnPropertyDescriptor(Subject.prototype, 'size');
    expect(size).toMatchObject({ set: undefined, enumerable: false, configurable: true });
    expect([size?.get?.name, size?.get?.length]).toEqual(['get size', 0]);
    for (const receiver of [{}, new Set(), undefined, Subject.prototype]) {
      expect(() => size?.get?.call(receiver)).toThrow(TypeError);
    }
  });

  test('@@iterator is entries, @@toStringTag is Map', () => {
    expect(Object.getOwnPropertyDescriptor(Subject.prototype, Symbol.iterator)).toEqual({
      value: Subject.prototype.entries,
      writable: true,
      enumerable: false,
      configurable: true,
    });
    expect(Object.getOwnPropertyDescriptor(Subject.prototype, Symbol.toStringTag)).toEqual({
      value: 'Map',
      writable: false,
      enumerable: false,
      configurable: true,
    });
    expect(Object.prototype.toString.call(new Subject())).toBe('[object Map]');
    expect(Object.keys(Subject.prototype)).toEqual([]);
  });

  // With few entries and with many: they are not found in the same way.
  describe.each([0, 40])('beside %i entries', (others) => {
    const make = () =>
      new Subject<unknown, unknown>(Array.from({ length: others }, (_, i) => [{}, i]));

    test.each(KEYS.map((key, i) => [i, key] as const))('a key of its own: #%i', (i, key) => {
      const map = make();
      expect([map.has(key), map.get(key), map.delete(key)]).toEqual([false, undefined, false]);
      expect(map.set(key, 'first')).toBe(map);
      for (const [j, other] of KEYS.entries()) expect(map.has(other)).toBe(i === j);
      expect([map.get(key), map.size]).toEqual(['first', others + 1]);
      map.set(key, undefined);
      expect([map.has(key), map.get(key), map.size]).toEqual([true, undefined, others + 1]);
      expect(Object.is([...map.keys()].at(-1), key)).toBe(true);
      expect(map.delete(key)).toBe(true);
      expect([map.has(key), map.delete(key), map.size]).toEqual([false, false, others]);
    });

    test('all of them at once', () => {
      const map = make();
      for (const [i, key] of KEYS.entries()) map.set(key, i);
      expect(map.size).toBe(others + KEYS.length);
      for (const [i, key] of KEYS.entries()) expect(map.get(key)).toBe(i);
      for (const [i, key] of KEYS.entries()) {
        if (i % 2 === 0) expect(map.delete(key)).toBe(true);
      }
      for (const [i, key] of KEYS.entries()) expect(map.has(key)).toBe(i % 2 !== 0);
      for (const [i, key] of KEYS.entries()) map.set(key, -i);
      for (const [i, key] of KEYS.entries()) expect(map.get(key)).toBe(-i);
    });

    test('SameValueZero: every NaN is one key, both zeros are one and stored as +0', () => {
      const bits = new BigUint64Array([
        0x7ff8000000000001n,
        0xfff8000000000000n,
        0x7ff0000000000001n,
      ]);
      const map = make();
      for (const nan of [...new Float64Array(bits.buffer), Number.NaN]) map.set(nan, 'nan');
      map.set(-0, 'zero');
      expect(map.size).toBe(others + 2);
      expect([map.get(0), map.get(-0), map.get(-Number.NaN)]).toEqual(['zero', 'zero', 'nan']);
      expect(Object.is([...map.keys()].at(-1), 0)).toBe(true);
      map.set(0, 'again');
      expect(map.get(-0)).toBe('again');
      expect(map.delete(-0)).toBe(true);
      expect(map.delete(Number.NaN)).toBe(true);
      expect(map.size).toBe(others);
    });

    test('equal bigints are one key, and no number', () => {
      const map = make().set(10n ** 30n, 'a');
      expect(map.get(BigInt(`1${'0'.repeat(30)}`))).toBe('a');
      map.set(1n, 'bigint').set(1, 'number');
      expect([map.get(1n), map.get(1)]).toEqual(['bigint', 'number']);
    });

    test('a changed value keeps its place; a key that comes back is last', () => {
      const map = make().set('a', 1).set('b', 2);
      map.set('a', 3);
      expect([...map].slice(others)).toEqual([
        ['a', 3],
        ['b', 2],
      ]);
      map.delete('a');
      map.set('a', 4);
      expect([...map.keys()].slice(others)).toEqual(['b', 'a']);
    });

    test('clear deletes everything, and returns nothing', () => {
      const map = make().set('a', 1).set(1n, 1).set(1, 1);
      expect(map.clear()).toBe(undefined);
      expect([map.size, map.has('a'), [...map]]).toEqual([0, false, []]);
      map.clear();
      map.set('b', 2);
      expect([...map]).toEqual([['b', 2]]);
    });

    test('forEach calls with value, key and map, in order', () => {
      const map = make().set('a', 1).set('b', 2);
      const calls: unknown[][] = [];
      const receiver = {};
      const result = map.forEach(function (this: unknown, ...args) {
        calls.push([this, ...args]);
      }, receiver);
      expect(result).toBe(undefined);
      expect(calls.slice(others)).toEqual([
        [receiver, 1, 'a', map],
        [receiver, 2, 'b', map],
      ]);
      const receivers = new Set<unknown>();
      map.forEach(function (this: unknown) {
        receivers.add(this);
      });
      expect([...receivers]).toEqual([undefined]);
      map.forEach(function (this: unknown) {
        receivers.add(this);
      }, null);
      expect(receivers.has(null)).toBe(true);
      for (const callback of [undefined, null, 1, {}, 'f', Symbol()]) {
        expect(() => map.forEach(callback as never)).toThrow(TypeError);
        expect(() => new Subject().forEach(callback as never)).toThrow(TypeError);
      }
    });

    test('forEach shows what is added, not what is deleted, and what comes back again', () => {
      const map = make().set('a', 0).set('b', 0).set('c', 0);
      const seen: unknown[] = [];
      map.forEach((_value, key) => {
        if (typeof key !== 'string') return;
        seen.push(key);
        if (key === 'a') map.delete('b');
        if (key === 'c') {
          map.set('d', 0);
          map.delete('a');
          map.set('a', 0);
        }
        if (key === 'a' && seen.length > 1) map.delete('a');
      });
      expect(seen).toEqual(['a', 'c', 'd', 'a']);
    });

    test('forEach goes on with what is added after a clear, and stops at an error', () => {
      const map = make().set('a', 0);
      const seen: unknown[] = [];
      map.forEach((_value, key) => {
        if (typeof key !== 'string') return;
        seen.push(key);
        if (key !== 'a') return;
        map.clear();
        map.set('x', 0).set('y', 0);
      });
      expect(seen).toEqual(['a', 'x', 'y']);
      let calls = 0;
      const error = new Error('mine');
      const fail = () => {
        calls += 1;
        throw error;
      };
      expect(() => map.forEach(fail)).toThrow(error);
      expect(calls).toBe(1);
      expect(map.size).toBe(2);
    });

    testOf(Subject, 'getOrInsert')('getOrInsert', () => {
      const map = make();
      for (const [i, key] of KEYS.entries()) expect(map.getOrInsert(key, i)).toBe(i);
      for (const [i, key] of KEYS.entries()) expect(map.getOrInsert(key, 'other')).toBe(i);
      expect(map.size).toBe(others + KEYS.length);
      map.set('present', undefined);
      expect(map.getOrInsert('present', 1)).toBe(undefined);
      map.delete(0);
      map.getOrInsert(-0, 'zero');
      expect(Object.is([...map.keys()].at(-1), 0)).toBe(true);
    });

    const testComputed = testOf(Subject, 'getOrInsertComputed');

    testComputed('getOrInsertComputed calls back for absent keys only, with the key', () => {
      const map = make();
      const args: unknown[][] = [];
      const callback = function (this: unknown, ...all: unknown[]) {
        args.push([this, ...all]);
        return `value of ${String(all[0])}`;
      };
      expect(map.getOrInsertComputed('a', callback)).toBe('value of a');
      expect(map.getOrInsertComputed('a', callback)).toBe('value of a');
      expect(args).toEqual([[undefined, 'a']]);
      map.getOrInsertComputed(-0, callback);
      expect(Object.is(args[1]?.[1], 0)).toBe(true);
      map.set('present', undefined);
      expect(map.getOrInsertComputed('present', callback)).toBe(undefined);
      for (const wrong of [undefined, null, 1, {}]) {
        expect(() => map.getOrInsertComputed('a', wrong as never)).toThrow(TypeError);
      }
    });

    testComputed('getOrInsertComputed: a callback that writes to the map, or throws', () => {
      const map = make();
      const returned = map.getOrInsertComputed('a', () => {
        map.set('a', 'inner').set('b', 'other');
        return 'outer';
      });
      expect([returned, map.get('a'), map.get('b')]).toEqual(['outer', 'outer', 'other']);
      expect([...map.keys()].slice(others)).toEqual(['a', 'b']);
      map.getOrInsertComputed('c', () => {
        map.clear();
        return 1;
      });
      expect([...map]).toEqual([['c', 1]]);
      map.getOrInsertComputed('c2', () => {
        map.set('c2', 0);
        map.delete('c2');
        map.set('d', 0);
        return 1;
      });
      expect([...map.keys()]).toEqual(['c', 'd', 'c2']);
      const fail = () => {
        throw new Error('mine');
      };
      expect(() => map.getOrInsertComputed('e', fail)).toThrow('mine');
      expect(map.has('e')).toBe(false);
    });
  });
});
