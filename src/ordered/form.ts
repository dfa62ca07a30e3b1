// What a WasmMap or WasmSet is made of at a time: a native Map or Set, or a table. Nobody keeps a list of
// the iterators, so a form that was given up says itself what came after it, for as long as an iterator
// holds it.

export interface Form {
  /** The form that has taken the place of this one. */
  successor: Form | undefined;
}

/** What comes after the last form of a WasmMap or WasmSet that was disposed of. */
export const DISPOSED: Form = { successor: undefined };

/** A key of no entry. */
export const NONE: unknown = Symbol('none');

export function throwDisposed(name: string): never {
  throw new TypeError(`this ${name} has been disposed of`);
}
