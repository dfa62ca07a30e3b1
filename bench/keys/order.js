// Numbers that look random and are the same in every run, in every engine.

/** A bijection on 32 bits (the finaliser of MurmurHash3, Appleby). */
export function mix(x) {
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

const SMALL = 2 ** 30 - 1;

/** A bijection on 30 bits, of the same steps: integers that every engine keeps without a box. */
export function mixSmall(x) {
  x ^= x >>> 15;
  x = Math.imul(x, 0x85ebca6b) & SMALL;
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35) & SMALL;
  return x ^ (x >>> 15);
}

/** A linear congruential generator (Numerical Recipes) of numbers from 0 up to 1. */
export function numbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The same items in another order, which depends on `salt`. */
export function shuffled(items, salt = 0) {
  const copy = items.slice();
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = mix(i ^ 0x5bd1e995 ^ salt) % (i + 1);
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  return copy;
}

/** Looking up fewer keys than this in a fixed order is something that a processor learns by heart. */
const LEAST = 4096;

/** The numbers from 0 to `size` - 1 at random, each as often as every other, at least `LEAST` in all. */
export function lookupOrder(size) {
  const all = Array.from({ length: size }, (_, i) => i);
  const passes = Math.max(1, Math.ceil(LEAST / size));
  return Array.from({ length: passes }, (_, pass) => shuffled(all, mix(pass))).flat();
}
