// `select key, sum(value) from table group by key`.

import { asking, query, sumOf, tableOf } from './parts/queries.js';

export default {
  ...query,
  title: 'sum by group',
  prepare(context) {
    const { use, size } = context;
    const table = tableOf(context);
    const sum = sumOf(table.values);
    return asking(
      context,
      table,
      (rows) => use.groupSum(rows),
      ({ keys, sums }) => new Set(keys).size === size && sumOf(sums) === sum,
    );
  },
};
