// Measures every workload with every contestant that needs no installing, or with the rival that the argument
// names, in one process and as briefly as can be. Prints what was wrong and who had no turn, or what the rival
// lacks. It is a program of its own because collecting garbage on demand, which the tests allow and a cell
// would do, takes longer than all the rest.

import { catalogue } from '../../bench/catalogue.js';
import { KINDS } from '../../bench/keys/kinds.js';
import { measureCell } from '../../bench/suite/cell.js';
import { plan } from '../../bench/suite/plan.js';

const { contestants, workloads } = await catalogue();
const [rival] = process.argv.slice(2);
const lacks = rival && (await contestants[rival].missing());
const present = Object.fromEntries(
  Object.entries(contestants).filter(([name, { side, missing }]) =>
    rival ? name === rival && !lacks : side !== 'rival' && !missing?.(),
  ),
);

/** Kinds of each sort, for a rival that starts a process for each. */
const SORTS = ['int-random', 'double', 'bigint', 'string-equal'];

/** A kind of keys for each workload, and for some of them all kinds. */
function isEnough({ workload, kind }) {
  if (workload === 'stalls') return false; // takes seconds whatever the size
  if (rival) return workload === 'get-hit' ? SORTS.includes(kind) : kind === 'int-random';
  if (['get-hit', 'fill', 'get-all'].includes(workload)) return true;
  return kind === 'int-random' || ['word-count', 'k-mers'].includes(workload);
}

const groups = plan({
  contestants: present,
  workloads,
  kinds: KINDS,
  engines: [{ name: 'node', onNode: true }],
  options: { parts: [{}], sizes: [40], rows: 500, time: 1, filter: rival },
}).filter(isEnough);
const bad = [];
const seen = new Set();
for (const group of groups) {
  for (const contestant of group.contestants) {
    await measureCell({ ...group, contestant }, (row) => {
      seen.add(group.workload).add(contestant);
      if (row.wrong || row.failed) bad.push([group.workload, group.kind, contestant, row]);
    });
  }
}
const idle = Object.keys({ ...present, ...workloads }).filter((name) => !seen.has(name));
console.log(JSON.stringify({ bad, idle, lacks }));
