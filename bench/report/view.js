// The report in a page: choices above, charts below, and beside every chart its figures as a table and the
// command that measures them. The page has the data inside and asks the network for nothing.

import * as charts from './charts.js';
import { NARROW } from './line-chart.js';
import { SIGNS } from './looks.js';
import { noiseText } from './numbers.js';
import { picture } from './picture.js';
import { distinct } from './tables.js';

const { results, names } = JSON.parse(document.getElementById('data').textContent);
const report = document.getElementById('report');
const engines = distinct(results.rows, 'engine');
const choice = { engine: engines[0], keys: undefined };

/** An element with attributes and children, which are elements or text. */
function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

function head() {
  const { about } = results;
  const { cpu, cores, memory, caches, system } = about.machine;
  const size = (bytes) => (bytes < 2 ** 20 ? `${bytes / 1024} KB` : `${bytes / 2 ** 20} MB`);
  const facts = {
    processor: `${cpu}, ${cores} cores, ${(memory / 2 ** 30).toFixed(0)} GB; ${system}`,
    caches: caches.map(({ level, bytes }) => `L${level} ${size(bytes)}`).join(', ') || 'unknown',
    engines: Object.values(about.engines).join(', '),
    tophash: `${about.tophash}, commit ${about.commit}`,
    measured: `${about.date}, ${about.rounds} rounds`,
    command: about.command,
  };
  const noise = noiseText(results.rows);
  if (noise) facts.noise = noise;
  const left = Object.entries(about.skipped ?? {});
  if (left.length > 0) facts['left out'] = left.map(([name, why]) => `${name}: ${why}`).join('; ');
  const pairs = Object.entries(facts).flatMap(([name, text]) => [
    element('dt', {}, name),
    element('dd', {}, text),
  ]);
  return element('dl', {}, ...pairs);
}

/** A choice among `options`, which are `[value, text]`. */
function chooser(label, options, name) {
  const select = element(
    'select',
    { id: name },
    ...options.map(([value, text]) => element('option', { value }, text)),
  );
  select.value = choice[name];
  select.addEventListener('change', () => {
    choice[name] = select.value;
    show();
    document.getElementById(name).focus();
  });
  return element('label', {}, `${label} `, select);
}

function tableOf({ head, rows }) {
  const line = (tag, cells) =>
    element(
      'tr',
      {},
      ...cells.map((text, i) =>
        element(
          tag === 'th' || i === 0 ? 'th' : 'td',
          { scope: tag === 'th' ? 'col' : 'row' },
          text,
        ),
      ),
    );
  const body = element('tbody', {}, ...rows.map((cells) => line('td', cells)));
  return element('table', {}, element('thead', {}, line('th', head)), body);
}

/** The marks and names of a chart's lines: on a narrow screen they have no place at the lines' ends. */
function legendOf(lines) {
  const items = lines.map(({ title, look }) =>
    element(
      'li',
      {},
      element(
        'span',
        { style: `color: ${look.colour}`, 'aria-hidden': 'true' },
        `${SIGNS[look.symbol]} `,
      ),
      title,
    ),
  );
  return element('ul', { class: 'legend' }, ...items);
}

/** A chart with its caption and its table. */
function figure(id, chart) {
  const { title, command, note, draw, table, lines } = chart;
  const width = Math.min(report.clientWidth, 928);
  const drawing = draw?.({ width });
  if (drawing) picture(drawing, `${title}. The table below has its figures.`);
  return element(
    'figure',
    { id },
    element('h3', {}, title),
    drawing,
    drawing && lines && width < NARROW ? legendOf(lines) : undefined,
    element('figcaption', {}, note ? `${note} ` : '', element('code', {}, command)),
    element(
      'details',
      draw ? {} : { open: '' },
      element('summary', {}, 'The figures'),
      element(
        'div',
        { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': title },
        tableOf(table),
      ),
    ),
  );
}

/** A part of the page with what charts there are of `list`, each `[id, chart]`. */
function part(title, note, list) {
  const figures = list.filter(([, chart]) => chart !== undefined);
  if (figures.length === 0) return [];
  return [
    element('h2', {}, title),
    ...(note ? [element('p', { class: 'note' }, note)] : []),
    ...figures.map(([id, chart]) => figure(id, chart)),
  ];
}

/** The order of the parts; what is not among these comes after them. */
const FIRST = ['look up', 'write', 'iterate', 'churn', 'whole maps', 'columns'];

const OURS = Object.keys(names.contestants).filter(
  (name) => names.contestants[name].side === 'tophash',
);

function parts({ engine, keys }) {
  const where = { engine, keys };
  const here = results.rows.filter((row) => row.engine === engine);
  const workloads = Object.keys(names.workloads).filter((name) =>
    here.some((row) => row.workload === name && row.keys === keys),
  );
  const present = new Set(workloads.map((name) => names.workloads[name].group));
  const groups = [...new Set([...FIRST, ...present])].filter((group) => present.has(group));
  const apart = ['queries', 'latency', 'memory'];
  const everywhere = (name) =>
    distinct(
      here.filter((row) => row.workload === name),
      'keys',
    );
  const list = (name, make) =>
    everywhere(name).flatMap((keys) => {
      const rows = here.filter((row) => row.workload === name && row.keys === keys);
      return distinct(rows, 'variant').flatMap((variant) =>
        make({ engine, workload: name, keys, variant }),
      );
    });
  const all = Object.keys(names.workloads);
  const inGroup = (group) => all.filter((name) => names.workloads[name].group === group);
  return [
    ...part(
      'How many times as fast as native',
      'Green is ahead, red is behind, and the number says by how much: 2x is twice as fast as what a program has without tophash, 0.5x half as fast.',
      OURS.map((contestant) => [
        `heat-${contestant}`,
        charts.heat(results, names, { ...where, contestant }),
      ]),
    ),
    ...groups
      .filter((group) => !apart.includes(group))
      .flatMap((group) =>
        part(
          group,
          group === 'look up'
            ? 'Time against size, both logarithmic. The bars show the spread of the rounds; dotted lines, where so many entries of 24 bytes fill a cache.'
            : undefined,
          workloads
            .filter((name) => names.workloads[name].group === group)
            .map((name) => [
              `size-${name}`,
              charts.overSize(results, names, { ...where, workload: name }),
            ]),
        ),
      ),
    ...part(
      'queries over columns',
      'Two columns, keys of u32 and values of f64, from typed arrays to typed arrays.',
      inGroup('queries').flatMap((name) =>
        list(name, (what) => [[`query-${name}`, charts.queries(results, names, what)]]),
      ),
    ),
    ...part(
      'latency',
      'Single calls from the median to the longest; “again” is the longest that came in all of three passes.',
      inGroup('latency').flatMap((name) =>
        list(name, (what) => [
          [`latency-${name}-${what.variant ?? what.keys}`, charts.latency(results, names, what)],
          [`histogram-${name}-${what.variant}`, charts.spreadOfCalls(results, names, what)],
        ]),
      ),
    ),
    ...part(
      'memory',
      'Bytes an entry while a map grows.',
      list('memory', ({ engine, keys }) =>
        ['heap', 'held', 'rss'].map((place) => [
          `memory-${keys}-${place}`,
          charts.memory(results, names, { engine, keys, place }),
        ]),
      ),
    ),
  ];
}

function show() {
  const here = results.rows.filter((row) => row.engine === choice.engine);
  const kinds = Object.keys(names.kinds).filter((name) => here.some((row) => row.keys === name));
  if (!kinds.includes(choice.keys))
    choice.keys = kinds.includes('int-random') ? 'int-random' : kinds[0];
  const choices = element(
    'div',
    { class: 'choices' },
    chooser(
      'engine',
      engines.map((name) => [name, results.about.engines[name]]),
      'engine',
    ),
    chooser(
      'keys',
      kinds.map((name) => [name, names.kinds[name].title]),
      'keys',
    ),
  );
  const about = element('p', { class: 'note' }, names.kinds[choice.keys].about);
  report.replaceChildren(head(), choices, about, ...parts(choice));
}

show();
let shown = report.clientWidth;
window.addEventListener('resize', () => {
  if (report.clientWidth === shown) return;
  shown = report.clientWidth;
  show();
});
