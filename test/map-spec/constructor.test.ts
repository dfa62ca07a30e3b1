// The Map constructor, its properties and groupBy.

import { expect, test } from 'vitest';
import { KEYS } from './keys.js';
import { forEverySubject, testOf } from './subjects.js';

/** An iterable that says what is done with it. */
function recorded(values: unknown[], log: string[], failAt = -1): Iterable<never> {
  let i = 0;
  return {
    [Symbol.iterator]() {
      log.push('iterate');
      return {
        next() {
          log.push('next');
          if (i === failAt) throw new Error('next failed');
          const done = i >= values.length;
          return { done, value: values[i++] as never };
        },
        return() {
          log.push('return');
          return { done: true as const, value: undefined };
        },
      };
    },
  };
}

forEverySubject((Subject) => {
  test('is a function named Map, of length 0, that must be called with new', () => {
    expect(typeof Subject).toBe('function');
    expect(Object.getOwnPropertyDescriptor(Subject, 'name')).toEqual({
      value: 'Map',
      writable: false,
      enumerable: false,
      configurable: true,
    });
    expect(Object.getOwnPropertyDescriptor(Subject, 'length')).toEqual({
      value: 0,
      writable: false,
      enumerable: false,
      configurable: true,
    });
    expect(Object.getPrototypeOf(Subject)).toBe(Function.prototype);
    expect(() => (Subject as unknown as () => void)()).toThrow(TypeError);
    expect(() => (Subject as unknown as () => void).call(new Subject())).toThrow(TypeError);
  });

  test('prototype is fixed and is an ordinary object', () => {
    const { value, ...attributes } = Object.getOwnPropertyDescriptor(
      Subject,
      'prototype',
    ) as PropertyDescriptor;
    expect(attributes).toEqual({ writable: false, enumerable: false, configurable: false });
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.getOwnPropertyDescriptor(Subject.prototype, 'constructor')).toEqual({
      value: Subject,
      writable: true,
      enumerable: false,
      configurable: true,
    });
  });

  test('@@species is an accessor that gives its receiver', () => {
    const species = Object.getOwnPropertyDescriptor(Subject, Symbol.species);
    expect(species).toMatchObject({ set: undefined, enumerable: false, configurable: true });
    expect(species?.get?.name).toBe('get [Symbol.species]');
    expect(species?.get?.length).toBe(0);
    const receiver = {};
    expect(species?.get?.call(receiver)).toBe(receiver);
    expect(Subject[Symbol.species]).toBe(Subject);
  });

  test('nothing makes an empty map, without looking at set', () => {
    class Sub extends Subject {}
    let looked = 0;
    Object.defineProperty(Sub.prototype, 'set', {
      get() {
        looked += 1;
        return undefined;
      },
    });
    for (const map of [new Sub(), new Sub(undefined), new Sub(null)]) expect(map.size).toBe(0);
    expect(looked).toBe(0);
    expect(Reflect.ownKeys(new Subject())).toEqual([]);
    expect(Object.isExtensible(new Subject())).toBe(true);
  });

  test('entries come from any iterable, in order', () => {
    const entries = KEYS.map((key, i) => [key, i] as const);
    expect([...new Subject(entries)]).toEqual(entries);
    expect([...new Subject(new Subject(entries))]).toEqual(entries);
    expect([...new Subject(new Set(entries))]).toEqual(entries);
    const log: string[] = [];
    expect(new Subject(recorded([[1, 2]], log)).get(1)).toBe(2);
    expect(log).toEqual(['iterate', 'next', 'next']);
    const boxed = Object.assign(() => 0, { 0: 'key', 1: 'value' });
    expect(new Subject([boxed as never]).get('key')).toBe('value');
  });

  test('set is looked up once, before the iterator, and called for every entry', () => {
    const log: unknown[] = [];
    class Sub extends Subject {}
    Object.defineProperty(Sub.prototype, 'set', {
      get() {
        log.push('get set');
        return function (this: unknown, ...args: unknown[]) {
          log.push(this instanceof Sub, args);
        };
      },
    });
    const entries = recorded([[1, 2], [3]], log as string[]);
    expect(new Sub(entries).size).toBe(0);
    expect(log.filter((line) => line !== 'next')).toEqual([
      'get set',
      'iterate',
      true,
      [1, 2],
      true,
      [3, undefined],
    ]);
  });

  test('a set that is not callable throws before anything is iterated', () => {
    class Sub extends Subject {}
    Object.defineProperty(Sub.prototype, 'set', { value: 1 });
    const log: string[] = [];
    expect(() => new Sub(recorded([], log))).toThrow(TypeError);
    expect(log).toEqual([]);
  });

  test('what is not iterable throws', () => {
    for (const value of [1, true, Symbol(), {}, 1n]) {
      expect(() => new Subject(value as never)).toThrow(TypeError);
    }
    expect(() => new Subject('ab' as never)).toThrow(TypeError);
    expect(() => new Subject({ [Symbol.iterator]: () => 1 } as never)).toThrow(TypeError);
    expect(new Subject('' as never).size).toBe(0);
  });

  test.each([[1], ['ab'], [undefined], [null], [Symbol()], [1n], [true]])(
    'an entry that is no object closes the iterator: %s',
    (entry) => {
      const log: string[] = [];
      expect(() => new Subject(recorded([entry], log))).toThrow(TypeError);
      expect(log).toEqual(['iterate', 'next', 'return']);
    },
  );

  test('what an entry or set throws closes the iterator and comes through', () => {
    const error = new Error('mine');
    const fail = () => {
      throw error;
    };
    const log: string[] = [];
    const first = Object.defineProperty([], 0, { get: fail });
    expect(() => new Subject(recorded([first], log))).toThrow(error);
    const second = Object.defineProperty([1], 1, { get: fail });
    expect(() => new Subject(recorded([second], log))).toThrow(error);
    class Sub extends Subject {
      override set(): never {
        return fail() as never;
      }
    }
    expect(() => new Sub(recorded([[1, 1]], log))).toThrow(error);
    expect(log).toEqual(Array.from({ length: 3 }, () => ['iterate', 'next', 'return']).flat());
  });

  test('an error of the iterator itself does not close it', () => {
    const log: string[] = [];
    expect(() => new Subject(recorded([[1, 1]], log, 1))).toThrow('next failed');
    expect(log).toEqual(['iterate', 'next', 'next']);
  });

  test('an error in closing does not hide the first one', () => {
    const entries = {
      [Symbol.iterator]: () => ({
        next: () => ({ done: false, value: 1 }),
        return: () => {
          throw new Error('closing');
        },
      }),
    };
    expect(() => new Subject(entries as never)).toThrow(TypeError);
  });

  test('subclasses', () => {
    class Sub extends Subject<string, number> {
      override get(key: string): number {
        return super.get(key) ?? 0;
      }
      twice(key: string): number {
        return this.get(key) * 2;
      }
    }
    const map = new Sub([['a', 3]]);
    expect([map.twice('a'), map.twice('b')]).toEqual([6, 0]);
    expect(map).toBeInstanceOf(Subject);
    expect(Sub[Symbol.species]).toBe(Sub);
    const other = Reflect.construct(Subject, [[[1, 2]]], Sub);
    expect(Object.getPrototypeOf(other)).toBe(Sub.prototype);
    expect([...other.entries()]).toEqual([[1, 2]]);
  });
});

forEverySubject((Subject) => {
  const testGroupBy = testOf(Subject, 'groupBy');

  testGroupBy('groupBy is a method of length 2', () => {
    const { value, ...attributes } = Object.getOwnPropertyDescriptor(
      Subject,
      'groupBy',
    ) as PropertyDescriptor;
    expect(attributes).toEqual({ writable: true, enumerable: false, configurable: true });
    expect([(value as () => void).name, (value as () => void).length]).toEqual(['groupBy', 2]);
    expect(() => Reflect.construct(value as () => void, [[], () => 0])).toThrow(TypeError);
  });

  testGroupBy('groupBy gives a Map of lists, keys in the order of their first item', () => {
    class Sub extends Subject {}
    const groups = Sub.groupBy('abcab', (char, i) => (char === 'c' ? i : char));
    expect(Object.getPrototypeOf(groups)).toBe(Subject.prototype);
    expect([...groups]).toEqual([
      ['a', ['a', 'a']],
      ['b', ['b', 'b']],
      [2, ['c']],
    ]);
    const zeros = Subject.groupBy([-0, 0, Number.NaN, -Number.NaN], (n) => n);
    expect([...zeros.keys()].map((key) => Object.is(key, 0))).toEqual([true, false]);
    expect([...zeros.values()].map((list) => list.length)).toEqual([2, 2]);
  });

  testGroupBy('groupBy calls back without a receiver and closes the iterator on errors', () => {
    const receivers: unknown[] = [];
    Subject.groupBy([1], function (this: unknown) {
      receivers.push(this);
    });
    expect(receivers).toEqual([undefined]);
    const log: string[] = [];
    const fail = () => {
      throw new Error('mine');
    };
    expect(() => Subject.groupBy(recorded([1, 2], log), fail)).toThrow('mine');
    expect(log).toEqual(['iterate', 'next', 'return']);
    for (const items of [undefined, null, 1, {}]) {
      expect(() => Subject.groupBy(items as never, () => 0)).toThrow(TypeError);
    }
    for (const callback of [undefined, null, {}, 'f']) {
      const untouched: string[] = [];
      expect(() => Subject.groupBy(recorded([], untouched), callback as never)).toThrow(TypeError);
      expect(untouched).toEqual([]);
    }
  });

  testGroupBy('groupBy does not use what scripts may have changed', () => {
    class Sub extends Subject {}
    Sub.prototype.set = () => {
      throw new Error('called');
    };
    expect(Sub.groupBy([1], () => 1).get(1)).toEqual([1]);
  });
});
