// The charts of a report, from results and names: each as its title, the command that measures it again,
// what draws it, and the same figures as a table. Used by the page and for the documents alike.

import { barChart } from './bar-chart.js';
import { baselineOf } from './baseline.js';
import { heatMap } from './heat-map.js';
import { lineChart } from './line-chart.js';
import { lookOf } from './looks.js';
import { size as sizeText, spreadText, time, times } from './numbers.js';
import { cellOf, distinct } from './tables.js';

/** Bytes of an entry by which the caches are marked: about what a map of small integers holds. */
const ENTRY_BYTES = 24;

function command(workload, keys, engine) {
  const engineOption = engine === 'node' ? '' : ` --engine ${engine}`;
  return `npm run bench -- --filter ${workload}/${keys}${engineOption}`;
}

/** Where so many entries fill a cache. */
function cacheMarks({ about }) {
  return about.machine.caches.map(({ level, bytes }) => ({
    x: bytes / ENTRY_BYTES,
    label: `L${level}`,
  }));
}

function select({ rows }, engine, workload, keys) {
  return rows.filter(
    (row) =>
      row.engine === engine &&
      row.workload === workload &&
      (keys === undefined || row.keys === keys),
  );
}

function contestantsOf(rows) {
  return distinct(rows, 'contestant');
}

/** Ratios of one of tophash's classes, workload by size, for one kind of keys. */
export function heat(results, names, { engine, keys, contestant }) {
  const rows = results.rows.filter(
    (row) =>
      row.engine === engine &&
      row.keys === keys &&
      row.contestant === contestant &&
      (row.wrong || row.failed || row.metrics.ns) &&
      row.variant === undefined,
  );
  const cells = rows.map((row) => {
    const { wrong, failed, ratio } = cellOf(results, names, row);
    const bad = wrong ? 'wrong' : failed ? 'failed' : undefined;
    return { row: names.workloads[row.workload].title, size: row.size, ratio, bad };
  });
  const shown = cells.filter(({ ratio, bad }) => ratio !== undefined || bad);
  if (shown.length === 0) return undefined;
  const title = names.contestants[contestant].title;
  const sizes = distinct(shown, 'size').sort((a, b) => a - b);
  const lines = distinct(shown, 'row');
  return {
    title: `${title} against native, ${names.kinds[keys].title}`,
    command: `npm run bench -- --filter '*/${keys}'`,
    draw: (options) => heatMap({ ...options, cells: shown, label: 'entries' }),
    table: {
      head: ['workload', ...sizes.map(sizeText)],
      rows: lines.map((line) => [
        line,
        ...sizes.map((size) => {
          const cell = shown.find((one) => one.row === line && one.size === size);
          return cell === undefined ? '' : (cell.bad ?? times(cell.ratio));
        }),
      ]),
    },
  };
}

/** The time of an operation against the number of entries, a line for each contestant. */
export function overSize(results, names, { engine, workload, keys }) {
  const rows = select(results, engine, workload, keys).filter(
    (row) => row.metrics?.ns || row.wrong || row.failed,
  );
  if (rows.length === 0) return undefined;
  const variants = distinct(rows, 'variant');
  if (variants.length > 1) return overVariants(results, names, rows, { engine, workload, keys });
  const { title, unit, sizeName } = names.workloads[workload];
  const lines = linesOf(rows, names, ({ size, metrics }) => point(size, metrics.ns));
  const sizes = distinct(rows, 'size').sort((a, b) => a - b);
  return {
    title: `${title}, ${names.kinds[keys].title}`,
    command: command(workload, keys, engine),
    lines,
    draw:
      lines.length > 0
        ? (options) =>
            lineChart({
              ...options,
              lines,
              x: { label: sizeName, format: sizeText, ticks: sizes.length > 6 ? 6 : sizes },
              y: { label: `time of one ${unit}`, format: time },
              marks: sizeName === 'entries' ? cacheMarks(results) : [],
            })
        : undefined,
    table: {
      head: ['', ...sizes.map(sizeText)],
      rows: contestantsOf(rows).map((contestant) => [
        names.contestants[contestant].title,
        ...sizes.map((size) =>
          cellText(
            results,
            names,
            rows.find((row) => row.contestant === contestant && row.size === size),
          ),
        ),
      ]),
    },
  };
}

/** The same of a workload with variants, of its greatest size. */
function overVariants(results, names, rows, { engine, workload, keys }) {
  const size = Math.max(...rows.map((row) => row.size));
  const own = rows.filter((row) => row.size === size);
  const { title, unit } = names.workloads[workload];
  const share = (variant) => Number.parseFloat(variant);
  const lines = linesOf(own, names, ({ variant, metrics }) => point(share(variant), metrics.ns));
  const variants = distinct(own, 'variant');
  return {
    title: `${title}, ${names.kinds[keys].title}, ${sizeText(size)} entries`,
    command: command(workload, keys, engine),
    lines,
    draw: (options) =>
      lineChart({
        ...options,
        lines,
        x: { label: 'share of hits', type: 'linear', format: (n) => `${n} %` },
        y: { label: `time of one ${unit}`, format: time },
      }),
    table: {
      head: ['', ...variants],
      rows: contestantsOf(own).map((contestant) => [
        names.contestants[contestant].title,
        ...variants.map((variant) =>
          cellText(
            results,
            names,
            own.find((row) => row.contestant === contestant && row.variant === variant),
          ),
        ),
      ]),
    },
  };
}

function point(x, [y, low, high]) {
  return { x, y, low, high };
}

/** Lines of the contestants that have figures. */
function linesOf(rows, names, pointOf) {
  return contestantsOf(rows).flatMap((contestant) => {
    const own = rows.filter((row) => row.contestant === contestant && row.metrics);
    if (own.length === 0) return [];
    const points = own.map(pointOf).sort((a, b) => a.x - b.x);
    return [
      { title: names.contestants[contestant].title, look: lookOf(contestant, names), points },
    ];
  });
}

function cellText(results, names, row) {
  const cell = cellOf(results, names, row);
  if (cell === undefined) return '';
  if (cell.wrong) return `wrong: ${cell.wrong}`;
  if (cell.failed) return `failed: ${cell.failed}`;
  const { ns, figure, ratio, noisy } = cell;
  return [time(ns), spreadText(figure), ratio && times(ratio), noisy && 'noisy']
    .filter(Boolean)
    .join(' ');
}

/** What a query takes, and what it takes to get the data in. */
export function queries(results, names, { engine, workload, keys }) {
  const rows = select(results, engine, workload, keys)
    .filter((row) => row.metrics?.load)
    .sort((a, b) => a.size - b.size || a.metrics.ns[0] - b.metrics.ns[0]);
  if (rows.length === 0) return undefined;
  const { title, sizeName } = names.workloads[workload];
  const bars = rows.map(({ contestant, size, metrics }) => ({
    title: names.contestants[contestant].title,
    look: lookOf(contestant, names),
    value: metrics.ns[0],
    more: metrics.load[0],
    text: `${time(metrics.ns[0])}${metrics.load[0] >= 0.05 ? ` + ${time(metrics.load[0])}` : ''}`,
    group: `${sizeText(size)} ${sizeName}`,
  }));
  return {
    title,
    command: command(workload, keys, engine),
    note: 'In outline: getting typed arrays in.',
    draw: (options) => barChart({ ...options, bars, label: 'ns a row' }),
    table: {
      head: ['', sizeName, 'a row', 'spread', 'getting it in', 'against native'],
      rows: rows.map((row) => {
        const native = baselineOf(results, names, row);
        return [
          names.contestants[row.contestant].title,
          sizeText(row.size),
          time(row.metrics.ns[0]),
          spreadText(row.metrics.ns),
          time(row.metrics.load[0]),
          native ? times(native.metrics.ns[0] / row.metrics.ns[0]) : '',
        ];
      }),
    },
  };
}

const PERCENTILES = { p50: 50, p90: 90, p99: 99, p999: 99.9, p9999: 99.99, max: 100 };

/** How long single calls take: percentiles, up to the longest. */
export function latency(results, names, { engine, workload, keys, variant }) {
  const rows = select(results, engine, workload, keys).filter(
    (row) => row.metrics?.max && row.variant === variant,
  );
  if (rows.length === 0) return undefined;
  const points = Object.keys(PERCENTILES).filter((name) => rows[0].metrics[name]);
  const { title, unit } = names.workloads[workload];
  const lines = linesOf(rows, names, () => undefined).map((line, i) => ({
    ...line,
    points: points.map((name, x) => point(x, positive(rows[i].metrics[name]))),
  }));
  const what = variant ?? names.kinds[keys].title;
  const label = (i) => (PERCENTILES[points[i]] === 100 ? 'longest' : `${PERCENTILES[points[i]]} %`);
  const others = Object.keys(rows[0].metrics).filter((name) => !(name in PERCENTILES));
  return {
    title: `${title}, ${what}, ${sizeText(rows[0].size)} entries`,
    command: command(workload, keys, engine),
    lines,
    draw: (options) =>
      lineChart({
        ...options,
        lines,
        x: {
          label: `share of the ${unit}s`,
          type: 'linear',
          format: label,
          ticks: points.map((_, i) => i),
        },
        y: { label: 'time', format: time },
      }),
    table: {
      head: ['', ...points.map((_, i) => label(i)), ...others],
      rows: rows.map(({ contestant, metrics }) => [
        names.contestants[contestant].title,
        ...points.map((name) => time(metrics[name][0])),
        ...others.map((name) =>
          name === 'share' ? `${metrics.share[0].toFixed(1)} %` : time(metrics[name][0]),
        ),
      ]),
    },
  };
}

/** A clock too coarse shows 0 where it means less than it can tell. */
const positive = (figure) => figure.map((n) => Math.max(n, 1));

/** How many calls take how long: a histogram, both axes logarithmic. */
export function spreadOfCalls(results, names, { engine, workload, keys, variant }) {
  const rows = select(results, engine, workload, keys).filter(
    (row) => row.bins?.length > 1 && row.variant === variant,
  );
  if (rows.length === 0) return undefined;
  const { title } = names.workloads[workload];
  const lines = rows.map(({ contestant, bins }) => ({
    title: names.contestants[contestant].title,
    look: lookOf(contestant, names),
    points: bins.map(([x, y]) => ({ x: Math.max(x, 1), y, low: y, high: y })),
  }));
  return {
    title: `${title}, ${variant}: how many take how long`,
    command: command(workload, keys, engine),
    lines,
    draw: (options) =>
      lineChart({
        ...options,
        lines,
        x: { label: 'time of one call', format: time, ticks: 5 },
        y: { label: 'calls', format: (n) => n.toLocaleString('en') },
      }),
    table: {
      head: ['', 'from', 'calls'],
      rows: rows.flatMap(({ contestant, bins }) =>
        bins.map(([from, calls]) => [
          names.contestants[contestant].title,
          time(from),
          calls.toLocaleString('en'),
        ]),
      ),
    },
  };
}

const PLACES = {
  heap: 'JavaScript heap and what it counts as external',
  held: 'held in WebAssembly',
  rss: 'resident memory',
};

/** Bytes an entry along the growth of a map: of one of the three ways to count them. */
export function memory(results, names, { engine, keys, place }) {
  const rows = select(results, engine, 'memory', keys).filter((row) => row.curve);
  if (rows.length === 0) return undefined;
  const column = 1 + Object.keys(PLACES).indexOf(place);
  const lines = rows.flatMap(({ contestant, curve }) => {
    const points = curve
      .map((step) => ({ x: step[0], y: step[column] }))
      .filter(({ y }) => y >= 0.5);
    if (points.length === 0) return [];
    return [
      { title: names.contestants[contestant].title, look: lookOf(contestant, names), points },
    ];
  });
  if (lines.length === 0) return undefined;
  return {
    title: `bytes an entry, ${PLACES[place]}, ${names.kinds[keys].title}`,
    command: command('memory', keys, engine),
    lines,
    draw: (options) =>
      lineChart({
        ...options,
        lines,
        bars: false,
        x: { label: 'entries', format: sizeText, ticks: 5 },
        y: { label: 'bytes an entry', format: (n) => String(Number(n.toPrecision(3))) },
      }),
    table: {
      head: ['', 'entries', 'bytes an entry'],
      rows: lines.flatMap(({ title, points }) =>
        points.map(({ x, y }) => [title, x.toLocaleString('en'), String(y)]),
      ),
    },
  };
}
