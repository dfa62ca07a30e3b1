// Whether the heap stays flat while string keys of mixed lengths come and go: a working set of
// 100,000 keys, of which one after another is deleted and replaced by a new one.
//
//   node bench/churn.js [--replacements 50000000] [--entries 100000]

import { parseArgs } from 'node:util';
import { GoMap, Heap } from 'tophash';
import { churnKey, mix } from './keys.js';

const { values: options } = parseArgs({
  options: {
    replacements: { type: 'string', default: '50000000' },
    entries: { type: 'string', default: '100000' },
  },
});
const replacements = Number(options.replacements);
const entries = Number(options.entries);

const heap = new Heap();
const map = new GoMap('string', 'u32', { heap });
/** The numbers of the keys in the map. */
const live = Uint32Array.from({ length: entries }, (_, i) => i);
for (const n of live) map.set(churnKey(n), n);

function report(done) {
  const bytes = [heap.bytes, heap.usedBytes, map.stats().bytes].map((n) =>
    (n / 2 ** 20).toFixed(1).padStart(9),
  );
  console.log(`${String(done).padStart(12)}${bytes.join('')}`);
}

console.log('replacements  heap MB  used MB   map MB');
report(0);
for (let i = 0; i < replacements; i += 1) {
  const at = mix(i) % entries;
  if (!map.delete(churnKey(live[at]))) throw new Error('a key is missing');
  live[at] = entries + i;
  map.set(churnKey(live[at]), live[at]);
  if ((i + 1) % Math.ceil(replacements / 10) === 0) report(i + 1);
}
for (const n of live) if (map.get(churnKey(n)) !== n) throw new Error('a key has a wrong value');
if (map.size !== entries) throw new Error('there are keys too many');
