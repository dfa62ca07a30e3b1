// All measurements of a family at once, with the sizes that test and table share.

import type { Family } from './families.js';
import * as measure from './measure.js';
import { countOf, type Keys, type Kind, type Probe } from './probe.js';
import { Draws } from './random.js';

/** Keys of a family whose spread is measured, and under how many seeds. */
const SPREAD_KEYS = measure.full(12);
const SPREAD_SEEDS = 4;
/** Keys of a family whose chains are measured, and under how many seeds. */
const CHAIN_KEYS = measure.full(7);
const CHAIN_SEEDS = 1000;
/** Maps of a random function that chains are compared with. */
const RANDOM_MAPS = 5000;

/** The spread of a family, at its worst over some seeds. */
export function worstSpread(probe: Probe, family: Family): measure.Spread & { keys: number } {
  const keys = family.keys(SPREAD_KEYS);
  const worst: measure.Spread[] = [];
  for (let seed = 1; seed <= SPREAD_SEEDS; seed++) {
    const h = probe.map(family.kind, seed);
    worst.push(measure.spread(probe.hashes(family.kind, h, keys)));
    probe.dispose(h);
  }
  const max = (name: keyof measure.Spread) => Math.max(...worst.map((s) => s[name]));
  return {
    keys: countOf(keys),
    equal: max('equal'),
    low: max('low'),
    high: max('high'),
    both: max('both'),
    buckets: max('buckets'),
    tophash: max('tophash'),
  };
}

export interface ChainReport {
  seeds: number;
  /** Of the hash, and of a random function with as many keys and buckets. */
  hash: measure.ChainLaw;
  random: measure.ChainLaw;
  /** How many standard errors the mean number of overflow buckets lies above a random function's. */
  surplus: number;
  /** Share of maps with more overflow buckets than 1% of random maps have. */
  bad: number;
}

export function chainReport(probe: Probe, family: Family): ChainReport {
  const keys = family.keys(CHAIN_KEYS);
  const n = countOf(keys);
  const B = measure.bucketBits(n);
  const random = measure.randomLaw(n, B, RANDOM_MAPS);
  const hash = measure.chainLaw(probe, family.kind, keys, B, CHAIN_SEEDS);
  const error = Math.max(random.deviation / Math.sqrt(CHAIN_SEEDS), 1e-9);
  return {
    seeds: CHAIN_SEEDS,
    hash,
    random,
    surplus: (hash.mean - random.mean) / error,
    bad: hash.above(random.rare),
  };
}

/** Random keys of which bits are flipped: `bytes` is the length of strings. */
function avalancheKeys(kind: Kind, n: number, bytes: number): Keys {
  const draws = new Draws(17 + bytes);
  if (kind === 'string') return Array.from({ length: n }, () => draws.bytes(bytes));
  const words = new Uint32Array(2 * n).map(() => draws.word());
  // Floats below 2, so that no flip of the lower 62 bits makes one that is not finite.
  if (kind === 'f64')
    for (let i = 1; i < 2 * n; i += 2) words[i] = (words[i] as number) & 0xbfffffff;
  return words;
}

/** What to flip bits of. */
export const AVALANCHES: readonly { kind: Kind; name: string; bytes: number; bits: number }[] = [
  { kind: 'u32', name: 'u32', bytes: 0, bits: 32 },
  { kind: 'u64', name: 'u64', bytes: 0, bits: 64 },
  { kind: 'f64', name: 'f64', bytes: 0, bits: 62 },
  ...[2, 3, 4, 7, 8, 9, 16, 24].map((bytes) => ({
    kind: 'string' as const,
    name: `string of ${bytes} bytes`,
    bytes,
    bits: 8 * bytes,
  })),
];

export const AVALANCHE_KEYS = 4000;

/** The worst bias under some seeds. */
export function worstBias(probe: Probe, { kind, bytes, bits }: (typeof AVALANCHES)[number]) {
  const keys = avalancheKeys(kind, AVALANCHE_KEYS, bytes);
  return [1, 2, 3, 4]
    .map((seed) => measure.avalanche(probe, kind, probe.map(kind, seed), keys, bits))
    .reduce((a, b) => (b.bias > a.bias ? b : a));
}
