// Random runs on a WasmSet and on a native Set at once, as those of WasmMap are: results, live iterators,
// callbacks that write and throw, and the methods that take another set.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WasmSet } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { type Build, useBuild } from './support/builds.js';
import { anyLimits, formOf, KEYS_OF_RUNS } from './support/forms.js';
import { same } from './support/model.js';
import { Seen } from './support/seen.js';

type AnySet = Set<unknown>;

function outcome(f: () => unknown): unknown {
  try {
    return f();
  } catch (error) {
    return `threw ${(error as Error).name}`;
  }
}

/** The methods that Node 20's Set lacks, as the specification has them, for sets that nobody changes. */
const LATER: Record<string, (a: AnySet, b: AnySet) => unknown> = {
  union: (a, b) => new Set([...a, ...b]),
  intersection: (a, b) => {
    const [few, many] = a.size <= b.size ? [a, b] : [b, a];
    return new Set([...few].filter((key) => many.has(key)));
  },
  difference: (a, b) => new Set([...a].filter((key) => !b.has(key))),
  symmetricDifference: (a, b) => {
    const result = new Set(a);
    for (const key of b) {
      if (a.has(key)) result.delete(key);
      else result.add(key);
    }
    return result;
  },
  isSubsetOf: (a, b) => [...a].every((key) => b.has(key)),
  isSupersetOf: (a, b) => [...b].every((key) => a.has(key)),
  isDisjointFrom: (a, b) => ![...a].some((key) => b.has(key)),
};
const NAMES = Object.keys(LATER);

class Side {
  readonly iterators: Iterator<unknown>[] = [];

  constructor(
    public set: AnySet,
    private readonly make: (keys: Iterable<unknown>) => AnySet,
    private readonly keys: readonly unknown[],
  ) {}

  key(code: number): unknown {
    return this.keys[code % this.keys.length];
  }

  do(code: number): unknown {
    const { set } = this;
    const operation = code % 30;
    const at = Math.floor(code / 30);
    const key = this.key(at);
    if (operation < 8) return set.add(key) === set;
    if (operation < 11) return set.delete(key);
    if (operation < 13) return set.has(key);
    switch (operation) {
      case 13:
      case 14:
        if (this.iterators.length === 6) this.iterators.shift();
        return this.iterators.push([set.keys(), set.entries()][at % 2] as Iterator<unknown>);
      case 15:
      case 16:
      case 17: {
        const iterator = this.iterators[at % this.iterators.length];
        return Array.from({ length: at % 23 }, () => iterator?.next());
      }
      case 18:
        for (let i = 0; i < (at % 7 === 0 ? 5000 : 60); i += 1) set.add(this.key(at + i * 7));
        return set.size;
      case 19:
        return Array.from({ length: at % 5 === 0 ? 5000 : 60 }, (_, i) =>
          set.delete(this.key(at + i * 3)),
        );
      case 20:
        return at % 8 === 0 ? set.clear() : set.size;
      case 21:
      case 22:
        return this.forEach(at);
      case 23:
        return [...set];
      case 24: {
        for (let i = 0; i < 1500; i += 1) {
          set.delete(this.key(at + i));
          set.add(this.key(at + i + 1 + (at % 50)));
        }
        return set.values().next();
      }
      case 25:
      case 26:
        return this.with(at);
      case 27: {
        const first = set.keys().next();
        set.delete(first.value);
        return first;
      }
      default:
        return set.size;
    }
  }

  private forEach(at: number): unknown {
    const seen: unknown[] = [];
    const result = outcome(() =>
      this.set.forEach((key, again, set) => {
        seen.push(key, again === key || key !== key, set === this.set);
        const i = seen.length + at;
        if (i % 3 === 0) this.set.delete(key);
        if (i % 5 === 0 && seen.length < 1500) this.set.add(this.key(i));
        if (i % 211 === 0) this.set.clear();
        if (i % 499 === 0) throw new Error('callback');
      }),
    );
    return [result, seen];
  }

  private with(at: number): unknown {
    const other = this.make(Array.from({ length: at % 90 }, (_, i) => this.key(at * 3 + i)));
    const name = NAMES[at % NAMES.length] as keyof WasmSet & string;
    const ours = this.set as WasmSet;
    const result: unknown =
      name in ours
        ? Reflect.apply(ours[name] as never, ours, [other])
        : (LATER[name] as (typeof LATER)[string])(ours, other);
    if (typeof result === 'boolean') return result;
    if (at % 11 === 0) this.set = result as AnySet;
    return [...(result as AnySet)];
  }
}

function fuzz(build: Build, keys: unknown[], numRuns: number, forms: string[]): void {
  useBuild(build);
  const usual = { ...limits };
  const seen = new Seen();
  const codes = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 120, size: 'max' });
  const property = fc.property(codes, anyLimits, (all, changed) => {
    Object.assign(limits, changed);
    const ours = new Side(new WasmSet<unknown>(), (given) => new WasmSet(given), keys);
    const native = new Side(new Set(), (given) => new Set(given), keys);
    for (const code of all) {
      expect(
        outcome(() => ours.do(code)),
        `code ${code}`,
      ).toEqual(outcome(() => native.do(code)));
      seen.count(formOf((ours.set as WasmSet).stats()));
    }

    expect([...ours.set]).toEqual([...native.set]);
    same(ours.set.size, native.set.size, 'size');
    for (const key of keys) same(ours.set.has(key), native.set.has(key), 'has at the end');
    (ours.set as WasmSet).dispose();
  });
  try {
    seen.assert(property, numRuns, Object.fromEntries(forms.map((form) => [form, 10])));
  } finally {
    Object.assign(limits, usual);
  }
}

describe.each<[Build, number, number]>([
  ['release', 4, 170],
  ['release', 2000, 100],
  ['debug', 30, 70],
])('%s', (build, plain, numRuns) => {
  test.each(KEYS_OF_RUNS)(`random runs with ${plain} %s`, (_what, keysOf, forms) => {
    fuzz(build, keysOf(plain), numRuns, forms);
  });
});
