// The guided tour: the program with which tutorials introduce Go's maps, in ten steps. A step is replayed
// from the beginning of the program, so one can go back, and what the visitor has done meanwhile is no matter.

import { type Demonstration, iteration, setAll } from './demonstrations.js';
import type { Key } from './kinds.js';
import type { Lab } from './lab.js';

export interface TourStep {
  title: string;
  /** The line of the program, in Go and in JavaScript. */
  go: string;
  js: string;
  /** What to look at. */
  text: string;
  /** Where the documents and the source explain it: paths of the site. */
  docs: string;
  source: string;
  run(lab: Lab): Demonstration;
}

const FRUITS = ['date', 'elderberry', 'fig', 'grape', 'honeydew', 'kiwi', 'lemon'];
const LETTERS = [...'abcdefghijklmnopqr'];

const ones = (keys: string[]): [Key, number][] => keys.map((key) => [key, 1]);

/** A step of a single operation. */
function single(operation: (lab: Lab) => void) {
  return function* (lab: Lab): Demonstration {
    operation(lab);
    yield;
  };
}

const inside = (heading: string) => `docs/how-it-works.html#${heading}`;
const core = (file: string) => `source/assembly/${file}`;

export const TOUR: readonly TourStep[] = [
  {
    title: 'A map is a header',
    go: 'm := map[string]int{}',
    js: "m = new GoMap('string', 'u32')",
    text: 'A new map has a header of 48 bytes and nothing else: no array, no cells. It gets its first array with its first entry.',
    docs: inside('the-header'),
    source: core('hmap.ts.html#hmap'),
    run: single((lab) => lab.reset('string')),
  },
  {
    title: 'The first entry makes a bucket',
    go: 'm["apple"] = 5',
    js: "m.set('apple', 5)",
    text: 'A bucket has eight cells. Its first eight bytes are tophashes, one for each cell; then come eight keys, then eight elements, then the address of an overflow bucket. The panel of bytes shows them as they lie there.',
    docs: inside('buckets'),
    source: core('bmap.ts.html#Bucket'),
    run: single((lab) => lab.set('apple', 5)),
  },
  {
    title: 'Tophash, the byte read first',
    go: 'm["banana"] = 3',
    js: "m.set('banana', 3)",
    text: 'banana takes the next free cell. The byte above it is its tophash: the top byte of the hash of its key. Values below 5 are not hashes: they say what became of a cell.',
    docs: inside('tophash'),
    source: core('assign.ts.html#mapassign'),
    run: single((lab) => lab.set('banana', 3)),
  },
  {
    title: 'Looking up',
    go: 'n := m["apple"]',
    js: "n = m.get('apple')",
    text: 'The low bits of the hash choose the bucket. Its eight tophashes are compared at once with the top byte, and only a key whose byte is equal is compared itself.',
    docs: inside('the-bits-of-a-hash'),
    source: core('access.ts.html#Access'),
    run: single((lab) => lab.lookUp('apple')),
  },
  {
    title: 'Absent, without comparing a key',
    go: 'n, ok := m["cherry"]',
    js: "[n, ok] = m.lookup('cherry')",
    text: 'No tophash is that of cherry. A cell that is emptyRest ends the search: neither in this bucket nor in its overflow buckets is anything after it.',
    docs: inside('tophash'),
    source: core('match/simd.ts.html'),
    run: single((lab) => lab.lookUp('cherry')),
  },
  {
    title: 'Deleting leaves a mark',
    go: 'delete(m, "apple")',
    js: "m.delete('apple')",
    text: 'The cell becomes emptyOne, a ring: searches go on past it, since banana comes after it. Had nothing followed, it would have become emptyRest. The stale key stays in the bytes; nobody reads it.',
    docs: inside('deletion'),
    source: core('delete.ts.html#mapdelete'),
    run: single((lab) => lab.delete('apple')),
  },
  {
    title: 'The hole is used again',
    go: 'm["cherry"] = 7',
    js: "m.set('cherry', 7)",
    text: 'An insert first searches the whole chain for its key, and notes the first free cell on the way. cherry takes the cell that apple had.',
    docs: inside('deletion'),
    source: core('assign.ts.html#mapassign'),
    run: single((lab) => lab.set('cherry', 7)),
  },
  {
    title: 'The ninth entry doubles the table',
    go: 'for _, s := range fruits { m[s] = 1 }',
    js: 'for (const s of fruits) m.set(s, 1)',
    text: 'Nine entries do not fit a bucket. In the new array one more bit of each hash counts: it says who stays in bucket 0 and who moves to bucket 1.',
    docs: inside('evacuation'),
    source: core('evacuate.ts.html#evacuate'),
    run: (lab) => setAll(lab, ones(FRUITS)),
  },
  {
    title: 'Iterating begins anywhere',
    go: 'for _, n := range m { sum += n }',
    js: 'for (const [, n] of m) sum += n',
    text: 'An iteration starts at a random bucket and a random cell, so that nobody relies on an order. Numbers show in which order the entries came.',
    docs: inside('iteration'),
    source: core('iterate.ts.html#mapiternext'),
    *run(lab) {
      lab.iterate();
      yield;
      yield* iteration(lab);
    },
  },
  {
    title: 'Growing, two buckets a write',
    go: 'for _, s := range abc { m[s] = 1 }',
    js: 'for (const s of abc) m.set(s, 1)',
    text: 'Entry 27 is more than 6.5 a bucket: the table doubles again. Nothing is copied at that moment. The old array stays, and every write moves the bucket it concerns and one more. Step the growth, and watch the old array drain.',
    docs: inside('growth'),
    source: core('evacuate.ts.html#growWork'),
    run: (lab) => setAll(lab, ones(LETTERS)),
  },
];

/** Brings the map to where step `number` begins. */
export function prepareStep(lab: Lab, number: number): void {
  for (const step of TOUR.slice(0, number)) {
    for (const _ of step.run(lab));
  }
}
