// The compiled core: a WebAssembly.Module, made from the bytes that the package carries, or given.

import { wasm } from '../build/wasm.js';
import { wrongType } from './errors.js';

let module: WebAssembly.Module | undefined;
let uses = 0;

function bytes(): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(wasm), (char) => char.charCodeAt(0));
}

/** The module for new heaps, compiled at the first call. */
export function currentModule(): WebAssembly.Module {
  module ??= new WebAssembly.Module(bytes());
  return module;
}

/** The same without blocking. */
export async function compileModule(): Promise<WebAssembly.Module> {
  module ??= await WebAssembly.compile(bytes());
  return module;
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
 * @example
 * ```js
 * import { GoMap, useModule } from 'tophash';
 * import module from 'tophash/tophash.wasm';
 *
 * useModule(module);
 * const m = new GoMap('u32', 'f64');
 * ```
 * @throws TypeError if `given` is not a WebAssembly.Module.
 */
export function useModule(given: WebAssembly.Module): void {
  if (!(given instanceof WebAssembly.Module)) {
    throw wrongType('the argument of useModule', 'a WebAssembly.Module', given);
  }
  module = given;
  uses += 1;
}
