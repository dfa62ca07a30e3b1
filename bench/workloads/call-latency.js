// How long single calls take, from the median to the longest, while a map grows and shrinks. Each call is
// timed by itself; `nothing` is what the clock takes, and a machine that does other things as well. All of
// it is done three times in the same way: `again` is the longest of the calls' least times, since a pause
// that belongs to a call comes again, and one of the machine does not.

import { KINDS } from '../keys/kinds.js';
import { expect } from './parts/maps.js';
import { histogram, percentiles } from './parts/percentiles.js';

const PASSES = 3;

export default {
  title: 'single calls, from median to longest',
  group: 'latency',
  unit: 'call',
  needs: ['get', 'set', 'delete', 'each'],
  kinds: ['int-random'],
  variants: ['nothing', 'set', 'set again', 'delete', 'clear'],
  sizes: [10_000_000],
  apart: true,
  measure({ use, kind, size, variant }) {
    const { make } = KINDS[kind];
    const least = new Float64Array(size).fill(Infinity);
    let first;
    const time = (call, count = size) => {
      const times = new Float64Array(count);
      first ??= times;
      for (let i = 0; i < count; i += 1) {
        const start = performance.now();
        call(i);
        times[i] = (performance.now() - start) * 1e6;
      }
      for (let i = 0; i < count; i += 1) least[i] = Math.min(least[i], times[i]);
    };
    const passes = {
      nothing: () => time(() => {}),
      set() {
        const map = use.make();
        time((i) => map.set(make(i), i));
        expect(map.size === size, 'entries were lost');
        use.drop?.(map);
      },
      'set again'() {
        const map = use.make();
        for (let i = 0; i < size; i += 1) map.set(make(i), i);
        use.drop?.(map);
        passes.set();
      },
      delete() {
        const map = use.make();
        for (let i = 0; i < size; i += 1) map.set(make(i), i);
        time((i) => map.delete(make(i)));
        expect(map.size === 0, 'entries are left');
        use.drop?.(map);
      },
      clear() {
        const map = use.make();
        for (let i = 0; i < size; i += 1) map.set(make(i), i);
        time(() => map.clear(), 1);
        use.drop?.(map);
      },
    };
    for (let pass = 0; pass < PASSES; pass += 1) passes[variant]();
    const again = least.subarray(0, first.length).reduce((a, b) => Math.max(a, b), 0);
    const bins = histogram(first);
    return { metrics: { ...percentiles(first), again }, bins };
  },
};
