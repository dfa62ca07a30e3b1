// The first key is deleted again and again until none is left: quadratic in maps that look for their first
// entry from the beginning. Native Map is, in V8: with a million entries it would take minutes.

import { makeKeys } from '../keys/kinds.js';
import { expect, Fresh, filled, mapsPerRun } from './parts/maps.js';

export default {
  title: 'delete the first key, again and again',
  group: 'quadratic?',
  unit: 'delete',
  needs: ['set', 'delete', 'keys'],
  copies: false,
  kinds: 'brief',
  sizes: [1000, 10_000, 100_000],
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const count = mapsPerRun(size);
    const fresh = new Fresh(use);
    return {
      operations: size * count,
      before: () => fresh.renew(count, () => filled(use, keys)),
      run() {
        for (const map of fresh.maps) {
          for (let i = 0; i < size; i += 1) map.delete(map.keys().next().value);
        }
      },
      check: () => expect(fresh.maps[0].size === 0, 'a key is still there'),
      after: () => fresh.drop(),
    };
  },
};
