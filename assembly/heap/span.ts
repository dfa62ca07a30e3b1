// The allocator of small pieces: spans of 16 KiB are cut into pieces of one size, a multiple of 16
// up to 512 bytes. A piece has no header: spans are aligned, so masking its address gives its span.
// A span with no piece in use goes back to the block allocator, except for the last one of its
// size.

import { area, headsAt } from '../area';
import { heapFrames, Stack } from '../stack';
import { alignedSize, allocateAligned, freeBlock } from './block';
import { Blocks } from './invariants';

@unmanaged
class Span {
  /** Pieces given back, linked through their first word. */
  freed: usize;
  /** The first piece never handed out, and where the last one ends. */
  fresh: usize;
  end: usize;
  /** Pieces in use. */
  used: u32;
  /** The spans of this size with room before and after this one, if it has room itself. */
  next: usize;
  prev: usize;
  hasRoom: bool;
}

/** Larger pieces are blocks of their own. */
export const maxSpanPiece: usize = 512;

const granule: usize = 16;
const spanHeader: usize = 32;

class Spans {
  @inline
  static of(address: usize): Span {
    return changetype<Span>(address & ~(alignedSize - 1));
  }

  /** Where the first span of a size that has room is noted. */
  @inline
  static head(size: usize): usize {
    return area + headsAt + (size / granule) * sizeof<usize>();
  }

  // Inlined, so that a piece is taken or given back in one function; see stack.ts.
  @inline
  static link(s: Span, head: usize): void {
    const next = load<usize>(head);
    s.next = next;
    s.prev = 0;
    s.hasRoom = true;
    if (next) changetype<Span>(next).prev = changetype<usize>(s);
    store<usize>(head, changetype<usize>(s));
  }

  @inline
  static unlink(s: Span, head: usize): void {
    if (s.prev) changetype<Span>(s.prev).next = s.next;
    else store<usize>(head, s.next);
    if (s.next) changetype<Span>(s.next).prev = s.prev;
    s.hasRoom = false;
  }
}

function newSpan(head: usize): Span | null {
  const address = allocateAligned();
  Blocks.changed();
  if (!address) return null;
  const s = changetype<Span>(address);
  s.freed = 0;
  s.fresh = address + spanHeader;
  s.end = address + alignedSize - 8;
  s.used = 0;
  Spans.link(s, head);
  return s;
}

/** A piece of `size` bytes, a multiple of 16 up to `maxSpanPiece`, or 0. */
export function allocateInSpan(size: usize): usize {
  const head = Spans.head(size);
  let s: Span | null = changetype<Span>(load<usize>(head));
  if (!s) {
    s = newSpan(head);
    if (!s) return 0;
  }
  let piece = s.freed;
  if (piece) {
    s.freed = load<usize>(piece);
  } else {
    piece = s.fresh;
    s.fresh = piece + size;
  }
  s.used += 1;
  if (!s.freed && s.fresh + size > s.end) Spans.unlink(s, head);
  return piece;
}

/** Gives back a piece of `size` bytes. */
export function freeInSpan(piece: usize, size: usize): void {
  const s = Spans.of(piece);
  // The last piece of a span: the span goes back as well.
  if (s.used == 1) Stack.reserve(heapFrames);
  store<usize>(piece, s.freed);
  s.freed = piece;
  s.used -= 1;
  const head = Spans.head(size);
  if (!s.hasRoom) {
    Spans.link(s, head);
  } else if (!s.used && (s.next || s.prev)) {
    Spans.unlink(s, head);
    freeBlock(changetype<usize>(s));
    Blocks.changed();
  }
}
