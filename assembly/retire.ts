// Memory that an iterator may still look at is not freed but retired. Every retirement has a
// number; an iterator remembers the last number before it began, and what was retired before the
// oldest live iterator began is freed when an iterator ends. So abandoned arrays live exactly as
// long as someone can walk them, and no counter is kept per array.
//
// The list runs through the retired memory itself, in 16 bytes that iterators do not read: the
// header of a region, or the start of a string, whose bytes are only ever compared. There the first
// word is made 0xffffffff, which begins no WTF-8 string, so the comparison cannot succeed.

import { free } from './heap/heap';
import { hmap } from './hmap';
import { Hiter } from './iterate';

@unmanaged
export class Retired {
  mark: u32;
  next: usize;
  size: u32;
  /** Number of the retirement. */
  stamp: u32;
}

/** Frees `size` bytes at `address` as soon as no iterator of `h` can reach them. */
export function retire(h: hmap, address: usize, size: usize): void {
  if (!h.iterators) {
    free(address, size);
    return;
  }
  h.retirements += 1;
  const r = changetype<Retired>(address);
  r.mark = 0xffffffff;
  r.next = 0;
  r.size = size;
  r.stamp = h.retirements;
  if (h.lastRetired) changetype<Retired>(h.lastRetired).next = address;
  else h.retired = address;
  h.lastRetired = address;
}

/** Frees what no live iterator can reach. Called when an iterator has ended. */
export function freeRetired(h: hmap): void {
  const oldest = h.iterators;
  let address = h.retired;
  while (address) {
    const r = changetype<Retired>(address);
    // Retired after the oldest iterator began: it may still look at it.
    if (oldest && <i32>(r.stamp - changetype<Hiter>(oldest).since) > 0) break;
    const next = r.next;
    free(address, r.size);
    address = next;
  }
  h.retired = address;
  if (!address) h.lastRetired = 0;
}
