// `select distinct key from table`.

import { asking, query, tableOf } from './parts/queries.js';

export default {
  ...query,
  title: 'distinct keys',
  prepare(context) {
    const { use, size } = context;
    return asking(
      context,
      tableOf(context),
      (table) => use.distinct(table),
      (keys) => keys.length === size && new Set(keys).size === size,
    );
  },
};
