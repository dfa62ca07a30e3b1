// The map under observation, and everything that the page does to it. After each operation `table` is what
// `inspect` says of it, and `said` is what happened. It knows nothing of how that is drawn.

import { type GoMap, Heap, type Inspection, inspect } from 'tophash';
import { changes, counted } from './changes.js';
import { byLowBits, hashBits } from './hash-bits.js';
import { Iteration } from './iteration.js';
import { type Key, type Kind, madeKey, makeMap } from './kinds.js';
import { type Probe, probe } from './probe.js';

/** A heap of its own: its addresses are small, and nothing else moves in it. */
const HEAP_BYTES = 16 * 2 ** 20;
/** So many keys are made up for each key wanted in a bucket. */
const CANDIDATES = 4;

const NEW = 'A new map is a header of 48 bytes. It has no array yet.';

export class Lab {
  kind: Kind = 'string';
  map: GoMap<Key, number>;
  table: Inspection<Key, number>;
  said: string[] = [NEW];
  probe: Probe | undefined;
  iteration: Iteration | undefined;
  readonly #heap = new Heap({ maximumBytes: HEAP_BYTES });
  /** The number of the next made-up key. */
  #made = 0;

  constructor() {
    this.map = makeMap(this.kind, this.#heap);
    this.table = inspect(this.map, { bytes: true });
  }

  /** Begins again with an empty map, which may have room for so many entries. */
  reset(kind = this.kind, capacity = 0): void {
    this.map.dispose();
    this.kind = kind;
    this.map = makeMap(kind, this.#heap, capacity);
    this.#made = 0;
    this.forget();
    this.#look();
    this.said = [NEW];
  }

  /** Shows no look-up and no iteration any more. */
  forget(): void {
    this.probe = undefined;
    this.iteration = undefined;
  }

  set(key: Key, value: number): void {
    const verb = this.map.has(key) ? 'Updated' : 'Inserted';
    this.#write(`${verb} ${key}: ${value}.`, () => this.map.set(key, value));
  }

  delete(key: Key): void {
    const there = this.map.has(key);
    this.#write(there ? `Deleted ${key}.` : `${key} is not there: nothing to delete.`, () =>
      this.map.delete(key),
    );
  }

  lookUp(key: Key): void {
    this.probe = probe(this.table, hashBits(this.map, key), key);
    const value = this.map.get(key);
    this.said = [value === undefined ? `${key} is absent.` : `${key} is ${value}.`];
  }

  /** A made-up key that is new, under a value of its own. */
  setRandom(): void {
    let key: Key;
    do {
      this.#made += 1;
      key = madeKey(this.kind, scatter(this.#made));
    } while (this.map.has(key));
    this.set(key, this.#made);
  }

  get growing(): boolean {
    return this.table.oldBuckets !== null;
  }

  /** A write that changes nothing but what every write changes: it moves an old bucket or two. */
  stepGrowth(): void {
    const old = this.table.oldBuckets?.find(({ evacuated }) => !evacuated);
    if (old === undefined) return;
    const cells = [old.cells, ...old.overflow].flat();
    const key = cells.find(({ state }) => state === 'live')?.key ?? this.map.keys().next().value;
    if (key === undefined) return;
    const value = this.map.get(key) as number;
    this.#write(`Wrote ${key} again, as it was.`, () => this.map.set(key, value));
  }

  /** New keys that the table puts into bucket `index`, also when it has doubled three times. */
  colliding(index: number, count: number): Key[] {
    const bits = this.table.header.B + 3;
    const candidates: Key[] = [];
    for (let i = 0; candidates.length < CANDIDATES * count * 2 ** bits; i += 1) {
      const key = madeKey(this.kind, i);
      if (!this.map.has(key)) candidates.push(key);
    }
    return (byLowBits(this.map, candidates, bits)[index] as Key[]).slice(0, count);
  }

  iterate(): void {
    this.iteration = new Iteration(this.map);
    this.nextEntry();
  }

  nextEntry(): void {
    const { iteration } = this;
    if (iteration === undefined || iteration.done) return;
    iteration.next();
    this.#look();
    const { current, shown } = iteration;
    this.said = [
      current === undefined
        ? `The iteration is over: it has shown ${counted(shown.length, 'entry', 'entries')}.`
        : `Entry ${shown.length} of the iteration is ${current}.`,
    ];
  }

  #write(what: string, call: () => void): void {
    const before = this.table;
    this.probe = undefined;
    call();
    this.#look();
    this.said = [what, ...changes(before, this.table)];
  }

  #look(): void {
    this.table = inspect(this.map, { bytes: true });
  }
}

/** A number below 2^16 that looks random, another one for each `i` up to there (a bijection). */
function scatter(i: number): number {
  let x = i & 0xffff;
  x = (x * 0x6c8d) & 0xffff;
  x ^= x >>> 7;
  x = (x * 0x9a35) & 0xffff;
  return x ^ (x >>> 9);
}
