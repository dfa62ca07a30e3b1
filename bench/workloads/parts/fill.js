// Filling maps that are empty: growing, or with room made where the contestant can.

import { makeKeys } from '../../keys/kinds.js';
import { expect, Fresh, lookups, mapsPerRun } from './maps.js';

export function fill({ use, kind, size }, make) {
  const look = lookups(kind, makeKeys(kind, size));
  const count = mapsPerRun(size);
  const fresh = new Fresh(use);
  return {
    operations: size * count,
    before() {
      look.renew?.();
      fresh.renew(count, make);
    },
    run() {
      const { keys } = look;
      for (const map of fresh.maps) {
        for (let i = 0; i < keys.length; i += 1) map.set(keys[i], i);
      }
    },
    check: () => expect(fresh.maps[0].size === size, 'the map has another size'),
    after: () => fresh.drop(),
  };
}
