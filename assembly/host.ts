// The two calls from the core to its host. Both throw there, so they never return; they may be
// called only where the map is whole.

/** Throws for want of `bytes` bytes. */
export declare function outOfMemory(bytes: f64): void;

/** Throws the error that Go reports as fatal. */
export declare function fatal(error: i32): void;

// The host knows the texts.
export const concurrentMapWrites: i32 = 0;
export const concurrentMapReadAndWrite: i32 = 1;
export const concurrentMapIterationAndWrite: i32 = 2;
export const badMapState: i32 = 3;
