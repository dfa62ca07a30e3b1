// An inverted index of text files: for every word, the files that it is in. The words go into the map as
// UTF-8 that is cut into pieces, without a string for each of them.
//
//   node examples/inverted-index.js [FILE...]
//
// Without files it takes the documents of this project.

import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { GoMap, stringsOf } from 'tophash';
import { compare, main } from './jobs/compare.js';
import { checkFiles } from './start/files.js';
import { count, plural, printable, shorten } from './start/format.js';
import { Problem } from './start/problem.js';

const SHOWN = 10;

/** Letters and digits of ASCII, and all characters beyond it, make words; A to Z count as a to z. */
const WORD = /[a-z0-9\u0080-\uffff]+/g;

/** Of each byte the one that it counts as in a word, or 0. */
const LETTERS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const character = String.fromCharCode(byte).toLowerCase();
  if (byte >= 0x80) return byte;
  return /[a-z0-9]/.test(character) ? character.charCodeAt(0) : 0;
});

await main(
  'inverted-index',
  {},
  async (_, given) => {
    const paths = given.length > 0 ? given : documents();
    await checkFiles(paths);
    const files = paths.map(readText);
    const bytes = files.reduce((sum, file) => sum + file.length, 0);
    console.log(`${plural(files.length, 'file')}, ${count(bytes)} bytes`);
    const index = compare('The index', {
      Map: () => indexWithMap(files),
      tophash: () => indexWithColumns(files),
    });
    show(index);
  },
  { files: true },
);

function documents() {
  const root = fileURLToPath(new URL('../', import.meta.url));
  return ['', 'docs/'].flatMap((folder) =>
    readdirSync(root + folder)
      .filter((name) => name.endsWith('.md'))
      .map((name) => root + folder + name),
  );
}

function readText(path) {
  const bytes = readFileSync(path);
  if (isUtf8(bytes)) return bytes;
  throw new Problem(`cannot read ${printable(path)}: it is not text in UTF-8`);
}

function indexWithMap(files) {
  const index = new Map();
  for (const [number, file] of files.entries()) {
    const text = file.toString().replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
    for (const [word] of text.matchAll(WORD)) {
      const found = index.get(word);
      if (found === undefined) index.set(word, [number]);
      else if (found.at(-1) !== number) found.push(number);
    }
  }
  return index;
}

function indexWithColumns(files) {
  const { words, fileOf } = cut(files);
  const numbers = new GoMap('string', 'u32');
  const numberOf = numbers.encodeAll(words);
  // From here on a word is a number, and lists of files are arrays.
  const lists = Array.from({ length: numbers.size }, () => []);
  for (let i = 0; i < numberOf.length; i += 1) {
    const list = lists[numberOf[i]];
    if (list.at(-1) !== fileOf[i]) list.push(fileOf[i]);
  }
  const { keys, values } = numbers.columns();
  numbers.dispose();
  return new Map(stringsOf(keys).map((word, i) => [word, lists[values[i]]]));
}

/** The words of all files as one column of text, and beside it the number of each one's file. */
function cut(files) {
  const total = files.reduce((sum, file) => sum + file.length, 0);
  const bytes = new Uint8Array(total);
  // No more words than every other byte can begin, and one more in each file.
  const most = Math.ceil(total / 2) + files.length;
  const offsets = new Uint32Array(most + 1);
  const fileOf = new Uint32Array(most);
  let end = 0;
  let n = 0;
  for (const [number, file] of files.entries()) {
    for (let i = 0; i <= file.length; i += 1) {
      const letter = i < file.length ? LETTERS[file[i]] : 0;
      if (letter !== 0) {
        bytes[end] = letter;
        end += 1;
      } else if (end > offsets[n]) {
        fileOf[n] = number;
        n += 1;
        offsets[n] = end;
      }
    }
  }
  const words = { bytes: bytes.subarray(0, end), offsets: offsets.subarray(0, n + 1) };
  return { words, fileOf: fileOf.subarray(0, n) };
}

function show(index) {
  const words = [...index].sort(([a, m], [b, n]) => n.length - m.length || (a < b ? -1 : 1));
  console.log(`\n  ${plural(words.length, 'word')}; those in most files:\n`);
  for (const [word, files] of words.slice(0, SHOWN)) {
    console.log(`  ${shorten(word, 30).padEnd(30)} ${plural(files.length, 'file')}`);
  }
}
