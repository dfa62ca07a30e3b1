// @ts-check
// An instance of the conformance build: the release's sources with Go's hash and Go's generator,
// instantiated as the library instantiates the release.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { instantiateSync } from '@assemblyscript/loader';

const FATAL = [
  'concurrent map writes',
  'concurrent map read and map write',
  'concurrent map iteration and map write',
  'bad map state',
];

/** 256 MiB: a map that wants more is broken. */
const MAX_PAGES = 4096;

/** What `node scripts/build.js` makes. */
const BUILD = fileURLToPath(new URL('../../build/tophash.conformance.wasm', import.meta.url));

/**
 * The compiled conformance build.
 * @returns {WebAssembly.Module}
 */
export function conformanceModule() {
  try {
    return new WebAssembly.Module(readFileSync(BUILD));
  } catch (cause) {
    throw new Error(`no conformance build at ${BUILD}: run \`node scripts/build.js\``, { cause });
  }
}

/** A memory and an instance of the core in it. */
export class Heap {
  /** @param {WebAssembly.Module} module */
  constructor(module, maximum = MAX_PAGES) {
    this.memory = new WebAssembly.Memory({ initial: 1, maximum });
    this.bytes = new Uint8Array(this.memory.buffer);
    this.words = new Uint32Array(this.memory.buffer);
    const { instance } = instantiateSync(module, {
      env: { memory: this.memory },
      // Keys are passed as bytes here: nobody calls these.
      'wasm:js-string': { length: () => 0, charCodeAt: () => 0 },
      host: {
        /** @param {number} bytes */
        outOfMemory: (bytes) => {
          throw new RangeError(`out of memory: ${bytes} bytes asked for`);
        },
        /** @param {number} error */
        fatal: (error) => {
          throw new Error(FATAL[error]);
        },
      },
    });
    /** The exports of the core (assembly/exports/index.ts, assembly/conformance.ts). @type {any} */
    this.core = instance.exports;
  }

  /** The bytes of the memory. A view is empty once the memory has grown. */
  get u8() {
    if (this.bytes.length === 0) this.bytes = new Uint8Array(this.memory.buffer);
    return this.bytes;
  }

  /** Its 32-bit words. */
  get u32() {
    if (this.words.length === 0) this.words = new Uint32Array(this.memory.buffer);
    return this.words;
  }

  /**
   * An entry point of the core.
   * @param {string} name
   * @returns {(...args: any[]) => any}
   */
  entry(name) {
    const entry = this.core[name];
    if (typeof entry !== 'function') throw new Error(`the core has no entry point ${name}`);
    return entry;
  }

  /**
   * The 32-bit word at an address.
   * @param {number} address
   * @returns {number}
   */
  word(address) {
    const word = this.u32[address >>> 2];
    if (word === undefined) throw new Error(`address ${address} is outside the memory`);
    return word;
  }
}
