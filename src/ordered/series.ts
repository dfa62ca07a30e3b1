// More entries than the engine takes in one Map or Set: several of them, one after the other. A new entry goes
// into the last, so their order is that of insertion. Nothing is moved when the engine refuses an entry:
// another part begins, and what is in the others stays there. A lookup asks every part, the newest first.
//
// Deleted entries count towards the engine's limit, so a cache goes through many parts. When a part begins,
// neighbours that have few entries left are merged, so that lookups have few parts to ask. The merged
// ones stay as they were, and `successor` is the part with their entries. An iterator in them goes on,
// and passes over what has been deleted since (see `Cursor`).

import { reserveStack } from '../js/stack.js';
import type { Form } from './form.js';
import { limits } from './limits.js';
import { deleteFrom, isNative, type Native, NativeMap, NativeSet, put } from './native.js';

const { min } = Math; // as it is now: a program may replace it

/** Entries that a merged part may have. To move them takes less time than the engine to enlarge a full one. */
const FEW = 2 ** 20;

export class Series {
  readonly #parts: Native[];

  constructor(first: Native) {
    this.#parts = [first];
  }

  /** The part with the oldest entries. */
  get first(): Native {
    return this.#parts[0] as Native;
  }

  get size(): number {
    const parts = this.#parts;
    let size = 0;
    for (let i = 0; i < parts.length; i += 1) size += (parts[i] as Native).size;
    return size;
  }

  get(key: unknown): unknown {
    const parts = this.#parts as NativeMap[];
    for (let i = parts.length - 1; i >= 0; i -= 1) {
      const part = parts[i] as NativeMap;
      const value = part.get(key);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  has(key: unknown): boolean {
    const parts = this.#parts;
    for (let i = parts.length - 1; i >= 0; i -= 1) if ((parts[i] as Native).has(key)) return true;
    return false;
  }

  /** Sets the value of a key. */
  set(key: unknown, value: unknown): void {
    const parts = this.#parts;
    const last = parts.length - 1;
    for (let i = 0; i < last; i += 1) {
      const part = parts[i] as Native;
      if (!part.has(key)) continue;
      put(part, key, value);
      return;
    }
    if (put(parts[last] as Native, key, value)) return;
    this.#begin();
    put(parts[parts.length - 1] as Native, key, value);
  }

  /** Adds a key without a value. */
  add(key: unknown): void {
    this.set(key, key);
  }

  /** Deletes a key. Returns whether it was there. */
  delete(key: unknown): boolean {
    const parts = this.#parts;
    for (let i = parts.length - 1; i >= 0; i -= 1) {
      if (deleteFrom(parts[i] as Native, key)) return true;
    }
    return false;
  }

  /** Deletes all entries. Iterators go over to `successor`. */
  dispose(successor: Form): void {
    reserveStack();
    const parts = this.#parts;
    for (let i = 0; i < parts.length; i += 1) {
      const part = parts[i] as Native;
      part.clear();
      part.front = undefined;
    }
    const last = parts[parts.length - 1] as Native;
    if (isNative(successor)) last.next = successor;
    else last.successor = successor;
  }

  #begin(): void {
    reserveStack();
    const parts = this.#parts;
    const few = min(FEW, limits.refused / 2);
    for (let i = 1; i < parts.length; ) {
      if ((parts[i - 1] as Native).size + (parts[i] as Native).size > few) i += 1;
      else this.#mergeAt(i);
    }
    const last = parts[parts.length - 1] as Native;
    const fresh = last instanceof NativeMap ? new NativeMap() : new NativeSet();
    last.next = fresh;
    parts[parts.length] = fresh;
  }

  /** Merges a part with the one before. */
  #mergeAt(i: number): void {
    const parts = this.#parts;
    const first = parts[i - 1] as Native;
    const second = parts[i] as Native;
    const merged = first instanceof NativeMap ? new NativeMap() : new NativeSet();
    const copy = (value: unknown, key: unknown) => {
      put(merged, key, value);
    };
    first.forEach(copy);
    second.forEach(copy);
    merged.next = second.next;
    if (i > 1) (parts[i - 2] as Native).next = merged;
    first.successor = merged;
    second.successor = merged;
    parts[i - 1] = merged;
    for (let j = i; j < parts.length - 1; j += 1) parts[j] = parts[j + 1] as Native;
    parts.length -= 1;
  }
}
