// The small-block allocator: blocks of one size, a multiple of 16 up to 512, are cut from aligned
// spans of 16 KiB. A block has no header: its span is found by masking its address. A span without
// a block in use goes back to the block allocator, except for the last one of its size.

import { alignedSize, allocateAligned, freeBlock } from './block';

@unmanaged
class Span {
  /** Blocks given back, linked through their first word. */
  freed: usize;
  /** The first block never handed out, and where the last one ends. */
  fresh: usize;
  end: usize;
  /** Blocks in use. */
  used: u32;
  /** The spans of this size that have room, in both directions; null when this one is full. */
  next: usize;
  prev: usize;
  hasRoom: bool;
}

/** Blocks above this size come from the block allocator. */
export const maxSpanBlock: usize = 512;

const granule: usize = 16;
const spanHeader: usize = 32;

/** Per size the first span that has room. */
const heads = memory.data(<i32>((maxSpanBlock / granule + 1) * sizeof<usize>()), 4);

class Spans {
  @inline
  static of(address: usize): Span {
    return changetype<Span>(address & ~(alignedSize - 1));
  }

  @inline
  static head(size: usize): usize {
    return heads + (size / granule) * sizeof<usize>();
  }
}

function link(s: Span, head: usize): void {
  const next = load<usize>(head);
  s.next = next;
  s.prev = 0;
  s.hasRoom = true;
  if (next) changetype<Span>(next).prev = changetype<usize>(s);
  store<usize>(head, changetype<usize>(s));
}

function unlink(s: Span, head: usize): void {
  if (s.prev) changetype<Span>(s.prev).next = s.next;
  else store<usize>(head, s.next);
  if (s.next) changetype<Span>(s.next).prev = s.prev;
  s.hasRoom = false;
}

function newSpan(head: usize): Span | null {
  const address = allocateAligned();
  if (!address) return null;
  const s = changetype<Span>(address);
  s.freed = 0;
  s.fresh = address + spanHeader;
  s.end = address + alignedSize - 8;
  s.used = 0;
  link(s, head);
  return s;
}

/** A block of `size` bytes, a multiple of 16 up to `maxSpanBlock`, or 0. */
export function allocateInSpan(size: usize): usize {
  const head = Spans.head(size);
  let s: Span | null = changetype<Span>(load<usize>(head));
  if (!s) {
    s = newSpan(head);
    if (!s) return 0;
  }
  let block = s.freed;
  if (block) {
    s.freed = load<usize>(block);
  } else {
    block = s.fresh;
    s.fresh = block + size;
  }
  s.used += 1;
  if (!s.freed && s.fresh + size > s.end) unlink(s, head);
  return block;
}

/** Gives back a block of `size` bytes. */
export function freeInSpan(block: usize, size: usize): void {
  const s = Spans.of(block);
  store<usize>(block, s.freed);
  s.freed = block;
  s.used -= 1;
  const head = Spans.head(size);
  if (!s.hasRoom) {
    link(s, head);
  } else if (!s.used && (s.next || s.prev)) {
    unlink(s, head);
    freeBlock(changetype<usize>(s));
  }
}
