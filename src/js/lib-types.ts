// Types that name what the language's library may lack: TypeScript 5.0 to 5.6 do not know all of it, and a
// program may have a `lib` without the newest names or without those of browsers. Each says so in a way
// that compiles there too.

/** The iterators of a native Map: with helper methods, such as `map` and `take`, where `lib` has them. */
export type IteratorOf<T> = ReturnType<Map<T, T>['keys']>;

/** Those of a native Set. */
export type SetIteratorOf<T> = ReturnType<Set<T>['values']>;

/** Bytes in a buffer that is not shared, where typed arrays tell the kind of their buffer. */
export type Bytes = ReturnType<Uint8ArrayConstructor['of']>;

/** What `using` asks for, where `lib` has `Symbol.dispose`. */
export type Disposes = SymbolConstructor extends { readonly dispose: infer Name extends symbol }
  ? { [N in Name]: () => void }
  : Record<never, never>;

/** WebAssembly.Module, or any object where `lib` does not know of WebAssembly. */
export type WasmModule = typeof globalThis extends {
  WebAssembly: { Module: { prototype: infer Module } };
}
  ? Module
  : object;
