// Memory that an iterator may still look at is not freed but retired. Every retirement has a
// number; an iterator remembers the last number before it began, and what was retired before the
// oldest live iterator began is freed when an iterator ends. So abandoned arrays live exactly as
// long as someone can walk them, and no counter is kept per array.
//
// The list of retired memory runs through its first 16 bytes, which iterators do not read: the header
// of a region. The bytes of a string are read, by an iterator that looks up a key that has moved and
// may be back: a note of 16 bytes stands in the list for them. If there is no memory for a note, the
// string gives its own bytes, and 0xffffffff, which begins no WTF-8 string, makes it equal to none.

import { allocate, free } from './heap/heap';
import { hmap } from './hmap';
import { Hiter } from './iterate';

@unmanaged
export class Retired {
  /** Of a note: the address that it is about. Otherwise `self`. */
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

/** The same for the bytes of a string, which stay readable until then. */
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

/** Frees what no live iterator can reach. Called when an iterator has ended. */
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
