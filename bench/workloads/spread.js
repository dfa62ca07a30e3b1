// `[...map.keys()]` and `Array.from(map.keys())`. Engines have a shortcut for iterators of their own.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'keys as an array',
  group: 'iterate',
  unit: 'key',
  needs: ['keys'],
  kinds: ['int-random', 'string-same'],
  sizes: [10, 100, 1000, 100_000],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const passes = mapsPerRun(size);
    return {
      operations: 2 * size * passes,
      run() {
        let length = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          length += [...map.keys()].length;
          length += Array.from(map.keys()).length;
        }
        return length;
      },
      check: (length) => expect(length === 2 * passes * size, 'a key was left out'),
    };
  },
};
