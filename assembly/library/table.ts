// What all maps of a module have in common, whatever their types: the map of the core, and who gives it
// back.

import { hmap } from '../hmap';
import { nothing } from './nothing';
import { MapOwner, Walk } from './owners';

export class Table {
  /** The map of the core. @internal */
  h: hmap = nothing();

  /** `h` of the table at `table`. By its address, so that hot calls need no stack frame: see strings/content.ts. @internal */
  @inline
  static of(table: usize): hmap {
    return changetype<hmap>(load<usize>(table, offsetof<Table>('h')));
  }

  /** Counts a write that may take objects from the map. */
  @inline
  protected static takingAway(h: hmap): void {
    h.writes += 1;
    if (h.iterators) Walk.keepEntries(h);
  }

  private owner: MapOwner = new MapOwner();

  /** The number of entries. */
  get size(): i32 {
    return <i32>this.h.count;
  }

  /** Whether `dispose` was called. */
  get disposed(): bool {
    return this.h == nothing();
  }

  /**
   * Gives the memory of the map back at once. After that single lookups find nothing, and all else traps.
   * Only the stub and minimal runtimes need it.
   */
  dispose(): void {
    Table.takingAway(this.h);
    this.h = nothing();
    this.owner.end();
  }

  /** Takes `h` as its own, instead of what it had. */
  protected adopt(h: hmap): void {
    this.owner.end();
    this.owner.h = changetype<usize>(h);
    this.h = h;
  }
}
