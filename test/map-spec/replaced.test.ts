// Functions of the language that a program has replaced: a map calls none of them. They are put back
// before anything is expected, as test drivers need them themselves.

import { expect, test } from 'vitest';
import { KEYS } from './keys.js';
import { forEverySet, forEverySubject, type SpecMap, type SpecSet, testOf } from './subjects.js';

interface Replaced {
  name: string;
  prototype: object;
  key: PropertyKey;
}

function functionsOf(
  name: string,
  prototype: object,
  keys: PropertyKey[] = Reflect.ownKeys(prototype),
): Replaced[] {
  return keys
    .filter((key) => key !== 'constructor' && typeof Reflect.get(prototype, key) === 'function')
    .map((key) => ({ name: `${name}.${String(key)}`, prototype, key }));
}

const REPLACED = [
  ...functionsOf('Function.prototype', Function.prototype, ['apply', 'bind', 'call']),
  ...functionsOf('Array.prototype', Array.prototype),
  ...functionsOf('%ArrayIteratorPrototype%', Object.getPrototypeOf([][Symbol.iterator]())),
];

function methodsOf(prototype: object): PropertyKey[] {
  return Reflect.ownKeys(prototype).filter((key) => key !== 'size');
}

/** What a native Map is, and what the ones inside of ours must not look up. */
const OF_NATIVE = [
  ...functionsOf('Map.prototype', Map.prototype, methodsOf(Map.prototype)),
  ...functionsOf('%MapIteratorPrototype%', Object.getPrototypeOf(new Map().keys())),
  ...functionsOf('Set.prototype', Set.prototype, methodsOf(Set.prototype)),
  ...functionsOf('%SetIteratorPrototype%', Object.getPrototypeOf(new Set().keys())),
];

/** Every key twice, with enough of them in between that a map grows and moves what it holds. */
const items: unknown[] = [...KEYS, ...Array(2500).keys(), ...KEYS];

/** An iterable that is not an array's. */
function each<T>(length: number, item: (i: number) => T): Iterable<T> {
  let i = 0;
  const next = (): IteratorResult<T> =>
    i < length ? { done: false, value: item(i++) } : { done: true, value: undefined };
  return { [Symbol.iterator]: () => ({ next }) };
}

type Note = (value: unknown) => void;

/** Notes what a map tells while entries come and go. */
function use(Subject: SpecMap, note: Note): void {
  const map = new Subject(each(items.length, (i): [unknown, unknown] => [items[i], i]));
  note(map.size);
  for (let i = 0; i < items.length; i += 1) {
    if (i % 16 !== 0) note(map.delete(items[i]));
  }
  for (let i = 0; i < items.length; i += 1) {
    note(map.get(items[i]));
    if (i % 2 === 0) map.set(items[i], 'again');
    note(map.has(items[i]));
  }
  const receiver = {};
  map.forEach(function (this: unknown, value, key, itself) {
    note(this === receiver && itself === map);
    note(key);
    note(value);
  }, receiver);
  map.forEach(note);
  const keys = map.keys();
  const values = map.values();
  const entries = map.entries();
  for (let step = entries.next(); !step.done; step = entries.next()) {
    note(step.value[0]);
    note(step.value[1]);
    note(keys.next().value);
    note(values.next().value);
  }
  map.clear();
  note(map.size);
}

/** What `use` notes while calls of `replaced` do `instead`; the last note is what it throws. */
function notes({ prototype, key }: Replaced, instead: () => unknown, use: (note: Note) => void) {
  const noted: unknown[] = [];
  let n = 0;
  const note = (value: unknown) => {
    noted[n] = value;
    n += 1;
  };
  const original = Object.getOwnPropertyDescriptor(prototype, key) as PropertyDescriptor;
  Object.defineProperty(prototype, key, { ...original, value: instead });
  try {
    use(note);
  } catch (error) {
    note(error);
  } finally {
    Object.defineProperty(prototype, key, original);
  }
  return noted;
}

const sabotage = () => {
  throw new Error('called');
};

/** The same of a set. */
function useSet(Subject: SpecSet, note: Note): void {
  const set = new Subject(each(items.length, (i) => items[i]));
  note(set.size);
  for (let i = 0; i < items.length; i += 1) if (i % 16 !== 0) note(set.delete(items[i]));
  for (let i = 0; i < items.length; i += 2) set.add(items[i]);
  for (let i = 0; i < items.length; i += 1) note(set.has(items[i]));
  set.forEach((value, again, itself) => {
    note(value);
    note(again);
    note(itself === set);
  });
  const entries = set.entries();
  const values = set.values();
  for (let step = entries.next(); !step.done; step = entries.next()) {
    note(step.value[0]);
    note(values.next().value);
  }
  if ('union' in set) {
    const other = new Subject(each(3000, (i) => i * 2));
    const results = [set.union(other), set.intersection(other), set.difference(other)];
    for (let i = 0; i < 3; i += 1) note((results[i] as Set<unknown>).size);
    note(set.symmetricDifference(other).size);
    note(set.isSubsetOf(other));
    note(set.isSupersetOf(other));
    note(set.isDisjointFrom(other));
  }
  set.clear();
  note(set.size);
}

forEverySet((Subject) => {
  const expected: unknown[] = [];
  useSet(Subject, (value) => expected.push(value));
  const isOurs = (Subject as unknown) !== Set;

  test.each(isOurs ? [...REPLACED, ...OF_NATIVE] : REPLACED)('$name is not called', (replaced) => {
    for (const instead of [sabotage, () => undefined]) {
      const noted = notes(replaced, instead, (note) => useSet(Subject, note));
      expect(noted.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
      expect(noted.length).toBe(expected.length);
    }
  });
});

forEverySubject((Subject) => {
  const expected: unknown[] = [];
  use(Subject, (value) => expected.push(value));
  const isOurs = (Subject as unknown) !== Map;

  test.each(isOurs ? [...REPLACED, ...OF_NATIVE] : REPLACED)('$name is not called', (replaced) => {
    for (const instead of [sabotage, () => undefined]) {
      const noted = notes(replaced, instead, (note) => use(Subject, note));
      expect(noted.findIndex((value, i) => !Object.is(value, expected[i]))).toBe(-1);
      expect(noted.length).toBe(expected.length);
    }
  });

  testOf(Subject, 'groupBy')('groupBy calls none of them', () => {
    for (const replaced of REPLACED) {
      const [groups] = notes(replaced, sabotage, (note) =>
        note(Subject.groupBy(each(9, Number), (i) => i % 3)),
      );
      expect([...(groups as Map<number, number[]>)]).toEqual([
        [0, [0, 3, 6]],
        [1, [1, 4, 7]],
        [2, [2, 5, 8]],
      ]);
    }
  });
});
