// `select key, count(*) from table group by key`.

import { asking, query, sumOf, tableOf } from './parts/queries.js';

export default {
  ...query,
  title: 'count by group',
  prepare(context) {
    const { use, size, rows } = context;
    return asking(
      context,
      tableOf(context),
      (table) => use.groupCount(table),
      ({ keys, sums }) => new Set(keys).size === size && sumOf(sums) === rows,
    );
  },
};
