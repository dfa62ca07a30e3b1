// `for (const key of map.keys())` over a full map or set.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'iterate, keys',
  group: 'iterate',
  unit: 'key',
  needs: ['keys'],
  kinds: ['int-random', 'double', 'bigint', 'string-same'],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const passes = mapsPerRun(size);
    return {
      operations: size * passes,
      run() {
        let seen = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          for (const key of map.keys()) if (key !== undefined) seen += 1;
        }
        return seen;
      },
      check: (seen) => expect(seen === passes * size, 'a key was left out'),
    };
  },
};
