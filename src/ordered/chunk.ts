// A piece of the order of insertion: up to 1022 entries of a WasmMap or 2045 of a WasmSet, in 16 KiB of
// linear memory (assembly/exports/ordered.ts). Here is what the host knows of it.
//
// Iterators stand in chunks, and nobody has a list of them. A chunk that was given up says itself where
// its entries have gone, for as long as an iterator holds it.

/** Words of a chunk's memory before its first entry. The first word is the core's header. */
const HEADER = 2;
/** Words that entries may take. */
export const ROOM = 2044;
/** The bits of a place that say where in its chunk it is. */
const MASK = 2047;

/** The upper half of a word whose key or value is in an array of the chunk. */
export const KEPT = 0xfffc0000;
/** That of the key of a deleted entry, as the core writes it. */
export const HOLE = 0xfffe0000;
/** That of a value that is NaN. */
export const NAN = 0x7ff80000;

/** The place of the chunk in which the entry at `place` is. */
export function chunkPlace(place: number): number {
  return place & ~MASK;
}

export class Chunk {
  /** The place of the first entry. */
  readonly start: number;
  /** All entries before this place were deleted: so the oldest of a queue is found at once. */
  first: number;
  /** The place after the last entry written; 0 in a chunk that was given up. */
  end: number;
  /** The place where entries must end. */
  readonly limit: number;
  prev: Chunk | undefined = undefined;
  /** The chunk to read after this one. For a chunk that was given up, the one with its entries. */
  next: Chunk | undefined = undefined;
  /** Keys and values that a word cannot hold, by `slotOf` of their places; made when there is one. */
  keys: unknown[] | undefined = undefined;
  values: unknown[] | undefined = undefined;
  /** The places in `next` where to go on from each old one, and after the last. */
  #moved: Uint32Array | undefined = undefined;

  constructor(
    /** The number under which its table has it. */
    readonly id: number,
    /** The place of its memory. */
    readonly place: number,
    /** log2 of the words of an entry. */
    readonly shift: number,
  ) {
    this.start = place + HEADER;
    this.first = this.start;
    this.end = this.start;
    this.limit = this.start + ROOM;
  }

  /** How many places of entries are before `place`. */
  slotOf(place: number): number {
    return (place - this.start) >>> this.shift;
  }

  /** Where in `next` a reader goes on who stood at `place` when this chunk was given up. */
  resumeAt(place: number): number {
    const at = this.slotOf(place);
    const moved = this.#moved;
    if (moved === undefined) return (this.next as Chunk).start;
    return moved[at < moved.length ? at : moved.length - 1] as number;
  }

  /** Says that the entries are in `successor` now: where, or nothing if there were none. */
  giveUp(successor: Chunk, moved: Uint32Array | undefined = undefined): void {
    this.#moved = moved;
    this.end = 0;
    this.keys = undefined;
    this.values = undefined;
    this.prev = undefined;
    this.next = successor;
  }
}
