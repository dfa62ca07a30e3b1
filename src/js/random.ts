// Random bits for seeds. They are drawn when first needed, since some runtimes refuse to draw while
// modules load, and many at a time: a call takes 1.5 µs, four times as long as all else about a small map,
// and 512 words not much more.

const drawn = new Uint32Array(512);
let left = 0;

/** 32 random bits. Throws `TypeError` where there is no `crypto`. */
export function randomWord(): number {
  if (left === 0) {
    if (globalThis.crypto?.getRandomValues === undefined) {
      throw new TypeError('there is no crypto.getRandomValues to draw a seed from: pass a seed');
    }
    crypto.getRandomValues(drawn);
    left = drawn.length;
  }
  left -= 1;
  return drawn[left] as number;
}
