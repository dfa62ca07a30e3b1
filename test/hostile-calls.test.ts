// The public surface, called by someone who means harm: with anything at all as arguments and as
// `this`, with callbacks, getters and iterables that use the map meanwhile, and with a changed
// Object.prototype. A call may throw. It may not trap, break the map, change a map when it throws, or
// touch any other map.

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as tophash from '../src/index.js';
import { GoMap, Heap, inspect, type KeyKind, type ValueKind, WasmMap } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { collect } from './support/collect.js';
import { type AnyMap, Model, same } from './support/model.js';
import { isInteger, KEY_KINDS, samples, stored, VALUE_KINDS } from './support/samples.js';

/** What hostile code throws. */
class Sabotage extends Error {}

function isDisposed(map: AnyMap): boolean {
  try {
    map.stats();
    return false;
  } catch {
    return true;
  }
}

/** A map with what it must hold. */
class Subject {
  readonly map: AnyMap;
  readonly kinds: readonly ValueKind[];
  model = new Model();
  readonly keys: unknown[];
  readonly values: unknown[];

  constructor(
    key: KeyKind,
    value: ValueKind,
    readonly heap: Heap,
    count: number,
  ) {
    this.map = new GoMap(key, value as 'any', { heap, seed: 1n }) as AnyMap;
    this.kinds = [key, value];
    // No NaN: what becomes of each of them is for the other tests.
    this.keys = samples(key, count).filter((k) => !Number.isNaN(k));
    this.values = samples(value, count);
    for (let i = 0; i < this.keys.length / 2; i += 1) this.set(i, i);
  }

  get disposed(): boolean {
    return isDisposed(this.map);
  }

  set(k: number, v: number): void {
    const key = this.keys[k % this.keys.length];
    const value = this.values[v % this.values.length];
    this.map.set(key, value);
    this.model.set(key, stored(this.map.valueKind, value));
  }

  delete(k: number): void {
    const key = this.keys[k % this.keys.length];
    same(this.map.delete(key), this.model.delete(key), 'delete');
  }

  clear(): void {
    this.map.clear();
    this.model.clear();
  }

  /** Throws unless the map is gone or holds what it must, and can be used. */
  check(): void {
    if (this.disposed) return;
    this.model.compare(this.map);
    same(inspect(this.map).header.count, this.model.size, 'count of the header');
  }

  /** Takes what the map holds for what it must hold, if the map agrees with itself. */
  adopt(): void {
    if (this.disposed) return;
    const model = new Model();
    for (const [key, value] of this.map) model.set(key, value);
    this.model = model;
    this.check();
  }
}

/** A scene for hostile calls: the map, others that must not notice, and hands to sabotage with. */
class Scene {
  readonly subject: Subject;
  readonly bystander: Subject;
  readonly stranger: Subject;
  readonly gone: AnyMap;
  /** Hostile code does not call hostile code without end. */
  private depth = 0;
  /** Whether hostile code has used the map during the call. */
  touched = false;
  /** The last snapshot that was handed out. */
  bytes: Uint8Array = snapshot;

  constructor(key: KeyKind, value: ValueKind, heap: Heap, other: Heap) {
    this.subject = new Subject(key, value, heap, 60);
    this.bystander = new Subject('string', 'string', heap, 40);
    this.stranger = new Subject(key, value, other, 20);
    this.gone = new GoMap(key, value as 'any', { heap }) as AnyMap;
    this.gone.dispose();
  }

  /** Uses the map, or not, and then returns `result` or throws. */
  sabotage(how: number, result: unknown): unknown {
    if (this.depth === 3) return result;
    this.depth += 1;
    try {
      this.touched = true;
      this.act(how);
      if (how % 7 === 6) throw new Sabotage();
      return result;
    } finally {
      this.depth -= 1;
    }
  }

  private act(how: number): void {
    const { subject, bystander } = this;
    switch (how % 9) {
      case 0:
        for (let i = 0; i < 40; i += 1) subject.set(how + i, i);
        break;
      case 1:
        subject.delete(how);
        break;
      case 2:
        subject.clear();
        break;
      case 3:
        subject.map.dispose();
        break;
      case 4:
        for (let i = 0; i < 200; i += 1) bystander.set(how + i, i);
        break;
      case 5:
        subject.map.reserve(500);
        break;
      case 6:
        subject.map.entries().next();
        break;
      case 7:
        subject.map.clone().dispose();
        break;
      default: // nothing
    }
  }

  end(): void {
    for (const { map } of [this.subject, this.bystander, this.stranger]) map.dispose();
  }
}

function detached(): Uint32Array {
  const array = new Uint32Array(8);
  structuredClone(array.buffer, { transfer: [array.buffer] });
  return array;
}

function resizableBuffer(bytes: number, maxByteLength: number): ArrayBuffer {
  const Resizable = ArrayBuffer as never as new (n: number, o: object) => ArrayBuffer;
  return new Resizable(bytes, { maxByteLength });
}

/** A view whose buffer shrinks when somebody looks; where buffers cannot shrink, an ordinary one. */
function resizable(): Uint32Array {
  const buffer = resizableBuffer(64, 128);
  const array = new Uint32Array(buffer);
  (buffer as { resize?: (n: number) => void }).resize?.(12);
  return array;
}

/** A snapshot, and what is in it. */
const saved = new Model();
for (const [i, text] of samples('string', 40).entries()) saved.set(text, i);
const snapshot = new GoMap('string', 'u32', {
  entries: saved.entries as Iterable<[string, number]>,
}).snapshot();

/** The snapshot in memory of some kind, or something that is almost the snapshot. */
function snapshotLike(how: number): Uint8Array {
  const room = snapshot.length + 8;
  switch (how % 6) {
    case 0:
      return snapshot;
    case 1: {
      const unaligned = new Uint8Array(room).subarray(how % 8, (how % 8) + snapshot.length);
      unaligned.set(snapshot);
      return unaligned;
    }
    case 2: {
      const flipped = snapshot.slice();
      const at = how % snapshot.length;
      flipped[at] = (flipped[at] as number) ^ (1 << (how % 7));
      return flipped;
    }
    case 3:
      return snapshot.slice(0, how % snapshot.length);
    case 4: {
      const shared = new Uint8Array(new SharedArrayBuffer(snapshot.length));
      shared.set(snapshot);
      return shared;
    }
    default: {
      const array = new Uint8Array(resizableBuffer(snapshot.length, room));
      array.set(snapshot);
      return array;
    }
  }
}

/** Bytes in memory of some kind, or an array that has its own ideas of what it holds. */
function bytesLike(how: number, asked: () => unknown): Uint8Array {
  const length = how % 30;
  switch (how % 5) {
    case 0:
      return new Uint8Array(new SharedArrayBuffer(length)).fill(how);
    case 1:
      return new Uint8Array(resizableBuffer(length, 40)).fill(how);
    case 2: {
      const outside = new Uint8Array(resizableBuffer(40, 40), 10, length);
      shrink(outside, how);
      return outside;
    }
    case 3: {
      const gone = new Uint8Array(length);
      structuredClone(gone.buffer, { transfer: [gone.buffer] });
      return gone;
    }
    default: {
      const own = new Uint8Array(length).fill(how);
      for (const name of ['length', 'byteLength', 'byteOffset', 'buffer', 'constructor']) {
        Object.defineProperty(own, name, { get: asked });
      }
      for (const name of ['slice', 'subarray', 'set', Symbol.iterator, Symbol.toPrimitive]) {
        Object.defineProperty(own, name, { value: asked });
      }
      return own;
    }
  }
}

/** Takes away the memory of an array, or a part of it, if that can be done. */
function shrink(array: Uint8Array, how: number): void {
  const buffer = array.buffer as ArrayBuffer & { resizable?: boolean; resize?(n: number): void };
  if (buffer.resizable) buffer.resize?.(how % buffer.byteLength);
  // Of one that is gone already there is nothing to take away, and Chromium would throw.
  else if (buffer instanceof ArrayBuffer && buffer.byteLength > 0) {
    structuredClone(buffer, { transfer: [buffer] });
  }
}

/** Makes hostile values: a number says which. */
function hostile(scene: Scene, n: number): unknown {
  const { subject } = scene;
  const how = n >>> 6;
  const act = (result?: unknown) => scene.sabotage(how, result);
  const acting = (result?: unknown) => () => act(result);
  const object = {
    valueOf: acting(1),
    toString: acting('a'),
    toJSON: acting('a'),
    [Symbol.toPrimitive]: acting(1),
    get length() {
      return act(3);
    },
    get capacity() {
      return act(how % 5);
    },
    get heap() {
      return act(undefined);
    },
    get entries() {
      return act([]);
    },
    get bytes() {
      return act(new Uint8Array(9));
    },
    get offsets() {
      return act(Uint32Array.of(0, 3, 9));
    },
  };
  switch (n % 40) {
    case 0:
    case 1:
    case 2:
    case 3:
      return subject.keys[how % subject.keys.length];
    case 4:
    case 5:
      return subject.values[how % subject.values.length];
    case 6:
      return [undefined, null, true, Symbol('s'), -0, Number.NaN, 2 ** 53, 2n ** 64n][how % 8];
    case 7:
      return [-1, 1.5, -(2n ** 63n) - 1n, Infinity, '\ud800', 2 ** 32, 'x'.repeat(5000), {}][
        how % 8
      ];
    case 8:
      return object;
    case 9:
      return new Proxy({}, { get: acting(how), getPrototypeOf: acting(null) as () => null });
    case 10:
      return new Proxy([1, 2, 3], { get: (t, k) => act(Reflect.get(t, k)) });
    case 11:
      return acting(subject.values[how % subject.values.length]);
    case 12:
      return acting(object);
    case 13:
      return detached();
    case 14:
      return resizable();
    case 15:
      return Uint32Array.of(1, 2, 3, how);
    case 16:
      return BigUint64Array.of(1n, 2n, BigInt(how));
    case 17:
      return Float64Array.of(1, Number.NaN, -0, how);
    case 18:
      return how % 2 === 0
        ? { bytes: Uint8Array.of(97, 255, 98), offsets: Uint32Array.of(0, 3, how) }
        : {
            bytes: Uint8Array.of(97, 98, 255),
            starts: Uint32Array.of(1, 0, how % 5),
            get ends() {
              return act(Uint32Array.of(2, 2, how % 7));
            },
          };
    case 19:
      return Object.defineProperty(['a', 'b', 'c'], 1, { get: acting('z') });
    case 20:
      return {
        *[Symbol.iterator]() {
          yield act([subject.keys[0], subject.values[0]]);
        },
      };
    case 21: {
      // Not for ever: a constructor would take from it as long as it gives.
      let left = how % 40;
      const next = () => act({ value: object, done: left-- === 0 });
      return { [Symbol.iterator]: () => ({ next }) };
    }
    case 22:
      return scene.stranger.map;
    case 23:
      return subject.map;
    case 24:
      return scene.gone;
    case 25:
      return Object.create(subject.map);
    case 26:
      return new Proxy(subject.map, {});
    case 27:
      return subject.keys.slice(0, how % 9);
    case 28:
      return { heap: Object.create((tophash.Heap as { prototype: object }).prototype) };
    case 29:
      return subject.disposed ? undefined : subject.map.entries();
    case 30:
      return class extends (GoMap as never as new () => object) {};
    case 31:
      scene.bytes = snapshotLike(how);
      return scene.bytes;
    case 32:
      return {
        get heap() {
          if (how % 2 === 0 && scene.bytes !== snapshot) shrink(scene.bytes, how);
          return act(how % 3 === 0 ? subject.heap : undefined);
        },
      };
    case 33:
      return new WasmMap(subject.disposed ? [] : subject.map);
    case 34: {
      const entries = new WasmMap(subject.keys.map((k, i) => [k, subject.values[i]]));
      if (how % 5 === 0) entries.dispose();
      if (how % 5 === 1) entries.entries = acting([][Symbol.iterator]()) as never;
      return { entries, heap: subject.heap };
    }
    case 35:
      return { entries: subject.disposed ? [] : subject.map, heap: subject.heap };
    case 36:
      // Values of kind any are not kept by their content.
      return subject.kinds.includes('any') ? how : bytesLike(how, acting(9));
    case 37: {
      const rows = [bytesLike(how, acting(1)), Uint8Array.of(1, how), Uint8Array.of(2, how)];
      const late = rows[how % 3] as Uint8Array;
      const get = () => {
        shrink(late, how);
        return act(late);
      };
      return Object.defineProperty(rows, 1, { get });
    }
    default:
      return how;
  }
}

/**
 * Every public method and getter: the type checker sees to it that none is missing. What is private
 * for TypeScript has a test of its own below; what begins with an underscore has none.
 */
const PUBLIC: Record<keyof AnyMap, true> = {
  get: true,
  lookup: true,
  has: true,
  set: true,
  add: true,
  delete: true,
  clear: true,
  size: true,
  keyKind: true,
  valueKind: true,
  forEach: true,
  keys: true,
  values: true,
  entries: true,
  getOrInsert: true,
  getOrInsertComputed: true,
  setAll: true,
  getAll: true,
  share: true,
  unshare: true,
  hasAll: true,
  deleteAll: true,
  addAll: true,
  encodeAll: true,
  columns: true,
  snapshot: true,
  clone: true,
  reserve: true,
  stats: true,
  toJSON: true,
  dispose: true,
  [Symbol.iterator]: true,
  [Symbol.toStringTag]: true,
  [Symbol.dispose]: true,
};
const METHODS = Reflect.ownKeys(GoMap.prototype).filter((name) => Object.hasOwn(PUBLIC, name));
/** All functions but methods: what is exported, and what is static. */
const FUNCTIONS: [string, unknown][] = [
  ...Object.entries(tophash).filter(([, value]) => typeof value === 'function'),
  ['GoMap.restore', GoMap.restore],
  ['WasmMap.groupBy', WasmMap.groupBy],
  ['Heap.create', Heap.create],
];

/** The methods whose effect is checked against the model, not only for being consistent. */
const SINGLE = ['get', 'has', 'lookup', 'set', 'delete', 'clear', 'getOrInsert', 'size', 'stats'];

/** Errors that a hostile call may end in. */
function acceptable(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return false;
  if (error instanceof Sabotage || error instanceof TypeError || error instanceof RangeError)
    return true;
  return error instanceof Error && /^concurrent map/.test(error.message);
}

function attempt(call: () => unknown): {
  threw: boolean;
  /** Whether it threw for want of memory: a column call has then done its first rows. */
  exhausted?: boolean;
  result?: unknown;
} {
  try {
    return { threw: false, result: call() };
  } catch (error) {
    if (!acceptable(error)) throw error;
    return { threw: true, exhausted: (error as Error).message.startsWith('out of memory') };
  }
}

/** Takes what comes from an iterator, and a little of it later. */
function exhaust(result: unknown): void {
  const iterator = result as Iterator<unknown> | undefined;
  if (typeof iterator?.next !== 'function') return;
  for (let i = 0; i < 200; i += 1) if (attempt(() => iterator.next()).result === undefined) return;
}

/** What `method` does to the model when it does not throw. */
function mirror({ model, map, keys }: Subject, method: string, [key, value]: unknown[]): void {
  const kind = map.valueKind;
  if (method === 'clear') model.clear();
  else if (method === 'delete') model.delete(key);
  else if (method === 'set' || (method === 'getOrInsert' && !model.has(key))) {
    const kept = stored(kind, value);
    // Kinds of integers know no -0, as keys or as values.
    const k = key === 0 && map.keyKind !== 'f64' ? 0 : key;
    model.set(k, isInteger(kind) && kept === 0 ? 0 : kept);
  }
  same(keys.length > 0, true, 'there are keys');
}

function hostileCall(scene: Scene, what: number, who: number, codes: number[]): void {
  const { subject } = scene;
  const receivers = [
    ...Array(8).fill(subject.map),
    Object.create(subject.map),
    new Proxy(subject.map, {}),
    scene.gone,
    scene.stranger.map,
    GoMap.prototype,
    Object.create(GoMap.prototype),
    hostile(scene, codes[0] ?? 0),
  ];
  const receiver = receivers[who % receivers.length];
  const args = codes.map((n) => hostile(scene, n));
  const name = METHODS[what % METHODS.length] as keyof AnyMap;
  scene.touched = false;
  const method = Object.getOwnPropertyDescriptor(GoMap.prototype, name) as PropertyDescriptor;
  const call = () => Reflect.apply(method.get ?? method.value, receiver, args);
  const { threw, exhausted = false, result } = attempt(call);
  // Not asked of other results: a hostile value acts when it is asked.
  if (name === 'clone' && result instanceof GoMap) {
    const keys = isDisposed(result) ? [] : [...result.keys()];
    // A NaN is equal to nothing, so it cannot be looked up.
    for (const k of keys) same(result.has(k), !Number.isNaN(k), 'whether a copy has its key');
  }
  if (subject.disposed) return;
  const known = threw || SINGLE.includes(String(name)) || receiver === scene.gone;
  if (known && !exhausted && receiver !== scene.stranger.map) {
    if (!threw && receiver !== scene.gone) mirror(subject, String(name), args);
    // An 'any' map may have come to hold anything, but a NaN key is an entry of its own.
    subject.check();
  } else subject.adopt();
  exhaust(result);
  subject.check();
}

// Small, so that a call for room for billions of entries is refused, and what there is can be inspected.
const heap = heapOn('debug', { maximumBytes: 2 ** 22 });
const other = heapOn('debug', { maximumBytes: 2 ** 22 });

const code = fc.nat(2 ** 20);
const calls = fc.array(fc.tuple(code, code, fc.array(code, { maxLength: 3 })), { maxLength: 12 });

describe('hostile calls', () => {
  /** Whether the heaps have no more than the room for strings on their way. */
  const empty = () => [heap, other].every(({ usedBytes }) => usedBytes < 2 ** 16);
  test.each(VALUE_KINDS)('of maps to %s', async (value) => {
    for (const key of KEY_KINDS) {
      const property = fc.property(calls, (all) => {
        const scene = new Scene(key, value, heap, other);
        try {
          for (const [what, who, codes] of all) {
            if (!scene.subject.disposed) hostileCall(scene, what, who, codes);
            scene.bystander.check();
          }
          scene.stranger.adopt();
        } finally {
          scene.end();
        }
      });
      fc.assert(property, { numRuns: 25 });
      // What the calls have returned is garbage now.
      const left = !(await collect(empty));
      if (globalThis.gc) expect(left).toBe(false);
    }
  });

  test('every method was among them', () => {
    expect(METHODS).toEqual(
      expect.arrayContaining(['get', 'set', 'size', Symbol.iterator, 'dispose']),
    );
    expect(METHODS.length).toBeGreaterThan(20);
  });
});

test('nothing but public members is within reach', () => {
  const known = [...Object.keys(PUBLIC), 'constructor', Symbol.iterator, Symbol.toStringTag];
  const own = Reflect.ownKeys(GoMap.prototype).filter(
    (name) => !known.includes(name as string) && typeof name === 'string',
  );
  expect(own).toEqual([]);
  // What libraries compare maps by, and nothing else.
  const shown = ['structuredClone()', 'entries()'];
  expect(Reflect.ownKeys(new GoMap('u32', 'any'))).toEqual(shown);
  for (const object of [new Heap(), new GoMap('u32', 'u32').keys()]) {
    expect(Reflect.ownKeys(object)).toEqual([]);
  }
});

test('functions and constructors are called with anything', async () => {
  const restored: number[] = [];
  const property = fc.asyncProperty(
    code,
    fc.boolean(),
    fc.array(code, { maxLength: 4 }),
    async (what, make, codes) => {
      const scene = new Scene('u32', 'u32', heap, other);
      const [name, f] = FUNCTIONS[what % FUNCTIONS.length] as [string, never];
      const args = codes.map((n) => hostile(scene, n));
      // A map, when the kinds are good: then the options are hostile.
      if (name === 'GoMap' && what % 3 > 0) args.unshift('u32', what % 2 > 0 ? 'u32' : 'any');
      if (name === 'GoMap.restore' && what % 3 > 0) {
        scene.bytes = snapshotLike(what >>> 2);
        if (what % 2 > 0) args.length = 0; // or what is taken for options is refused, nearly always
        args.unshift(scene.bytes);
      }
      const { result } = attempt(() =>
        make ? Reflect.construct(f, args) : Reflect.apply(f, undefined, args),
      );
      if (result instanceof Promise) {
        await result.catch((error: unknown) => same(acceptable(error), true, 'a fair error'));
      }
      if (result instanceof GoMap && !isDisposed(result)) {
        if (name === 'GoMap.restore') {
          saved.compare(result);
          restored.push(what);
        }
        new Set(result.keys());
        result.dispose();
      }
      scene.subject.check();
      scene.bystander.check();
      scene.end();
    },
  );
  await fc.assert(property, { numRuns: 1000 });
  expect(restored.length).toBeGreaterThan(5);
});
