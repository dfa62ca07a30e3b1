// Part one: the program with which every tutorial of Go introduces maps, and after each step what it
// did to the table. Go's int has 64 bits, so the values are bigints and the bytes are Go's.

import { GoMap } from 'tophash';
import { heading } from './format.js';
import { picture } from './picture.js';

const COLUMN = 37;

const FRUITS = ['date', 'elderberry', 'fig', 'grape', 'honeydew', 'kiwi', 'lemon'];
const LETTERS = [...'abcdefghijklmnopqr'];

const INTRODUCTION = `  Go on the left, tophash on the right, then the table. A bucket has eight
  cells; each has a tophash byte, the top byte of the hash of its key. The five
  smallest bytes mean something else: 00 emptyRest (so are all cells after it),
  01 emptyOne, 02 evacuatedX, 03 evacuatedY, 04 evacuatedEmpty.`;

const ON_DOUBLING = `  Nine entries do not fit one bucket. The table doubles, and a bit of each hash
  decides whether an entry stays in bucket 0 or moves to bucket 1.`;

const ON_GROWING = `\
  More than 6.5 entries a bucket: the table doubles again. This time the old
  array stays for a while, and each further write evacuates one or two of its
  buckets, to the lower half (X) or the upper half (Y) of the new array. So no
  single write takes long.`;

export function tutorial() {
  heading('1  A map from inside');
  console.log(INTRODUCTION);

  // The seed makes the hash, and so the picture, the same every time.
  const m = new GoMap('string', 'i64', { seed: 1n });
  const { step, look } = follow(m);
  step('m := map[string]int{}', "m = new GoMap('string', 'i64')");
  look();
  step('m["apple"] = 5', "m.set('apple', 5n)");
  m.set('apple', 5n);
  look();
  step('m["banana"] = 3', "m.set('banana', 3n)");
  m.set('banana', 3n);
  look();
  step('n := m["apple"]', "n = m.get('apple')", m.get('apple'));
  look();
  step('n, ok := m["cherry"]', "[n, ok] = m.lookup('cherry')", ...m.lookup('cherry'));
  look();
  step('delete(m, "apple")', "m.delete('apple')");
  m.delete('apple');
  look();
  step('n, ok := m["apple"]', "[n, ok] = m.lookup('apple')", ...m.lookup('apple'));
  look();
  step('m["cherry"] = 7', "m.set('cherry', 7n)");
  m.set('cherry', 7n);
  look();
  step('for _, s := range fruits { m[s] = 1 }', 'for (const s of fruits) m.set(s, 1n)');
  addAll(m, FRUITS);
  console.log(ON_DOUBLING);
  look();
  step('for _, n := range m { sum += n }', 'for (const [, n] of m) sum += n', sum(m));
  look();
  step('for _, s := range abc { m[s] = 1 }', 'for (const s of abc) m.set(s, 1n)');
  addAll(m, LETTERS);
  console.log(ON_GROWING);
  look({ entries: false });
  m.dispose();
}

/** `step` shows a line in either language and its results, `look` the table as it has become. */
function follow(map) {
  let last = '';
  const step = (go, js, ...results) => {
    console.log(`\n  ${go.padEnd(COLUMN)}  ${js}`);
    if (results.length > 0) say(`→ ${results.join(', ')}`);
  };
  const look = (options) => {
    const [header, ...buckets] = picture(map, options);
    const body = buckets.join('\n');
    say(header);
    say(body === last ? '(the buckets are as before)' : body);
    last = body;
  };
  return { step, look };
}

function addAll(map, keys) {
  for (const key of keys) map.set(key, 1n);
}

function sum(map) {
  let sum = 0n;
  for (const [, n] of map) sum += n;
  return sum;
}

function say(text) {
  console.log(text.replaceAll(/^/gm, '    '));
}
