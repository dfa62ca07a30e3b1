// `columns`: all keys and all values of a map as two columns, against a loop over its entries.

import { columnKinds, columnsOf, expect } from './parts/columns.js';

export default {
  title: 'columns out',
  group: 'columns',
  unit: 'row',
  needs: ['setAll', 'columns'],
  kinds: (kind) => columnKinds(kind) && !kind.text,
  prepare(context) {
    const { use, size } = context;
    const { map, passes } = columnsOf(context);
    return {
      operations: size * passes,
      run() {
        let columns;
        for (let i = 0; i < passes; i += 1) columns = use.columns(map);
        return columns;
      },
      check({ values }) {
        const sum = values.reduce((a, b) => a + b, 0);
        expect(sum === (size * (size - 1)) / 2, 'an entry was left out');
      },
    };
  },
};
