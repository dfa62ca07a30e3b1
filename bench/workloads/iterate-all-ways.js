// Loops over the keys, the values and the entries of a full map, as a program has them side by side: engines
// compile an iterator for what it has seen of all three.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'iterate, keys, values and entries',
  group: 'iterate',
  unit: 'step',
  needs: ['keys', 'entries'],
  copies: false,
  kinds: ['int-random', 'string-same'],
  sizes: [10, 100, 1000, 100_000],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const passes = mapsPerRun(size);
    return {
      operations: 3 * size * passes,
      run() {
        let sum = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          for (const key of map.keys()) if (key !== undefined) sum += 1;
          for (const value of map.values()) sum += value;
          for (const [, value] of map) sum += value;
        }
        return sum;
      },
      check: (sum) => expect(sum === passes * size * size, 'an entry was left out'),
    };
  },
};
