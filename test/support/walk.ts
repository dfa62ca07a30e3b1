// An iteration under way, and what Go guarantees of it while the map is being written to: every
// entry that is there throughout comes once, none that was deleted before it was reached comes, and
// none comes twice.

import { byContent } from './content.js';
import { type AnyMap, type Model, same } from './model.js';

export class Walk {
  /** Keys at the start that have not been deleted since. */
  private must = new Set<unknown>();
  private readonly seen = new Set<unknown>();
  private nansAtStart = 0;
  private nansAdded = 0;
  private nansSeen = 0;
  private begun = false;
  /** The key that came last. */
  last: unknown;
  private readonly iterator: Iterator<unknown> | undefined;

  /** `mode`: what the entries are taken from. With 'forEach' the caller reports them to `visit`. */
  constructor(
    map: AnyMap,
    private readonly model: Model,
    readonly mode: 'entries' | 'keys' | 'forEach',
  ) {
    if (mode === 'forEach') this.begin();
    else this.iterator = mode === 'entries' ? map.entries() : map.keys();
  }

  private begin(): void {
    this.begun = true;
    this.must = new Set(this.model.entries.keys());
    this.nansAtStart = this.model.nans.length;
  }

  /** Takes the next entry; false at the end. */
  step(): boolean {
    if (!this.begun) this.begin();
    const { value, done } = (this.iterator as Iterator<unknown>).next();
    if (done) {
      this.finish();
      return false;
    }
    if (this.mode === 'keys') this.visitKey(value);
    else this.visit(...(value as [unknown, unknown]));
    return true;
  }

  visit(key: unknown, value: unknown): void {
    this.visitKey(key);
    const { entries, nans } = this.model;
    if (Number.isNaN(key)) same(nans.includes(byContent(value)), true, 'a NaN entry that is there');
    else same(value, entries.get(byContent(key)), 'the value that came');
  }

  private visitKey(given: unknown): void {
    const key = byContent(given);
    this.last = key;
    if (Number.isNaN(key)) {
      this.nansSeen += 1;
      const { nansSeen, nansAtStart, nansAdded } = this;
      same(nansSeen <= nansAtStart + nansAdded, true, 'no more NaN entries than there are');
      return;
    }
    same(this.model.entries.has(key), true, 'the key that came is in the map');
    same(this.seen.has(key), false, 'the key that came has come before');
    same(key, this.model.shown(key), 'the key that came');
    this.seen.add(key);
  }

  finish(): void {
    for (const key of this.must) same(this.seen.has(key), true, 'an entry never came');
    same(this.nansSeen >= this.nansAtStart, true, 'all NaN entries came');
  }

  /** To be told of every set, delete and clear of the map. */
  wasSet(key: unknown): void {
    if (Number.isNaN(key) && this.begun) this.nansAdded += 1;
  }

  wasDeleted(key: unknown): void {
    this.must.delete(byContent(key));
    this.seen.delete(byContent(key));
  }

  wasCleared(): void {
    this.must.clear();
    this.seen.clear();
    this.nansAtStart = 0;
    this.nansAdded = 0;
    this.nansSeen = 0;
  }

  /** Leaves the iteration, or only forgets it. */
  leave(abandon: boolean): void {
    if (!abandon) this.iterator?.return?.();
  }
}
