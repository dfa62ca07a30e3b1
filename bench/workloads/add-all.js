// Ten million rows are counted in so many groups: `addAll` against `map.set(k, (map.get(k) ?? 0) + 1)`.

import { makeKeys } from '../keys/kinds.js';
import { numbers } from '../keys/order.js';
import { columnKinds, expect } from './parts/columns.js';

export default {
  title: 'addAll, counting in groups',
  group: 'columns',
  unit: 'row',
  sizeName: 'groups',
  needs: ['addAll', 'columns'],
  kinds: (kind) => columnKinds(kind) && !kind.text,
  prepare({ use, kind, size, rows }) {
    const groups = makeKeys(kind, size);
    const random = numbers(1);
    const keys = use.column(
      Array.from({ length: rows }, () => groups[Math.floor(random() * size)]),
    );
    let map;
    return {
      operations: rows,
      before: () => {
        map = use.make();
      },
      run: () => use.addAll(map, keys),
      check: () =>
        expect(use.columns(map).values.reduce((a, b) => a + b, 0) === rows, 'rows were lost'),
      after: () => use.drop?.(map),
    };
  },
};
