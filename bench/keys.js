// Keys for the benchmarks. Key number i is the same for every competitor; keys are spread over their
// range, and looked up in an order that is not that of insertion.

/** A bijection on 32 bits (the finaliser of MurmurHash3, Appleby). */
function mix(x) {
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const MAKERS = {
  u32: (i) => mix(i),
  f64: (i) => mix(i) * 1.5 + 0.25,
  u64: (i) => (BigInt(mix(i)) << 32n) | BigInt(mix(~i)),
  string: (i) => `user:${mix(i).toString(36)}`,
};

/** `count` keys of a kind, from number `from` on. */
export function makeKeys(kind, from, count) {
  return Array.from({ length: count }, (_, i) => MAKERS[kind](from + i));
}

/** The same keys in another order, the same in every run. */
export function shuffled(keys) {
  const copy = keys.slice();
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = mix(i ^ 0x5bd1e995) % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}
