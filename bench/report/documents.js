// What the documents say of the benchmarks: docs/benchmarks.md with its charts, and the block of the README.
// All of it is made from the results in bench/data/; a figure for which there are none does not appear.

import { parseHTML } from 'linkedom';
import * as charts from './charts.js';
import { cellMarkdown, markdown } from './markdown.js';
import { noiseText, time } from './numbers.js';
import { cellOf, distinct, tablesOf } from './tables.js';

/** The sizes of the README's table. */
const SIZES = [1000, 100_000, 1_000_000];

/** The rows of the README's table: what it says, the workload, the keys, the contestant. */
const SUMMARY = [
  ['`GoMap` `get`, small integers', 'get-hit', 'int-random', 'go-map'],
  ['`GoMap` `set`, growing map', 'fill', 'int-random', 'go-map'],
  ['`GoMap` `for...of`', 'iterate', 'int-random', 'go-map'],
  ['`GoMap` `get`, the same strings again', 'get-hit', 'string-same', 'go-map'],
  ['`GoMap` `addAll`, counting in so many groups', 'add-all', 'u32', 'go-map-columns'],
  ['`WasmMap` `get`, small integers', 'get-hit', 'int-random', 'wasm-map'],
];

const one = (unit) => unit.replace(/ies$/, 'y').replace(/s$/, '');
const sizeText = (n, unit) => `${n.toLocaleString('en')} ${n === 1 ? one(unit) : unit}`;

function find({ rows }, what) {
  return rows.find((row) => Object.entries(what).every(([name, value]) => row[name] === value));
}

function machineText({ about }, engine) {
  const { cpu, cores } = about.machine;
  const rounds = about.rounds === 1 ? '1 round' : `${about.rounds} rounds`;
  return `${cpu}, ${cores} cores, ${about.engines[engine]}, ${rounds}`;
}

/** The block of the README, of the engine that comes first. */
export function summary(results, names) {
  const [engine] = distinct(results.rows, 'engine');
  const rows = SUMMARY.map(([text, workload, keys, contestant]) => {
    const cells = SIZES.map((size) =>
      cellOf(results, names, find(results, { engine, workload, keys, contestant, size })),
    );
    return [text, ...cells.map(cellMarkdown)];
  }).filter(([, ...cells]) => cells.some(Boolean));
  const head = ['operation', ...SIZES.map((size) => sizeText(size, 'entries'))];
  const sentences = [
    `Small integers are below 2^30, as ids are, in random order. (${machineText(results, engine)})`,
    longestPause(results, engine),
  ];
  return [markdown(head, rows), ...sentences.filter(Boolean)].join('\n\n');
}

/** The sentence on pauses below the README's table. */
function longestPause(results, engine) {
  const sets = results.rows.filter(
    (row) => row.engine === engine && row.workload === 'call-latency' && row.variant === 'set',
  );
  const size = Math.max(...sets.map((row) => row.size));
  const [ours, native] = ['go-map', 'native-map'].map((contestant) =>
    sets.find((row) => row.contestant === contestant && row.size === size && row.metrics),
  );
  if (!ours || !native) return undefined;
  const longest = ({ metrics }) => time(metrics.again[0]);
  const entries = size.toLocaleString('en');
  return `The longest \`set\` while a map grows to ${entries} entries takes ${longest(ours)}, of native \`Map\` ${longest(native)}.`;
}

/** A drawing as the text of a file that is readable on light and on dark paper. */
function svgText(draw, label) {
  const { document } = parseHTML('<html></html>');
  const svg = draw({ document, width: 760 });
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', label);
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  paper.setAttribute('class', 'paper');
  paper.setAttribute('width', '100%');
  paper.setAttribute('height', '100%');
  svg.insertBefore(paper, svg.firstChild);
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = `svg { color: #1b1f24; --plot-background: #fff } .paper { fill: #fff }
@media (prefers-color-scheme: dark) {
  svg { color: #e6e8ea; --plot-background: #14181d } .paper { fill: #14181d }
}`;
  svg.insertBefore(style, svg.firstChild);
  // Engines differ in the last digits of a logarithm.
  const text = svg.outerHTML.replace(/-?\d+\.\d{2,}/g, (n) => String(Math.round(n * 10) / 10 + 0));
  return `${text.replace(/(<(?:g|path|text|line|rect)\b)/g, '\n$1')}\n`;
}

/** The parts of docs/benchmarks.md: each a heading, what it says, and what it is made of. */
class Page {
  parts = [];
  files = new Map();

  constructor(results, names) {
    this.results = results;
    this.names = names;
    this.engines = distinct(results.rows, 'engine');
  }

  /** A part that is there only if `contents` has anything in it. */
  add(heading, text, contents) {
    const some = contents.flat().filter(Boolean);
    if (some.length > 0) this.parts.push([heading, text, ...some].filter(Boolean).join('\n\n'));
  }

  /** A chart as a picture, in a file named `name`. */
  picture(name, chart) {
    if (!chart?.draw) return undefined;
    const path = `docs/benchmarks/${name}.svg`;
    this.files.set(path, svgText(chart.draw, `${chart.title}. The tables have the figures.`));
    return `![${chart.title}](benchmarks/${name}.svg)\n\n\`${chart.command}\``;
  }

  /** For each engine, a table of some workloads: a row for each kind of keys, workload and contestant. */
  tables(workloads, contestants) {
    return this.engines.map((engine) => {
      const lines = tablesOf(this.results, this.names, workloads)
        .filter((table) => table.engine === engine)
        .flatMap(({ workload, columns, lines }) =>
          lines
            .filter(({ contestant }) => contestants.includes(contestant))
            .map((line) => ({ ...line, workload, columns })),
        );
      if (lines.length === 0) return undefined;
      const sizes = [...new Set(lines.flatMap(({ columns }) => columns.map(({ size }) => size)))];
      const shown = sizes
        .sort((a, b) => a - b)
        .filter((size) => SIZES.includes(size) || sizes.length <= 4);
      const { sizeName } = this.names.workloads[lines[0].workload];
      const alone = contestants.length === 1;
      const first = alone ? [] : ['map'];
      const order = Object.keys(this.names.kinds);
      lines.sort((a, b) => order.indexOf(a.keys) - order.indexOf(b.keys));
      const cellsOf = ({ cells, columns }) =>
        shown.map((size) => cells[columns.findIndex((column) => column.size === size)]);
      const table = markdown(
        [...first, 'keys', 'operation', ...shown.map((size) => sizeText(size, sizeName))],
        lines
          .filter((line) => cellsOf(line).some(Boolean))
          .map((line) => [
            ...(alone ? [] : [this.names.contestants[line.contestant].title]),
            `\`${line.keys}\``,
            this.names.workloads[line.workload].title,
            ...cellsOf(line).map(cellMarkdown),
          ]),
      );
      return `${machineText(this.results, engine)}:\n\n${table}`;
    });
  }

  inGroups(...groups) {
    const { workloads } = this.names;
    return groups.flatMap((group) =>
      Object.keys(workloads).filter((name) => workloads[name].group === group),
    );
  }
}

const INTRODUCTION = `# Benchmarks

Everything on this page is made by \`npm run bench:docs\` from the measurements in \`bench/data/\`. None of the
figures is typed. [How they are measured](../bench/README.md) says what to make of them, and what would change
the picture. \`npm run bench:report\` makes a page of them that shows more: every size, kind of keys and
contestant, with charts.

## How to read the tables

A cell gives the time of one operation, and how many times as fast it is as native \`Map\` in the same run.
Italics mean that native \`Map\` is faster; \`even\` means that the two differ by less than a twentieth. The
machine is a virtual one with neighbours, so trust the factors more than the nanoseconds.`;

function kindsTable({ kinds }) {
  return markdown(
    ['keys', 'what they are'],
    Object.entries(kinds).map(([name, { about }]) => [`\`${name}\``, about]),
  );
}

const MEASURING = `## Measuring it yourself

\`\`\`sh
npm run bench -- --quick                        # a few minutes: integers, three sizes
npm run bench -- --filter get-hit/string-same   # one workload with one kind of keys
npm run bench -- --docs                         # what this page shows: half an hour
npm run bench -- --engine node24,node20         # all of it: hours
npm run bench:report                            # a page of charts from the last run
\`\`\`

Close everything else that is running. [bench/README.md](../bench/README.md) has the method.`;

const SINGLE = ['look up', 'write', 'churn', 'iterate', 'whole maps', 'quadratic?'];

/** The text of docs/benchmarks.md and of the pictures in it, by their paths. */
export function documents(results, names) {
  const page = new Page(results, names);
  const [engine] = page.engines;
  const heat = (contestant, keys) =>
    page.picture(
      `${contestant}-${keys}`,
      charts.heat(results, names, { engine, keys, contestant }),
    );
  const over = (workload, keys) =>
    page.picture(
      `${workload}-${keys}`,
      charts.overSize(results, names, { engine, workload, keys }),
    );
  page.add(
    '## At a glance',
    'Green is ahead of native, red is behind, and every number says by how much.',
    [heat('go-map', 'int-random'), heat('wasm-map', 'int-random'), heat('go-map', 'string-same')],
  );
  page.add('## Time against size', undefined, [
    over('get-hit', 'int-random'),
    over('fill', 'int-random'),
    over('get-hit', 'string-same'),
  ]);
  page.add(
    '## Single calls of GoMap',
    undefined,
    page.tables(page.inGroups(...SINGLE), ['go-map']),
  );
  page.add('## WasmMap', undefined, page.tables(page.inGroups(...SINGLE), ['wasm-map']));
  page.add(
    '## WasmSet',
    'Against native `Set`.',
    page.tables(page.inGroups(...SINGLE), ['wasm-set']),
  );
  page.add(
    '## Small maps',
    'The time of one map: made, filled, read once and dropped.',
    page.tables(['small-maps'], ['go-map', 'wasm-map', 'object']),
  );
  page.add(
    '## Columns',
    'The calls that take columns, against loops over a native `Map`. Rows come in random order.',
    page.tables(
      page.inGroups('columns').filter((name) => name !== 'add-all'),
      ['go-map-columns'],
    ),
  );
  page.add(
    '### Counting in groups',
    '`addAll` against `m.set(k, (m.get(k) ?? 0) + 1)`.',
    page.tables(['add-all'], ['go-map-columns']),
  );
  const rivals = Object.keys(names.contestants).filter(
    (name) => names.contestants[name].side === 'rival',
  );
  page.add(
    '## Databases and data frames',
    'Two columns in typed arrays, keys of `u32` and values of `f64`; the answer is typed arrays as well. Getting the arrays in is not part of the time of a row; in the chart it is in outline.',
    page
      .inGroups('queries')
      .map((workload) => [
        page.picture(
          workload,
          charts.queries(results, names, { engine, workload, keys: 'int-random' }),
        ),
        queryTable(results, names, engine, workload),
      ]),
  );
  page.add(
    '## Other maps',
    "Other ways past the limits of `Map`, and the maps of other languages, against native `Map` as well. Go's and Rust's have their loops in their own language: no call from JavaScript is in their times.",
    page.tables(page.inGroups(...SINGLE, 'columns'), rivals),
  );
  page.add(
    '## Programs',
    undefined,
    page.tables(page.inGroups('programs'), ['go-map', 'go-map-columns', 'wasm-map']),
  );
  page.add(
    '## Pauses',
    'Single calls while a map grows and shrinks, each timed by itself. `nothing` is the floor: the clock, and a machine that does other things as well. All of it is done three times in the same way, and the last column takes of each call the least time of the three: a pause that belongs to a call comes again, and one of the machine does not. [Memory](memory.md#how-long-calls-take-at-worst) explains what is left.',
    [
      page.picture(
        'call-latency',
        charts.latency(results, names, {
          engine,
          workload: 'call-latency',
          keys: 'int-random',
          variant: 'set',
        }),
      ),
      page.engines.map((name) => pauseTable(results, names, name, 'call-latency')),
    ],
  );
  page.add(
    '### Pauses of the rest of the program',
    'Beside a map that is only held, a program makes objects and drops them. Each step makes a hundred; the longest are pauses of the garbage collector. The share is that of all steps above a millisecond.',
    page.engines.map((name) => pauseTable(results, names, name, 'stalls')),
  );
  page.add('## Memory', 'Bytes an entry while a map grows, of resident memory.', [
    page.picture(
      'memory',
      charts.memory(results, names, { engine, keys: 'int-random', place: 'rss' }),
    ),
    page.engines.map((name) => memoryTable(results, names, name)),
  ]);
  const text = [
    INTRODUCTION,
    noiseText(results.rows),
    `The kinds of keys:\n\n${kindsTable(names)}`,
    ...page.parts,
    MEASURING,
  ].filter(Boolean);
  return new Map([['docs/benchmarks.md', `${text.join('\n\n')}\n`], ...page.files]);
}

function queryTable(results, names, engine, workload) {
  const chart = charts.queries(results, names, { engine, workload, keys: 'int-random' });
  if (chart === undefined) return undefined;
  return `${machineText(results, engine)}:\n\n${markdown(chart.table.head, chart.table.rows)}`;
}

function pauseTable(results, names, engine, workload) {
  const all = results.rows.filter(
    (row) => row.engine === engine && row.workload === workload && row.metrics,
  );
  const size = Math.max(...all.map((row) => row.size));
  const rows = all.filter((row) => row.size === size);
  if (rows.length === 0) return undefined;
  const stalls = workload === 'stalls';
  const head = [
    '',
    stalls ? 'keys' : 'one call',
    'half of them',
    '99.99%',
    'longest',
    stalls ? 'share' : 'comes again',
  ];
  const body = rows.map(({ contestant, keys, variant, metrics }) => [
    names.contestants[contestant].title,
    stalls ? `\`${keys}\`` : variant,
    ...['p50', 'p9999', 'max'].map((name) => time(metrics[name][0])),
    stalls ? `${metrics.share[0].toFixed(1)}%` : time(metrics.again[0]),
  ]);
  return `${machineText(results, engine)}, ${size.toLocaleString('en')} entries:\n\n${markdown(head, body)}`;
}

function memoryTable(results, names, engine) {
  const all = results.rows.filter(
    (row) => row.engine === engine && row.workload === 'memory' && row.metrics,
  );
  const size = Math.max(...all.map((row) => row.size));
  const rows = all.filter((row) => row.size === size);
  if (rows.length === 0) return undefined;
  const bytes = (figure) => String(Math.round(figure[0] * 10) / 10);
  const head = [
    '',
    'keys',
    'JavaScript heap',
    'held in WebAssembly',
    'resident',
    'resident, at most',
  ];
  const body = rows.map(({ contestant, keys, metrics }) => [
    names.contestants[contestant].title,
    `\`${keys}\``,
    ...['heap', 'held', 'rss', 'peak'].map((name) => bytes(metrics[name])),
  ]);
  return `${machineText(results, engine)}, ${size.toLocaleString('en')} entries:\n\n${markdown(head, body)}`;
}
