// %MapIteratorPrototype%, and what iterators show while the map changes.

import { describe, expect, test } from 'vitest';
import { forEverySubject } from './subjects.js';

const IteratorPrototype = Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]()),
) as object;

forEverySubject((Subject) => {
  const prototype = Object.getPrototypeOf(new Subject().entries()) as Record<PropertyKey, unknown>;

  test('the prototype of all three kinds of iterators', () => {
    const map = new Subject();
    for (const iterator of [map.keys(), map.values(), map[Symbol.iterator]()]) {
      expect(Object.getPrototypeOf(iterator)).toBe(prototype);
      expect(Reflect.ownKeys(iterator)).toEqual([]);
      expect(iterator[Symbol.iterator]()).toBe(iterator);
      expect(Object.prototype.toString.call(iterator)).toBe('[object Map Iterator]');
    }
    expect(Object.getPrototypeOf(prototype)).toBe(IteratorPrototype);
    expect(new Set(Reflect.ownKeys(prototype))).toEqual(new Set(['next', Symbol.toStringTag]));
    expect(Object.getOwnPropertyDescriptor(prototype, Symbol.toStringTag)).toEqual({
      value: 'Map Iterator',
      writable: false,
      enumerable: false,
      configurable: true,
    });
  });

  test('next is a method that knows its receivers', () => {
    const descriptor = Object.getOwnPropertyDescriptor(prototype, 'next');
    const next = descriptor?.value as () => unknown;
    expect(descriptor).toMatchObject({ writable: true, enumerable: false, configurable: true });
    expect([next.name, next.length]).toEqual(['next', 0]);
    expect(() => Reflect.construct(next, [])).toThrow(TypeError);
    const map = new Subject([[1, 2]]);
    const others = [undefined, 1, {}, map, prototype, [].values(), new Set([1]).values()];
    for (const receiver of [...others, Object.create(map.keys())]) {
      expect(() => next.call(receiver)).toThrow(TypeError);
    }
    expect(next.call(map.keys())).toEqual({ value: 1, done: false });
  });

  test('results are new ordinary objects', () => {
    const iterator = new Subject([
      [1, 2],
      [3, 4],
    ]).entries();
    const first = iterator.next();
    expect(Object.entries(first)).toEqual([
      ['value', [1, 2]],
      ['done', false],
    ]);
    expect(iterator.next()).not.toBe(first);
    const last = iterator.next();
    expect(Object.entries(last)).toEqual([
      ['value', undefined],
      ['done', true],
    ]);
    expect(Object.getPrototypeOf(last)).toBe(Object.prototype);
    expect(Array.isArray(first.value)).toBe(true);
  });

  // Few entries, and many: so that what is deleted is given up under the iterators.
  describe.each([3, 100, 5000])('%i entries', (count) => {
    const make = () => new Subject(Array.from({ length: count }, (_, i) => [i, `v${i}`]));

    test('keys, values and entries in the order of insertion', () => {
      const map = make();
      expect([...map.keys()]).toEqual(Array.from({ length: count }, (_, i) => i));
      expect([...map.values()].at(-1)).toBe(`v${count - 1}`);
      expect([...map]).toEqual([...map.entries()]);
      expect([...map].at(-1)).toEqual([count - 1, `v${count - 1}`]);
    });

    test('several at once, each at its own pace', () => {
      const map = make();
      const [a, b] = [map.keys(), map.keys()];
      a.next();
      a.next();
      expect([a.next().value, b.next().value]).toEqual([2, 0]);
    });

    test('deleted entries do not come, whether before or behind the iterator', () => {
      const map = make();
      const iterator = map.keys();
      expect(iterator.next().value).toBe(0);
      map.delete(0);
      map.delete(1);
      expect(iterator.next().value).toBe(2);
      for (let i = 0; i < count - 1; i += 1) map.delete(i);
      const last = count - 1;
      expect(last === 2 ? undefined : iterator.next().value).toBe(last === 2 ? undefined : last);
      expect(iterator.next()).toEqual({ value: undefined, done: true });
    });

    test('added entries come, also to an iterator that has shown the last one', () => {
      const map = make();
      const iterator = map.keys();
      for (let i = 0; i < count; i += 1) iterator.next();
      map.set(-1, 'new');
      expect(iterator.next()).toEqual({ value: -1, done: false });
      map.delete(-1);
      map.set(-1, 'again');
      expect(iterator.next()).toEqual({ value: -1, done: false });
      expect(iterator.next().done).toBe(true);
    });

    test('an exhausted iterator stays exhausted', () => {
      const map = make();
      for (const iterator of [map.keys(), map.values(), map.entries()]) {
        for (const _ of iterator);
        map.set(-1, 'new');
        expect(iterator.next()).toEqual({ value: undefined, done: true });
        map.clear();
        map.set(1, 'new');
        expect(iterator.next()).toEqual({ value: undefined, done: true });
      }
      const empty = new Subject();
      const iterator = empty.keys();
      expect(iterator.next().done).toBe(true);
      empty.set(1, 1);
      expect(iterator.next().done).toBe(true);
    });

    test('an iterator made before the first entry shows it', () => {
      const map = new Subject<number, number>();
      const iterator = map.keys();
      for (let i = 0; i < count; i += 1) map.set(i, i);
      expect([...iterator].length).toBe(count);
    });

    test('clear while iterating: only what is added later comes', () => {
      const map = make();
      const iterators = [map.keys(), map.keys(), map.keys()];
      iterators[1]?.next();
      for (let i = 0; i < count; i += 1) iterators[2]?.next();
      map.clear();
      for (let i = 0; i < count; i += 1) map.set(`new ${i}` as never, '');
      for (const iterator of iterators) {
        const seen = [...iterator];
        expect(seen.length).toBe(count);
        expect(seen[0]).toBe('new 0');
      }
    });

    test('a loop that deletes and adds the same key goes on for ever', () => {
      const map = make();
      let turns = 0;
      for (const key of map.keys()) {
        map.delete(key);
        map.set(key, 'again');
        turns += 1;
        if (turns === 4 * count) break;
      }
      expect(turns).toBe(4 * count);
      expect(map.size).toBe(count);
    });

    test('leaving a loop does not end the iterator', () => {
      const map = make();
      const iterator = map.keys();
      for (const _ of iterator) break;
      expect(iterator.next().value).toBe(1);
    });
  });
});
