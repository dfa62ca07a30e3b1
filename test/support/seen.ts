// What random runs come to, so that a test notices when they no longer come to what it is about.

import fc from 'fast-check';
import { expect } from 'vitest';

export class Seen {
  readonly #times = new Map<string, number>();

  count(name: string): void {
    this.#times.set(name, (this.#times.get(name) ?? 0) + 1);
  }

  /** Runs the property `numRuns` times, and on while something has been seen less often than `least` says. */
  assert<T>(property: fc.IProperty<T>, numRuns: number, least: Record<string, number>): void {
    const rare = () =>
      Object.keys(least).filter((name) => (this.#times.get(name) ?? 0) < (least[name] as number));
    // What is rare may come late: twenty times as many runs without it are no chance.
    for (let i = 0; i < 20; i += 1) {
      fc.assert(property, { numRuns });
      if (rare().length === 0) return;
    }
    expect(rare(), 'what was hardly seen').toEqual([]);
  }
}
