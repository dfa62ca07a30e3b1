// What the debug build asserts of every address that the host passes: that it is the header of a live
// map, a live iterator of one, or memory that the host has borrowed. So a mistake in the wrapper traps
// where it is made, and does not read or write what belongs to another map. Other builds assert
// nothing: there the wrapper is trusted.

import { hmap } from './hmap';
import { Hiter } from './iterate';
import { isMaptype } from './maptype';

/** What the host has borrowed: addresses and numbers of bytes, 0 for a free place. */
const borrowed: usize = isDefined(DEBUG) ? memory.data(1024, 4) : 0;
const borrowedEnd: usize = borrowed + 1024;

export class Live {
  @inline
  static map(h: usize): void {
    if (isDefined(DEBUG)) checkMap(h);
  }

  /** The map at `h` is none any more: what reads its memory by mistake must not take it for one. */
  @inline
  static ended(h: usize): void {
    if (isDefined(DEBUG)) store<usize>(h, 0, offsetof<hmap>('type'));
  }

  @inline
  static iterator(it: usize): void {
    if (isDefined(DEBUG)) checkIterator(it);
  }

  /** That `n` times `size` bytes at `address` are the host's. */
  @inline
  static memory(address: usize, n: usize, size: usize): void {
    if (isDefined(DEBUG)) checkMemory(address, n, size);
  }

  /** That a column of `n` elements of the map is. */
  @inline
  static elems(h: hmap, address: usize, n: usize): void {
    if (isDefined(DEBUG)) checkMemory(address, n, h.t.elemsize);
  }

  @inline
  static lent(address: usize, bytes: usize): void {
    if (isDefined(DEBUG)) noteLent(address, bytes);
  }

  @inline
  static returned(address: usize, bytes: usize): void {
    if (isDefined(DEBUG)) noteReturned(address, bytes);
  }
}

function inMemory(address: usize, bytes: usize): bool {
  return address != 0 && <u64>address + bytes <= (<u64>memory.size()) << 16;
}

function checkMap(h: usize): void {
  assert(inMemory(h, offsetof<hmap>()) && (h & 7) == 0, 'not the address of a live map');
  assert(isMaptype(load<usize>(h, offsetof<hmap>('type'))), 'not the address of a live map');
}

function checkIterator(it: usize): void {
  assert(inMemory(it, offsetof<Hiter>()) && (it & 7) == 0, 'not the address of a live iterator');
  const h = load<usize>(it, offsetof<Hiter>('map'));
  assert(inMemory(h, offsetof<hmap>()) && (h & 7) == 0, 'not the address of a live iterator');
  checkMap(h);
  let live = changetype<hmap>(h).iterators;
  while (live && live != it) live = changetype<Hiter>(live).next;
  assert(live, 'not the address of a live iterator');
}

function checkMemory(address: usize, n: usize, size: usize): void {
  const bytes = <u64>n * size;
  if (bytes == 0) return;
  for (let p = borrowed; p < borrowedEnd; p += 8) {
    const from = load<usize>(p);
    if (from && address >= from && <u64>address + bytes <= <u64>from + load<u32>(p, 4)) return;
  }
  assert(false, 'not memory that the host has borrowed');
}

function noteLent(address: usize, bytes: usize): void {
  for (let p = borrowed; p < borrowedEnd; p += 8) {
    if (load<usize>(p)) continue;
    store<usize>(p, address);
    store<u32>(p, bytes, 4);
    return;
  }
  assert(false, 'the host borrows memory and never returns it');
}

function noteReturned(address: usize, bytes: usize): void {
  assert(address, 'not memory that the host has borrowed');
  for (let p = borrowed; p < borrowedEnd; p += 8) {
    if (load<usize>(p) != address || load<u32>(p, 4) != <u32>bytes) continue;
    store<usize>(p, 0);
    return;
  }
  assert(false, 'not memory that the host has borrowed');
}
