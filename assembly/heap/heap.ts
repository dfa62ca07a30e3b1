// Memory for the maps. Whoever allocates remembers the size and says it again on freeing, so small
// blocks need no header. No function here throws: 0 means that the memory is exhausted.

import { allocateBlock, allocateZeroBlock, freeBlock } from './block';
import { allocateInSpan, freeInSpan, maxSpanBlock } from './span';

/** The bytes that the last failed request asked for. */
export let failedRequest: u64 = 0;

/** Bytes in use, as rounded by the allocators. */
export let bytesInUse: u64 = 0;

class Debug {
  /** In the debug build memory that nobody may read is full of what looks like live entries. */
  @inline
  static poison(address: usize, size: u64): void {
    if (isDefined(DEBUG)) memory.fill(address, 0xdb, <usize>size);
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
  const address = rounded <= maxSpanBlock ? allocateInSpan(<usize>rounded) : allocateBlock(rounded);
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
  if (rounded > maxSpanBlock) {
    const address = allocateZeroBlock(rounded);
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
  bytesInUse -= rounded;
  Debug.poison(address, rounded);
  if (rounded <= maxSpanBlock) freeInSpan(address, <usize>rounded);
  else freeBlock(address);
}
