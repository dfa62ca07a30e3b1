// Iterating what is left of a map after fifteen in sixteen of its keys are gone.

import { makeKeys } from '../keys/kinds.js';
import { shuffled } from '../keys/order.js';
import { expect, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'iterate, sparse',
  group: 'iterate',
  unit: 'entry left',
  needs: ['entries', 'delete'],
  copies: false,
  kinds: 'brief',
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const map = filled(use, keys);
    const left = Math.max(1, size >>> 4);
    for (const key of shuffled(keys).slice(left)) map.delete(key);
    const passes = mapsPerRun(left);
    return {
      operations: left * passes,
      run() {
        let seen = 0;
        for (let pass = 0; pass < passes; pass += 1) {
          for (const [, value] of map) if (value >= 0) seen += 1;
        }
        return seen;
      },
      check: (seen) => expect(seen === left * passes, 'an entry was left out'),
    };
  },
};
