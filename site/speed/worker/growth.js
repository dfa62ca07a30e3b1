// A worker that fills a map and writes down when each batch of inserts was done. The keys are there before,
// and nothing else runs in the worker. It does so three times and keeps the least time of each batch: a pause
// that belongs to the map comes again, and one of the machine does not.

import { mixSmall } from '../../../bench/keys/order.js';
import { contestants, kinds } from '../catalogue.js';

const KIND = kinds['int-random'];
const PASSES = 3;

addEventListener('message', ({ data: { contestant, entries, batch } }) => {
  const keys = Uint32Array.from({ length: entries }, (_, i) => mixSmall(i));
  const use = contestants[contestant].load(KIND);
  const least = new Float64Array(entries / batch).fill(Infinity);
  for (let pass = 0; pass < PASSES; pass += 1) {
    const map = use.make();
    fill(map, keys, batch, least);
    if (map.size !== entries) throw new Error('entries were lost');
    use.drop?.(map);
  }
  let sum = 0;
  const times = least.map((time) => {
    sum += time;
    return sum;
  });
  postMessage({ batch, times });
});

/** Fills `map`, and lowers `least` to the time of each batch. */
function fill(map, keys, batch, least) {
  let before = performance.now();
  for (let i = 0, at = 0; at < least.length; at += 1) {
    for (const end = i + batch; i < end; i += 1) map.set(keys[i], i);
    const now = performance.now();
    least[at] = Math.min(least[at], now - before);
    before = now;
  }
}
