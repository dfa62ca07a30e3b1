// Restoring a map from its snapshot against inserting the same entries by `set` into an empty map, all
// in turn in one process; every kind of key in a process of its own. Medians of the rounds. Before each
// measurement garbage is collected: otherwise one call would pay for what another has left.
//
//   node bench/snapshot.js [--kinds u32,f64,u64,string] [--entries 1000000] [--rounds 9] [--node PATH]

import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { GoMap } from 'tophash';
import { makeKeys } from './keys.js';

const { values: options } = parseArgs({
  options: {
    kinds: { type: 'string', default: 'u32,f64,u64,string' },
    entries: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '9' },
    node: { type: 'string', default: process.execPath },
    only: { type: 'string' },
  },
});
const entries = Number(options.entries);
const rounds = Number(options.rounds);

/** The median of the rounds, in ns an entry. */
function median(times) {
  return (times.toSorted((a, b) => a - b)[times.length >> 1] * 1e6) / entries;
}

function measure(kind) {
  const keys = makeKeys(kind, 0, entries);
  const times = { set: [], restore: [], snapshot: [] };
  const timed = (name, f) => {
    globalThis.gc();
    const start = performance.now();
    const result = f();
    times[name].push(performance.now() - start);
    return result;
  };
  let bytes = 0;
  for (let round = 0; round < rounds; round += 1) {
    const map = timed('set', () => {
      const fresh = new GoMap(kind, 'u32');
      for (let i = 0; i < entries; i += 1) fresh.set(keys[i], i);
      return fresh;
    });
    const snapshot = timed('snapshot', () => map.snapshot());
    map.dispose();
    const restored = timed('restore', () => GoMap.restore(snapshot));
    if (restored.size !== entries) throw new Error('entries were lost');
    restored.dispose();
    bytes = snapshot.length / entries;
  }
  const [set, restore, snapshot] = Object.values(times).map(median);
  return { set, restore, snapshot, bytes };
}

if (options.only) {
  console.log(JSON.stringify(measure(options.only)));
} else {
  const version = spawnSync(options.node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  console.log(`${cpus()[0].model.trim()}, ${cpus().length} cores; Node ${version}; ns an entry`);
  console.log('keys     entries   set loop    restore  set/restore   snapshot  bytes an entry');
  for (const kind of options.kinds.split(',')) {
    const args = ['--expose-gc', fileURLToPath(import.meta.url), '--only', kind];
    args.push('--entries', options.entries, '--rounds', options.rounds);
    const child = spawnSync(options.node, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const r = JSON.parse(child.stdout);
    const cells = [r.set.toFixed(1), r.restore.toFixed(1), `${(r.set / r.restore).toFixed(1)}x`];
    cells.push(r.snapshot.toFixed(1), r.bytes.toFixed(2));
    console.log(
      kind.padEnd(6) + String(entries).padStart(10) + cells.map((c) => c.padStart(11)).join(''),
    );
  }
}
