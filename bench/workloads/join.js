// `select sum(a.value * b.value) from a join b on a.key = b.key`: a table of rows, and one with a row for
// each key.

import { asking, query, tableOf } from './parts/queries.js';

export default {
  ...query,
  title: 'join, and sum the products',
  async prepare(context) {
    const { use, size } = context;
    const { groups, keys, values } = tableOf(context);
    const weights = Float64Array.from({ length: size }, (_, i) => i % 7);
    const weightOf = new Map(Array.from(groups, (key, i) => [key, weights[i]]));
    let right = 0;
    for (let i = 0; i < keys.length; i += 1) right += values[i] * weightOf.get(keys[i]);
    const other = await use.table(groups, weights);
    return asking(
      context,
      { keys, values },
      (table) => use.joinSum(table, other),
      (sum) => sum === right,
    );
  },
};
