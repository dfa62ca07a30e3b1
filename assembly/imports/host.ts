// What the host of the package's own builds provides. Both throw there, so they never return.

/** Throws for want of `bytes` bytes. */
export declare function outOfMemory(bytes: f64): void;

/** Throws the error that Go reports as fatal. */
export declare function fatal(error: i32): void;
