// What an entry costs while a map grows: bytes of the JavaScript heap, of the map in WebAssembly memory, and
// of resident memory, twelve times a decade. Keys are made on the way and kept by nothing but the map.

import { KINDS } from '../keys/kinds.js';
import { expect } from './parts/maps.js';

const STEPS = 12;

export default {
  title: 'bytes an entry',
  group: 'memory',
  unit: 'entry',
  needs: ['get', 'set'],
  kinds: ['int-random', 'bigint', 'string-same'],
  sizes: [10_000_000],
  apart: true,
  where: 'node',
  measure({ use, kind, size }) {
    const { make } = KINDS[kind];
    const curve = [];
    const look = () => {
      globalThis.gc?.();
      const { heapUsed, external, rss } = process.memoryUsage();
      return { heap: heapUsed + external, rss };
    };
    const before = look();
    const map = use.make();
    const growth = new Growth(use);
    let next = 1000;
    let last;
    for (let i = 0; i < size; i += 1) {
      map.set(make(i), i);
      const entries = i + 1;
      if (use.heldBytes && entries % 1024 === 0) growth.look(map);
      if (entries < next && entries < size) continue;
      next = Math.ceil(next * 10 ** (1 / STEPS));
      const { heap, rss } = look();
      const held = use.heldBytes?.(map) ?? 0;
      last = [heap - before.heap, held, rss - before.rss].map((bytes) => round(bytes / entries));
      curve.push([entries, ...last]);
    }
    expect(map.get(make(size - 1)) === size - 1, 'an entry was lost');
    const [heap, held, rss] = last;
    const peak = round((process.resourceUsage().maxRSS * 1024 - before.rss) / size);
    return { metrics: { heap, held, rss, peak, ...growth.metrics(size) }, curve };
  },
};

/** Below this, the pages by which the memory grows at least are most of it. */
const SMALL = 16 * 2 ** 20;

/** How large the WebAssembly memory gets, against the most that the map has needed of it. */
class Growth {
  #use;
  #memory = 0;
  #needed = 0;
  #ratio = 0;

  constructor(use) {
    this.#use = use;
  }

  look(map) {
    this.#memory = this.#use.memoryBytes?.(map) ?? 0;
    this.#needed = Math.max(this.#needed, this.#use.heldBytes(map));
    if (this.#memory > SMALL) this.#ratio = Math.max(this.#ratio, this.#memory / this.#needed);
  }

  metrics(size) {
    return this.#ratio > 0 ? { memory: round(this.#memory / size), overNeed: this.#ratio } : {};
  }
}

const round = (bytes) => Math.max(0, Math.round(bytes * 10) / 10);
