// A key that is not there is set and deleted at once, in a map that is full.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'insert and erase',
  group: 'churn',
  unit: 'pair',
  needs: ['set', 'delete'],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    const absent = makeKeys(kind, size, size);
    const order = picks(size);
    const look = lookups(
      kind,
      order.map((i) => absent[i]),
    );
    return {
      operations: order.length,
      before: look.renew,
      run() {
        const { keys } = look;
        for (let i = 0; i < keys.length; i += 1) {
          map.set(keys[i], i);
          map.delete(keys[i]);
        }
      },
      check: () => expect(map.size === size, 'the map has another size'),
    };
  },
};
