// The program that rustc has made of rivals/hashbrown/map.rs, with a place for a chunk of keys and one for
// a chunk of values in its memory.

import { readFileSync } from 'node:fs';
import { programOf } from '../../rivals/install.js';

const CHUNK = 4096;

export class Rust {
  #keys;
  #values;

  constructor() {
    const module = new WebAssembly.Module(readFileSync(programOf('hashbrown')));
    this.core = new WebAssembly.Instance(module, {}).exports;
    this.#keys = this.core.column_u32(CHUNK) >>> 0;
    this.#values = this.core.column_u32(CHUNK) >>> 0;
  }

  /** Calls `chunk(address of keys, address of values, rows)` for all rows, with both filled. */
  insert(keys, values, chunk) {
    for (const [from, n] of chunks(keys)) {
      this.#view(this.#keys, n).set(keys.subarray(from, from + n));
      this.#view(this.#values, n).set(values.subarray(from, from + n));
      chunk(this.#keys, this.#values, n);
    }
  }

  /** The same with the keys filled; takes the values that `chunk` leaves. */
  lookUp(keys, out, chunk) {
    for (const [from, n] of chunks(keys)) {
      this.#view(this.#keys, n).set(keys.subarray(from, from + n));
      chunk(this.#keys, this.#values, n);
      out.set(this.#view(this.#values, n), from);
    }
  }

  #view(address, n) {
    return new Uint32Array(this.core.memory.buffer, address, n);
  }
}

function* chunks({ length }) {
  for (let from = 0; from < length; from += CHUNK) yield [from, Math.min(CHUNK, length - from)];
}
