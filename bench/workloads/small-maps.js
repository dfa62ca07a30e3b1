// Maps of a few entries, made, filled, read and dropped: the time is that of one map.

import { makeKeys } from '../keys/kinds.js';
import { expect } from './parts/maps.js';

const MAPS = 1024;

export default {
  title: 'small maps, made and dropped',
  group: 'whole maps',
  unit: 'map',
  needs: ['has', 'set'],
  kinds: ['int-random', 'string-same'],
  sizes: [1, 4, 8, 16],
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const { drop } = use;
    return {
      operations: MAPS,
      before() {},
      run() {
        let found = 0;
        for (let i = 0; i < MAPS; i += 1) {
          const map = use.make();
          for (let j = 0; j < size; j += 1) map.set(keys[j], j);
          if (map.has(keys[i % size])) found += 1;
          drop?.(map);
        }
        return found;
      },
      check: (found) => expect(found === MAPS, 'a key was not found'),
    };
  },
};
