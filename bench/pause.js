// How long single calls take at worst: `set` while a map grows to 10 million entries, in a fresh memory
// and in one that has been used before, then `delete`, `clear` and `dispose`, of GoMap and of native Map.
// The rows `nothing` are the floor: the timer, and a machine that does other things as well.
//
//   node bench/pause.js [--entries 10000000] [--rounds 3] [--node PATH]

import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { compete, keep, newReport, summarise } from './driver.js';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000000' },
    rounds: { type: 'string', default: '3' },
    node: { type: 'string', default: process.execPath },
  },
});
const entries = Number(options.entries);
const rounds = Number(options.rounds);

const COMPETITORS = ['tophash', 'native'];
const HEAD = ['one call, ms', 'p50', 'p99', 'p99.9', 'p99.99', 'max', 'max, least'];
const COLUMNS = ['p50', 'p99', 'p999', 'p9999', 'max', 'least'];

function milliseconds(ms) {
  return ms === null ? '' : ms >= 0.1 ? ms.toFixed(2) : ms.toFixed(4);
}

/** The medians of the rounds, of each column. */
function medians(samples) {
  return Object.fromEntries(
    COLUMNS.map((column) => {
      const times = samples.map((sample) => sample[column]);
      return [column, times[0] === null ? null : summarise(times).ns];
    }),
  );
}

const report = newReport(options.node, 'node bench/pause.js', rounds);
const samples = compete(options.node, 'measure-pause.js', COMPETITORS, [entries], rounds);
for (const kind of COMPETITORS) {
  const colAligns = HEAD.map((_, i) => (i === 0 ? 'left' : 'right'));
  const table = new Table({ head: HEAD, colAligns, style: { head: [], border: [] } });
  for (const operation of Object.keys(samples[kind][0])) {
    const times = medians(samples[kind].map((sample) => sample[operation]));
    report.rows.push({ kind, operation, size: entries, times });
    table.push([operation, ...COLUMNS.map((column) => milliseconds(times[column]))]);
  }
  console.log(`${kind}, ${entries} entries`);
  console.log(table.toString());
}
keep(report, 'pause');
