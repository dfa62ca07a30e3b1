// `deleteAll` of all keys, in random order, from a map that is full, against a loop of `delete`.

import { columnKinds, columnsOf, expect, writing } from './parts/columns.js';

export default {
  title: 'deleteAll',
  group: 'columns',
  unit: 'row',
  needs: ['setAll', 'deleteAll'],
  kinds: columnKinds,
  prepare(context) {
    const { use, size } = context;
    const columns = columnsOf(context);
    const { order, passes } = columns;
    const writes = writing(context, columns, true);
    return {
      operations: size * passes,
      ...writes,
      run() {
        for (const map of writes.maps) use.deleteAll(map, order);
      },
      check: () => expect(writes.maps[0].size === 0, 'a key is still there'),
    };
  },
};
