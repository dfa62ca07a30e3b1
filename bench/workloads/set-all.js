// `setAll` of new keys in a map that is empty, against a loop of `set`.

import { columnKinds, columnsOf, expect, writing } from './parts/columns.js';

export default {
  title: 'setAll',
  group: 'columns',
  unit: 'row',
  needs: ['setAll', 'getAll'],
  kinds: columnKinds,
  prepare(context) {
    const { use, size } = context;
    const columns = columnsOf(context);
    const { keys, values, order, numbers, passes } = columns;
    const writes = writing(context, columns, false);
    return {
      operations: size * passes,
      ...writes,
      run() {
        for (const map of writes.maps) use.setAll(map, keys, values);
      },
      check() {
        const out = new Uint32Array(size);
        use.getAll(writes.maps[0], order, out);
        expect(
          numbers.every((number, i) => out[i] === number),
          'a value is wrong',
        );
      },
    };
  },
};
