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

const modules = new Map<Build, WebAssembly.Module>();

export function moduleOf(build: Build): WebAssembly.Module {
  let module = modules.get(build);
  if (module === undefined) {
    module = new WebAssembly.Module(bytesOf(FILES[build]));
    modules.set(build, module);
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
