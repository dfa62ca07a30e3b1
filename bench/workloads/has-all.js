// `hasAll` of keys that are there, in random order, against a loop of `has`.

import { columnKinds, columnsOf, expect } from './parts/columns.js';

export default {
  title: 'hasAll',
  group: 'columns',
  unit: 'row',
  needs: ['setAll', 'hasAll'],
  kinds: columnKinds,
  prepare(context) {
    const { use, size } = context;
    const { map, order, passes } = columnsOf(context);
    const out = new Uint8Array(size);
    return {
      operations: size * passes,
      run() {
        for (let i = 0; i < passes; i += 1) use.hasAll(map, order, out);
      },
      check: () => expect(!out.includes(0), 'a key was not found'),
    };
  },
};
