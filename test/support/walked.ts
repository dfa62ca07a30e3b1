// A map that is walked while it changes, with its model and the walks under way.

import { expect } from 'vitest';
import { GoMap, type Heap, type KeyKind, type ValueKind } from '../../src/index.js';
import { type AnyMap, Model } from './model.js';
import { samples, stored } from './samples.js';
import { Walk } from './walk.js';

export class Walked {
  readonly map: AnyMap;
  readonly model = new Model();
  walks: Walk[] = [];
  readonly keys: readonly unknown[];
  readonly values: readonly unknown[];

  constructor(key: KeyKind, value: ValueKind, heap: Heap, seed: bigint) {
    this.map = new GoMap(key, value as 'any', { heap, seed }) as AnyMap;
    this.keys = samples(key, 2000);
    this.values = samples(value, 61);
  }

  set(i: number): void {
    this.put(this.keys[i % this.keys.length], i);
  }

  put(key: unknown, i: number): void {
    const value = this.values[i % this.values.length];
    this.map.set(key, value);
    this.model.set(key, stored(this.map.valueKind, value));
    for (const walk of this.walks) walk.wasSet(key);
  }

  delete(i: number): void {
    this.remove(this.keys[i % this.keys.length]);
  }

  remove(key: unknown): void {
    expect(this.map.delete(key)).toBe(this.model.delete(key));
    for (const walk of this.walks) walk.wasDeleted(key);
  }

  clear(): void {
    this.map.clear();
    this.model.clear();
    for (const walk of this.walks) walk.wasCleared();
  }

  open(n: number): void {
    this.walks.push(new Walk(this.map, this.model, n % 3 === 0 ? 'keys' : 'entries'));
  }

  /** Takes some entries of walk `n`. Returns whether that has ended it. */
  step(n: number, entries: number): boolean {
    const at = n % this.walks.length;
    for (let i = 0; i < entries; i += 1) {
      if (this.walks[at]?.step()) continue;
      this.walks.splice(at, 1);
      return true;
    }
    return false;
  }

  /** Leaves walk `n`, or forgets it. */
  leave(n: number, abandon: boolean): void {
    this.walks.splice(n % this.walks.length, 1)[0]?.leave(abandon);
  }

  finish(): void {
    for (const walk of this.walks) while (walk.step());
    this.walks = [];
  }
}
