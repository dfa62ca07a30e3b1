// @ts-check
// FNV-1a with 32 bits, the hash in which recordings give digests, keys passed and answers.

export const FNV_START = 2166136261;

/**
 * @param {Uint8Array} bytes
 * @param {number} [hash] of what comes before
 * @returns {number}
 */
export function fnv(bytes, hash = FNV_START) {
  for (let i = 0; i < bytes.length; i += 1) {
    hash = Math.imul(hash ^ /** @type {number} */ (bytes[i]), 16777619);
  }
  return hash >>> 0;
}
