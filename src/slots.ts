// JavaScript values of a map of kind 'any'. The core stores the number of a slot; the value is here.
// Free slots form a list through the table itself.

/** The values of one map. Slot 0 is never given out: it stands for no value. */
export class Slots {
  private values: unknown[] = [undefined];
  /** The first free slot; a free slot holds the number of the next one. */
  private free = 0;

  /** Keeps `value` and returns its slot. */
  add(value: unknown): number {
    const slot = this.free;
    if (slot === 0) {
      const end = this.values.length;
      this.values[end] = value;
      return end;
    }
    this.free = this.values[slot] as number;
    this.values[slot] = value;
    return slot;
  }

  get(slot: number): unknown {
    return this.values[slot];
  }

  set(slot: number, value: unknown): void {
    this.values[slot] = value;
  }

  /** Lets go of the value in `slot`. */
  delete(slot: number): void {
    this.values[slot] = this.free;
    this.free = slot;
  }

  clear(): void {
    this.values = [undefined];
    this.free = 0;
  }

  /** A table with the same values in the same slots. */
  clone(): Slots {
    const copy = new Slots();
    copy.values = this.values.slice();
    copy.free = this.free;
    return copy;
  }
}
