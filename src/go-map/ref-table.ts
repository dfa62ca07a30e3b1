// The JavaScript values of a map of kind `any`. The core stores a number for each; the value is here.
// Free numbers form a list through the table itself.
//
// A single call changes the table after the core has changed the map, where no function may be called any
// more: the stack could run out. So what it needs of the table are fields.

/** The values of one map by their numbers. 0 is never given out: it stands for no value. */
export class RefTable {
  /** The values; in the place of a free number, the next free one. */
  values: unknown[] = [undefined];
  /** The first free number; 0 for none but those from `values.length` on. */
  free = 0;

  /** The number that the next value will have. */
  get next(): number {
    return this.free === 0 ? this.values.length : this.free;
  }

  /** Keeps `value` and returns its number. */
  add(value: unknown): number {
    const { next, values } = this;
    if (next === this.free) this.free = values[next] as number;
    values[next] = value;
    return next;
  }

  get(ref: number): unknown {
    return this.values[ref];
  }

  /** Lets go of the value, and gives its number to another. */
  delete(ref: number): void {
    this.values[ref] = this.free;
    this.free = ref;
  }

  /** A table with the same values under the same numbers. */
  clone(): RefTable {
    const copy = new RefTable();
    copy.values = this.values.slice();
    copy.free = this.free;
    return copy;
  }
}
