// GoMap, called with whole columns.

import { columnOf } from './parts/columns.js';
import { GoMap, hasKind } from './parts/tophash.js';

export default {
  title: 'GoMap columns',
  side: 'tophash',
  can: [
    'setAll',
    'getAll',
    'hasAll',
    'addAll',
    'deleteAll',
    'columns',
    'query',
    ...('encodeAll' in GoMap.prototype ? ['encodeColumn'] : []),
  ],
  takes: ({ goKind }) => hasKind(goKind),
  load(kind) {
    const { goKind } = kind;
    const queries = {
      groupSum({ keys, values }) {
        const map = new GoMap(goKind, 'f64').addAll(keys, values);
        const groups = map.columns();
        map.dispose();
        return { keys: groups.keys, sums: groups.values };
      },
      groupCount({ keys }) {
        const map = new GoMap(goKind, 'u32').addAll(keys, 1);
        const groups = map.columns();
        map.dispose();
        return { keys: groups.keys, sums: groups.values };
      },
      distinct({ keys }) {
        const map = new GoMap(goKind, 'void').setAll(keys);
        const distinct = map.columns().keys;
        map.dispose();
        return distinct;
      },
      /** The sum of value times weight, where the weights are in another table. */
      joinSum({ keys, values }, other) {
        const map = new GoMap(goKind, 'f64', { capacity: other.keys.length });
        const weights = map.setAll(other.keys, other.values).getAll(keys);
        map.dispose();
        let sum = 0;
        for (let i = 0; i < weights.length; i += 1) sum += values[i] * weights[i];
        return sum;
      },
    };
    return {
      column: (keys) => columnOf(kind, keys),
      make: () => new GoMap(goKind, 'u32'),
      drop: (map) => map.dispose(),
      setAll: (map, keys, values) => map.setAll(keys, values),
      getAll: (map, keys, out) => map.getAll(keys, out),
      hasAll: (map, keys, out) => map.hasAll(keys, out),
      addAll: (map, keys) => map.addAll(keys, 1),
      deleteAll: (map, keys) => map.deleteAll(keys),
      columns: (map) => map.columns(),
      encodeAll(keys) {
        const map = new GoMap(goKind, 'u32');
        const ids = map.encodeAll(keys);
        map.dispose();
        return ids;
      },
      table: (keys, values) => ({ keys, values }),
      ...queries,
    };
  },
};
