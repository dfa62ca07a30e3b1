// `get` of keys that are not there.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'get, absent',
  group: 'look up',
  unit: 'lookup',
  needs: ['get'],
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
        let missed = 0;
        for (let i = 0; i < keys.length; i += 1) if (map.get(keys[i]) === undefined) missed += 1;
        return missed;
      },
      check: (missed) => expect(missed === order.length, 'an absent key was found'),
    };
  },
};
