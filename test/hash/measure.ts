// What makes a hash good or bad, as numbers.

import type { Hashes, Keys, Kind, Probe } from './probe.js';
import { countOf } from './probe.js';
import { Draws } from './random.js';

/** Entries of a map with 2^B buckets that is about to grow. */
export function full(B: number): number {
  return 13 * 2 ** (B - 1);
}

/** Pairs of equal values. Sorts `values`. */
export function pairs(values: Uint32Array | Float64Array): number {
  values.sort();
  let found = 0;
  let run = 0;
  for (let i = 1; i < values.length; i++) {
    run = values[i] === values[i - 1] ? run + 1 : 0;
    found += run;
  }
  return found;
}

/** How many standard deviations there are more pairs than among random values of `bits` bits. */
function excess(values: Uint32Array, bits: number): number {
  const expected = ((values.length * (values.length - 1)) / 2) * 2 ** -bits;
  // Below one pair the normal approximation says nothing: count against one.
  return (pairs(values) - expected) / Math.sqrt(Math.max(expected, 1));
}

/** How many standard deviations a chi-square statistic of equally likely cells lies above its mean. */
function chiSquare(counts: Uint32Array, n: number): number {
  const expected = n / counts.length;
  let sum = 0;
  for (const count of counts) sum += (count - expected) ** 2;
  const freedom = counts.length - 1;
  return (sum / expected - freedom) / Math.sqrt(2 * freedom);
}

/** What the map's buckets and its tophash bytes see of some hashes. */
export interface Spread {
  /** Pairs whose 64 bits are equal. */
  equal: number;
  /** Surplus of pairs equal in the low 32 bits, the high 32, or in 20 bits of bucket and tophash. */
  low: number;
  high: number;
  both: number;
  /** Chi-square of the buckets of a map about to grow, and of the tophash bytes. */
  buckets: number;
  tophash: number;
}

/** Bits of the bucket index that a map of `n` entries uses, as large as it is before it grows. */
export function bucketBits(n: number): number {
  let B = 0;
  while (full(B + 1) <= n) B += 1;
  return B;
}

export function spread({ low, high }: Hashes): Spread {
  const n = low.length;
  const B = bucketBits(n);
  const mask = 2 ** B - 1;
  const counts = new Uint32Array(2 ** B);
  const tops = new Uint32Array(256);
  const both = new Uint32Array(n);
  const whole = new Float64Array(n);
  const words = new Uint32Array(whole.buffer);
  for (let i = 0; i < n; i++) {
    const l = low[i] as number;
    const h = high[i] as number;
    counts[l & mask] = (counts[l & mask] as number) + 1;
    tops[h >>> 24] = (tops[h >>> 24] as number) + 1;
    both[i] = (((h >>> 24) << 12) | (l & 4095)) >>> 0;
    words[2 * i] = l;
    // No NaN and no zero: 52 bits are plenty to tell hashes apart.
    words[2 * i + 1] = (h & 0x000fffff) | 0x3ff00000;
  }
  return {
    equal: pairs(whole),
    low: excess(low.slice(), 32),
    high: excess(high.slice(), 32),
    both: excess(both, 20),
    buckets: chiSquare(counts, n),
    tophash: chiSquare(tops, n),
  };
}

/** Overflow buckets and the longest chain, in entries, of a map with 2^B buckets. */
export interface Chains {
  overflow: number;
  longest: number;
}

/** The chains that keys have whose low words of hashes are `low`, none of them deleted. */
export function chains(low: Uint32Array, B: number): Chains {
  const counts = new Uint32Array(2 ** B);
  const mask = 2 ** B - 1;
  for (const word of low) counts[word & mask] = (counts[word & mask] as number) + 1;
  let overflow = 0;
  let longest = 0;
  for (const count of counts) {
    if (count > 8) overflow += Math.ceil(count / 8) - 1;
    if (count > longest) longest = count;
  }
  return { overflow, longest };
}

/** How chains are distributed over many seeds. */
export interface ChainLaw {
  /** Mean number of overflow buckets, and its standard deviation from map to map. */
  mean: number;
  deviation: number;
  /** Number of overflow buckets that one map in a hundred exceeds. */
  rare: number;
  /** Share of maps that have more overflow buckets than `limit`. */
  above(limit: number): number;
  /** The longest chain of the median map, and of all. */
  median: number;
  longest: number;
}

export function lawOf(samples: readonly Chains[]): ChainLaw {
  const n = samples.length;
  const overflow = samples.map((c) => c.overflow).sort((a, b) => a - b);
  const longest = samples.map((c) => c.longest).sort((a, b) => a - b);
  const mean = overflow.reduce((a, b) => a + b, 0) / n;
  const variance = overflow.reduce((a, b) => a + (b - mean) ** 2, 0) / n;
  return {
    mean,
    deviation: Math.sqrt(variance),
    rare: overflow[Math.ceil(n * 0.99) - 1] as number,
    above: (limit) => overflow.filter((o) => o > limit).length / n,
    median: longest[n >> 1] as number,
    longest: longest[n - 1] as number,
  };
}

const laws = new Map<string, ChainLaw>();

/** The chains of `n` keys that a random function throws into 2^B buckets, from `maps` maps. */
export function randomLaw(n: number, B: number, maps: number): ChainLaw {
  const key = `${n} ${B} ${maps}`;
  let law = laws.get(key);
  if (!law) {
    const draws = new Draws(n);
    const low = new Uint32Array(n);
    const samples = Array.from({ length: maps }, () => {
      for (let i = 0; i < n; i++) low[i] = draws.word();
      return chains(low, B);
    });
    law = lawOf(samples);
    laws.set(key, law);
  }
  return law;
}

/** The chains of `keys` in maps with the seeds 1 to `maps`. */
export function chainLaw(probe: Probe, kind: Kind, keys: Keys, B: number, maps: number): ChainLaw {
  const samples = Array.from({ length: maps }, (_, seed) => {
    const h = probe.map(kind, seed + 1);
    const sample = chains(probe.hashes(kind, h, keys).low, B);
    probe.dispose(h);
    return sample;
  });
  return lawOf(samples);
}

/** `keys` with bit `bit` of each flipped. */
function flipped(keys: Keys, bit: number): Keys {
  if (keys instanceof Uint32Array) {
    const copy = keys.slice();
    for (let i = bit >>> 5; i < copy.length; i += 2)
      copy[i] = (copy[i] as number) ^ (1 << (bit & 31));
    return copy;
  }
  return keys.map((key) => {
    const copy = key.slice();
    copy[bit >>> 3] = (copy[bit >>> 3] as number) ^ (1 << (bit & 7));
    return copy;
  });
}

/**
 * Flips every bit of random keys of `bits` bits: how far from a half the share of keys is, at
 * worst, for which a bit of the hash flips with it, over all pairs of bits. Of 64·`bits` shares.
 */
export function avalanche(probe: Probe, kind: Kind, h: number, keys: Keys, bits: number): Bias {
  const n = countOf(keys);
  const before = probe.hashes(kind, h, keys);
  const worst = { bias: 0, input: 0, output: 0 };
  for (let input = 0; input < bits; input++) {
    const after = probe.hashes(kind, h, flipped(keys, input));
    const flips = new Uint32Array(64);
    for (let i = 0; i < n; i++) {
      const low = (before.low[i] as number) ^ (after.low[i] as number);
      const high = (before.high[i] as number) ^ (after.high[i] as number);
      for (let b = 0; b < 32; b++) {
        flips[b] = (flips[b] as number) + ((low >>> b) & 1);
        flips[b + 32] = (flips[b + 32] as number) + ((high >>> b) & 1);
      }
    }
    for (let output = 0; output < 64; output++) {
      const bias = Math.abs((flips[output] as number) / n - 0.5);
      if (bias > worst.bias) Object.assign(worst, { bias, input, output });
    }
  }
  return worst;
}

export interface Bias {
  bias: number;
  input: number;
  output: number;
}
