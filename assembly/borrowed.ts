// The memory that the host has borrowed from the heap, for keys, elements and text on their way in
// or out. The debug build keeps a list of it and asserts that every such address which the host
// passes lies inside, so that a mistake in the wrapper traps where it is made and cannot read or
// write what belongs to a map. Other builds assert nothing: there the wrapper is trusted.

import { area, areaSize, borrowedAt } from './area';

export class Borrowed {
  /** Asserts that the host has borrowed `n` times `size` bytes at `address`. */
  @inline
  static assert(address: usize, n: usize, size: usize): void {
    if (isDefined(TOPHASH_DEBUG)) assertBorrowed(address, n, size);
  }

  @inline
  static lend(address: usize, bytes: usize): void {
    if (isDefined(TOPHASH_DEBUG)) add(address, bytes);
  }

  @inline
  static takeBack(address: usize, bytes: usize): void {
    if (isDefined(TOPHASH_DEBUG)) remove(address, bytes);
  }
}

// The list: pairs of an address and a number of bytes; the address 0 marks a free pair.

function assertBorrowed(address: usize, n: usize, size: usize): void {
  const bytes = <u64>n * size;
  if (bytes == 0) return;
  for (let p = area + borrowedAt; p < area + areaSize; p += 8) {
    const from = load<usize>(p);
    if (from && address >= from && <u64>address + bytes <= <u64>from + load<u32>(p, 4)) return;
  }
  assert(false, 'not memory that the host has borrowed');
}

function add(address: usize, bytes: usize): void {
  for (let p = area + borrowedAt; p < area + areaSize; p += 8) {
    if (load<usize>(p)) continue;
    store<usize>(p, address);
    store<u32>(p, bytes, 4);
    return;
  }
  assert(false, 'the host borrows memory and never returns it');
}

function remove(address: usize, bytes: usize): void {
  assert(address, 'not memory that the host has borrowed');
  for (let p = area + borrowedAt; p < area + areaSize; p += 8) {
    if (load<usize>(p) != address || load<u32>(p, 4) != <u32>bytes) continue;
    store<usize>(p, 0);
    return;
  }
  assert(false, 'not memory that the host has borrowed');
}
