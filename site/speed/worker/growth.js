// A worker that fills a map and writes down how long each batch of inserts took. The keys are there before,
// nothing else runs in the worker, and its memory is new: what takes long is the map, or the memory it asks for.

import { mixSmall } from '../../../bench/keys/order.js';
import { contestants, kinds } from '../catalogue.js';

addEventListener('message', ({ data: { contestant, entries, batch } }) => {
  const keys = Uint32Array.from({ length: entries }, (_, i) => mixSmall(i));
  const map = contestants[contestant].load(kinds['int-random']).make();
  const times = new Float64Array(entries / batch);
  let before = performance.now();
  for (let i = 0, at = 0; at < times.length; at += 1) {
    for (const end = i + batch; i < end; i += 1) map.set(keys[i], i);
    const now = performance.now();
    times[at] = now - before;
    before = now;
  }
  if (map.size !== entries) throw new Error('entries were lost');
  postMessage(times);
});
