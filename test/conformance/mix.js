// @ts-check
// The scrambling function of the program that recorded the journals (test/go-oracle/mix): keys,
// elements and texts are all made from it.

/**
 * Scrambles 32 bits; different numbers stay different.
 * @param {number} x
 * @returns {number}
 */
export function mix32(x) {
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}
