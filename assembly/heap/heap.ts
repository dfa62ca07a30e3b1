// Memory for the maps: small pieces from spans, large ones from blocks. The caller keeps the size
// and gives it again on freeing, so that small pieces need no header. Nothing here throws: 0 means
// that the memory is exhausted.
//
// Two allocators over one memory would destroy each other. So in a module that imports the core as a
// library, where TOPHASH_HOST is not defined, everything comes from the allocator of that module. It
// gives no block above 1 GiB, and traps when memory cannot grow.

import { alignedSize, allocateAligned, allocateBlock, allocateZeroBlock, freeBlock } from './block';
import { Blocks } from './invariants';
import { allocateInSpan, freeInSpan, maxSpanPiece } from './span';

/** The bytes that the last failed request asked for. */
export let failedRequest: u64 = 0;

/** Bytes in use, as rounded by the allocators. */
export let bytesInUse: u64 = 0;

class Debug {
  /** Fills memory that nobody may read, in the debug build, with what looks like live entries. */
  @inline
  static poison(address: usize, size: u64): void {
    if (isDefined(TOPHASH_DEBUG)) memory.fill(address, 0xdb, <usize>size);
  }
}

/** The most bytes that a module's own allocator gives, without its header. */
const maxModuleBlock: u64 = (1 << 30) - 16;

/** Where memory comes from. Sizes are rounded. */
class Source {
  @inline
  static take(size: u64): usize {
    if (!isDefined(TOPHASH_HOST)) return size > maxModuleBlock ? 0 : heap.alloc(<usize>size);
    else return size <= maxSpanPiece ? allocateInSpan(<usize>size) : allocateBlock(size);
  }

  @inline
  static takeZero(size: u64): usize {
    if (isDefined(TOPHASH_HOST)) return allocateZeroBlock(size);
    const address = Source.take(size);
    if (address) memory.fill(address, 0, <usize>size);
    return address;
  }

  @inline
  static give(address: usize, size: u64): void {
    if (!isDefined(TOPHASH_HOST)) heap.free(address);
    else if (size <= maxSpanPiece) freeInSpan(address, <usize>size);
    else freeBlock(address);
  }
}

class Rounded {
  @inline
  static up(size: u64): u64 {
    return (size + 15) & ~15;
  }
}

/** Memory for `size` > 0 bytes, aligned to 16, or 0. */
export function allocate(size: u64): usize {
  const rounded = Rounded.up(size);
  const address = Source.take(rounded);
  if (rounded > maxSpanPiece) Blocks.changed();
  if (!address) {
    failedRequest = size;
    return 0;
  }
  bytesInUse += rounded;
  Debug.poison(address, rounded);
  return address;
}

/** The same, all zero. */
export function allocateZero(size: u64): usize {
  const rounded = Rounded.up(size);
  if (rounded > maxSpanPiece) {
    const address = Source.takeZero(rounded);
    Blocks.changed();
    if (!address) {
      failedRequest = size;
      return 0;
    }
    bytesInUse += rounded;
    return address;
  }
  const address = allocate(rounded);
  if (address) {
    // memory.fill costs a call out of wasm; a small block is cheaper word by word.
    const end = address + <usize>rounded;
    for (let p = address; p < end; p += 16) {
      store<u64>(p, 0);
      store<u64>(p, 0, 8);
    }
  }
  return address;
}

/** Gives back `size` bytes. */
export function free(address: usize, size: u64): void {
  const rounded = Rounded.up(size);
  Debug.poison(address, rounded);
  Source.give(address, rounded);
  if (rounded > maxSpanPiece) Blocks.changed();
  bytesInUse -= rounded;
}

/** All but 8 of `alignedSize` bytes at a multiple of it, or 0. Masking any address inside gives the start. */
export function allocateChunk(): usize {
  const address = allocateAligned();
  Blocks.changed();
  if (!address) {
    failedRequest = alignedSize;
    return 0;
  }
  bytesInUse += alignedSize;
  Debug.poison(address, alignedSize - 8);
  return address;
}

/** Gives such a chunk back. */
export function freeChunk(address: usize): void {
  Debug.poison(address, alignedSize - 8);
  freeBlock(address);
  Blocks.changed();
  bytesInUse -= alignedSize;
}
