// Queries over two columns, u32 keys and f64 values, as a database answers them: from typed arrays to
// typed arrays. What it takes to get the arrays in is measured on its own, as `load`.

import { makeKeys } from '../../keys/kinds.js';
import { numbers } from '../../keys/order.js';
import { expect } from './maps.js';

export const query = {
  group: 'queries',
  unit: 'row',
  sizeName: 'groups',
  needs: ['query'],
  kinds: ['int-random'],
  sizes: [1000, 100_000, 1_000_000],
};

/** `rows` rows whose keys are some of `size` groups; each group's first row is among the first rows. */
export function tableOf({ kind, size, rows }) {
  const groups = Uint32Array.from(makeKeys(kind, size));
  const random = numbers(1);
  const keys = new Uint32Array(rows);
  const values = new Float64Array(rows);
  for (let i = 0; i < rows; i += 1) {
    keys[i] = groups[i < size ? i : Math.floor(random() * size)];
    values[i] = i % 1000;
  }
  return { groups, keys, values };
}

/** A task of `ask(table)`, whose answer `right` looks at. */
export async function asking({ use, rows }, { keys, values }, ask, right) {
  let start = performance.now();
  await discard(use, await use.table(keys, values)); // touches code and memory
  start = performance.now();
  const table = await use.table(keys, values);
  const load = ((performance.now() - start) * 1e6) / rows;
  return {
    operations: rows,
    async: true,
    metrics: { load },
    run: () => ask(table),
    check: (answer) => expect(right(answer), 'the answer is wrong'),
  };
}

const discard = (use, table) => use.discard?.(table);

/** The sum of numbers. */
export function sumOf(column) {
  let sum = 0;
  for (let i = 0; i < column.length; i += 1) sum += Number(column[i]);
  return sum;
}
