// Part one: the program with which every tutorial of Go introduces maps, and after each step what it
// did to the table. Go's int has 64 bits, so the values are bigints and the bytes are Go's.

import { GoMap } from 'tophash';
import { heading } from './format.js';
import { picture } from './picture.js';

const COLUMN = 34;

export function tutorial() {
  heading('1  A map from inside');
  console.log('  Go on the left, tophash on the right, then the table. A bucket has eight cells.');
  console.log('  The tophash byte of a cell is the top byte of the hash of its key; values below');
  console.log('  5 say what else the cell is.');

  // The seed makes the hash, and so the picture, the same every time.
  const m = new GoMap('string', 'i64', { seed: 1n });
  const step = follow(m);
  step('m := map[string]int{}', "m = new GoMap('string', 'i64')");
  step('m["apple"] = 5', "m.set('apple', 5n)", () => m.set('apple', 5n));
  step('m["banana"] = 3', "m.set('banana', 3n)", () => m.set('banana', 3n));
  step('m["apple"]', "m.get('apple')", () => m.get('apple'), show);
  step('n, ok := m["cherry"]', "m.lookup('cherry')", () => m.lookup('cherry'), commaOk);
  step('delete(m, "apple")', "m.delete('apple')", () => m.delete('apple'), show);
  step('n, ok := m["apple"]', "m.lookup('apple')", () => m.lookup('apple'), commaOk);
  step('m["cherry"] = 7', "m.set('cherry', 7n)", () => m.set('cherry', 7n));
  step('for i, f := range fruits', 'fruits.forEach((f, i) =>', () => addFruits(m));
  step('for range m { n++ }', 'for (const _ of m) n += 1n', () => sum(m), show);
  m.dispose();
}
