// Set, written from the specification: the constructor, the prototype, iterators, and the methods that take
// another set, with the order in which they read and call it.

import { describe, expect, test } from 'vitest';
import { WasmMap, WasmSet } from '../../src/index.js';
import { KEYS } from '../map-spec/keys.js';
import { forEverySet } from '../map-spec/subjects.js';

// biome-ignore lint/suspicious/noExplicitAny: methods are called with anything.
type Anything = any;

const METHODS: [name: string, length: number][] = [
  ['add', 1],
  ['clear', 0],
  ['delete', 1],
  ['entries', 0],
  ['forEach', 1],
  ['has', 1],
  ['values', 0],
  ['union', 1],
  ['intersection', 1],
  ['difference', 1],
  ['symmetricDifference', 1],
  ['isSubsetOf', 1],
  ['isSupersetOf', 1],
  ['isDisjointFrom', 1],
];
const OPERATIONS = METHODS.slice(7).map(([name]) => name);

const setters = (prototype: object, key: PropertyKey) =>
  Object.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;

forEverySet((Subject) => {
  const prototype = Subject.prototype as Anything;
  const present = METHODS.filter(([name]) => name in prototype);
  const operations = OPERATIONS.filter((name) => name in prototype);

  describe('the constructor', () => {
    test('its properties', () => {
      expect([Subject.name, Subject.length]).toEqual(['Set', 0]);
      expect(() => (Subject as Anything)()).toThrow(TypeError);
      expect(Object.getPrototypeOf(Subject)).toBe(Function.prototype);
      expect(Object.getPrototypeOf(prototype)).toBe(Object.prototype);
      expect(setters(Subject, 'prototype')).toMatchObject({ writable: false, configurable: false });
      expect(setters(prototype, 'constructor')).toEqual({
        value: Subject,
        writable: true,
        enumerable: false,
        configurable: true,
      });
      const species = setters(Subject, Symbol.species);
      expect([species.get?.name, species.set]).toEqual(['get [Symbol.species]', undefined]);
      expect(species.get?.call(7)).toBe(7);
    });

    test('takes nothing or an iterable', () => {
      for (const none of [undefined, null]) expect(new Subject(none).size).toBe(0);
      expect(new Subject('abca').size).toBe(3);
      for (const wrong of [1, true, {}, Symbol()]) {
        expect(() => new Subject(wrong as never)).toThrow(TypeError);
      }
    });

    test('calls add, which is looked up once, and closes the iterator when that throws', () => {
      let looked = 0;
      let closed = 0;
      class Sub extends (Subject as Anything) {
        get add() {
          looked += 1;
          return (value: unknown) => {
            if (value === 3) throw new Error('three');
            return super.add(value);
          };
        }
      }
      const iterable = {
        [Symbol.iterator]() {
          let i = 0;
          return {
            next: () => ({ value: i++, done: false }),
            return() {
              closed += 1;
              return {};
            },
          };
        },
      };
      expect(() => new (Sub as Anything)(iterable)).toThrow('three');
      expect([looked, closed]).toEqual([1, 1]);
      class Without extends (Subject as Anything) {}
      Object.defineProperty(Without.prototype, 'add', { value: 1 });
      expect(() => new (Without as Anything)([])).toThrow(TypeError);
      expect(new (Without as Anything)()).toBeInstanceOf(Subject);
    });
  });

  describe.each(present)('%s', (name, length) => {
    test('is a method that knows its receivers', () => {
      const { value: method, ...attributes } = setters(prototype, name);
      expect(attributes).toEqual({ writable: true, enumerable: false, configurable: true });
      expect([method.name, method.length]).toEqual([name, length]);
      expect(Object.hasOwn(method, 'prototype')).toBe(false);
      expect(() => Reflect.construct(method, [])).toThrow(TypeError);
      const others = [
        undefined,
        null,
        1,
        {},
        [],
        new Map(),
        new WasmMap(),
        new WeakSet(),
        prototype,
      ];
      const argument = name === 'forEach' ? () => 1 : new Set();
      for (const receiver of [...others, Object.create(new Subject())]) {
        expect(() => method.call(receiver, argument)).toThrow(TypeError);
      }
    });
  });

  test('size, keys, @@iterator and @@toStringTag', () => {
    const size = setters(prototype, 'size');
    expect(size).toMatchObject({ set: undefined, enumerable: false, configurable: true });
    expect(size.get?.name).toBe('get size');
    expect(() => size.get?.call({})).toThrow(TypeError);
    for (const key of ['keys', Symbol.iterator]) {
      expect(setters(prototype, key)).toEqual({ ...setters(prototype, 'values') });
    }
    expect(setters(prototype, Symbol.toStringTag)).toEqual({
      value: 'Set',
      writable: false,
      enumerable: false,
      configurable: true,
    });
  });

  test('keys of every type, by SameValueZero', () => {
    const set = new Subject<unknown>();
    for (const key of KEYS) expect(set.add(key)).toBe(set);
    expect(set.size).toBe(new Set(KEYS).size);
    expect([...set]).toEqual([...new Set(KEYS)]);
    for (const key of KEYS) expect(set.has(key)).toBe(true);
    set.clear();
    expect(Object.is([...set.add(-0)][0], 0)).toBe(true);
    expect([set.has(0), set.has(Number.NaN)]).toEqual([true, false]);
    expect([set.add(Number.NaN).has(Number.NaN), set.delete(Number.NaN), set.size]).toEqual([
      true,
      true,
      1,
    ]);
  });

  test('iterators are alive', () => {
    const set = new Subject<unknown>([1, 2, 3]);
    const iterator = set.values();
    const tag = Object.getPrototypeOf(iterator);
    expect(Object.prototype.toString.call(iterator)).toBe('[object Set Iterator]');
    expect(Reflect.ownKeys(tag).length).toBe(2);
    expect(() => tag.next.call(new Map().keys())).toThrow(TypeError);
    expect(() => tag.next.call(new WasmMap().keys())).toThrow(TypeError);
    expect(iterator.next()).toEqual({ value: 1, done: false });
    set.delete(1);
    set.delete(2);
    set.add(1);
    expect([...iterator]).toEqual([3, 1]);
    set.add(9);
    expect(iterator.next()).toEqual({ value: undefined, done: true });
    expect([...set.entries()]).toEqual([3, 1, 9].map((key) => [key, key]));
    const seen: unknown[] = [];
    set.forEach(function (this: unknown, ...args) {
      seen.push(this, ...args);
    }, 'receiver');
    expect(seen.slice(1, 4)).toEqual([3, 3, set]);
    expect(seen[3]).toBe(set);
    expect(() => set.forEach(1 as never)).toThrow(TypeError);
  });

  describe.each(operations)('%s', (name) => {
    const call = (set: Anything, other: unknown) => set[name](other);

    test('reads size, has and keys in that order, and what they are', () => {
      const log: string[] = [];
      const other = {
        get size() {
          log.push('size');
          return {
            valueOf() {
              log.push('valueOf');
              return 2;
            },
          };
        },
        get has() {
          log.push('has');
          return () => true;
        },
        get keys() {
          log.push('keys');
          return () => [].values();
        },
      };
      call(new Subject([1, 2, 3]), other);
      expect(log).toEqual(['size', 'valueOf', 'has', 'keys']);
      const fine = { size: 1, has: () => true, keys: () => [].values() };
      for (const wrong of [undefined, null, 1, 'text', [1, 2], Symbol()]) {
        expect(() => call(new Subject(), wrong)).toThrow(TypeError);
      }
      for (const size of [undefined, Number.NaN, 'text', 1n, Symbol()]) {
        expect(() => call(new Subject(), { ...fine, size })).toThrow(TypeError);
      }
      expect(() => call(new Subject(), { ...fine, size: -1 })).toThrow(RangeError);
      expect(() => call(new Subject(), { ...fine, size: -0.5 })).not.toThrow();
      expect(() => call(new Subject(), { ...fine, size: '3' })).not.toThrow();
      for (const has of [undefined, 1, {}]) {
        expect(() => call(new Subject(), { ...fine, has })).toThrow(TypeError);
      }
      for (const keys of [undefined, 1, {}]) {
        expect(() => call(new Subject(), { ...fine, keys })).toThrow(TypeError);
      }
    });

    test('takes sets of any kind, also infinite ones', () => {
      const [a, b] = [
        [1, 2, 3, Number.NaN],
        [3, 4, 0, Number.NaN],
      ];
      const expected: Record<string, unknown> = {
        union: [1, 2, 3, Number.NaN, 4, 0],
        intersection: [3, Number.NaN],
        difference: [1, 2],
        symmetricDifference: [1, 2, 4, 0],
        isSubsetOf: false,
        isSupersetOf: false,
        isDisjointFrom: false,
      };
      const others = [new Set(b), new WasmSet(b), new Map(b.map((key) => [key, 1]))];
      for (const other of [
        ...others,
        {
          size: 4,
          has: (k: number) => b.includes(k),
          keys: () => new Set([3, 4, -0, Number.NaN]).values(),
        },
      ]) {
        const result = call(new Subject(a), other);
        if (typeof result === 'boolean') expect(result).toBe(expected[name]);
        else {
          expect([...result]).toEqual(expected[name]);
          expect(Object.getPrototypeOf(result)).toBe(prototype);
        }
      }
      const all = { size: Infinity, has: () => true, keys: () => [].values() };
      const result = call(new Subject([1]), all);
      expect(typeof result === 'boolean' ? result : [...result]).toEqual(
        { isSubsetOf: true, isSupersetOf: false, isDisjointFrom: false, difference: [] }[name] ?? [
          1,
        ],
      );
    });

    test('a result is a Set, whatever a subclass says', () => {
      class Sub extends (Subject as Anything) {
        static get [Symbol.species]() {
          throw new Error('species');
        }
        add(): never {
          throw new Error('add');
        }
        has(): never {
          throw new Error('has');
        }
        delete(): never {
          throw new Error('delete');
        }
      }
      const sub = new (Sub as Anything)();
      prototype.add.call(sub, 1);
      const result = call(sub, new Set([1, 2]));
      if (typeof result !== 'boolean') expect(result.constructor).toBe(Subject);
    });

    test('results of next must be objects, and are asked in order', () => {
      const log: string[] = [];
      const keys = () => ({
        get next() {
          log.push('next');
          return () => {
            log.push('call');
            return {
              get done() {
                log.push('done');
                return log.length > 6;
              },
              get value() {
                log.push('value');
                return 7;
              },
            };
          };
        },
        return() {
          log.push('return');
          return {};
        },
      });
      call(new Subject([1, 2, 7]), { size: 1, has: () => log.push('has') > 0, keys });
      const closes = name === 'isDisjointFrom';
      if (name !== 'isSubsetOf') {
        const steps = ['next', 'call', 'done', 'value'];
        expect(log).toEqual(
          closes
            ? [...steps, 'return']
            : [...steps, 'call', 'done', 'value', 'call', 'done'].slice(0, log.length),
        );
      }
      if (name === 'isSubsetOf') return;
      const wrong = { size: 1, has: () => true, keys: () => ({ next: () => 1 }) };
      expect(() => call(new Subject([1, 2]), wrong)).toThrow(TypeError);
      expect(() => call(new Subject([1, 2]), { ...wrong, keys: () => 1 })).toThrow(TypeError);
    });

    test('foreign code may change the set meanwhile', () => {
      const run = (Class: Anything) => {
        const set = new Class([1, 2, 3, 4, 5]);
        const seen: unknown[] = [];
        const other = {
          size: 100,
          has(key: number) {
            seen.push(key);
            if (key === 1) set.delete(2);
            if (key === 3) set.add(6).delete(3);
            if (key === 4) set.add(3);
            if (key === 6) set.clear();
            return key % 2 === 1;
          },
          keys: () => [1, 9].values(),
        };
        const result = set[name](other);
        return [typeof result === 'boolean' ? result : [...result], seen, [...set]];
      };
      expect(run(Subject)).toEqual(run(name in Set.prototype ? Set : Subject));
    });
  });
});
