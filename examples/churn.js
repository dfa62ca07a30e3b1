// A cache whose entries come and go, in a native Map and in a WasmMap: the native one throws when it is full,
// because the entries it has deleted count, and the other goes on in the memory that it needs.
//
//   node examples/churn.js [--entries 10000000] [--operations 200000000]

import { WasmMap } from 'tophash';
import { commandLine, countFrom } from '../scripts/command-line.js';

const { values: options } = commandLine(import.meta.url, {
  options: {
    entries: { type: 'string', default: '10000000' },
    operations: { type: 'string', default: '200000000' },
  },
});
const most = countFrom(options.entries, '--entries');
const operations = countFrom(options.operations, '--operations');

/** Sets a new key in every operation, and deletes the oldest when there are too many. */
function churn(name, map) {
  const start = performance.now();
  let key = 0;
  try {
    for (; key < operations; key += 1) {
      map.set(key, key);
      if (key >= most) map.delete(key - most);
    }
    if (map.size !== Math.min(most, operations)) throw new Error(`${map.size} entries`);
  } catch (error) {
    console.log(`${name}: ${error.message}, after ${key} operations`);
    return;
  }
  const ns = ((performance.now() - start) * 1e6) / operations;
  console.log(`${name}: ${operations} operations, ${ns.toFixed(0)} ns each, ${map.size} entries`);
}

churn('native Map', new Map());
churn('WasmMap', new WasmMap());
