// Runs of random operations on a map and on a model of it. An operation is a number: what to do, a
// place in the list of keys, and how many keys in a row to do it to. So fast-check can shrink a
// failing run, and a run of many thousand calls costs it a few hundred numbers.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GoMap, type Heap, type KeyKind, type ValueKind } from '../../src/index.js';
import { type Build, heapOn } from './builds.js';
import { columnOf, TEXT_LAYOUTS, valuesOf } from './columns.js';
import { byContent } from './content.js';
import { type AnyMap, Model, same } from './model.js';
import { isInteger, isNumeric, RANGES, samples, stored, VALUE_KINDS, zeroOf } from './samples.js';
import { Walk } from './walk.js';

const LONGEST_RUN = 48;
const MOST_WALKS = 4;

interface Plan {
  key: KeyKind;
  value: ValueKind;
  /** How many keys there are to choose from. */
  keys: number;
  /** Calls to make in all. */
  calls: number;
  /** The most bytes that the heap may have; the runs then go on where memory is exhausted. */
  maximumBytes?: number;
}

/** What the runs have reached: a test that never grew a map would be worth little. */
interface Reached {
  calls: number;
  growths: number;
  /** Calls after which a growth that keeps the size was under way. */
  sameSize: number;
  walksEnded: number;
  /** Calls that found no memory. */
  refused: number;
}

class Run {
  map: AnyMap;
  readonly model = new Model();
  private walks: Walk[] = [];

  constructor(
    private readonly plan: Plan,
    private readonly keys: readonly unknown[],
    private readonly values: readonly unknown[],
    private readonly heap: Heap,
    private readonly reached: Reached,
  ) {
    this.map = this.make();
  }

  private make(): AnyMap {
    const { key, value } = this.plan;
    return new GoMap(key, value as 'any', { heap: this.heap }) as AnyMap;
  }

  /** Does the operation that `code` stands for, or what there is memory for. */
  do(code: number): void {
    const before = this.reached.refused;
    this.forgiving(() => this.operation(code));
    if (this.reached.refused === before) return;
    this.walks = this.walks.filter((walk) => walk.mode !== 'forEach');
    same(this.map.size, this.model.size, 'size after running out of memory');
    if (before % 64 === 0) this.forgiving(() => this.model.compare(this.map));
  }

  /** Does `f`, which may run out of memory if the heap is a small one. */
  private forgiving(f: () => void): void {
    try {
      f();
    } catch (error) {
      if (this.plan.maximumBytes === undefined || !isExhausted(error)) throw error;
      this.reached.refused += 1;
    }
  }

  private operation(code: number): void {
    const what = code % 32;
    const rest = Math.floor(code / 32);
    const at = rest % this.keys.length;
    const count = 1 + (Math.floor(rest / this.keys.length) % LONGEST_RUN);
    if (what < 10) {
      this.whole(what, at, count);
      return;
    }
    for (let i = at; i < at + count; i += 1) {
      const key = this.keys[i % this.keys.length];
      const value = this.values[(i + count) % this.values.length];
      this.reached.calls += 1;
      this.one(what, key, value);
    }
  }

  /** What is done to the whole map. */
  private whole(what: number, at: number, count: number): void {
    switch (what) {
      case 0:
        this.clear(count);
        break;
      case 1:
        this.clone(count);
        break;
      case 2:
        this.reserve(at, count);
        break;
      case 3:
        this.open(count);
        break;
      case 4:
        this.setAll(at, count);
        break;
      case 5:
        this.readColumns(at, count);
        break;
      case 6:
        if (count % 3 === 0) this.deleteAll(at, count);
        else this.addAll(at, count);
        break;
      case 7:
        this.forEach(at, count);
        break;
      case 8:
        this.iterateAll(count);
        break;
      case 9:
        if (count % 4 === 0) this.queue(at, count);
        break;
      default:
        this.step(count);
    }
  }

  /** What is done to a single key. */
  private one(what: number, key: unknown, value: unknown): void {
    switch (what) {
      case 10:
      case 11:
      case 12:
      case 13:
        this.delete(key);
        break;
      case 14:
        same(this.map.get(key), this.model.get(key), 'get');
        break;
      case 15:
        same(this.map.has(key), this.model.has(key), 'has');
        break;
      case 16:
        this.lookup(key);
        break;
      case 17:
      case 18:
        this.getOrInsert(key, value, what === 17);
        break;
      case 19:
      case 20:
        if (isNumeric(this.plan.value)) this.add(key, value);
        else this.set(key, value);
        break;
      default:
        this.set(key, value);
    }
  }

  private set(key: unknown, value: unknown): void {
    same(this.map.set(key, value), this.map, 'set returns the map');
    this.wasSet(key, value);
  }

  private wasSet(key: unknown, value: unknown): void {
    this.model.set(key, stored(this.plan.value, value));
    for (const walk of this.walks) walk.wasSet(key);
  }

  private delete(key: unknown): void {
    same(this.map.delete(key), this.model.delete(key), 'delete');
    for (const walk of this.walks) walk.wasDeleted(key);
  }

  private lookup(key: unknown): void {
    const [value, ok] = this.map.lookup(key);
    same(ok, this.model.has(key), 'ok of lookup');
    same(value, ok ? this.model.get(key) : zeroOf(this.plan.value), 'value of lookup');
  }

  private getOrInsert(key: unknown, value: unknown, computed: boolean): void {
    const { map, model } = this;
    const known = model.has(key);
    const result = computed
      ? map.getOrInsertComputed(key, (k) => {
          same(k, key, 'key of the callback');
          return value;
        })
      : map.getOrInsert(key, value);
    if (!known) this.wasSet(key, value);
    same(result, known ? model.get(key) : stored(this.plan.value, value), 'getOrInsert');
  }

  private add(key: unknown, delta: unknown): void {
    const { value: kind } = this.plan;
    const old = this.model.has(key) ? this.model.get(key) : zeroOf(kind);
    const sum = stored(kind, (old as number) + (stored(kind, delta) as number)) as number;
    if (isInteger(kind) && (sum < RANGES[kind][0] || sum > RANGES[kind][1])) {
      let error: unknown;
      try {
        this.map.add(key, delta);
      } catch (thrown) {
        error = thrown;
      }
      same(error instanceof RangeError, true, 'a sum that does not fit');
      return;
    }
    same(this.map.add(key, delta), sum, 'add');
    this.wasSet(key, sum);
  }

  private clear(count: number): void {
    this.reached.calls += 1;
    if (count % 4 !== 0) return; // or no map would ever grow large
    this.map.clear();
    this.model.clear();
    for (const walk of this.walks) walk.wasCleared();
  }

  private clone(count: number): void {
    this.reached.calls += 1;
    const copy = this.map.clone();
    let kept = false;
    try {
      this.model.compare(copy);
      if (count % 2 === 0) {
        for (const key of this.keys.slice(0, count)) copy.delete(key);
        copy.set(this.keys[count % this.keys.length], this.values[0]);
        return;
      }
      kept = true;
    } finally {
      if (!kept) copy.dispose();
    }
    this.reached.growths += this.map.stats().growths;
    this.map.dispose();
    this.map = copy;
    this.walks = [];
  }

  private reserve(at: number, count: number): void {
    this.reached.calls += 1;
    this.map.reserve(count % 3 === 0 ? at * 2 : count);
  }

  /** Rows for a bulk call; some keys come more than once. */
  private rows(at: number, count: number): { keys: unknown[]; values: unknown[] } {
    const n = (count * (count % 8)) % 300;
    this.reached.calls += n;
    const pick = (list: readonly unknown[], i: number) => list[i % list.length];
    return {
      keys: Array.from({ length: n }, (_, i) => pick(this.keys, at + (i % 5 === 4 ? i >> 1 : i))),
      values: Array.from({ length: n }, (_, i) => pick(this.values, at + i)),
    };
  }

  private setAll(at: number, count: number): void {
    const { keys, values } = this.rows(at, count);
    const { key: keyKind, value: kind } = this.plan;
    const one = count % 5 === 0;
    const layout = TEXT_LAYOUTS[at % 3];
    const given =
      one && kind !== 'any' ? values[0] : columnOf(kind, values, TEXT_LAYOUTS[count % 3]);
    if (one && kind !== 'any') values.fill(values[0]);
    if (one && keys.length === 0) return;
    const apply = (i: number) => this.wasSet(keys[i], values[i]);
    this.bulk(keys, apply, () => {
      same(
        this.map.setAll(columnOf(keyKind, keys, layout), given),
        this.map,
        'setAll returns the map',
      );
    });
  }

  /**
   * Does a bulk write and applies its rows to the model: all of them, or, where memory was
   * exhausted, as many as there are in the map.
   */
  private bulk(keys: readonly unknown[], apply: (i: number) => void, write: () => void): void {
    let done = keys.length;
    try {
      write();
    } catch (error) {
      if (this.plan.maximumBytes === undefined || !isExhausted(error)) throw error;
      done = -1;
    }
    if (done >= 0) {
      for (let i = 0; i < done; i += 1) apply(i);
      return;
    }
    this.reached.refused += 1;
    for (let i = 0; i <= keys.length; i += 1) {
      if (this.agrees(keys)) return;
      if (i < keys.length) apply(i);
    }
    throw new Error('the map does not hold the first rows of a bulk call, and no others');
  }

  private agrees(keys: readonly unknown[]): boolean {
    const { map, model } = this;
    if (map.size !== model.size) return false;
    return keys.every((key) => {
      return Number.isNaN(key) || Object.is(byContent(map.get(key)), model.get(key));
    });
  }

  private addAll(at: number, count: number): void {
    const { key: keyKind, value: kind } = this.plan;
    if (!isNumeric(kind)) return;
    const { keys, values } = this.rows(at, count);
    // In the order in which they are added: NaN last.
    const nan = (i: number) => Number.isNaN(keys[i]);
    const all = [...keys.keys()];
    const order = [...all.filter((i) => !nan(i)), ...all.filter(nan)];
    const sums: unknown[] = [];
    const now = new Map<unknown, number>();
    for (const i of order) {
      const old = nan(i) ? undefined : (now.get(keys[i]) ?? this.model.get(keys[i]));
      const delta = stored(kind, values[i]) as number;
      const sum = stored(kind, ((old ?? zeroOf(kind)) as number) + delta) as number;
      if (isInteger(kind) && (sum < RANGES[kind][0] || sum > RANGES[kind][1])) break;
      now.set(keys[i], sum);
      sums.push(sum);
    }
    const added = order.slice(0, sums.length).map((i) => keys[i]);
    const apply = (i: number) => this.wasSet(added[i], sums[i]);
    const add = () =>
      this.map.addAll(columnOf(keyKind, keys, TEXT_LAYOUTS[at % 3]), columnOf(kind, values));
    if (sums.length === keys.length) {
      this.bulk(added, apply, add);
      return;
    }
    let error: unknown;
    try {
      add();
    } catch (thrown) {
      error = thrown;
    }
    same(error instanceof RangeError, true, 'a sum that does not fit');
    if (isExhausted(error)) {
      this.bulk(added, apply, () => {
        throw error;
      });
      return;
    }
    // Keys that were inserted and taken back may have been seen by a walk no more than others.
    same(this.agrees(keys), true, 'nothing is added');
  }

  private deleteAll(at: number, count: number): void {
    const { keys } = this.rows(at, count);
    let expected = 0;
    const apply = (i: number) => {
      if (this.model.delete(keys[i])) expected += 1;
      for (const walk of this.walks) walk.wasDeleted(keys[i]);
    };
    let deleted: number | undefined;
    this.bulk(keys, apply, () => {
      deleted = this.map.deleteAll(columnOf(this.plan.key, keys, TEXT_LAYOUTS[count % 3]));
    });
    if (deleted !== undefined) same(deleted, expected, 'deleteAll');
  }

  private readColumns(at: number, count: number): void {
    const { key: keyKind, value: kind } = this.plan;
    const { keys, values } = this.rows(at, count);
    const column = columnOf(keyKind, keys, TEXT_LAYOUTS[at % 3]);
    const has = this.map.hasAll(column);
    const given = count % 3 === 0 && values.length > 0;
    const missing = given ? stored(kind, values[0]) : zeroOf(kind);
    const got = this.map.getAll(column, undefined, given ? values[0] : undefined);
    const shown = valuesOf(kind, got, keys.length);
    for (const [i, key] of keys.entries()) {
      same(has[i], this.model.has(key) ? 1 : 0, 'hasAll');
      same(shown[i], this.model.has(key) ? this.model.get(key) : missing, 'getAll');
    }
    if (count % 4 !== 0) return;
    const all = this.map.columns();
    const { size } = this.map;
    const allKeys = valuesOf(keyKind, all.keys, size);
    const allValues = valuesOf(kind, all.values, size);
    const copy = new Model();
    for (let i = 0; i < size; i += 1) copy.set(allKeys[i], allValues[i]);
    same(copy.size, this.model.size, 'rows of columns()');
    copy.compareLookups(this.map);
  }

  /** Begins a walk that goes on while other operations change the map. */
  private open(count: number): void {
    this.reached.calls += 1;
    if (this.walks.length === MOST_WALKS) this.walks.shift()?.leave(count % 2 === 0);
    this.walks.push(new Walk(this.map, this.model, count % 3 === 0 ? 'keys' : 'entries'));
  }

  private step(count: number): void {
    const walk = this.walks[count % this.walks.length];
    if (walk === undefined) return;
    for (let i = 0; i < 4 * count; i += 1) {
      this.reached.calls += 1;
      if (walk.step()) continue;
      this.walks.splice(this.walks.indexOf(walk), 1);
      this.reached.walksEnded += 1;
      return;
    }
  }

  /** A forEach whose callback writes to the map. */
  private forEach(at: number, count: number): void {
    const walk = new Walk(this.map, this.model, 'forEach');
    this.walks.push(walk);
    let i = at;
    this.map.forEach((value, key, map) => {
      same(map, this.map, 'third argument of the callback');
      walk.visit(key, value);
      i += 1;
      if (i % 5 === 0) this.delete(key);
      if (i % 7 === 0) this.delete(this.keys[(i * 31) % this.keys.length]);
      if (i % 3 === 0 && i < at + 3 * count) {
        this.set(this.keys[(i * 17) % this.keys.length], this.values[i % this.values.length]);
      }
      if (i === at + 300) this.clear(count);
    });
    walk.finish();
    this.walks.splice(this.walks.indexOf(walk), 1);
    this.reached.calls += i - at;
  }

  /**
   * A new map whose entries come and go at the same rate: the way to growths that keep the size.
   * All the while, walks begin and go on.
   */
  private queue(at: number, count: number): void {
    this.reached.growths += this.map.stats().growths;
    this.map.dispose();
    this.walks = [];
    this.model.clear();
    this.map = this.make();
    const length = [25, 50, 100][count % 3] as number;
    const key = (i: number) => this.keys[(i + this.keys.length) % this.keys.length];
    for (let i = at; i < at + 1200; i += 1) {
      this.reached.calls += 2;
      this.set(key(i), this.values[i % this.values.length]);
      this.delete(key(i - length));
      if (this.map.stats().sameSizeGrow) this.reached.sameSize += 1;
      if (i % 20 === 0) this.open(i);
      this.step(i % 13);
    }
  }

  private iterateAll(count: number): void {
    const { map, model } = this;
    this.reached.calls += 1;
    if (count % 3 === 0) {
      model.compare(map);
      return;
    }
    let n = 0;
    if (count % 3 === 1) {
      for (const key of map.keys()) {
        same(Number.isNaN(key) || model.has(key), true, 'a key of keys()');
        n += 1;
      }
    } else {
      const values = new Set([...model.entries.values(), ...model.nans]);
      for (const value of map.values()) {
        same(values.has(byContent(value)), true, 'a value of values()');
        n += 1;
      }
    }
    same(n, model.size, 'length of the iteration');
  }

  /** Finishes the walks, compares once more, and gives the memory back. */
  end(): void {
    this.forgiving(() => {
      for (const walk of this.walks) while (walk.step());
      this.model.compare(this.map);
    });
    this.reached.growths += this.map.stats().growths;
    this.map.dispose();
    same(this.heap.usedBytes <= 2 * 4096, true, 'nothing but the room for strings is in use');
  }
}

function isExhausted(error: unknown): boolean {
  return error instanceof RangeError && error.message.startsWith('out of memory: ');
}

/** Makes random runs on `build` until there have been `plan.calls` calls. */
export function differential(plan: Plan, build: Build): Reached {
  const { maximumBytes } = plan;
  const heap = heapOn(build, maximumBytes === undefined ? {} : { maximumBytes });
  const keys = samples(plan.key, plan.keys);
  const values = samples(plan.value, 61);
  const reached: Reached = { calls: 0, growths: 0, sameSize: 0, walksEnded: 0, refused: 0 };
  const codes = fc.array(fc.nat(2 ** 31 - 1), { maxLength: 800, size: 'max' });
  const property = fc.property(codes, (all) => {
    const run = new Run(plan, keys, values, heap, reached);
    try {
      for (const code of all) run.do(code);
      run.end();
    } finally {
      run.map.dispose();
    }
  });
  while (reached.calls < plan.calls)
    fc.assert(property, { numRuns: 5, interruptAfterTimeLimit: 20_000 });
  return reached;
}

/** Tests maps with keys of kind `key` and every kind of value: many calls, and fewer checked ones. */
export function testAllValues(key: KeyKind): void {
  for (const value of VALUE_KINDS) {
    test(`${key} to ${value}`, () => {
      const bulk = differential({ key, value, keys: 1500, calls: 200_000 }, 'release');
      expect(bulk.growths).toBeGreaterThan(20);
      expect(bulk.sameSize).toBeGreaterThan(20);
      expect(bulk.walksEnded).toBeGreaterThan(20);
      const checked = differential({ key, value, keys: 90, calls: 20_000 }, 'debug');
      expect(checked.growths).toBeGreaterThan(5);
    });
  }
}
