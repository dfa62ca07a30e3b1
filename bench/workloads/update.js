// `set` of keys that are there, in random order.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'set, present',
  group: 'write',
  unit: 'update',
  needs: ['get', 'set'],
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const map = filled(use, keys);
    const order = picks(size);
    const look = lookups(
      kind,
      order.map((i) => keys[i]),
    );
    const last = order.at(-1);
    return {
      operations: order.length,
      before: look.renew,
      run() {
        const { keys } = look;
        for (let i = 0; i < keys.length; i += 1) map.set(keys[i], i);
      },
      check() {
        expect(map.get(keys[last]) === order.length - 1, 'a value was not set');
        expect(map.size === size, 'entries were added');
      },
    };
  },
};
