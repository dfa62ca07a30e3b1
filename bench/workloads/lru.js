// A cache that forgets what was used longest ago, as programs build it from a map in order of insertion:
// a hit is deleted and set again, a miss makes the first key go. Four fifths of the requests are for one
// fifth of the keys; the keys are twice as many as the cache holds.
// The first key of a native Map from which first keys were deleted is slow to find, in V8: so no larger sizes.

import { makeKeys } from '../keys/kinds.js';
import { numbers } from '../keys/order.js';
import { expect, filled, lookups } from './parts/maps.js';

export default {
  title: 'LRU cache',
  group: 'churn',
  unit: 'request',
  needs: ['get', 'set', 'delete', 'order'],
  sizes: [1000, 10_000, 100_000],
  kinds: ({ goKind }) => goKind !== 'bytes', // what the first key is would be a string
  prepare({ use, kind, size }) {
    const all = makeKeys(kind, 2 * size);
    const map = filled(use, all.slice(0, size));
    const random = numbers(1);
    const requests = Array.from({ length: Math.min(Math.max(4096, size), 2 ** 20) }, () => {
      const popular = random() < 0.8;
      return all[Math.floor(random() * all.length * (popular ? 0.2 : 1))];
    });
    const look = lookups(kind, requests);
    return {
      operations: requests.length,
      before: look.renew,
      run() {
        const { keys } = look;
        let hits = 0;
        for (let i = 0; i < keys.length; i += 1) {
          const key = keys[i];
          const value = map.get(key);
          if (value === undefined) {
            map.delete(map.keys().next().value);
            map.set(key, i);
          } else {
            map.delete(key);
            map.set(key, value);
            hits += 1;
          }
        }
        return hits;
      },
      check(hits) {
        expect(map.size === size, 'the cache has another size');
        expect(hits > requests.length / 4, 'too little was found');
      },
    };
  },
};
