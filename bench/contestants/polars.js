// Polars, data frames in Rust, through its package for Node. It uses all the threads there are.

import { installPackage } from '../rivals/install.js';
import { load } from '../rivals/load.js';

export default {
  title: 'Polars',
  side: 'rival',
  can: ['query'],
  where: 'node',
  missing: () => installPackage('nodejs-polars'),
  takes: ({ goKind }) => goKind === 'u32',
  async load() {
    const { default: pl } = await load('nodejs-polars');
    const column = (frame, name) => frame.getColumn(name).toTypedArray();
    return {
      table: (keys, values) => pl.DataFrame({ k: pl.Series('k', keys), v: pl.Series('v', values) }),
      groupSum(frame) {
        const groups = frame.groupBy('k').agg(pl.col('v').sum());
        return { keys: column(groups, 'k'), sums: column(groups, 'v') };
      },
      groupCount(frame) {
        const groups = frame.groupBy('k').len();
        return { keys: column(groups, 'k'), sums: column(groups, 'len') };
      },
      distinct: (frame) => frame.getColumn('k').unique().toTypedArray(),
      joinSum(frame, other) {
        const joined = frame.join(other.rename({ v: 'w' }), { on: 'k', how: 'inner' });
        return joined
          .select(pl.col('v').mul(pl.col('w')).alias('p'))
          .getColumn('p')
          .sum();
      },
    };
  },
};
