// Random bits for seeds. They are drawn when first needed, since some runtimes refuse to draw while
// modules load, and many at a time: a call takes 1.5 µs, four times as long as all else about a small map,
// and 1024 words not much more.

const drawn = new Uint32Array(1024);
let fill = fillFromWebCrypto;
let left = 0;

/** Says what fills words with random bits. */
export function drawFrom(given: (words: Uint32Array<ArrayBuffer>) => void): void {
  fill = given;
}

/** Throws `TypeError` where there is no `crypto`. */
export function fillFromWebCrypto(words: Uint32Array<ArrayBuffer>): void {
  if (globalThis.crypto?.getRandomValues === undefined) {
    throw new TypeError('there is no crypto.getRandomValues to draw a seed from: pass a seed');
  }
  crypto.getRandomValues(words);
}

/** 32 random bits. Throws `TypeError` where there is no source of them. */
export function randomWord(): number {
  if (left === 0) {
    fill(drawn);
    left = drawn.length;
  }
  left -= 1;
  return drawn[left] as number;
}
