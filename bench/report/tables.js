// Rows of results as tables. A cell is the time of an operation, and how many times as fast it is as what a
// program has without tophash, in the same run.

import { baselineOf } from './baseline.js';

/** Distinct values of a property, in the order of their first appearance. */
export function distinct(rows, property) {
  return [...new Set(rows.map((row) => row[property]))];
}

/** The rows of one table: those of an engine and a workload that are times. */
function timed({ rows }, engine, workload) {
  return rows.filter(
    (row) =>
      row.engine === engine &&
      row.workload === workload &&
      (row.wrong || row.failed || row.metrics.ns),
  );
}

/** A column of a table for each size, or each size and variant. */
function columnsOf(rows) {
  const sizes = distinct(rows, 'size').sort((a, b) => a - b);
  const variants = distinct(rows, 'variant');
  return sizes.flatMap((size) => variants.map((variant) => ({ size, variant })));
}

/** What is known of one figure: `{ ns, figure, ratio, noisy }`, or what was `wrong`, or why it `failed`. */
export function cellOf(results, names, row) {
  if (row === undefined) return undefined;
  if (row.wrong || row.failed) return { wrong: row.wrong, failed: row.failed };
  const figure = row.metrics.ns;
  const native = baselineOf(results, names, row);
  const ratio = native && native.metrics.ns[0] / figure[0];
  return { ns: figure[0], figure, ratio, noisy: row.noisy > 0 };
}

/** The tables of all workloads that are timed, or of those that `wanted` names. */
export function tablesOf(results, names, wanted = Object.keys(names.workloads)) {
  return distinct(results.rows, 'engine').flatMap((engine) =>
    wanted.flatMap((workload) => {
      const rows = timed(results, engine, workload);
      return rows.length === 0 ? [] : [tableOf(results, names, { engine, workload, rows })];
    }),
  );
}

function tableOf(results, names, { engine, workload, rows }) {
  const columns = columnsOf(rows);
  const { title, unit, sizeName } = names.workloads[workload];
  const lines = distinct(rows, 'keys').flatMap((keys) =>
    distinct(rows, 'contestant').flatMap((contestant) => {
      const own = rows.filter((row) => row.keys === keys && row.contestant === contestant);
      if (own.length === 0) return [];
      const cells = columns.map(({ size, variant }) =>
        cellOf(
          results,
          names,
          own.find((row) => row.size === size && row.variant === variant),
        ),
      );
      return [{ keys, contestant, cells }];
    }),
  );
  return { engine, workload, title, unit, sizeName, columns, lines };
}
