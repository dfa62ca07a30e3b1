// A map is made again of what `save` has made of it.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled } from './parts/maps.js';

export default {
  title: 'restore',
  group: 'whole maps',
  unit: 'entry',
  needs: ['save'],
  kinds: ['int-random', 'double', 'bigint', 'string-same'],
  prepare({ use, kind, size }) {
    const saved = use.save(filled(use, makeKeys(kind, size)));
    const bytes = saved.length === undefined ? {} : { bytes: saved.length / size };
    let map;
    return {
      operations: size,
      metrics: bytes,
      before() {},
      run() {
        map = use.restore(saved);
      },
      check: () => expect(map.size === size, 'entries were lost'),
      after: () => use.drop?.(map),
    };
  },
};
