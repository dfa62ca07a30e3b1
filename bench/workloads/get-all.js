// `getAll` of keys that are there, in random order, against a loop of `get`.

import { columnKinds, columnsOf, expect } from './parts/columns.js';

export default {
  title: 'getAll',
  group: 'columns',
  unit: 'row',
  needs: ['setAll', 'getAll'],
  kinds: columnKinds,
  prepare(context) {
    const { use, size } = context;
    const { map, order, numbers, passes } = columnsOf(context);
    const out = new Uint32Array(size);
    return {
      operations: size * passes,
      run() {
        for (let i = 0; i < passes; i += 1) use.getAll(map, order, out);
      },
      check: () =>
        expect(
          numbers.every((number, i) => out[i] === number),
          'a value is wrong',
        ),
    };
  },
};
