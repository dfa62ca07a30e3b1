// Part three: the native Map and GoMap do the same work, each in a process of its own so that
// neither feels the other's garbage. What they found must agree, or the race is void.

import { cpus, freemem, totalmem } from 'node:os';
import { checkAgreement } from './agreement.js';
import { runCompetitor } from './competitors.js';
import { bytes, count, duration, heading, plural, table } from './format.js';
import { Problem } from './problem.js';

/** An entry takes up to this much in the larger of the two maps. */
const BYTES_PER_KEY = 100;

export async function race({ files, total, keys, counted }) {
  heading('3  Side by side with the native Map');
  console.log(`  ${engine()}`);
  console.log(`  ${machine()}\n`);

  // The first to touch memory may pay for the operating system's finding it: neither shall.
  await warmUp(keys);
  const words = await runBoth({ race: 'words', files }, total);
  checkFilesKept(counted, words);
  checkAgreement('words', ['distinct', 'total', 'top', 'checksum'], {
    'the count above': counted,
    ...words,
  });
  const numbers = await runBoth({ race: 'keys', keys }, 3 * keys);
  checkAgreement('keys', ['size', 'checksum', 'hits', 'strays'], numbers);
  showTable(words, numbers, keys);
}

async function warmUp(keys) {
  const bytes = Math.min(keys * BYTES_PER_KEY, Math.floor(freemem() / 2));
  await runCompetitor({ race: 'memory', bytes }, 'warming up');
}

/** Whoever reads a file that changes counts something else each time. */
function checkFilesKept(counted, words) {
  for (const { bytes } of Object.values(words)) {
    if (bytes !== counted.bytes) throw new Problem('a file has changed while it was being read');
  }
}

async function runBoth(job, steps) {
  const results = {};
  for (const map of ['Map', 'tophash']) {
    results[map] = await runCompetitor({ ...job, map }, `${job.race}: ${map}`, steps);
  }
  return results;
}

function engine() {
  const { node, v8 } = process.versions;
  return `Node ${node}, V8 ${v8}, ${process.platform} ${process.arch}`;
}

function machine() {
  const all = cpus();
  const model = all[0]?.model.trim() || 'unknown processor';
  return `${model}, ${plural(all.length, 'core')}, ${bytes(totalmem())} of memory`;
}

function showTable(words, numbers, keys) {
  const row = (name, results, measure, format) => {
    const [native, ours] = [measure(results.Map), measure(results.tophash)];
    return [name, format(native), format(ours), ...better(native, ours)];
  };
  const perEntry = (n) => `${n.toFixed(1)} B`;
  const perKey = (ms) => duration(ms / keys);
  const rows = [
    [`${plural(words.Map.total, 'word')}, ${count(words.Map.distinct)} distinct`, '', '', '', ''],
    row('  counting them', words, (r) => r.time, duration),
    row('  longest pause', words, (r) => r.pause, duration),
    row('  memory', words, (r) => r.memory, bytes),
    [],
    [plural(keys, 'u32 key'), '', '', '', ''],
    row('  inserting them', numbers, (r) => r.insert, duration),
    row('  longest pause', numbers, (r) => r.pause, duration),
    row('  inserting one', numbers, (r) => r.insert, perKey),
    row('  finding one', numbers, (r) => r.hit, perKey),
    row('  missing one', numbers, (r) => r.miss, perKey),
    row('  memory an entry', numbers, (r) => r.memory / keys, perEntry),
    row('  resident an entry', numbers, (r) => Math.max(0, r.resident) / keys, perEntry),
  ];
  table({
    head: ['', 'Map', 'tophash', 'better', 'by'],
    align: ['left', 'right', 'right', 'left', 'right'],
    rows,
  });
  console.log(`
  Map counts slices of strings, tophash views of the bytes; cutting the text
  is part of the time. A pause is the time of one piece of text, up to 64 KiB,
  or of ${numbers.Map.slice} calls in a row, one of which may have had to grow the table or
  to wait for the garbage collector. Memory is what the map keeps on the
  JavaScript heap and all WebAssembly memory; resident is by how much the
  process has grown.`);
}

/** Who needs less, and how many times less. */
function better(native, ours) {
  if (native === 0 || ours === 0) return ['-', ''];
  const ratio = Math.max(native, ours) / Math.min(native, ours);
  if (ratio < 1.005) return ['neither', ''];
  return [ours < native ? 'tophash' : 'Map', `${ratio.toFixed(ratio < 100 ? 2 : 0)} x`];
}
