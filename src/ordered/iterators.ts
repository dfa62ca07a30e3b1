// The iterators of a WasmMap and of a WasmSet: ECMAScript's %MapIteratorPrototype% and
// %SetIteratorPrototype%. There are two classes of the same kind, because engines inline the engine's own
// `next` where a place calls one of them only.
//
// The result is made in one place: engines that inline this into a loop then need not make it at all,
// which takes 40 % less time an entry (Node 24). The engine's `next` is called by its name where nobody
// has replaced it, because that is inlined and `Reflect.apply` of it is not: 9 against 15 ns an entry.

import { Cursor } from './cursor.js';
import type { Form } from './form.js';
import { nextOfMap, nextOfSet } from './native.js';

export type Step = IteratorResult<unknown, undefined>;

/** Makes a step, also when a program has replaced the iterator's own `next`. */
export let nextInMap: (iterator: MapIterator) => Step;
export let nextInSet: (iterator: SetIterator) => Step;

export class MapIterator {
  readonly #cursor: Cursor;

  static {
    nextInMap = (iterator) => iterator.#next();
  }

  constructor(form: Form, kind: number) {
    this.#cursor = new Cursor(form, kind);
  }

  next(): Step {
    return this.#next();
  }

  #next(): Step {
    const cursor = this.#cursor;
    const { inner } = cursor;
    let value: unknown;
    let done: boolean | undefined = false;
    if (inner !== undefined && cursor.form.successor === undefined && inner.next === nextOfMap) {
      const result = inner.next();
      value = result.value;
      done = result.done;
      if (done) cursor.end();
    } else if (cursor.ready()) value = cursor.take();
    else done = true;
    return { value, done } as Step;
  }
}

export class SetIterator {
  readonly #cursor: Cursor;

  static {
    nextInSet = (iterator) => iterator.#next();
  }

  constructor(form: Form, kind: number) {
    this.#cursor = new Cursor(form, kind);
  }

  next(): Step {
    return this.#next();
  }

  #next(): Step {
    const cursor = this.#cursor;
    const { inner } = cursor;
    let value: unknown;
    let done: boolean | undefined = false;
    if (inner !== undefined && cursor.form.successor === undefined && inner.next === nextOfSet) {
      const result = inner.next();
      value = result.value;
      done = result.done;
      if (done) cursor.end();
    } else if (cursor.ready()) value = cursor.take();
    else done = true;
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
