// Memory that an iterator may still look at is not freed but retired. Every retirement has a
// number, and an iterator remembers the last number before it began; when an iterator ends,
// whatever was retired before the oldest live iterator began is freed. So abandoned arrays live
// exactly as long as someone can walk them, and no counter is kept per array. It is epoch-based
// reclamation (Fraser: "Practical lock-freedom", 2004) with iterators for readers.
//
// The list of retired memory runs through its first 16 bytes, which iterators do not read: in a
// bucket array they are the header of a slab. The bytes of a string are read by iterators that look
// up a key which has moved and may be back, so a note of 16 bytes stands in the list for them. If
// there is no memory for a note, the string gives its own bytes, and 0xffffffff, which begins no
// WTF-8 string, makes it equal to none.

import { allocate, free } from './heap/heap';
import { Hiter } from './hiter';
import { hmap } from './hmap';

@unmanaged
export class Retired {
  /** The address that a note is about; `self` if this is no note. */
  about: usize;
  next: usize;
  size: u32;
  /** Number of the retirement. */
  stamp: u32;
}

/** The retired memory itself is in the list. */
const self: usize = 0xffffffff;

/** Frees `size` bytes at `address` as soon as no iterator of `h` can reach them. */
export function retire(h: hmap, address: usize, size: usize): void {
  if (!h.iterators) {
    free(address, size);
    return;
  }
  enlist(h, address, self, size);
}

/** Does the same for the bytes of a string, which stay readable until then. */
export function retireString(h: hmap, address: usize, size: usize): void {
  const note = h.iterators ? allocate(offsetof<Retired>()) : 0;
  if (note) enlist(h, note, address, size);
  else retire(h, address, size);
}

function enlist(h: hmap, address: usize, about: usize, size: usize): void {
  h.retirements += 1;
  const r = changetype<Retired>(address);
  r.about = about;
  r.next = 0;
  r.size = size;
  r.stamp = h.retirements;
  if (h.lastRetired) changetype<Retired>(h.lastRetired).next = address;
  else h.retired = address;
  h.lastRetired = address;
}

/** Frees what no live iterator can reach. To be called when an iterator has ended. */
export function freeRetired(h: hmap): void {
  const oldest = h.iterators;
  let address = h.retired;
  while (address) {
    const r = changetype<Retired>(address);
    // Retired after the oldest iterator began: it may still look at it.
    if (oldest && <i32>(r.stamp - changetype<Hiter>(oldest).since) > 0) break;
    const next = r.next;
    if (r.about == self) {
      free(address, r.size);
    } else {
      free(r.about, r.size);
      free(address, offsetof<Retired>());
    }
    address = next;
  }
  h.retired = address;
  if (!address) h.lastRetired = 0;
}
