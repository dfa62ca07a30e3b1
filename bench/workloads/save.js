// A map is made into what can be kept or sent: a snapshot, `structuredClone`, JSON.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled } from './parts/maps.js';

export default {
  title: 'save',
  group: 'whole maps',
  unit: 'entry',
  needs: ['save'],
  kinds: ['int-random', 'double', 'bigint', 'string-same'],
  prepare({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    return {
      operations: size,
      before() {},
      run: () => use.save(map),
      check(saved) {
        const restored = use.restore(saved);
        expect(restored.size === size, 'the map that is restored has another size');
        use.drop?.(restored);
      },
    };
  },
};
