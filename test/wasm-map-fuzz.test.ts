// Random runs on a WasmMap and on a native Map at once: every result, every step of every live iterator
// and every call of a callback must be the same. Callbacks and iterables write to the maps and throw.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { WasmMap } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { type Build, useBuild } from './support/builds.js';
import { anyLimits, formOf, KEYS_OF_RUNS } from './support/forms.js';
import { Seen } from './support/seen.js';

type AnyMap = Map<unknown, unknown>;

/** A number: most are integers, and some are such as would be easily lost among them. */
function numberOf(at: number): number {
  const odd = [-0, at / 7, -(2 ** 31), 2 ** 31, Number.NaN];
  return at % 97 === 0 ? (odd[at % 5] as number) : at;
}

/** What happened, as something that can be compared: results and errors. */
function outcome(f: () => unknown): unknown {
  try {
    return f();
  } catch (error) {
    return `threw ${(error as Error).message}`;
  }
}

function sameOutcome(a: unknown, b: unknown, what: string): void {
  if (Object.is(a, b)) return;
  // `toEqual` tells 0 from -0, and every object here is the same one on both sides.
  expect(a, what).toEqual(b);
}

/** One operation on a map, the same for the same code. May use the iterators of its side. */
class Side {
  readonly iterators: Iterator<unknown>[] = [];

  constructor(
    public map: AnyMap,
    private readonly make: (entries: Iterable<[unknown, unknown]>) => AnyMap,
    private readonly keys: readonly unknown[],
  ) {}

  key(code: number): unknown {
    return this.keys[code % this.keys.length];
  }

  do(code: number): unknown {
    const { map } = this;
    const operation = code % 41;
    const at = Math.floor(code / 41);
    const key = this.key(at);
    if (operation < 10) return map.set(key, numberOf(at)) === map;
    if (operation < 14) return map.delete(key);
    if (operation < 16) return map.get(key);
    if (operation < 18) return map.has(key);
    switch (operation) {
      case 18:
      case 19:
        return this.open(at);
      case 20:
      case 21:
      case 22:
        return this.step(at);
      case 23:
      case 24:
        return this.fill(at);
      case 25:
      case 26:
        return this.drain(at);
      case 27:
        return this.queue(at);
      case 28:
        return at % 8 === 0 ? map.clear() : map.size;
      case 29:
        return this.forEach(at);
      case 30:
        return this.insert(key, at);
      case 31:
        return this.compute(key, at);
      case 32:
        return this.construct(at);
      case 33:
        return this.loop(at);
      case 34:
        return [...map.keys()];
      case 35:
        return [...map.values()];
      default:
        return map.size;
    }
  }

  private open(at: number): void {
    const { map } = this;
    if (this.iterators.length === 6) this.iterators.shift();
    this.iterators.push([map.keys(), map.values(), map.entries()][at % 3] as Iterator<unknown>);
  }

  private step(at: number): unknown {
    const iterator = this.iterators[at % this.iterators.length];
    return Array.from({ length: at % 23 }, () => iterator?.next());
  }

  private fill(at: number): void {
    const count = at % 7 === 0 ? 3000 : 40;
    for (let i = 0; i < count; i += 1) this.map.set(this.key(at + i * 7), numberOf(i + at));
  }

  private drain(at: number): unknown {
    const count = at % 5 === 0 ? 3000 : 60;
    return Array.from({ length: count }, (_, i) => this.map.delete(this.key(at + i * 3)));
  }

  /** Entries that come and go. */
  private queue(at: number): void {
    const window = 1 + (at % 50);
    for (let i = 0; i < 1500; i += 1) {
      this.map.delete(this.key(at + i));
      this.map.set(this.key(at + i + window), i);
    }
  }

  private forEach(at: number): unknown {
    const seen: unknown[] = [];
    const result = outcome(() =>
      this.map.forEach((value, key) => {
        seen.push(key, value);
        const i = seen.length + at;
        if (i % 3 === 0) this.map.delete(key);
        if (i % 5 === 0 && seen.length < 1000) this.map.set(this.key(i), i);
        if (i % 7 === 0) this.map.delete(this.key(i * 5));
        if (i % 211 === 0) this.map.clear();
        if (i % 499 === 0) throw new Error('callback');
      }),
    );
    return [result, seen];
  }

  /** Node 20's Map lacks these two: then they are what the specification says. */
  private insert(key: unknown, value: unknown): unknown {
    const { map } = this;
    if ('getOrInsert' in map) return (map as WasmMap).getOrInsert(key, value);
    const native = map as AnyMap;
    if (!native.has(key)) native.set(key, value);
    return native.get(key);
  }

  private compute(key: unknown, at: number): unknown {
    const { map } = this;
    const callback = (k: unknown) => {
      if (at % 2 === 0) map.set(this.key(at * 3), 'from the callback');
      if (at % 3 === 0) map.set(k, 'inner');
      if (at % 5 === 0) map.clear();
      if (at % 7 === 0) throw new Error('callback');
      return [at].length;
    };
    return outcome(() => {
      if ('getOrInsertComputed' in map) return (map as WasmMap).getOrInsertComputed(key, callback);
      const native = map as AnyMap;
      if (native.has(key)) return native.get(key);
      const value = callback(key === 0 ? 0 : key);
      native.set(key, value);
      return value;
    });
  }

  /** A map from an iterable that may throw, and writes to the old one. */
  private construct(at: number): unknown {
    const { map } = this;
    let closed = false;
    const side = this;
    function* entries(): Generator<[unknown, unknown]> {
      try {
        let i = 0;
        for (const entry of map as Iterable<[unknown, unknown]>) {
          yield entry;
          i += 1;
          if (i === at % 300) map.delete(side.key(at + i));
          if (i === 200 + (at % 1000)) throw new Error('iterable');
          if (i === 300 && at % 3 === 0) yield 1 as never;
        }
      } finally {
        closed = true;
      }
    }
    const result = outcome(() => {
      this.map = this.make(entries());
    });
    return [typeof result, closed, this.map.size];
  }

  private loop(at: number): unknown {
    const seen: unknown[] = [];
    for (const [key] of this.map) {
      seen.push(key);
      if (seen.length % 2 === at % 2) this.map.delete(key);
      if (seen.length % 9 === 0) this.map.set(this.key(at + seen.length), 'from the loop');
      if (seen.length === 500) break;
    }
    return seen;
  }
}

/** Forms change at any size, and maps must have had each of `forms`. */
function fuzz(build: Build, keys: unknown[], numRuns: number, forms: string[]): void {
  useBuild(build);
  const usual = { ...limits };
  const seen = new Seen();
  const codes = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 120, size: 'max' });
  const property = fc.property(codes, anyLimits, (all, changed) => {
    Object.assign(limits, changed);
    const wasm = new WasmMap<unknown, unknown>();
    const ours = new Side(wasm, (entries) => new WasmMap(entries), keys);
    const native = new Side(new Map(), (entries) => new Map(entries), keys);
    for (const code of all) {
      sameOutcome(
        outcome(() => ours.do(code)),
        outcome(() => native.do(code)),
        `code ${code}`,
      );
      seen.count(formOf((ours.map as WasmMap).stats()));
    }
    sameOutcome(ours.map.size, native.map.size, 'size');
    sameOutcome([...ours.map], [...native.map], 'entries at the end');
    for (const key of keys) sameOutcome(ours.map.get(key), native.map.get(key), 'get at the end');
    (ours.map as WasmMap).dispose();
  });
  try {
    seen.assert(property, numRuns, Object.fromEntries(forms.map((form) => [form, 10])));
  } finally {
    Object.assign(limits, usual);
  }
}

describe.each<[Build, number, number]>([
  ['release', 4, 200],
  ['release', 2000, 130],
  ['debug', 30, 70],
])('%s', (build, plain, numRuns) => {
  test.each(KEYS_OF_RUNS)(`random runs with ${plain} %s`, (_what, keysOf, forms) => {
    fuzz(build, keysOf(plain), numRuns, forms);
  });
});
