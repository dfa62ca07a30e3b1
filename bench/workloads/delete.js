// `delete` of all keys, in random order, from a map that is full.

import { makeKeys } from '../keys/kinds.js';
import { shuffled } from '../keys/order.js';
import { expect, Fresh, filled, lookups, mapsPerRun } from './parts/maps.js';

export default {
  title: 'delete',
  group: 'write',
  unit: 'delete',
  needs: ['set', 'delete'],
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const look = lookups(kind, shuffled(keys));
    const count = mapsPerRun(size);
    const fresh = new Fresh(use);
    return {
      operations: size * count,
      before() {
        look.renew?.();
        fresh.renew(count, () => filled(use, keys));
      },
      run() {
        const { keys } = look;
        let deleted = 0;
        for (const map of fresh.maps) {
          for (let i = 0; i < keys.length; i += 1) if (map.delete(keys[i])) deleted += 1;
        }
        return deleted;
      },
      check(deleted) {
        expect(deleted === size * count && fresh.maps[0].size === 0, 'a key is still there');
      },
      after: () => fresh.drop(),
    };
  },
};
