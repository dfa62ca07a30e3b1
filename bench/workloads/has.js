// `has` of keys that are there, in random order.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'has, present',
  group: 'look up',
  unit: 'lookup',
  needs: ['has'],
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const map = filled(use, keys);
    const order = picks(size);
    const look = lookups(
      kind,
      order.map((i) => keys[i]),
    );
    return {
      operations: order.length,
      before: look.renew,
      run() {
        const { keys } = look;
        let found = 0;
        for (let i = 0; i < keys.length; i += 1) if (map.has(keys[i])) found += 1;
        return found;
      },
      check: (found) => expect(found === order.length, 'a key was not found'),
    };
  },
};
