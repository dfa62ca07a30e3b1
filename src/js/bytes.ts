// What single calls with bytes ask of a `Uint8Array`, through the language's own functions as in
// typed-arrays.ts.

import { getTag, getter, prototype } from './typed-arrays.js';

/**
 * In a scope of their own. In a bundle the constants of a file become variables, which engines read and
 * call at every use; these they know, and put in their place: 20 ns for a key of 16 bytes instead of 32
 * (Node 20 and 24).
 */
function functions() {
  const { apply } = Reflect;
  const { indexOf, set } = prototype;
  const getName = getTag;
  const getLength = getter(prototype, 'length');

  /**
   * The number of bytes of a `Uint8Array`; -1 for anything else, and for one that lies outside of its
   * buffer, which was detached or made smaller.
   */
  function lengthOfBytes(value: unknown): number {
    if (apply(getName, value, []) !== 'Uint8Array') return -1;
    const length = apply(getLength, value, []) as number;
    return length > 0 || isInside(value) ? length : -1;
  }

  /** Whether a typed array lies in its buffer. Its getters say 0 where it does not; its methods throw. */
  function isInside(array: unknown): boolean {
    try {
      apply(indexOf, array, [0]);
      return true;
    } catch (error) {
      if (error instanceof TypeError) return false;
      throw error; // there was no stack
    }
  }

  /**
   * Copies a `Uint8Array` to `to`, from `at` on. Where another thread makes it grow meanwhile, what
   * follows in `to` is written as well, or it throws: `to` has nothing there yet. It takes 17 ns for
   * any few bytes. A loop takes 12 for 8 bytes, but then the core, which reads words, waits for what was
   * written byte by byte: a lookup takes as long or longer (Node 20 and 24).
   */
  function copyBytes(from: unknown, to: Uint8Array, at: number): void {
    apply(set, to, [from, at]);
  }

  return { lengthOfBytes, copyBytes };
}

export const { lengthOfBytes, copyBytes } = functions();

/** Says by its sign how two arrays follow one another: byte by byte, and a longer one after its beginning. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i += 1) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}
