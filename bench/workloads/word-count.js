// The words of the project's own documents and sources are counted: 100,000 of them, cut from the text a
// moment before, as they are in such a program.

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from './parts/maps.js';

const root = fileURLToPath(new URL('../../', import.meta.url));

function text() {
  const files = ['docs', 'assembly', 'src'].flatMap((folder) =>
    readdirSync(root + folder, { recursive: true })
      .filter((name) => /\.(md|ts)$/.test(name))
      .map((name) => `${root}${folder}/${name}`),
  );
  return files
    .sort()
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
}

export default {
  title: 'count the words of a text',
  group: 'programs',
  unit: 'word',
  sizeName: 'words',
  needs: ['get', 'set', 'count'],
  kinds: ['string-sliced'],
  sizes: [100_000],
  where: 'node',
  prepare({ use, size }) {
    const encoded = new TextEncoder().encode(text());
    const split = () =>
      new TextDecoder()
        .decode(encoded)
        .split(/[^\p{L}\p{N}]+/u)
        .slice(0, size);
    const right = split().filter((word) => word === 'the').length;
    let words;
    let map;
    return {
      operations: split().length,
      before() {
        words = split();
        map = use.make();
      },
      run() {
        for (let i = 0; i < words.length; i += 1) use.count(map, words[i]);
      },
      check: () => expect((map.get('the') ?? 0) === right, 'a count is wrong'),
      after: () => use.drop?.(map),
    };
  },
};
