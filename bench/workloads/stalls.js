// What a large map costs the rest of the program: beside a map that is only held, objects are made and
// dropped for two seconds, some of them after a while. The collector has to walk what lives in the
// JavaScript heap. Each step makes a hundred objects; the longest steps are its pauses.

import { makeKeys } from '../keys/kinds.js';
import { expect, filled } from './parts/maps.js';
import { percentiles } from './parts/percentiles.js';

const SECONDS = 2;
const KEPT = 50_000;

export default {
  title: 'pauses of the program around a large map',
  group: 'latency',
  unit: 'step',
  needs: ['get', 'set'],
  kinds: ['int-random', 'string-same'],
  sizes: [10_000_000],
  apart: true,
  measure({ use, kind, size }) {
    const map = filled(use, makeKeys(kind, size));
    globalThis.gc?.();
    const ring = new Array(KEPT).fill(null);
    const times = [];
    let made = 0;
    const end = performance.now() + SECONDS * 1000;
    let before = performance.now();
    while (before < end) {
      for (let i = 0; i < 100; i += 1) {
        ring[made % KEPT] = { made, before };
        made += 1;
      }
      const now = performance.now();
      times.push((now - before) * 1e6);
      before = now;
    }
    expect(map.size === size && ring[0] !== null, 'entries were lost');
    const long = times.reduce((sum, time) => sum + (time > 1e6 ? time : 0), 0);
    const { p50, p999, p9999, max } = percentiles(Float64Array.from(times));
    return { metrics: { p50, p999, p9999, max, share: (long / (SECONDS * 1e9)) * 100 } };
  },
};
