// The compiled core: a WebAssembly.Module, made from the bytes that the package carries, or given.

import { wrongType } from '../js/errors.js';
import type { Bytes, WasmModule } from '../js/lib-types.js';
import { sharedBytes } from './shared-module.js';

let module: WebAssembly.Module | undefined;
/** Those for shared memories. */
let owners: WebAssembly.Module | undefined;
let readers: WebAssembly.Module | undefined;
let uses = 0;

/**
 * Has the engine put its own string functions into the code, if it has them. TypeScript does not
 * know of this parameter yet.
 */
const OPTIONS = [{ builtins: ['js-string'] }] as unknown as [];

/** The bytes that the package carries. `tophash/bare` carries none. */
let bytes = (): Bytes => {
  throw new TypeError('tophash/bare carries no WebAssembly module: call useModule first');
};

/** Says what the package carries. It is decoded when it is first needed. */
export function carry(given: () => Bytes): void {
  bytes = given;
}

/** Throws where there is no WebAssembly. */
function needWebAssembly(): void {
  if (typeof WebAssembly !== 'object') {
    throw new TypeError('this engine has no WebAssembly, in which maps have their entries');
  }
}

/** The error where an engine refuses to compile, which does not say what to do. */
function notCompiled(cause: unknown): Error {
  return new Error(
    'the WebAssembly module could not be compiled. Where a content security policy forbids it, ' +
      "allow 'wasm-unsafe-eval'. Where the runtime does, import tophash/tophash.wasm and pass it to useModule",
    { cause },
  );
}

/** Compiles the core as the package does. */
export function compile(bytes: Bytes): WebAssembly.Module {
  try {
    return new WebAssembly.Module(bytes, ...OPTIONS);
  } catch (error) {
    throw notCompiled(error);
  }
}

/** The same without blocking. */
async function compileAside(bytes: Bytes): Promise<WebAssembly.Module> {
  try {
    return await WebAssembly.compile(bytes, ...OPTIONS);
  } catch (error) {
    throw notCompiled(error);
  }
}

/** The module for new heaps, compiled at the first call. */
export function currentModule(): WebAssembly.Module {
  needWebAssembly();
  module ??= compile(bytes());
  return module;
}

/** Has `currentModule` compiled without blocking. */
export async function compileModule(): Promise<void> {
  needWebAssembly();
  if (module !== undefined) return;
  const compiled = await compileAside(bytes());
  module ??= compiled; // `useModule` may have been called meanwhile
}

/** Throws where shared heaps cannot be made. */
function needBytes(): void {
  needWebAssembly();
  if (uses > 0) {
    throw new TypeError(
      'a shared heap needs the bytes of the core, from which its module is made, and useModule gives none',
    );
  }
}

/** The module for the owner of a shared memory. */
export function ownerModule(): WebAssembly.Module {
  needBytes();
  owners ??= compile(sharedBytes(bytes(), true));
  return owners;
}

/** The module for the readers of a shared memory that exists. */
export function readerModule(): WebAssembly.Module {
  readers ??= compile(sharedBytes(bytes(), false));
  return readers;
}

/** Has both compiled without blocking. */
export async function compileSharedModules(): Promise<void> {
  needBytes();
  if (owners !== undefined && readers !== undefined) return;
  [owners, readers] = await Promise.all([
    compileAside(sharedBytes(bytes(), true)),
    compileAside(sharedBytes(bytes(), false)),
  ]);
}

/** The string functions for engines that have none of their own: what the core imports as js-string. */
export const jsString = {
  length: (text: string) => text.length,
  charCodeAt: (text: string, i: number) => text.charCodeAt(i),
};

/** Whether strings are read by the engine's own functions in `module`: then it imports none. */
export function hasStringBuiltins(module: WebAssembly.Module): boolean {
  return WebAssembly.Module.imports(module).every((item) => item.module !== 'wasm:js-string');
}

/** How often `useModule` was called: heaps that exist keep the module they have. */
export function moduleGeneration(): number {
  return uses;
}

/**
 * Says which WebAssembly module to use from now on, where compiling bytes is not allowed (edge
 * runtimes, strict content security policies) or the module is there already. It must be this
 * version's `tophash.wasm`, which the package exports. Maps that exist are not affected.
 *
 * What `import core from 'tophash/tophash.wasm'` gives differs:
 *
 * - in workerd, and bundlers for it: the module. There `tophash` imports it by itself.
 * - in Node 24 and newer and in Deno: nothing, since they would make an instance and look for what the core
 *   imports. `import source core from 'tophash/tophash.wasm'` gives the module.
 * - in Bun: the path of the file, whose bytes are to be compiled.
 * - in Vite with `?url`, webpack with `new URL('tophash/tophash.wasm', import.meta.url)`: where the file is, for
 *   `WebAssembly.compileStreaming(fetch(url))`, which compiles while it downloads.
 *
 * Strings are passed faster if it was compiled with `{ builtins: ['js-string'] }`, by engines that
 * know this option.
 *
 * @example
 * ```js
 * import { GoMap, useModule } from 'tophash/bare';
 * import source core from 'tophash/tophash.wasm';
 *
 * useModule(core);
 * const m = new GoMap('u32', 'f64');
 * ```
 * @throws TypeError if `given` is not a WebAssembly.Module.
 */
export function useModule(given: WasmModule): void {
  needWebAssembly();
  if (!(given instanceof WebAssembly.Module)) {
    throw wrongType('the argument of useModule', 'a WebAssembly.Module', given);
  }
  module = given;
  uses += 1;
}
