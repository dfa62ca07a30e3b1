// `get` of keys that are there, in random order.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'get, present',
  group: 'look up',
  unit: 'lookup',
  needs: ['get'],
  grid: true,
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const map = filled(use, keys);
    const order = picks(size);
    const look = lookups(
      kind,
      order.map((i) => keys[i]),
    );
    const right = order.reduce((sum, i) => sum + i, 0);
    return {
      operations: order.length,
      before: look.renew,
      run() {
        const { keys } = look;
        let sum = 0;
        for (let i = 0; i < keys.length; i += 1) sum += map.get(keys[i]);
        return sum;
      },
      check: (sum) => expect(sum === right, 'a value is wrong'),
    };
  },
};
