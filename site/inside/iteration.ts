// An iteration that the visitor drives: it hands out an entry at a time, and what it has shown is marked in
// the table.

import type { GoMap } from 'tophash';
import type { Key } from './kinds.js';

export class Iteration {
  /** The keys shown, in their order. */
  readonly shown: Key[] = [];
  done = false;
  readonly #entries: Iterator<[Key, number]>;

  constructor(map: GoMap<Key, number>) {
    this.#entries = map.entries();
  }

  /** The key that was shown last. */
  get current(): Key | undefined {
    return this.done ? undefined : this.shown.at(-1);
  }

  /** Goes on by an entry. */
  next(): void {
    const { done, value } = this.#entries.next();
    if (done) this.done = true;
    else this.shown.push(value[0]);
  }
}
