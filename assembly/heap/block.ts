// The large-block allocator: two-level segregated fit (Masmano, Ripoll, Crespo, Real: "TLSF: a new
// dynamic memory allocator for real-time systems", 2004). Free blocks are in lists by size, sixteen
// lists to a power of two; two levels of bitmaps find a list that fits in constant time. Neighbours
// never are both free: they are joined at once.
//
// A block starts with 8 bytes: its size with two flags, and the address of the block before it,
// which is only kept while that block is free. Everything from `top` on has never been handed out:
// the block before `top` is in use, and memory from `dirty` on was never written, so it is zero.

import { area, areaSize, growthsAt, listsAt, savedAt, secondLevelMapsAt } from '../area';
import { heapFrames, Stack } from '../stack';

@unmanaged
export class Block {
  /** Bytes with this header, a multiple of 16, and the two flags. */
  info: u32;
  /** The block before, valid while `prevFree` is set. */
  prev: usize;
  // Of a free block only: its neighbours in the list.
  nextInList: usize;
  prevInList: usize;

  @inline
  get size(): usize {
    return this.info & ~15;
  }
}

export const free_: u32 = 1;
export const prevFree: u32 = 2;

/** How many blocks of its own list a request looks at before the memory grows. */
const maxTries = 16;

const headerSize: usize = 8;
export const minBlock: usize = 32;

// Sizes below 256 share the first level, in steps of 16; above, a first level for every power of
// two is split in 16.
const secondLevelBits: u32 = 4;
export const secondLevels: u32 = 1 << secondLevelBits;
const firstLevelShift: u32 = 8;
export const firstLevels: u32 = 32 - firstLevelShift + 1;

/** Where the bitmap of the lists of a first level is that are not empty. */
export function secondLevelMap(first: u32): usize {
  return area + secondLevelMapsAt + first * sizeof<u32>();
}

/** Where a list begins. */
export function listAt(list: u32): usize {
  return area + listsAt + list * sizeof<usize>();
}

export let firstLevelMap: u32 = 0;

/**
 * Where the first block lies, and where the next new one goes: 8 below a multiple of 16, so that
 * payloads are aligned to 16.
 */
export let bottom: usize = ((__heap_base + 15) & ~15) + headerSize;
export let top: usize = bottom;
/** End of the memory that is there for blocks. */
export let end: usize = 0;
/** From here on the memory was never written. */
export let dirty: usize = top;

const wasmPage: u64 = 65536;
/** A growth asks for at least this, and for a quarter of what there is: growing is slow. */
const minGrowth: u64 = 1 << 20;

const maxPages: u32 = 65536;

function memoryEnd(): usize {
  return endOf(memory.size());
}

function endOf(pages: i32): usize {
  // The last 16 bytes of a full 4 GiB stay unused, so that every end is an address.
  return <u32>pages >= maxPages ? <usize>0xfffffff0 : <usize>pages * <usize>wasmPage;
}

/** The first level of a size, and the second in the low bits. */
export function listOf(size: usize): u32 {
  if (size < 1 << firstLevelShift) return size >> 4;
  const log2 = 31 - clz<u32>(size);
  const second = (size >> (log2 - secondLevelBits)) - secondLevels;
  return ((log2 - firstLevelShift + 1) << secondLevelBits) + second;
}

function insert(b: Block): void {
  const list = listOf(b.size);
  const head = listAt(list);
  const next = load<usize>(head);
  b.nextInList = next;
  b.prevInList = 0;
  if (next) changetype<Block>(next).prevInList = changetype<usize>(b);
  store<usize>(head, changetype<usize>(b));
  const first = list >> secondLevelBits;
  firstLevelMap |= 1 << first;
  const map = secondLevelMap(first);
  store<u32>(map, load<u32>(map) | (1 << (list & (secondLevels - 1))));
}

function remove(b: Block): void {
  const next = b.nextInList;
  const prev = b.prevInList;
  if (next) changetype<Block>(next).prevInList = prev;
  if (prev) {
    changetype<Block>(prev).nextInList = next;
    return;
  }
  const list = listOf(b.size);
  store<usize>(listAt(list), next);
  if (next) return;
  const first = list >> secondLevelBits;
  const map = secondLevelMap(first);
  const left = load<u32>(map) & ~(1 << (list & (secondLevels - 1)));
  store<u32>(map, left);
  if (!left) firstLevelMap &= ~(1 << first);
}

/** A free block of at least `size` bytes, or null. */
function find(size: usize): Block | null {
  const b = findAbove(size);
  return b ? b : findBeside(size);
}

/** The first block of the next list that is not empty and in which any block is large enough. */
function findAbove(size: usize): Block | null {
  let target = <u64>size;
  if (size >= 1 << firstLevelShift) {
    target += ((<u64>1) << (31 - clz<u32>(size) - secondLevelBits)) - 1;
    if (target > u32.MAX_VALUE) return null;
  }
  const list = listOf(<usize>target);
  let first = list >> secondLevelBits;
  let seconds = load<u32>(secondLevelMap(first)) & (-1 << (list & (secondLevels - 1)));
  if (!seconds) {
    const firsts = firstLevelMap & ~((2 << first) - 1);
    if (!firsts) return null;
    first = ctz(firsts);
    seconds = load<u32>(secondLevelMap(first));
  }
  const at = (first << secondLevelBits) + ctz(seconds);
  return changetype<Block>(load<usize>(listAt(at)));
}

/**
 * A block that is large enough in the list of the size itself, among the first of them. So an array
 * that was freed is there for the next one of the same size.
 */
function findBeside(size: usize): Block | null {
  let address = load<usize>(listAt(listOf(size)));
  for (let tries = 0; address && tries < maxTries; tries += 1) {
    const b = changetype<Block>(address);
    if (b.size >= size) return b;
    address = b.nextInList;
  }
  return null;
}

/** Cuts `b`, which is in use, to `size` bytes and frees the rest. */
function trim(b: Block, size: usize): void {
  const rest = b.size - size;
  if (rest < minBlock) return;
  b.info = size | (b.info & prevFree);
  const tail = changetype<Block>(changetype<usize>(b) + size);
  tail.info = rest;
  release(tail);
}

/** Makes room for a block of `size` bytes at `top`. */
function extend(size: usize): bool {
  if (!end) end = memoryEnd();
  let needed = <u64>top + size;
  if (needed <= end) return true;
  const pages = <u64>memory.size();
  // Where somebody else has grown a shared memory, the block cannot begin before the end of it.
  if (<u64>end < pages * wasmPage - 16) needed = pages * wasmPage + headerSize + size;
  const missing = (needed + headerSize + wasmPage - 1) / wasmPage - pages;
  // None is missing where it is the last 16 bytes that are, which are never handed out.
  if (!missing || pages + missing > maxPages) return false;
  // A reader takes no share of what the owner has.
  const share = bottom < <usize>wasmPage ? pages / 4 : 0;
  const wanted = max(missing, max(share, minGrowth / wasmPage));
  const possible = min(wanted, <u64>maxPages - pages);
  let grown = possible;
  let before = memory.grow(<i32>possible);
  if (before < 0) {
    grown = missing;
    before = memory.grow(<i32>missing);
    if (before < 0) return false;
  }
  store<u32>(area, load<u32>(area, growthsAt) + 1, growthsAt);
  if ((<usize>before) << 16 != end) skipTo((<usize>before) << 16);
  end = endOf(before + <i32>grown);
  return extend(size); // which is not enough yet if others have grown the memory meanwhile
}

/**
 * Goes on at `start`, where new memory of ours begins. What lies between belongs to other agents that
 * share the memory; to us it is a block that is never given back.
 */
function skipTo(start: usize): void {
  let hole = end - headerSize;
  if (hole - top < minBlock) hole = top;
  const rest = hole - top;
  const b = changetype<Block>(hole);
  b.info = start + headerSize - hole;
  const left = top;
  top = start + headerSize;
  if (dirty < top) dirty = top;
  if (!rest) return;
  changetype<Block>(left).info = rest;
  release(changetype<Block>(left));
}

/** Joins `b` with its free neighbours and makes the result free. */
function release(b: Block): void {
  let start = changetype<usize>(b);
  let size = b.size;
  if (b.info & prevFree) {
    const before = changetype<Block>(b.prev);
    remove(before);
    start = b.prev;
    size += before.size;
  }
  let next = start + size;
  if (next != top) {
    const after = changetype<Block>(next);
    if (after.info & free_) {
      remove(after);
      size += after.size;
      next = start + size;
    }
  }
  if (next == top) {
    top = start;
    return;
  }
  const joined = changetype<Block>(start);
  joined.info = size | free_;
  const after = changetype<Block>(next);
  after.info |= prevFree;
  after.prev = start;
  insert(joined);
}

/** Takes a free block into use. */
function claim(b: Block): void {
  remove(b);
  b.info = b.size;
  changetype<Block>(changetype<usize>(b) + b.size).info &= ~prevFree;
}

/** A new block in use of `size` bytes at `top`, or null. */
function append(size: usize): Block | null {
  if (!extend(size)) return null;
  const b = changetype<Block>(top);
  top += size;
  if (top > dirty) dirty = top;
  b.info = size;
  return b;
}

/** A block in use of `size` bytes, header included, or null. */
function take(size: usize): Block | null {
  const found = find(size);
  if (!found) return append(size);
  claim(found);
  trim(found, size);
  return found;
}

function blockSize(bytes: u64): u64 {
  return max<u64>((bytes + headerSize + 15) & ~15, minBlock);
}

/** Memory for `bytes` bytes, aligned to 16, or 0. */
export function allocateBlock(bytes: u64): usize {
  Stack.reserve(heapFrames);
  const size = blockSize(bytes);
  if (size > u32.MAX_VALUE - wasmPage) return 0;
  const b = take(<usize>size);
  return b ? changetype<usize>(b) + headerSize : 0;
}

/** The same, all zero. Memory that was never written is zero already and stays untouched. */
export function allocateZeroBlock(bytes: u64): usize {
  const written = dirty;
  const address = allocateBlock(bytes);
  if (address && address < written) memory.fill(address, 0, min(<usize>bytes, written - address));
  return address;
}

/** Gives back what `allocateBlock`, `allocateZeroBlock` or `allocateAligned` gave. */
export function freeBlock(address: usize): void {
  Stack.reserve(heapFrames);
  release(changetype<Block>(address - headerSize));
}

/** Bytes of a block for `allocateAligned`, its header included. */
export const alignedSize: usize = 16384;
/**
 * The most bytes that may lie before an aligned block in the free one that it is cut from: all of
 * `alignedSize`, and what was too short for a block.
 */
const alignedLead: usize = alignedSize + minBlock - 16;

/**
 * Memory for `alignedSize - 8` bytes at a multiple of `alignedSize`, or 0. Masking any address
 * inside gives the start.
 */
export function allocateAligned(): usize {
  Stack.reserve(heapFrames);
  let b = findAligned();
  if (b) {
    claim(b);
  } else {
    b = appendAligned();
    if (!b) return 0;
  }
  const start = alignedFrom(changetype<usize>(b));
  const lead = start - changetype<usize>(b);
  if (lead) {
    const inner = changetype<Block>(start);
    inner.info = b.size - lead;
    b.info = lead | (b.info & prevFree);
    release(b);
    b = inner;
  }
  trim(b, alignedSize);
  return start + headerSize;
}

/** A new block at `top` that ends where an aligned one in it does, or null. */
function appendAligned(): Block | null {
  let size: usize = 0;
  // In a shared memory `top` may move when room is made, and then more or less lies before the aligned block.
  while (true) {
    const needed = alignedFrom(top) + alignedSize - top;
    if (needed == size) return append(size);
    size = needed;
    if (!extend(size)) return null;
  }
}

/** A free block with room for an aligned one: it happens to lie well, or it is long enough. */
function findAligned(): Block | null {
  const b = find(alignedSize);
  if (b) {
    const start = changetype<usize>(b);
    if (alignedFrom(start) + alignedSize <= start + b.size) return b;
  }
  return find(alignedLead + alignedSize);
}

/**
 * The first place for a header before an aligned payload in a block that begins at `start`: at its
 * start, or a block later.
 */
function alignedFrom(start: usize): usize {
  const at = ((start + headerSize + alignedSize - 1) & ~(alignedSize - 1)) - headerSize;
  return at != start && at - start < minBlock ? at + alignedSize : at;
}

// Areas of readers. A reader has memory of its own, which begins with its area; the blocks that follow are
// its heap. When it goes, it leaves the state of its allocator in the area for the next reader, or none if
// it dies: then the next one begins anew in the first `readerPages` pages.

/** Pages that a reader begins with: its area, and room for the rows of columns. */
const readerPages: usize = 4;

/** Has the heap of this instance, a reader's, follow its area. */
export function adoptArea(): void {
  bottom = area + areaSize + headerSize;
  top = load<usize>(area, savedAt);
  if (top) {
    end = load<usize>(area, savedAt + 4);
    firstLevelMap = load<u32>(area, savedAt + 8);
    store<usize>(area, 0, savedAt);
  } else {
    memory.fill(area + growthsAt, 0, areaSize - growthsAt);
    top = bottom;
    end = area + (readerPages << 16);
  }
  dirty = end;
}

/** Leaves the area for the next reader. Nothing of it may be in use. */
export function leaveArea(): void {
  store<usize>(area, top, savedAt);
  store<usize>(area, end, savedAt + 4);
  store<u32>(area, firstLevelMap, savedAt + 8);
}
