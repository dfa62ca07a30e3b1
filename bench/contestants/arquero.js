// Arquero, data frames in JavaScript.

import { installPackage } from '../rivals/install.js';
import { load } from '../rivals/load.js';

export default {
  title: 'Arquero',
  side: 'rival',
  can: ['query'],
  where: 'node',
  missing: () => installPackage('arquero'),
  takes: ({ goKind }) => goKind === 'u32',
  async load() {
    const aq = await load('arquero');
    const { op, table } = aq;
    const sums = (groups) => ({
      keys: groups.array('k', Uint32Array),
      sums: groups.array('s', Float64Array),
    });
    return {
      table: (k, v) => table({ k, v }),
      groupSum: (rows) => sums(rows.groupby('k').rollup({ s: op.sum('v') })),
      groupCount: (rows) => sums(rows.groupby('k').rollup({ s: op.count() })),
      distinct: (rows) => rows.select('k').dedupe('k').array('k', Uint32Array),
      joinSum(rows, other) {
        const joined = rows.join(other.rename({ v: 'w' }), 'k');
        const [v, w] = [joined.array('v', Float64Array), joined.array('w', Float64Array)];
        let sum = 0;
        for (let i = 0; i < v.length; i += 1) sum += v[i] * w[i];
        return sum;
      },
    };
  },
};
