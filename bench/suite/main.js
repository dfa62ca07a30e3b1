// The benchmark suite: `npm run bench`, with options after `--`:
//
//   --quick            what takes less than three minutes and is worth having
//   --docs             what docs/benchmarks.md shows, in half an hour
//   --filter A,B/C     workloads whose names contain A, or are of B with keys that contain C; the third part
//                      of such a path names the contestant; also the exact name of kinds and contestants
//   --engine A,B       node (this one), node20, node22, node24, node26, bun, deno, chromium, firefox;
//                      all but the first are measured in brief
//   --rounds 3         rounds of each contestant; 2 with --quick and --docs
//   --sizes 1000,4e6   these sizes in place of the workloads' own
//   --rows 10000000    rows of the tables that queries go over
//   --json FILE        where the results go, by default bench/results/latest.json
//   --resume           goes on with the run whose results go there
//   --plan             only says what would be measured, and for how long
//
// See bench/README.md for the method.

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { commandLine, countFrom, misused } from '../../scripts/command-line.js';
import { catalogue } from '../catalogue.js';
import { KINDS } from '../keys/kinds.js';
import { writeResults } from '../report/results-file.js';
import { NAMES, openEngine } from './engines.js';
import { Journal } from './journal.js';
import { about } from './machine.js';
import { cellId, guess, plan } from './plan.js';
import { PRESETS } from './presets.js';
import { duration, Progress } from './progress.js';
import { rowsOf } from './results.js';
import { run } from './run.js';
import { printSummary } from './summary.js';

const { values } = commandLine(import.meta.url, {
  options: {
    quick: { type: 'boolean', default: false },
    docs: { type: 'boolean', default: false },
    filter: { type: 'string' },
    engine: { type: 'string', default: 'node' },
    rounds: { type: 'string' },
    sizes: { type: 'string' },
    rows: { type: 'string' },
    json: {
      type: 'string',
      default: fileURLToPath(new URL('../results/latest.json', import.meta.url)),
    },
    resume: { type: 'boolean', default: false },
    plan: { type: 'boolean', default: false },
  },
});

const journalPath = `${values.json}.journal`;
const preset = PRESETS[values.quick ? 'quick' : values.docs ? 'docs' : 'all'];
const asked = {
  args: process.argv.slice(2).filter((arg) => arg !== '--resume'),
  parts: preset.parts,
  filter: values.filter,
  engines: values.engine.split(','),
  rounds: values.rounds === undefined ? preset.rounds : countFrom(values.rounds, '--rounds'),
  sizes: values.sizes?.split(',').map((size) => countFrom(size, '--sizes')),
  rows: values.rows === undefined ? preset.rows : countFrom(values.rows, '--rows'),
  time: preset.time,
};

if (values.resume && !existsSync(journalPath))
  misused(`there is no run to go on with: ${journalPath}`);
const unknown = asked.engines.find((name) => !NAMES.includes(name));
if (unknown !== undefined) misused(`no engine ${unknown}: there are ${NAMES.join(', ')}`);

const earlier = values.resume ? new Journal(journalPath) : undefined;
const options = earlier ? earlier.options : asked;

/** The contestants that can be here; the others are named with the reason. */
async function present(contestants, groups, skipped) {
  for (const name of new Set(groups.flatMap((group) => group.contestants))) {
    const reason = await contestants[name].missing?.();
    if (reason !== undefined) skipped[name] = reason;
  }
  return Object.fromEntries(Object.entries(contestants).filter(([name]) => !(name in skipped)));
}

const engines = {};
for (const name of options.engines) {
  const engine = await openEngine(name);
  if (engine) engines[name] = { ...engine, brief: Object.keys(engines).length > 0 };
  else console.error(`${name} is not installed, and left out`);
}

const { contestants, workloads } = await catalogue();
const planWith = (some) =>
  plan({ contestants: some, workloads, kinds: KINDS, engines: Object.values(engines), options });
const skipped = {};
const groups = planWith(
  values.plan ? contestants : await present(contestants, planWith(contestants), skipped),
);
for (const [name, reason] of Object.entries(skipped))
  console.error(`${name} is left out: ${reason}`);
const cells = groups.flatMap((group) => group.contestants.map((name) => cellId(group, name)));

if (cells.length === 0) misused('nothing of what there is matches');

if (values.plan) {
  for (const id of cells) console.log(id);
  const seconds = groups.reduce((sum, g) => sum + guess(g, g.rows) * g.contestants.length, 0);
  console.log(
    `${cells.length} cells, ${options.rounds} rounds: ${duration(seconds * options.rounds)}`,
  );
} else {
  const journal = earlier ?? new Journal(journalPath, options);
  const progress = new Progress(cells.length * options.rounds);
  const head = {
    ...about(options.args),
    engines: Object.fromEntries(Object.values(engines).map(({ name, version }) => [name, version])),
    rounds: options.rounds,
    skipped,
  };
  let over = false;
  process.once('SIGINT', () => {
    over = true;
    progress.log('Stopping; --resume goes on.');
  });
  await run({
    groups,
    rounds: options.rounds,
    engines,
    journal,
    show: (...how) => progress.show(...how),
    log: (line) => progress.log(line),
    isOver: () => over,
  });
  progress.stop();
  const rounds = Array.from({ length: options.rounds }, (_, round) => round);
  const rows = rowsOf(groups, (group, contestant) =>
    rounds.flatMap((round) => journal.get(cellId(group, contestant), round) ?? []),
  );
  writeResults(values.json, { about: head, rows });
  printSummary({ about: head, rows }, { contestants, workloads, kinds: KINDS });
  console.log(`\nResults: ${values.json}\nA page of charts: npm run bench:report`);
  process.exitCode = over ? 130 : rows.some(({ wrong }) => wrong) ? 1 : 0;
}
for (const engine of Object.values(engines)) await engine.close();
process.exit();
