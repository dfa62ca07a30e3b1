// The builds of the core: the one that is published, the one that checks every invariant of a map
// after every change, and the checked one without SIMD.

import { Heap, type HeapOptions, useModule } from '../../src/index.js';
import { bytesOf } from './bytes.js';

export type Build = 'release' | 'debug' | 'swar';

const FILES: Record<Build, string> = {
  release: 'tophash.wasm',
  debug: 'tophash.debug.wasm',
  swar: 'tophash.swar.wasm',
};

const modules = new Map<string, WebAssembly.Module>();

/** What TypeScript does not know of yet: the engine's own string functions. */
const BUILTINS = { builtins: ['js-string'] } as never;

/** With `builtins`, strings are read by the engine's own functions, where it has them. */
export function moduleOf(build: Build, builtins = false): WebAssembly.Module {
  const key = `${build} ${builtins}`;
  let module = modules.get(key);
  if (module === undefined) {
    const bytes = bytesOf(FILES[build]);
    module = builtins ? new WebAssembly.Module(bytes, BUILTINS) : new WebAssembly.Module(bytes);
    modules.set(key, module);
  }
  return module;
}

/** Heaps made from now on, the default one included, run `build`. */
export function useBuild(build: Build): void {
  useModule(moduleOf(build));
}

/** A heap that runs `build`. */
export function heapOn(build: Build, options: HeapOptions = {}): Heap {
  useBuild(build);
  return new Heap(options);
}
