// Where an iterator stands, in whatever form the entries are: around one of the engine's iterators, or
// before a place in a table. When the form was given up in the meantime, the cursor goes over to the one
// that came after it:
//
// - From a native form to a table: the native one is as it was at the change. So the number of entries
//   that its iterator still has to give tells how many are behind the cursor, and with it the place.
// - From a part of a series to the next one: at its end.
// - From a form that was cleared: what was added since is all ahead.

import { reserveStack } from '../js/stack.js';
import { Chunk, Mark } from './chunk.js';
import { DISPOSED, type Form } from './form.js';
import {
  type Front,
  frontOf,
  hasFront,
  isNative,
  type Native,
  type NativeIterator,
  NativeMap,
  step,
} from './native.js';
import { Table } from './table.js';

/** What an iterator is asked for. An enum, as in `kinds`: the build puts the constants in its place. */
export enum Asked {
  keys,
  values,
  entries,
}

/** Where a cursor stands that is in no table. */
const NOWHERE = new Chunk(0, 0, false, false);
NOWHERE.end = 0;

const NO_WORDS: Float64Array = new Float64Array(0);
const NO_INTS: Int32Array = new Int32Array(0);

export function pairOf(key: unknown, value: unknown): unknown[] {
  const pair: unknown[] = [key, '']; // the text makes it an array of any values from the start
  pair[1] = value;
  return pair;
}

/** The form of a cursor that has come to the end: it stays there, whatever is added. */
const ENDED: Form = { successor: undefined };

export class Cursor {
  // Where it stands in a table: iterators go on from there by themselves, as long as entries are numbers.
  chunk = NOWHERE;
  /** The next place in the chunk. */
  place = 0;
  /** The memory, for a chunk of integers or for one of words. Empty for the other, and when it has grown since. */
  i32: Int32Array = NO_INTS;
  f64: Float64Array = NO_WORDS;
  /** The engine's iterator, once it is needed. */
  inner: NativeIterator | undefined = undefined;
  form: Form;
  /** The entry that was found in a native form. */
  #key: unknown = undefined;
  #value: unknown = undefined;
  /** The front that gave the first entry, and its moves by then. */
  #front: Front | undefined = undefined;
  #moves = 0;
  readonly #kind: Asked;
  /** How many entries of the first form are ahead, where that is known. */
  #left: number | undefined;
  /** The merged part that `inner` goes through, with keys and values. */
  #merged: Native | undefined = undefined;

  constructor(form: Form, kind: Asked, left: number | undefined = undefined) {
    this.form = form;
    this.#kind = kind;
    this.#left = left;
    this.#begin(form);
  }

  /** Whether there is a next entry, before which it goes. Small, so that engines inline it. */
  ready(): boolean {
    const { chunk, i32 } = this;
    const { end, width } = chunk;
    let { place } = this;
    if (end <= i32.length) while (place < end && i32[place] === Mark.intHole) place += width;
    else if (end >>> 1 <= this.f64.length) place = (this.form as Table).skipHoles(place, chunk);
    else return this.#find();
    this.place = place;
    return place < end || this.#find();
  }

  /** The key of the next entry. */
  get key(): unknown {
    const { chunk, place } = this;
    if (chunk === NOWHERE) return this.#key;
    if (chunk.ofInts) return this.i32[place];
    const key = this.f64[place >>> 1] as number;
    return key === key ? key : (this.form as Table).keyAt(place, chunk);
  }

  /** The value of the next entry; in a WasmSet, the same as the key. */
  get value(): unknown {
    const { chunk, place } = this;
    if (chunk === NOWHERE) return this.#value;
    if (chunk.valueOffset === 0) return this.key;
    if (chunk.ofInts) return this.i32[place + 1];
    const value = this.f64[(place >>> 1) + 1] as number;
    return value === value ? value : (this.form as Table).valueAt(place, chunk);
  }

  /** Goes past the next entry. */
  pass(): void {
    if (this.chunk !== NOWHERE) this.place += this.chunk.width;
    else {
      this.#key = undefined; // the entry may be deleted
      this.#value = undefined;
    }
  }

  /**
   * Goes past the next entry, and returns its key, its value, or a pair of them. Where stack runs out, it
   * goes past nothing. In one piece it takes 11 ns an entry of a table, and 17 by way of `key` and `value`.
   */
  take(): unknown {
    if (this.chunk === NOWHERE) return this.#takeNative();
    const kind = this.#kind;
    const key = this.key;
    const value = this.value;
    this.place += this.chunk.width;
    return kind === Asked.entries ? pairOf(key, value) : kind === Asked.keys ? key : value;
  }

  #takeNative(): unknown {
    const kind = this.#kind;
    const key = this.#key;
    const value = this.#value;
    this.pass();
    return kind === Asked.entries ? pairOf(key, value) : kind === Asked.keys ? key : value;
  }

  /** Stays where there is nothing more. */
  end(): void {
    this.form = ENDED;
    this.inner = undefined;
    this.chunk = NOWHERE;
  }

  #begin(form: Form): void {
    if (form instanceof Table) this.#goBefore(form.head, form.head.start);
  }

  /** Goes before a place of a chunk, which is not looked at yet. */
  #goBefore(chunk: Chunk, place: number): void {
    this.chunk = chunk;
    this.place = place;
    this.i32 = NO_INTS;
    this.f64 = NO_WORDS;
  }

  /** Looks for the next entry. False at the end. */
  #find(): boolean {
    while (this.form !== ENDED) {
      const { form } = this;
      const { successor } = form;
      if (!isNative(form) || (successor !== undefined && !isNative(successor))) {
        if (successor === undefined) return this.#findIn(form as Table);
        this.#follow(successor);
      } else if (successor === undefined ? this.#findNative(form) : this.#findMerged(form)) {
        return true;
      }
    }
    return false;
  }

  #findIn(table: Table): boolean {
    let chunk = this.chunk;
    let place = this.place;
    while (true) {
      const from = place < chunk.first ? chunk.first : place;
      place = table.skipHoles(from, chunk);
      if (from === chunk.first) chunk.first = place;
      if (place < chunk.end) break;
      if (chunk.next === undefined) {
        this.end();
        return false;
      }
      place = chunk.resumeAt(place);
      chunk = chunk.successorAt(place);
    }
    this.chunk = chunk;
    this.place = place;
    const { i32, f64 } = table.memory.views;
    this.i32 = chunk.ofInts ? i32 : NO_INTS;
    this.f64 = chunk.ofInts ? NO_WORDS : f64;
    return true;
  }

  /** Looks for the next entry of a native form. At its end goes over to the next one, and returns false. */
  #findNative(native: Native): boolean {
    let { inner } = this;
    if (inner === undefined) {
      if (this.#front === undefined && hasFront(native)) return this.#findFirst(native);
      inner = iteratorOf(native, this.#kind);
      if (this.#isBehindFront(native)) step(native, inner);
      this.inner = inner;
      this.#front = undefined;
    }
    const { value, done } = step(native, inner);
    if (done) this.#leave(native);
    else if (this.#kind === Asked.entries) {
      const entry = value as unknown as unknown[];
      this.#key = entry[0];
      this.#value = entry[1];
    } else {
      this.#key = value;
      this.#value = value;
    }
    return !done;
  }

  /**
   * The same for a part that was merged, and has been left as it was then. An entry that is still there is
   * in every part that came after it.
   */
  #findMerged(native: Native): boolean {
    let { inner } = this;
    if (inner === undefined || this.#merged !== native) {
      const passed = this.#passed(native);
      inner = native.entries() as NativeIterator;
      for (let i = 0; i < passed; i += 1) step(native, inner);
      this.inner = inner;
      this.#merged = native;
    }
    while (true) {
      const { value, done } = step(native, inner);
      if (done) {
        this.#leave(native);
        return false;
      }
      const key = (value as unknown as unknown[])[0];
      let last = native;
      let next = native.successor;
      while (next !== undefined && (next as Native).has(key)) {
        last = next as Native;
        next = last.successor;
      }
      if (next !== undefined) continue;
      this.#key = key;
      this.#value = last instanceof NativeMap ? last.get(key) : key;
      return true;
    }
  }

  /** Goes over from the end of a native form to what comes after it in a series. */
  #leave(native: Native): void {
    if (native.next === undefined) this.end();
    else this.#goTo(native.next);
  }

  #goTo(form: Form): void {
    this.inner = undefined;
    this.#front = undefined;
    this.#left = undefined;
    this.chunk = NOWHERE;
    this.#begin(form);
    this.form = form;
  }

  /** Finds the first entry without an iterator of the engine's, of which often no more is asked. */
  #findFirst(native: Native): boolean {
    const front = frontOf(native);
    if (front === undefined) {
      this.#leave(native);
      return false;
    }
    const { key } = front;
    this.#key = key;
    this.#value = native instanceof NativeMap ? native.get(key) : key;
    this.#moves = front.moves;
    this.#front = front;
    return true;
  }

  /** Whether the first entry is one that it has gone past. */
  #isBehindFront(native: Native): boolean {
    const front = this.#front;
    return front !== undefined && front === native.front && front.moves === this.#moves;
  }

  /** Goes over to the form that came after this one. */
  #follow(successor: Form): void {
    if (successor === DISPOSED) {
      throw new TypeError(`the ${nameOf(this.form)} has been disposed of`);
    }
    const native = this.form instanceof Table ? undefined : (this.form as Native);
    if (native?.chunks === undefined) this.#goTo(successor);
    else {
      const passed = this.#passed(native);
      const { room, width } = native.chunks[0] as Chunk; // as all of them had
      let at = (passed / room) >>> 0;
      if (at === native.chunks.length) at -= 1; // behind the last entry of the last chunk
      const chunk = native.chunks[at] as Chunk;
      this.#goBefore(chunk, chunk.start + (passed - room * at) * width);
      this.inner = undefined;
      this.#left = undefined;
      this.form = successor;
    }
  }

  /** How many entries of a native form are behind. */
  #passed(native: Native): number {
    if (this.#left !== undefined) return native.size - this.#left;
    const { inner } = this;
    if (inner === undefined) return this.#isBehindFront(native) ? 1 : 0;
    reserveStack();
    let left = 0;
    // Leads the iterator to the end: nobody needs it any more.
    while (!step(native, inner).done) left += 1;
    return native.size - left;
  }
}

export function iteratorOf(native: Native, kind: Asked): NativeIterator {
  if (kind === Asked.keys) return native.keys() as NativeIterator;
  return (kind === Asked.values ? native.values() : native.entries()) as NativeIterator;
}

/** A cursor at the end, of no map in particular. */
export const ENDED_CURSOR = new Cursor(ENDED, Asked.keys);

function nameOf(form: Form): string {
  const isMap = form instanceof Table ? form.hasValues : form instanceof NativeMap;
  return isMap ? 'WasmMap' : 'WasmSet';
}
