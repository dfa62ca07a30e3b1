// The native form: a Map or a Set of the engine, to which nothing else has access. Nothing is faster while
// there are few entries, and for keys and values that are strings or objects.
//
// A program may have replaced what is in Map.prototype, Set.prototype or in the prototypes of their
// iterators. So these classes have the engine's own methods, as they were when this module was loaded.
// Engines inline them as they do those of a Map.

import type { Chunk } from './chunk.js';
import { type Form, NONE } from './form.js';
import { limits, mostBeforeCore } from './limits.js';

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, ownKeys } = Reflect;

export class NativeMap extends Map<unknown, unknown> implements Form {
  successor: Form | undefined = undefined;
  /** Entries at which there is a decision to take about the form. */
  most = mostBeforeCore();
  front: Front | undefined = undefined;
  /** Set at the change to a table: the chunks that got the entries, which stay here as they were. */
  chunks: Chunk[] | undefined = undefined;
  /** What has the entries that were added later, where the engine took no more in here. */
  next: Native | undefined = undefined;

  // biome-ignore lint/complexity/noUselessConstructor: without one, V8 iterates over an array of no arguments.
  constructor() {
    super();
  }
}

export class NativeSet extends Set<unknown> implements Form {
  successor: Form | undefined = undefined;
  most = mostBeforeCore();
  front: Front | undefined = undefined;
  chunks: Chunk[] | undefined = undefined;
  next: Native | undefined = undefined;

  // biome-ignore lint/complexity/noUselessConstructor: without one, V8 iterates over an array of no arguments.
  constructor() {
    super();
  }
}

export type Native = NativeMap | NativeSet;

/** An iterator of the engine's. */
export interface NativeIterator {
  next(): IteratorResult<unknown, undefined>;
}

function keepMethods(prototype: object): void {
  const inherited = getPrototypeOf(prototype) as object;
  for (const name of ownKeys(inherited)) {
    if (name === 'constructor') continue;
    defineProperty(
      prototype,
      name,
      getOwnPropertyDescriptor(inherited, name) as PropertyDescriptor,
    );
  }
}

keepMethods(NativeMap.prototype);
keepMethods(NativeSet.prototype);

/** The methods of the engine's iterators. Where a site calls one of them only, engines inline it. */
export const nextOfMap: NativeIterator['next'] = new NativeMap().keys().next;
export const nextOfSet: NativeIterator['next'] = new NativeSet().keys().next;

export function isNative(form: Form): form is Native {
  return form instanceof NativeMap || form instanceof NativeSet;
}

/** Puts an entry in. Returns false, and nothing has changed, where the engine takes no more. */
export function put(native: Native, key: unknown, value: unknown): boolean {
  if (native.size >= limits.refused && !native.has(key)) return false;
  try {
    if (native instanceof NativeMap) native.set(key, value);
    else native.add(key);
    return true;
  } catch (error) {
    if (native.size < limits.full) throw error; // there is no stack
    return false;
  }
}

/** Deletes a key. Returns whether it was there. */
export function deleteFrom(native: Native, key: unknown): boolean {
  const { front } = native;
  if (front === undefined) {
    native.front = UNMADE;
    return native.delete(key); // last: in Bun the stack may run out behind a call, too
  }
  if (!native.delete(key)) return false;
  // No function is called any more: the stack could run out.
  if (front.key === key || (key !== key && front.key !== front.key)) {
    front.key = NONE;
    front.moves += 1;
  }
  return true;
}

/** Has an iterator make a step, whatever its prototype has now. */
export function step(native: Native, iterator: NativeIterator): IteratorResult<unknown, undefined> {
  return apply(native instanceof NativeMap ? nextOfMap : nextOfSet, iterator, []);
}

/**
 * The first entry. The engine's Maps keep deleted entries until they are half of all, and an iterator
 * that begins steps over them: an LRU of 100,000 entries that looks for its oldest one took 20 µs a step.
 * Here one iterator stays behind the first entry, and goes on when that is deleted.
 *
 * It is made when it is first needed, and never while nothing was deleted. While it stands still, the engine may keep an array that the Map
 * has outgrown.
 */
export class Front {
  /** The first key, or NONE when it is to be found. */
  key: unknown = NONE;
  /** How often the first entry was deleted. */
  moves = 0;
  readonly iterator: NativeIterator;

  constructor(native: Native) {
    this.iterator = native.keys();
  }
}

/** The front of a native form that has had an entry deleted, until one is needed. */
const UNMADE = new Front(new NativeMap());

/** Whether the first entry is better taken from the front. */
export function hasFront(native: Native): boolean {
  return native.front !== undefined && native.size >= limits.front;
}

/** The front, with its key; undefined if there are no entries. */
export function frontOf(native: Native): Front | undefined {
  if (native.front === undefined || native.front === UNMADE) native.front = new Front(native);
  const { front } = native;
  if (front.key === NONE) {
    const { value, done } = step(native, front.iterator);
    if (done) {
      native.front = UNMADE; // an iterator that has come to the end stays there
      return undefined;
    }
    front.key = value;
  }
  return front;
}
