// First in, first out: each step sets the next key and deletes the oldest. Keys come from a ring that is
// four times as long as the queue.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups } from './parts/maps.js';

export default {
  title: 'queue',
  group: 'churn',
  unit: 'pair',
  needs: ['set', 'delete'],
  prepare({ use, kind, size }) {
    const ring = makeKeys(kind, 4 * size);
    const map = filled(use, ring.slice(0, size));
    const look = lookups(kind, ring);
    const steps = Math.min(Math.max(4096, size), 2 ** 20);
    let first = 0;
    return {
      operations: steps,
      before: look.renew,
      run() {
        const { keys } = look;
        let deleted = 0;
        for (let i = 0; i < steps; i += 1) {
          map.set(keys[(first + size) % keys.length], i);
          if (map.delete(keys[first])) deleted += 1;
          first = (first + 1) % keys.length;
        }
        return deleted;
      },
      check: (deleted) => expect(deleted === steps && map.size === size, 'a key was lost'),
    };
  },
};
