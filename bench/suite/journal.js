// The journal of a run: a line for the options, then one for each cell and round that was measured. A run
// that was interrupted goes on from it.

import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export class Journal {
  #path;
  /** The options that the run was begun with. */
  options;
  /** What is measured already: the rows by cell and round. */
  done = new Map();

  /** The journal at `path`: a new one for a run with `options`, or without them the one that is there. */
  constructor(path, options) {
    this.#path = path;
    mkdirSync(dirname(path), { recursive: true });
    if (options) {
      this.options = options;
      writeFileSync(path, `${JSON.stringify(options)}\n`);
    } else {
      this.#read();
    }
  }

  #read() {
    // The last line may have been cut off: it would spoil the one that comes after it.
    const lines = readFileSync(this.#path, 'utf8').split('\n').slice(0, -1);
    writeFileSync(this.#path, `${lines.join('\n')}\n`);
    this.options = JSON.parse(lines.shift());
    for (const line of lines) {
      const { id, round, entry } = JSON.parse(line);
      this.done.set(`${id}|${round}`, entry);
    }
  }

  get(id, round) {
    return this.done.get(`${id}|${round}`);
  }

  add(id, round, entry) {
    this.done.set(`${id}|${round}`, entry);
    appendFileSync(this.#path, `${JSON.stringify({ id, round, entry })}\n`);
  }
}
