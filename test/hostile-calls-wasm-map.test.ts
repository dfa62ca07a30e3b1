// WasmMap and WasmSet, called by someone who means harm, and the native ones, called likewise: with anything
// at all as arguments and as `this`, with callbacks, getters and iterables that use the maps meanwhile and
// throw. Whatever comes of one must come of the other, and foreign code must run in the same order, in
// every form and at every change. What native ones do not have, disposing, is called in between in a
// second run, which has no such twin.

import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { GoMap, WasmMap, WasmSet } from '../src/index.js';
import { limits } from '../src/ordered/limits.js';
import { KEYS } from './map-spec/keys.js';
import { useBuild } from './support/builds.js';
import { anyLimits, FORMS, formOf } from './support/forms.js';
import { same } from './support/model.js';
import { Seen } from './support/seen.js';

useBuild('release');

// biome-ignore lint/suspicious/noExplicitAny: methods are called with anything.
type Anything = any;
/** A map, or a set. */
type AnyMap = Anything;

const usual = { ...limits };
afterEach(() => {
  Object.assign(limits, usual);
});

/** How often foreign code acts in one call: for each entry of a large map would take too long. */
const MOST_ACTS = 50;

/** What hostile code throws. */
class Sabotage extends Error {}

const nativeMap = Map.prototype as Anything;

/** The methods that Node 20's Map lacks, as the specification has them. */
const LATER: Record<string, (this: AnyMap, ...args: Anything[]) => unknown> = {
  getOrInsert(key, value) {
    if (!nativeMap.has.call(this, key)) nativeMap.set.call(this, key, value);
    return nativeMap.get.call(this, key);
  },
  getOrInsertComputed(key, callback) {
    const known = nativeMap.has.call(this, key);
    if (typeof callback !== 'function') throw new TypeError('not a function');
    if (known) return nativeMap.get.call(this, key);
    const value = callback(key === 0 ? 0 : key);
    nativeMap.set.call(this, key, value);
    return value;
  },
};

/** Map.groupBy, as the specification has it. */
function groupBy(items: Iterable<unknown>, callback: Anything): AnyMap {
  if (items === undefined || items === null || typeof callback !== 'function') {
    throw new TypeError('no items or no callback');
  }
  const groups = new Map<unknown, unknown[]>();
  let i = 0;
  for (const item of items) {
    const key = callback(item, i);
    i += 1;
    if (groups.has(key)) groups.get(key)?.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}

/** What native Maps do not have. */
const OURS = ['dispose', 'stats', Symbol.dispose, Symbol.for('nodejs.util.inspect.custom')];

/** A class of ours, its native twin, and what differs between maps and sets. */
class Kind {
  readonly name: string;
  /** All methods, getters and symbols that can be compared. */
  readonly methods: PropertyKey[];

  constructor(
    readonly ours: typeof WasmMap | typeof WasmSet,
    readonly native: MapConstructor | SetConstructor,
    /** The method that adds an entry. */
    readonly adder: 'set' | 'add',
  ) {
    this.name = adder === 'set' ? 'WasmMap' : 'WasmSet';
    this.methods = Reflect.ownKeys(ours.prototype).filter(
      (name) => !OURS.includes(name as string) && (name in native.prototype || name in LATER),
    );
  }

  put(map: AnyMap, key: unknown, value: unknown): void {
    map[this.adder](key, value);
  }

  entry(key: unknown, value: unknown): unknown {
    return this.adder === 'set' ? [key, value] : key;
  }
}

const MAPS = new Kind(WasmMap, Map, 'set');
const SETS = new Kind(WasmSet, Set, 'add');

/** What takes another set. */
const SET_METHODS = /^(union|intersection|.*[dD]ifference|is.*)$/;

/** One of the two sides, or the one with `dispose`. */
class Side {
  readonly map: AnyMap;
  /** A map of the same kind that only its own calls may change. */
  readonly bystander: AnyMap;
  readonly gone: AnyMap | undefined;
  readonly iterators: Anything[] = [];
  /** What foreign code has seen. */
  trace = '';
  /** Objects of this side by what they are called on both. */
  private readonly names = new Map<unknown, string>();
  private depth = 0;
  /** How often foreign code has acted during the call. */
  private acts = 0;

  readonly Class: Anything;

  constructor(
    private readonly kind: Kind,
    isOurs: boolean,
    private readonly disposing = false,
  ) {
    this.Class = isOurs ? kind.ours : kind.native;
    this.map = new this.Class(KEYS.slice(0, 20).map((key, i) => kind.entry(key, i)));
    this.bystander = new this.Class([kind.entry('kept', 1)]);
    this.name(this.map, 'the map');
    this.name(this.bystander, 'the bystander');
    this.name(this.Class, 'the class');
    this.name(this.Class.prototype, 'the prototype');
    if (!disposing) return;
    this.gone = new this.Class();
    this.gone.dispose();
  }

  get isDisposed(): boolean {
    try {
      return this.map.size < 0;
    } catch {
      return true;
    }
  }

  private name<T>(object: T, name = `made ${this.names.size}`): T {
    this.names.set(object, name);
    return object;
  }

  /** Text to compare in place of `value`. */
  shown(value: unknown, depth = 0): string {
    if (typeof value === 'string') return value.length > 100 ? `${value.length}` : `'${value}'`;
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) {
      return Object.is(value, -0) ? '-0' : String(value);
    }
    const name = this.names.get(value);
    if (name !== undefined) return name;
    if (depth > 3) return 'deep';
    if (Array.isArray(value)) {
      return `[${value.map((one) => this.shown(one, depth + 1)).join()}]`;
    }
    if ([Map, WasmMap, Set, WasmSet].some((Class) => value instanceof Class)) {
      return `a map of ${this.shown([...(value as AnyMap)], depth + 1)}`;
    }
    if (typeof value === 'function') return 'a function';
    return `{${this.shown(Object.entries(value), depth + 1)}}`;
  }

  /** Foreign code: uses the maps or not, and then returns `result` or throws. */
  act(how: number, result: unknown, ...seen: unknown[]): unknown {
    this.trace += ` ${how}: ${seen.map((one) => this.shown(one)).join()}`;
    if (this.depth === 3 || this.acts === MOST_ACTS) return result;
    this.depth += 1;
    this.acts += 1;
    try {
      this.use(how);
      if (how % 7 === 6) throw new Sabotage();
      return result;
    } finally {
      this.depth -= 1;
    }
  }

  private use(how: number): void {
    const { kind, map } = this;
    switch (how % 9) {
      case 0:
        for (let i = 0; i < 40; i += 1) kind.put(map, how + i, i);
        break;
      case 1:
        for (let i = 0; i < 40; i += 1) map.delete(how + i);
        break;
      case 2:
        map.clear();
        break;
      case 3:
        if (this.disposing) map.dispose();
        else map.delete(KEYS[how % KEYS.length]);
        break;
      case 4:
        for (let i = 0; i < 1100; i += 1) kind.put(map, `${i % 1100}`, i);
        break;
      case 5:
        for (const key of map.keys()) map.delete(key);
        break;
      case 6:
        this.iterators.push(map.entries());
        break;
      case 7:
        this.trace += this.shown(this.iterators.at(-1)?.next());
        break;
      default: // nothing
    }
  }

  /** A hostile value: a number says which. */
  value(n: number): unknown {
    const how = Math.floor(n / 22);
    const act = (result?: unknown, ...seen: unknown[]) => this.act(how, result, ...seen);
    const { map, Class } = this;
    const object = () =>
      this.name({
        get 0() {
          return act(how);
        },
        get 1() {
          return act('value');
        },
        get length() {
          return act(2);
        },
        valueOf: () => act(1),
        toString: () => act('a'),
        [Symbol.toPrimitive]: () => act(1),
      });
    switch (n % 22) {
      case 0:
      case 1:
      case 2:
      case 3:
        return KEYS[how % KEYS.length];
      case 4:
        return [undefined, null, true, -0, Number.NaN, 2n ** 64n, '', 'x'.repeat(5000)][how % 8];
      case 5:
        return object();
      case 6:
        return this.name((...args: unknown[]) => act(how % 5, ...args));
      case 7:
        return this.name((...args: unknown[]) => act(object(), ...args));
      case 8: {
        const entries = Array.from({ length: how % 50 }, (_, i) => [i % 9, object()]);
        return this.name({ [Symbol.iterator]: () => act(entries[Symbol.iterator]()) });
      }
      case 9: {
        let left = how % 40;
        const next = () => act({ value: object(), done: left-- <= 0 });
        const end = () => act({});
        return this.name({ [Symbol.iterator]: () => ({ next, return: end }) });
      }
      case 10:
        return map;
      case 11:
        return this.name(Object.create(map));
      case 12:
        return this.name(new Proxy(map, {}));
      case 13:
        return this.name(
          new Proxy([[1, 2]], {
            // Firefox looks for `toSource` to say in a message what is no function.
            get: (t, k) => (k === 'toSource' ? undefined : act(Reflect.get(t, k))),
          }),
        );
      case 14:
        return Class;
      case 15:
        return Class.prototype;
      case 16:
        return this.iterators[how % Math.max(1, this.iterators.length)];
      case 17:
        return [
          [how % 3, 'a'],
          [how % 4, 'b'],
        ];
      case 18:
        return this.gone ?? how;
      case 19:
        return this.bystander;
      case 20: {
        const keys = Array.from({ length: how % 30 }, (_, i) => KEYS[(i * how) % KEYS.length]);
        return this.name({
          get size() {
            return act(how % 60);
          },
          has: (key: unknown) => act(how % 2 === 0, key),
          keys: () => act(keys.values()),
        });
      }
      default:
        return how;
    }
  }

  /** Calls something. Returns what came of it. */
  call(what: number, who: number, codes: number[]): string {
    this.acts = 0;
    const args = codes.map((n) => this.value(n));
    try {
      return this.shown(this.called(what, who, args));
    } catch (error) {
      if (error instanceof Sabotage) return 'sabotage';
      if (error instanceof TypeError || error instanceof RangeError) return error.name;
      throw error;
    }
  }

  private called(what: number, who: number, args: Anything[]): unknown {
    const { Class, kind } = this;
    if (what % 8 === 0) return this.constructed(who, args);
    if (what % 8 === 1 || what % 8 === 2) return this.stepped(who, args);
    const name = kind.methods[(what >>> 3) % kind.methods.length] as string;
    const receivers = [
      ...Array(7).fill(this.map),
      this.bystander,
      Object.create(this.map),
      Class.prototype,
      new Proxy(this.map, {}),
      args[0],
    ];
    const receiver = receivers[who % receivers.length];
    if (who % 5 < 3) {
      const callback = this.value(6 + (who & 1) + 22 * (who >>> 4));
      if (name === 'forEach') args[0] = callback;
      else if (name === 'getOrInsertComputed') args[1] = callback;
    } else if (SET_METHODS.test(name)) args[0] = this.value([10, 19, 20, 20][who & 3]! + 22 * who);
    const property = Object.getOwnPropertyDescriptor(Class.prototype, name);
    const method = property?.get ?? property?.value ?? LATER[name];
    if (typeof method !== 'function') return method;
    if (name === 'constructor') return this.constructed(who, args);
    // The bystander belongs to the other tests.
    if (receiver === this.bystander && !['get', 'has', 'size'].includes(name)) return undefined;
    const result = Reflect.apply(method, receiver, args);
    if (typeof (result as Anything)?.next === 'function') {
      this.name(result);
      this.iterators.push(result);
    }
    return result;
  }

  /** A new map, from the constructor, of a subclass, or of `groupBy`. */
  private constructed(who: number, args: Anything[]): unknown {
    const { Class, kind } = this;
    const side = this;
    // Mostly something iterable, and a callback.
    if (who % 5 < 3)
      args[0] = this.value(([8, 9, 10, 13, 17][(who >>> 3) % 5] as number) + 22 * (who >>> 6));
    if (who % 7 < 5) args[1] = this.value(6 + 22 * (who >>> 5));
    switch ((who >>> 2) % 6) {
      case 0:
        return Reflect.apply(Class as Anything, this.map, args);
      case 1:
      case 2: {
        if (kind === SETS) return undefined;
        return Reflect.apply(Class.groupBy ?? groupBy, undefined, args);
      }
      case 3: {
        class Sub extends (Class as Anything) {
          [kind.adder](key: unknown, value: unknown): this {
            side.act(who >>> 3, 0, key, value);
            return super[kind.adder](key, value);
          }
        }
        return [...(new (Sub as Anything)(args[0]) as Iterable<unknown>)];
      }
      default:
        return new (Class as Anything)(...args);
    }
  }

  /** A step of an iterator that was made before, or of something that is none. */
  private stepped(who: number, args: Anything[]): unknown {
    const iterator = this.iterators[(who >>> 1) % Math.max(1, this.iterators.length)];
    if (iterator === undefined) return undefined;
    if (who % 2 === 0) return iterator.next(...args);
    return Reflect.apply(iterator.next, args[0], args);
  }

  /** Everything that can be seen of the maps now. */
  state(): string {
    return this.shown([this.map.size, [...this.map], [...this.bystander]]);
  }
}

/** Throws unless an iterator of a map that may be gone is at its end or says so. */
function stops(kind: Kind, iterator: Iterator<unknown>): void {
  try {
    for (let i = 0; !iterator.next().done; i += 1) same(i < 2000, true, 'it stops');
  } catch (error) {
    same((error as Error).message, `the ${kind.name} has been disposed of`, 'what it says');
  }
}

const code = fc.nat(2 ** 20);
const calls = fc.array(fc.tuple(code, code, fc.array(code, { maxLength: 3 })), {
  maxLength: 25,
  size: 'max',
});

describe.each([MAPS, SETS])('hostile calls: $name', (kind) => {
  // Few methods of sets call back, and in Node 20 fewer.
  const numRuns = kind === SETS ? 1200 : 400;

  test('have the same effect as on the native one', () => {
    const seen = new Seen();
    const property = fc.property(anyLimits, calls, (small, all) => {
      Object.assign(limits, small);
      const ours = new Side(kind, true);
      const theirs = new Side(kind, false);
      for (const [what, who, codes] of all) {
        const came = ours.call(what, who, codes);
        same(came, theirs.call(what, who, codes), 'what came of a call');
        same(ours.trace, theirs.trace, 'what foreign code has seen');
        seen.count(came);
        if (ours.trace !== '') seen.count('foreign code');
        ours.trace = '';
        theirs.trace = '';
        seen.count(formOf(ours.map.stats()));
      }
      same(ours.state(), theirs.state(), 'the maps at the end');
      ours.map.dispose();
    });
    seen.assert(property, numRuns, {
      ...Object.fromEntries(FORMS.map((form) => [form, 10])),
      'foreign code': 300,
      sabotage: 20,
      TypeError: 20,
      'the map': 20,
    });
  });

  test('may dispose of it at any time', () => {
    const seen = new Seen();
    const property = fc.property(anyLimits, calls, (small, all) => {
      Object.assign(limits, small);
      const side = new Side(kind, true, true);
      for (const [what, who, codes] of all) {
        side.call(what, who, codes);
        same(side.shown([...side.bystander]), side.shown([kind.entry('kept', 1)]), 'the bystander');
        if (side.isDisposed) break;
        same([...side.map].length, side.map.size, 'size');
        for (const key of side.map.keys()) same(side.map.has(key), true, 'a key that came');
      }
      if (side.isDisposed) {
        seen.count('disposed');
        expect(() => side.map.has(1)).toThrow(`this ${kind.name} has been disposed of`);
        for (const one of side.iterators) stops(kind, one);
      }
      side.map.dispose();
    });
    seen.assert(property, numRuns, { disposed: 20 });
  });

  test.each(['native', 'table'])('disposed of, it says so, whatever it is asked: %s', (form) => {
    if (form === 'table') Object.assign(limits, { table: 0, odd: 1, full: 1 });
    const message = `this ${kind.name} has been disposed of`;
    const map = new (kind.ours as Anything)([kind.entry(1, 2)]);
    expect(map.stats().form).toBe(form);
    const iterator = map.keys();
    map.dispose();
    const callback = () => 1;
    for (const name of Reflect.ownKeys(kind.ours.prototype) as string[]) {
      const property = Object.getOwnPropertyDescriptor(kind.ours.prototype, name);
      const method = property?.get ?? property?.value;
      if (typeof method !== 'function' || name === 'constructor') continue;
      if (name !== 'stats' && OURS.includes(name)) continue;
      const takesSet = SET_METHODS.test(String(name));
      const args = name === 'forEach' ? [callback] : takesSet ? [new Set()] : [1, callback];
      expect(() => Reflect.apply(method, map, args), String(name)).toThrow(message);
    }
    expect(() => iterator.next()).toThrow('disposed of');
    expect(() => new (kind.ours as Anything)(map)).toThrow('disposed of');
    expect(map.dispose()).toBe(undefined);
    if (kind === MAPS)
      expect(() => new GoMap('u32', 'u32', { entries: map })).toThrow('disposed of');
  });
});
