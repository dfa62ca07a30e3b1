// The iterators of a WasmMap and of a WasmSet: ECMAScript's %MapIteratorPrototype% and
// %SetIteratorPrototype%. There are two classes of the same kind, because engines inline the engine's own
// `next` where a place calls one of them only.
//
// The result is made in one place: engines that inline this into a loop then need not make it at all,
// which takes 40 % less time an entry (Node 24). The engine's `next` is called by its name where nobody
// has replaced it, because that is inlined and `Reflect.apply` of it is not: 9 against 15 ns an entry.
// So the iterator has at hand what that takes, and the cursor does the rest. Where a loop over a native form
// never asks the cursor, engines keep both out of memory: 2.7 against 4.1 ns an entry. So the engine's
// iterator is made with ours, unless the first entry comes from the front, and the cursor when it is needed: a
// loop over one key takes 46 ns, with a cursor 68 to 120. A table's entries are read here,
// as long as they are numbers: 5 against 9 ns a key and 11 against 14 an entry, by way of the cursor. What is
// none takes 23 ns a value, where the cursor alone takes 17. Engines inline no function of more than 460
// bytes of bytecode, and `#next` has less: with more, a key takes 10 ns.

import { Mark } from './chunk.js';
import { Asked, Cursor, ENDED_CURSOR, iteratorOf, pairOf } from './cursor.js';
import type { Form } from './form.js';
import {
  hasFront,
  isNative,
  type Native,
  type NativeIterator,
  nextOfMap,
  nextOfSet,
} from './native.js';

type Step = IteratorResult<unknown, undefined>;

/** What was asked for of the entry whose key is at `at`, and whose value `offset` after it. */
function read(asked: Asked, view: Int32Array | Float64Array, at: number, offset: number): unknown {
  if (asked === Asked.keys) return view[at];
  return asked === Asked.values ? view[at + offset] : pairOf(view[at], view[at + offset]);
}

/** Whether that is all numbers. */
function isOfNumbers(asked: Asked, f64: Float64Array, at: number, offset: number): boolean {
  if (at >= f64.length || f64[at] !== f64[at]) return false;
  return asked === Asked.keys || f64[at + offset] === f64[at + offset];
}

export class MapIterator {
  /** Made when there is more to do than the engine's iterator can. */
  #cursor: Cursor | undefined;
  /** The engine's iterator, and the form that it goes through, while there is one. */
  #inner: NativeIterator | undefined;
  #form: Form;
  readonly #kind: Asked;

  constructor(form: Form, kind: Asked) {
    this.#form = form;
    this.#kind = kind;
    if (isNative(form) && !hasFront(form)) this.#inner = iteratorOf(form, kind);
    else this.#cursor = new Cursor(form, kind);
  }

  next(): Step {
    return this.#next();
  }

  #next(): Step {
    const inner = this.#inner;
    let value: unknown;
    let done: boolean | undefined;
    if (inner !== undefined && this.#form.successor === undefined && inner.next === nextOfMap) {
      const result = inner.next();
      value = result.value;
      done = result.done;
      if (done) ({ value, done } = this.#goOn());
    } else {
      const cursor = this.#cursor ?? this.#begin();
      const { chunk, i32, f64, place } = cursor;
      if (place < chunk.end && place < i32.length && i32[place] !== Mark.intHole) {
        value = read(this.#kind, i32, place, chunk.valueOffset);
        cursor.place = place + chunk.width;
        done = false;
      } else if (
        place < chunk.end &&
        isOfNumbers(this.#kind, f64, place >>> 1, chunk.valueOffset >>> 1)
      ) {
        value = read(this.#kind, f64, place >>> 1, chunk.valueOffset >>> 1);
        cursor.place = place + chunk.width;
        done = false;
      } else {
        done = !cursor.ready();
        if (!done) value = cursor.take();
        if (cursor.inner !== this.#inner) {
          this.#inner = cursor.inner;
          this.#form = cursor.form;
        }
      }
    }
    return { value, done } as Step;
  }

  /** A step behind the end of the engine's iterator. */
  #goOn(): Step {
    const isEnd = (this.#form as Native).next === undefined;
    if (isEnd) this.#cursor = ENDED_CURSOR;
    else this.#begin();
    this.#inner = undefined;
    return isEnd ? { value: undefined, done: true } : this.#next();
  }

  #begin(): Cursor {
    this.#cursor = new Cursor(this.#form, this.#kind);
    this.#cursor.inner = this.#inner;
    return this.#cursor;
  }
}

/** Makes a step, also when a program has replaced the iterator's own `next`. */
export let nextInSet: (iterator: SetIterator) => Step;

export class SetIterator {
  /** Made when there is more to do than the engine's iterator can. */
  #cursor: Cursor | undefined;
  /** The engine's iterator, and the form that it goes through, while there is one. */
  #inner: NativeIterator | undefined;
  #form: Form;
  readonly #kind: Asked;

  static {
    nextInSet = (iterator) => iterator.#next();
  }

  constructor(form: Form, kind: Asked) {
    this.#form = form;
    this.#kind = kind;
    if (isNative(form) && !hasFront(form)) this.#inner = iteratorOf(form, kind);
    else this.#cursor = new Cursor(form, kind);
  }

  next(): Step {
    return this.#next();
  }

  #next(): Step {
    const inner = this.#inner;
    let value: unknown;
    let done: boolean | undefined;
    if (inner !== undefined && this.#form.successor === undefined && inner.next === nextOfSet) {
      const result = inner.next();
      value = result.value;
      done = result.done;
      if (done) ({ value, done } = this.#goOn());
    } else {
      const cursor = this.#cursor ?? this.#begin();
      const { chunk, i32, f64, place } = cursor;
      if (place < chunk.end && place < i32.length && i32[place] !== Mark.intHole) {
        value = read(this.#kind, i32, place, chunk.valueOffset);
        cursor.place = place + chunk.width;
        done = false;
      } else if (
        place < chunk.end &&
        isOfNumbers(this.#kind, f64, place >>> 1, chunk.valueOffset >>> 1)
      ) {
        value = read(this.#kind, f64, place >>> 1, chunk.valueOffset >>> 1);
        cursor.place = place + chunk.width;
        done = false;
      } else {
        done = !cursor.ready();
        if (!done) value = cursor.take();
        if (cursor.inner !== this.#inner) {
          this.#inner = cursor.inner;
          this.#form = cursor.form;
        }
      }
    }
    return { value, done } as Step;
  }

  /** A step behind the end of the engine's iterator. */
  #goOn(): Step {
    const isEnd = (this.#form as Native).next === undefined;
    if (isEnd) this.#cursor = ENDED_CURSOR;
    else this.#begin();
    this.#inner = undefined;
    return isEnd ? { value: undefined, done: true } : this.#next();
  }

  #begin(): Cursor {
    this.#cursor = new Cursor(this.#form, this.#kind);
    this.#cursor.inner = this.#inner;
    return this.#cursor;
  }
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

/** To scripts an iterator is an object without a constructor that inherits from %IteratorPrototype%. */
function present(prototype: object, tag: string): void {
  Reflect.deleteProperty(prototype, 'constructor');
  Object.setPrototypeOf(prototype, iteratorPrototype);
  Object.defineProperty(prototype, Symbol.toStringTag, { value: tag, configurable: true });
}

present(MapIterator.prototype, 'Map Iterator');
present(SetIterator.prototype, 'Set Iterator');
