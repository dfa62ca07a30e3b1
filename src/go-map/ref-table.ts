// The JavaScript values of a map of kind `any`. The core stores a number for each; the value is here.
// Free numbers form a list through the table itself.

/** The values of one map by their numbers. 0 is never given out: it stands for no value. */
export class RefTable {
  #values: unknown[] = [undefined];
  /** The first free number, in whose place the next one stands; 0 for none. */
  #free = 0;

  /** Keeps `value` and returns its number. */
  add(value: unknown): number {
    const ref = this.#free;
    if (ref === 0) {
      const end = this.#values.length;
      this.#values[end] = value;
      return end;
    }
    this.#free = this.#values[ref] as number;
    this.#values[ref] = value;
    return ref;
  }

  get(ref: number): unknown {
    return this.#values[ref];
  }

  set(ref: number, value: unknown): void {
    this.#values[ref] = value;
  }

  /** Lets go of the value, and gives its number to another. */
  delete(ref: number): void {
    this.#values[ref] = this.#free;
    this.#free = ref;
  }

  clear(): void {
    this.#values = [undefined];
    this.#free = 0;
  }

  /** A table with the same values under the same numbers. */
  clone(): RefTable {
    const copy = new RefTable();
    copy.#values = this.#values.slice();
    copy.#free = this.#free;
    return copy;
  }
}
