// What an instance of the core writes at fixed places: the argument area, the rows of a block, what an
// iterator leaves for the host, and the lists of the allocator. It lies among the static data, at addresses
// that are constants. In a shared memory every instance must have an area of its own, or two readers would
// write over each other. So the build finds out where the addresses stand in the code, and the module for
// readers has them moved to where the area of a reader is (src/wasm/shared-module.ts). With a variable
// here, everybody would pay: 1 ns for a 64-bit key, 5 for a string (of 52, Node 20).
//
// What is static and not in the area is written by the owner of a memory alone.

// Offsets in an area. The first 16 bytes are the host's (src/wasm/areas.ts).

/** The state of its allocator after a reader has left it: `top`, 0 for none, and two words more. */
export const savedAt: usize = 16;
/** How often this instance has made the memory grow. */
export const growthsAt: usize = 28;
/** A 64-bit key. */
export const wordKeyAt: usize = 32;
/** Whether the last lookup has found a value that also stands for none. */
export const foundAt: usize = wordKeyAt + 8;
/** The element that `getAll` reads for absent keys. */
export const missingAt: usize = foundAt + 8;
/** A string key, as a Go string. */
export const stringKeyAt: usize = missingAt + 16;
/** The bytes of a key that comes as a JavaScript string of up to 64 units: as `JsString.room` says. */
export const keyBytesAt: usize = stringKeyAt + 16;
/** The four lanes of a checksum. */
export const lanesAt: usize = keyBytesAt + 3 * 64 + 8;
/** Where loads go that are for the cache's sake. */
export const touchedAt: usize = lanesAt + 32;
/** Room for the iterator that `peek` returns: for the largest bucket there is. */
export const peekedAt: usize = touchedAt + 8;
/** Room for strings that are joined, and a word more. */
export const joinedAt: usize = peekedAt + 512;
/** The most bytes that are joined. */
export const maxJoined: usize = 4096;
/** The rows of a block: 64 of 24 bytes. */
export const rowsAt: usize = joinedAt + maxJoined + 8;
/** The first span of each size that has room. */
export const headsAt: usize = rowsAt + 64 * 24;
/** The bitmaps of the lists of free blocks, one for each of 25 first levels. */
export const secondLevelMapsAt: usize = headsAt + 136;
/** The lists of free blocks: 16 for each first level. */
export const listsAt: usize = secondLevelMapsAt + 104;
/** In the debug build the 1024 pieces that the host has borrowed. */
export const borrowedAt: usize = listsAt + 25 * 16 * 4;

/** A multiple of 16, as what follows an area begins where a block may. */
export const areaSize: usize = (borrowedAt + (isDefined(TOPHASH_DEBUG) ? 8192 : 0) + 15) & ~15;

/** How far the area is moved in a build that differs in nothing else, from which addresses are known. */
const shift: usize = isDefined(TOPHASH_SHIFT) ? 1 : 0;

/** Where the area of this instance is. */
export const area: usize = memory.data(<i32>(areaSize + 8), 16) + shift;
