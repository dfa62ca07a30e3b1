// A copy of a map: `new Map(map)` and what stands for it.

import { makeKeys } from '../keys/kinds.js';
import { expect, Fresh, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'clone',
  group: 'whole maps',
  unit: 'entry',
  needs: ['set', 'clone'],
  kinds: ['int-random', 'double', 'bigint', 'string-same'],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const count = mapsPerRun(size);
    const fresh = new Fresh(use);
    return {
      operations: size * count,
      before() {},
      run: () => fresh.renew(count, () => use.clone(map)),
      check: () => expect(fresh.maps[0].size === size, 'the copy has another size'),
      after: () => fresh.drop(),
    };
  },
};
