// The pages that do something: their main part is a file, and their script draws the rest.

import { readFileSync } from 'node:fs';

export const LIVE = [
  {
    path: 'index.html',
    title: 'Go’s hash map, alive: tophash',
    description:
      'A live picture of Go’s classic hash map: header, buckets, tophash bytes, growth and iteration.',
    file: 'inside',
    wide: true,
  },
  {
    path: 'speed.html',
    title: 'Speed: tophash',
    description: 'tophash against the Map of this browser, measured in this browser.',
    file: 'speed',
  },
  {
    path: 'which.html',
    title: 'Which map?: tophash',
    description: 'Three questions that end in code to copy, or in the advice to keep Map.',
    file: 'which',
  },
  {
    path: 'search.html',
    title: 'Search: tophash',
    description: 'Search the documents and the API reference of tophash.',
    file: 'search',
  },
].map(({ file, ...about }) => ({
  ...about,
  script: `${file}.js`,
  main: readFileSync(new URL(`${file}.html`, import.meta.url), 'utf8'),
}));
