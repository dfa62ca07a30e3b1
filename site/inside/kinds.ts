// The maps that the page can show: keys are text or small integers, values are u32. It says how a key that
// was typed becomes a key of the map, and which keys are made up.

import { GoMap, type Heap } from 'tophash';

export type Key = string | number;
export type Kind = 'string' | 'u32';

/** The same in every visit, so that the tour and the collisions come out the same. */
export const SEED = 1n;

export function makeMap(kind: Kind, heap: Heap, capacity = 0): GoMap<Key, number> {
  const options = { seed: SEED, heap, capacity };
  const map =
    kind === 'string' ? new GoMap('string', 'u32', options) : new GoMap('u32', 'u32', options);
  return map as GoMap<Key, number>;
}

/** The key that `text` means, or undefined if it means none. */
export function parseKey(kind: Kind, text: string): Key | undefined {
  return kind === 'string' ? text : parseU32(text);
}

/** The integer of 32 bits that `text` means, or undefined. */
export function parseU32(text: string): number | undefined {
  const number = Number(text);
  return /^\d+$/.test(text) && number < 2 ** 32 ? number : undefined;
}

const SYLLABLES = [
  'ba',
  'co',
  'di',
  'fu',
  'ge',
  'ha',
  'lo',
  'mi',
  'nu',
  'pe',
  'ra',
  'so',
  'ti',
  'vu',
  'ya',
  'ze',
];

/** Made-up key number `i`: a word that can be read aloud, or the number itself. */
export function madeKey(kind: Kind, i: number): Key {
  if (kind === 'u32') return i;
  let word = '';
  for (let rest = i + 16; rest > 0; rest >>>= 4) word += SYLLABLES[rest & 15];
  return word;
}
