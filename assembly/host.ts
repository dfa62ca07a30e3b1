// How the core gives up. It may do so only where the map is whole. In the package's own builds, which
// define TOPHASH_HOST, the host throws. In a module that imports the core as a library there is no host
// to call: it aborts, as it does for any error of its own.

import * as imports from './imports/host';

/** Throws for want of `bytes` bytes. */
export function outOfMemory(bytes: f64): void {
  if (isDefined(TOPHASH_HOST)) imports.outOfMemory(bytes);
  else throw new Error('GoMap: out of memory');
}

/** Throws the error that Go reports as fatal. */
export function fatal(error: i32): void {
  if (isDefined(TOPHASH_HOST)) imports.fatal(error);
  // No map there is used while it is written. One that is gone looks like it (library/nothing.ts).
  else throw new Error('GoMap: used after it was disposed of');
}

// The host knows the texts.
export const concurrentMapWrites: i32 = 0;
export const concurrentMapReadAndWrite: i32 = 1;
export const concurrentMapIterationAndWrite: i32 = 2;
export const badMapState: i32 = 3;
