// What growing costs in memory: the peak of the heap against what the two arrays of a growth need, bytes
// an entry at the peak and when all is settled, and resident memory against native Map. Every row has
// a process of its own.
//
//   node --expose-gc bench/growth-memory.js [--entries 10000000,100000000] [--node PATH]

import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Table from 'cli-table3';
import { GoMap, Heap } from 'tophash';

const { values: options } = parseArgs({
  options: {
    entries: { type: 'string', default: '10000000,100000000' },
    node: { type: 'string', default: process.execPath },
    row: { type: 'string' },
  },
});

/** Below this, the pages that the heap grows by at least are most of it. */
const SMALL = 16 * 2 ** 20;

const mixed = (i) => Math.imul(i, 0x9e3779b1) >>> 0;
const ways = {
  u32: mixed,
  u64: (i) => BigInt(mixed(i)),
  string: (i) => `key ${mixed(i)}`,
  void: () => undefined,
};

/** Grows `maps` maps by turns to `entries` entries in all. */
function grow(key, value, maps, entries) {
  const heap = new Heap();
  const all = Array.from({ length: maps }, () => new GoMap(key, value, { heap }));
  const [keyOf, elemOf] = [ways[key], ways[value]];
  let [ratio, needed, held] = [0, 0, 0];
  for (let i = 0; i < entries; i += 1) {
    const map = all[i % maps];
    map.set(keyOf(i), elemOf(i));
    if (heap.bytes === held && i % 1024 !== 0) continue;
    // What the maps hold is most while one of them has two arrays.
    held = heap.bytes;
    needed = Math.max(needed, heap.usedBytes);
    if (held > SMALL) ratio = Math.max(ratio, held / needed);
  }
  return { ratio, held, settled: heap.usedBytes, keep: all };
}

function growNative(entries) {
  const map = new Map();
  for (let i = 0; i < entries; i += 1) map.set(mixed(i), i);
  return { keep: map };
}

function run({ native, key, value, maps, entries }) {
  const before = process.memoryUsage().rss;
  const { keep, ...result } = native ? growNative(entries) : grow(key, value, maps, entries);
  const peak = process.resourceUsage().maxRSS * 1024 - before;
  globalThis.gc?.();
  const rss = process.memoryUsage().rss - before;
  return { ...result, peak, rss, kept: keep.size ?? keep.length };
}

const MAX_NATIVE = 2 ** 24;
const rows = options.entries
  .split(',')
  .map(Number)
  .flatMap((entries) => [
    { key: 'u32', value: 'u32', maps: 1, entries },
    ...(entries > 2e7
      ? []
      : [
          { key: 'u32', value: 'void', maps: 1, entries },
          { key: 'u64', value: 'u64', maps: 1, entries },
          { key: 'string', value: 'u32', maps: 1, entries },
          { key: 'u32', value: 'u32', maps: 7, entries },
        ]),
    { native: true, entries: Math.min(entries, MAX_NATIVE) },
  ]);

if (options.row) {
  console.log(JSON.stringify(run(JSON.parse(options.row))));
} else {
  const head = [
    'map',
    'entries',
    'peak / needed',
    'heap B/entry',
    'in use B/entry',
    'peak RSS B/entry',
    'RSS B/entry',
  ];
  const table = new Table({
    head,
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [] },
  });
  for (const row of rows) {
    const args = ['--expose-gc', fileURLToPath(import.meta.url), '--row', JSON.stringify(row)];
    const child = spawnSync(options.node, args, { encoding: 'utf8' });
    if (child.status !== 0) throw new Error(child.stderr);
    const { ratio, held, settled, peak, rss } = JSON.parse(child.stdout);
    const name = row.native
      ? 'native Map'
      : `${row.maps > 1 ? `${row.maps} maps, ` : ''}${row.key} to ${row.value}`;
    const each = (bytes) => (bytes === undefined ? '' : (bytes / row.entries).toFixed(1));
    const cells = [ratio?.toFixed(2) ?? '', each(held), each(settled), each(peak), each(rss)];
    table.push([name, row.entries.toLocaleString('en'), ...cells]);
  }
  console.log(table.toString());
}
