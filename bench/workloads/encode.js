// Dictionary encoding: every key gets a number, a key not seen before the next one. A key occurs ten times.

import { makeKeys } from '../keys/kinds.js';
import { numbers } from '../keys/order.js';
import { isEncoded } from './parts/encoded.js';
import { expect, lookups } from './parts/maps.js';

export default {
  title: 'encode, row by row',
  group: 'programs',
  unit: 'row',
  sizeName: 'keys',
  needs: ['encode'],
  kinds: 'brief',
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const random = numbers(1);
    const rows = Array.from({ length: 10 * size }, () => keys[Math.floor(random() * size)]);
    const look = lookups(kind, rows);
    const ids = new Uint32Array(rows.length);
    let map;
    return {
      operations: rows.length,
      before() {
        look.renew?.();
        map = use.make();
      },
      run() {
        const { keys } = look;
        for (let i = 0; i < keys.length; i += 1) ids[i] = use.idOf(map, keys[i]);
      },
      check: () => expect(isEncoded(rows, ids), 'an id is wrong'),
      after: () => use.drop?.(map),
    };
  },
};
