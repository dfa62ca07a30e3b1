// What all maps of a module have in common, whatever their types: the map of the core, and who gives it
// back. A cursor knows no more of its map.

import { hmap } from '../hmap';
import { nothing } from './nothing';
import { MapOwner } from './owners';

export class Table {
  /** The map of the core. @internal */
  h: hmap = nothing();
  /** Counts writes: a cursor looks at it to see that the map has changed. @internal */
  writes: u32 = 0;

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
   * Gives the memory of the map back at once. After that it is empty, and writing traps. Only the stub
   * and minimal runtimes need it.
   */
  dispose(): void {
    this.writes += 1;
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
