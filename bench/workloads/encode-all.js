// Dictionary encoding of a whole column. A key occurs ten times.

import { makeKeys } from '../keys/kinds.js';
import { numbers } from '../keys/order.js';
import { columnKinds, expect } from './parts/columns.js';
import { isEncoded } from './parts/encoded.js';

export default {
  title: 'encode, whole columns',
  group: 'programs',
  unit: 'row',
  sizeName: 'keys',
  needs: ['encodeColumn'],
  kinds: columnKinds,
  prepare({ use, kind, size }) {
    const keys = makeKeys(kind, size);
    const random = numbers(1);
    const rows = Array.from({ length: 10 * size }, () => keys[Math.floor(random() * size)]);
    const column = use.column(rows);
    return {
      operations: rows.length,
      before() {},
      run: () => use.encodeAll(column),
      check: (ids) => expect(isEncoded(rows, ids), 'an id is wrong'),
    };
  },
};
