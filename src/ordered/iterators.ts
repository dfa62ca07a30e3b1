// The iterators of a WasmMap and of a WasmSet: ECMAScript's %MapIteratorPrototype% and
// %SetIteratorPrototype%. There are two classes of the same kind, because engines inline the engine's own
// `next` where a place calls one of them only.
//
// The result is made in one place: engines that inline this into a loop then need not make it at all,
// which takes 40 % less time an entry (Node 24). The engine's `next` is called by its name where nobody
// has replaced it, because that is inlined and `Reflect.apply` of it is not: 9 against 15 ns an entry.
// So the iterator has at hand what that takes, and the cursor does the rest. Where a loop over a native form
// never asks the cursor, engines keep both out of memory: 2.7 against 4.1 ns an entry. So the engine's
// iterator is made with ours, unless the first entry comes from the front. A table's entries are read here,
// as long as they are numbers: 6 against 9 ns a key and 12 against 14 an entry, by way of the cursor. What is
// none takes 23 ns a value, where the cursor alone takes 17.

import { Mark } from './chunk.js';
import { Asked, Cursor, pairOf } from './cursor.js';
import type { Form } from './form.js';
import { type Native, type NativeIterator, nextOfMap, nextOfSet } from './native.js';

type Step = IteratorResult<unknown, undefined>;

export class MapIterator {
  readonly #cursor: Cursor;
  /** The engine's iterator, and the form that it goes through, while the cursor has one. */
  #inner: NativeIterator | undefined;
  #form: Form;
  readonly #kind: Asked;

  constructor(form: Form, kind: Asked) {
    this.#cursor = new Cursor(form, kind);
    this.#inner = this.#cursor.prepare();
    this.#form = form;
    this.#kind = kind;
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
      if (done) {
        this.#inner = undefined;
        if ((this.#form as Native).next === undefined) this.#cursor.end();
        else ({ value, done } = this.#next());
      }
    } else {
      const cursor = this.#cursor;
      const { chunk, i32, place } = cursor;
      const kind = this.#kind;
      if (place < chunk.end && place < i32.length) {
        const at = kind === Asked.keys ? place : place + chunk.valueOffset;
        if (chunk.ofInts) {
          const first = i32[place] as number;
          if (first !== Mark.intHole) {
            value = kind === Asked.entries ? pairOf(first, i32[at]) : i32[at];
            cursor.place = place + chunk.width;
            done = false;
          }
        } else {
          const first = cursor.f64[place >>> 1] as number;
          const second = cursor.f64[at >>> 1] as number;
          if (first === first && second === second) {
            value = kind === Asked.entries ? pairOf(first, second) : second;
            cursor.place = place + chunk.width;
            done = false;
          }
        }
      }
      if (done === undefined) {
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
}

/** Makes a step, also when a program has replaced the iterator's own `next`. */
export let nextInSet: (iterator: SetIterator) => Step;

export class SetIterator {
  readonly #cursor: Cursor;
  /** The engine's iterator, and the form that it goes through, while the cursor has one. */
  #inner: NativeIterator | undefined;
  #form: Form;
  readonly #kind: Asked;

  static {
    nextInSet = (iterator) => iterator.#next();
  }

  constructor(form: Form, kind: Asked) {
    this.#cursor = new Cursor(form, kind);
    this.#inner = this.#cursor.prepare();
    this.#form = form;
    this.#kind = kind;
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
      if (done) {
        this.#inner = undefined;
        if ((this.#form as Native).next === undefined) this.#cursor.end();
        else ({ value, done } = this.#next());
      }
    } else {
      const cursor = this.#cursor;
      const { chunk, i32, place } = cursor;
      const kind = this.#kind;
      if (place < chunk.end && place < i32.length) {
        const at = kind === Asked.keys ? place : place + chunk.valueOffset;
        if (chunk.ofInts) {
          const first = i32[place] as number;
          if (first !== Mark.intHole) {
            value = kind === Asked.entries ? pairOf(first, i32[at]) : i32[at];
            cursor.place = place + chunk.width;
            done = false;
          }
        } else {
          const first = cursor.f64[place >>> 1] as number;
          const second = cursor.f64[at >>> 1] as number;
          if (first === first && second === second) {
            value = kind === Asked.entries ? pairOf(first, second) : second;
            cursor.place = place + chunk.width;
            done = false;
          }
        }
      }
      if (done === undefined) {
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
