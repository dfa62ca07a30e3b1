// `for (const [key, value] of map)` over a full map.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'iterate',
  group: 'iterate',
  unit: 'entry',
  needs: ['entries'],
  copies: false,
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const passes = mapsPerRun(size);
    return {
      operations: size * passes,
      run() {
        let sum = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          for (const [, value] of map) sum += value;
        }
        return sum;
      },
      check: (sum) => expect(sum === (passes * size * (size - 1)) / 2, 'an entry was left out'),
    };
  },
};
