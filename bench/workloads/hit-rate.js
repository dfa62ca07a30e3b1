// `get` of keys of which a part is there: neither branch can be foretold between 0 and 100 percent.

import { makeKeys } from '../keys/kinds.js';
import { numbers } from '../keys/order.js';
import { expect, filled, lookups, picks } from './parts/maps.js';

export default {
  title: 'get, by share of hits',
  group: 'look up',
  unit: 'lookup',
  needs: ['get'],
  kinds: 'brief',
  sizes: [1000, 1_000_000],
  variants: ['0 %', '20 %', '40 %', '60 %', '80 %', '100 %'],
  prepare({ use, kind, size, variant }) {
    const share = Number.parseInt(variant, 10) / 100;
    const random = numbers(1);
    const keys = makeKeys(kind, size);
    const absent = makeKeys(kind, size, size);
    const map = filled(use, keys);
    let present = 0;
    const source = picks(size).map((i) => {
      if (random() >= share) return absent[i];
      present += 1;
      return keys[i];
    });
    const look = lookups(kind, source);
    return {
      operations: source.length,
      before: look.renew,
      run() {
        const { keys } = look;
        let found = 0;
        for (let i = 0; i < keys.length; i += 1) if (map.get(keys[i]) !== undefined) found += 1;
        return found;
      },
      check: (found) => expect(found === present, `${found} keys were found of ${present}`),
    };
  },
};
