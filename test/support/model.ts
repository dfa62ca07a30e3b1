// What a GoMap should hold, on a native Map: what differs is that every NaN is an entry of its own,
// that the sign of a zero is the one last written, and that bytes are the same if their content is.

import type { GoMap } from '../../src/index.js';
import { byContent } from './content.js';

// biome-ignore lint/suspicious/noExplicitAny: the tests go over all kinds.
export type AnyMap = GoMap<any, any>;

/** Throws unless the two are the same value, bytes by their content. Much faster than `expect`, for tight loops. */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (!Object.is(actual, expected) && !Object.is(byContent(actual), byContent(expected))) {
    throw new Error(`${what}: got ${String(actual)}, expected ${String(expected)}`);
  }
}

export class Model {
  readonly entries = new Map<unknown, unknown>();
  /** The values of the NaN keys. */
  nans: unknown[] = [];
  private negativeZero = false;

  get size(): number {
    return this.entries.size + this.nans.length;
  }

  set(key: unknown, value: unknown): void {
    if (Number.isNaN(key)) {
      this.nans.push(byContent(value));
      return;
    }
    if (key === 0) this.negativeZero = Object.is(key, -0);
    this.entries.set(byContent(key), byContent(value));
  }

  has(key: unknown): boolean {
    return !Number.isNaN(key) && this.entries.has(byContent(key));
  }

  get(key: unknown): unknown {
    return Number.isNaN(key) ? undefined : this.entries.get(byContent(key));
  }

  delete(key: unknown): boolean {
    return !Number.isNaN(key) && this.entries.delete(byContent(key));
  }

  clear(): void {
    this.entries.clear();
    this.nans = [];
  }

  copy(): Model {
    const copy = new Model();
    for (const [key, value] of this.entries) copy.entries.set(key, value);
    copy.nans = [...this.nans];
    copy.negativeZero = this.negativeZero;
    return copy;
  }

  /** The key as the map shows it. */
  shown(key: unknown): unknown {
    return key === 0 && this.negativeZero ? -0 : key;
  }

  /** Throws unless lookups in `map` find what the model has. */
  compareLookups(map: AnyMap): void {
    same(map.size, this.size, 'size');
    for (const [key, value] of this.entries) {
      same(map.get(key), value, 'get');
      same(map.has(key), true, 'has');
    }
  }

  /** Throws unless `map` holds what the model does, however one looks. */
  compare(map: AnyMap): void {
    this.compareLookups(map);
    const seen = new Set<unknown>();
    const nans: unknown[] = [];
    for (const entry of map) {
      const [key, value] = entry.map(byContent);
      if (Number.isNaN(key)) {
        nans.push(value);
        continue;
      }
      same(this.entries.has(key), true, 'a key of the iteration is in the map');
      same(seen.has(key), false, 'a key came before');
      seen.add(key);
      same(key, this.shown(key), 'a key of the iteration');
      same(value, this.entries.get(key), 'a value of the iteration');
    }
    same(seen.size, this.entries.size, 'keys of the iteration');
    same(countsOf(nans), countsOf(this.nans), 'values of NaN keys');
  }
}

/** How often each value occurs, as text: numbers for identities. */
const numbers = new Map<unknown, number>();
function countsOf(values: unknown[]): string {
  const names = values.map((value) => {
    const known = Object.is(value, -0) ? '-0' : value;
    let n = numbers.get(known);
    if (n === undefined) {
      n = numbers.size;
      numbers.set(known, n);
    }
    return n;
  });
  return names.sort((a, b) => a - b).join(' ');
}
