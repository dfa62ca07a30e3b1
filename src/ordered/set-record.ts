// What the methods of a set take as the other set: ECMAScript's Set Records, which are anything with
// a size, `has` and `keys`. In which order they are read and called is the specification's.

import { describe } from '../js/errors.js';

const { apply } = Reflect;
const { trunc } = Math;

/** The other set, as the types say it: `ReadonlySetLike` of newer libraries. */
export interface SetLike<T = unknown> {
  readonly size: number;
  has(value: T): boolean;
  keys(): Iterator<T>;
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

/** GetSetRecord. */
export class SetRecord {
  readonly size: number;
  readonly #set: unknown;
  readonly #has: Method;
  readonly #keys: Method;

  constructor(given: unknown) {
    if (!isObject(given))
      throw new TypeError(`the other set must be an object, not ${describe(given)}`);
    const set = given as Record<'size' | 'has' | 'keys', unknown>;
    const size = +(set.size as number);
    if (size !== size) throw new TypeError('the size of the other set must be a number');
    this.#set = set;
    this.size = trunc(size);
    if (this.size < 0) throw new RangeError(`the size of the other set must not be ${size}`);
    this.#has = method(set.has, 'has');
    this.#keys = method(set.keys, 'keys');
  }

  has(key: unknown): boolean {
    return !!apply(this.#has, this.#set, [key]);
  }

  keys(): KeysOfSet {
    const iterator = apply(this.#keys, this.#set, []);
    if (!isObject(iterator)) {
      throw new TypeError(
        `keys() of the other set must return an iterator, not ${describe(iterator)}`,
      );
    }
    return new KeysOfSet(iterator);
  }
}

function method(given: unknown, name: string): Method {
  if (typeof given === 'function') return given as Method;
  throw new TypeError(`the other set must have a method ${name}, not ${describe(given)}`);
}

/** The keys of the other set. */
export class KeysOfSet {
  /** The key that `advance` went past, as a Set keeps it. */
  key: unknown = undefined;
  readonly #iterator: { return?: unknown };
  readonly #next: Method;

  constructor(iterator: object) {
    this.#iterator = iterator;
    this.#next = (iterator as { next: Method }).next;
  }

  /** IteratorStepValue: false at the end. */
  advance(): boolean {
    const result = apply(this.#next, this.#iterator, []) as IteratorResult<unknown>;
    if (!isObject(result))
      throw new TypeError(`next() must return an object, not ${describe(result)}`);
    if (result.done) return false;
    const key = result.value;
    this.key = key === 0 ? 0 : key;
    return true;
  }

  /** IteratorClose. */
  close(): void {
    const end = this.#iterator.return;
    if (end === undefined || end === null) return;
    const result = apply(end as Method, this.#iterator, []);
    if (!isObject(result))
      throw new TypeError(`return() must return an object, not ${describe(result)}`);
  }
}
