// A worker that fills a map and writes down when each batch of inserts was done. The keys are there before,
// and nothing else runs in the worker: what takes long is the map.

import { mixSmall } from '../../../bench/keys/order.js';
import { contestants, kinds } from '../catalogue.js';

const KIND = kinds['int-random'];

addEventListener('message', ({ data: { contestant, entries, batch } }) => {
  const keys = Uint32Array.from({ length: entries }, (_, i) => mixSmall(i));
  const times = new Float64Array(entries / batch);
  const use = contestants[contestant].load(KIND);
  fill(use.make(), keys.subarray(0, batch), batch, new Float64Array(1)); // compiles what is to be timed
  const map = use.make();
  fill(map, keys, batch, times);
  if (map.size !== entries) throw new Error('entries were lost');
  postMessage({ batch, times });
});

function fill(map, keys, batch, times) {
  const start = performance.now();
  for (let i = 0, at = 0; at < times.length; at += 1) {
    for (const end = i + batch; i < end; i += 1) map.set(keys[i], i);
    times[at] = performance.now() - start;
  }
}
