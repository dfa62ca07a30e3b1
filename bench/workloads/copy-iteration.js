// The entries of a map are set in a new one in the order in which they come: quadratic in tables whose
// iteration follows the hash, where both have the same hash.

import { makeKeys } from '../keys/kinds.js';
import { expect, Fresh, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: "one map's iteration into another",
  group: 'quadratic?',
  unit: 'entry',
  needs: ['entries', 'set'],
  copies: false,
  kinds: 'brief',
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const count = mapsPerRun(size);
    const fresh = new Fresh(use);
    return {
      operations: size * count,
      before: () => fresh.renew(count, () => use.make()),
      run() {
        for (const copy of fresh.maps) for (const [key, value] of map) copy.set(key, value);
      },
      check: () => expect(fresh.maps[0].size === size, 'the copy has another size'),
      after: () => fresh.drop(),
    };
  },
};
