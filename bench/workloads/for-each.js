// `map.forEach` over a full map.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'forEach',
  group: 'iterate',
  unit: 'entry',
  needs: ['each'],
  kinds: ['int-random', 'double', 'bigint', 'string-same'],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const passes = mapsPerRun(size);
    return {
      operations: size * passes,
      run() {
        let sum = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          map.forEach((value) => {
            sum += value;
          });
        }
        return sum;
      },
      check: (sum) => expect(sum === (passes * size * (size - 1)) / 2, 'an entry was left out'),
    };
  },
};
