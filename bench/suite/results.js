// The rounds of a run as rows, one for each contestant, size and variant.

import { isRowOf, rowOf } from './plan.js';
import { summarise } from './statistics.js';

/** The rows of a run: those of all groups that have been measured, from `entryOf(group, contestant)`. */
export function rowsOf(groups, entriesOf) {
  return groups.flatMap((group) =>
    group.contestants.flatMap((contestant) => {
      const rounds = entriesOf(group, contestant);
      return group.sizes.flatMap((size) =>
        group.variants.flatMap((variant) => {
          const same = rounds.flatMap(({ rows }) =>
            rows.filter((row) => isRowOf(row, size, variant)),
          );
          if (same.length === 0) return [];
          const { engine, workload, kind: keys } = group;
          const noisy = rounds.filter(({ noisy }) => noisy).length;
          return {
            engine,
            workload,
            keys,
            contestant,
            ...rowOf(size, variant),
            ...summarise(same),
            ...(noisy > 0 && { noisy }),
          };
        }),
      );
    }),
  );
}
