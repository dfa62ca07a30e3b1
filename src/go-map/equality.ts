// What a GoMap shows to libraries that know nothing of it: those that compare, copy, print and post. Its
// entries are in private members and in linear memory, where none of them looks: to most of them any two
// maps would be equal.
//
// So a map has two enumerable properties of its own, the same for all maps. `entries()` is an accessor: the
// kinds, then the entries sorted by their keys. Equal maps give equal arrays, in whatever order they were
// filled. `structuredClone()` is a function and stands before it: what clones or posts a map stops there
// with an error, where it would copy an array and lose the map. V8 puts the function's text into the error.
//
// The rest is on the prototype: the tag of a native Map, by which other libraries compare `size`, `has`
// and `get`, and what Jest and Immer look for.

import { compareBytes } from '../js/bytes.js';
import { defineConstant } from '../js/define.js';
import { Kind, nameOf } from '../kinds.js';
import { EntryIterator } from './iterators.js';
import type { Table } from './table.js';

const { apply } = Reflect;

/** The accessor. No member of a map has such a name. */
const NAME = 'entries()';

/** A function that stops clones. Its text is part of a message, and minifiers leave such a name as it is. */
export const [stopClone] = Object.values({
  'post map.snapshot() or [...map] instead'() {},
});

/**
 * Annex B's: it takes 90 to 210 ns, where `defineProperty` takes 170 to 440, and making a map and
 * disposing of it 400 (Node 20 and 24). A literal with a getter takes 250.
 */
const { __defineGetter__: defineGetter } = Object.prototype as unknown as {
  __defineGetter__(name: string, get: () => unknown): void;
};

/** What gives maps their accessor; `tableOf` gives the table of one. */
export function comparable(tableOf: (map: unknown) => Table): (map: object) => void {
  function entries(this: unknown): Entry[] {
    return sortedEntries(tableOf(this));
  }
  const args = [NAME, entries];
  return (map) => apply(defineGetter, map, args);
}

type Entry = [key: unknown, value: unknown];

/** The kinds, and the entries in an order that follows from them alone. */
function sortedEntries(table: Table): Entry[] {
  const key = table.use();
  const entries: Entry[] = [];
  for (const entry of new EntryIterator(table) as unknown as Iterable<Entry>) {
    if (entry[0] === 0) entry[0] = 0; // 0 and -0 are one key
    entries.push(entry);
  }
  // Only the key NaN may be there more than once.
  const byValue = table.value === Kind.any ? () => 0 : inOrder;
  entries.sort(([a, v], [b, w]) => inOrder(a, b) || byValue(v, w));
  entries.unshift([nameOf(key), nameOf(table.value)]);
  return entries;
}

/** How two keys or values of a kind follow one another, with NaN as the last. */
function inOrder(a: unknown, b: unknown): number {
  if (typeof a === 'object') return compareBytes(a as Uint8Array, b as Uint8Array);
  if (a !== a || b !== b) return Number(a !== a) - Number(b !== b);
  return (a as number) < (b as number) ? -1 : Number((a as number) > (b as number));
}

/** Puts onto `prototype` what Jest and Immer look for. */
export function markComparable(prototype: object): void {
  // The properties that Jest copies to show a difference; it cannot copy private members.
  defineConstant(prototype, Symbol.for('@jest/serializableProperties'), [NAME]);
  // A draft would be a copy without private members, which throws. Otherwise Immer hands out the map
  // itself, and recipes change the original.
  defineConstant(prototype, Symbol.for('immer-draftable'), true);
}
