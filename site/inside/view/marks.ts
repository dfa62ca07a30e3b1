// Which cells stand out: those that the step of a look-up shown is about, and those that an iteration has
// shown.

import type { Iteration } from '../iteration.js';
import type { Key } from '../kinds.js';
import type { ArrayName, Place, Step } from '../probe.js';

export type CellMark = 'match' | 'compare' | 'wrong' | 'found' | 'end' | 'current' | 'shown';

export class Marks {
  readonly #step: Step | undefined;
  readonly #order: Map<Key, number>;
  readonly #current: Key | undefined;

  constructor(step: Step | undefined, iteration: Iteration | undefined) {
    this.#step = step;
    this.#order = new Map(iteration?.shown.map((key, i) => [key, i + 1]));
    this.#current = iteration?.current;
  }

  /** Whether the step is about this bucket of a chain. */
  at({ array, index, link }: Place): boolean {
    const step = this.#step;
    if (step === undefined || !('place' in step)) return false;
    return step.place.array === array && step.place.index === index && step.place.link === link;
  }

  of(place: Place, cell: number, key: Key | undefined): CellMark | undefined {
    const step = this.#step;
    if (step !== undefined && this.at(place)) {
      if (step.what === 'match' && step.cells.includes(cell)) return 'match';
      if (step.what === 'compare' && step.cell === cell) return step.equal ? 'compare' : 'wrong';
      if ((step.what === 'found' || step.what === 'end') && step.cell === cell) {
        return step.what;
      }
    }
    if (key === undefined) return undefined;
    if (key === this.#current) return 'current';
    return this.#order.has(key) ? 'shown' : undefined;
  }

  /** As which entry an iteration has shown `key`. */
  orderOf(key: Key | undefined): number | undefined {
    return key === undefined ? undefined : this.#order.get(key);
  }
}

/** Names an array as Go's header does. */
export const FIELD: Record<ArrayName, string> = { buckets: 'buckets', oldBuckets: 'oldbuckets' };
