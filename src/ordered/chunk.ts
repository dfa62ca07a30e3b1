// A piece of the order of insertion, in 16 KiB of linear memory (assembly/exports/ordered.ts): up to 1022
// entries of a WasmMap or 2044 of a WasmSet, and twice as many if they are integers. Here is what the host
// knows of it. A place is an index into the memory as 4-byte elements, where an entry begins.
//
// Iterators stand in chunks, and nobody has a list of them. A chunk that was given up says itself where
// its entries have gone, for as long as an iterator holds it.

/** Places of a chunk's memory before its first entry, which are the core's. */
const HEADER = 4;
/** Places that entries may take. */
const ROOM = 4088;
/** The bits of a place that say where in its chunk it is. */
const MASK = 4095;

/** What marks an entry. An enum, as in `kinds`: the build puts the constants in its place. */
export enum Mark {
  /** The upper half of a word whose key or value is in an array of the chunk. */
  kept = 0xfffc0000,
  /** That of the key of a deleted entry, as the core writes it. */
  hole = 0xfffe0000,
  /** That of a value that is NaN. */
  nan = 0x7ff80000,
  /** The key of a deleted entry in a chunk of integers. */
  intHole = -0x80000000,
}

/** Whether a chunk of integers can have it as a key. */
export function isIntKey(key: unknown): boolean {
  return typeof key === 'number' && (key | 0) === key && key !== Mark.intHole;
}

/** Whether a chunk of integers can have it as a value: not -0, whose sign would be lost. */
export function isIntValue(value: unknown): boolean {
  return typeof value === 'number' && (value | 0) === value && (value !== 0 || 1 / value > 0);
}

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
  /** How many places an entry takes, and its log2. */
  readonly width: number;
  readonly shift: number;
  /** How many places after the key the value is; 0 in a WasmSet. */
  readonly valueOffset: number;
  /** Keys and values that a word cannot hold, by `slotOf` of their places; made when there is one. */
  keys: unknown[] | undefined = undefined;
  values: unknown[] | undefined = undefined;
  /** The places where to go on from each old one, and after the last. */
  #moved: Uint32Array | undefined = undefined;
  /** For a chunk that was given up, the other one with its entries if there are two. */
  #second: Chunk | undefined = undefined;

  constructor(
    /** The number under which its table has it. */
    readonly id: number,
    /** The place of its memory. */
    readonly place: number,
    /** Whether it is one of integers. */
    readonly ofInts: boolean,
    /** Whether entries have values. */
    hasValues: boolean,
  ) {
    this.shift = (ofInts ? 0 : 1) + (hasValues ? 1 : 0);
    this.width = 1 << this.shift;
    this.valueOffset = hasValues ? this.width >>> 1 : 0;
    this.start = place + HEADER;
    this.first = this.start;
    this.end = this.start;
    this.limit = this.start + ROOM;
  }

  /** Entries that it has room for. */
  get room(): number {
    return ROOM >>> this.shift;
  }

  /** How many entries are before `place`. */
  slotOf(place: number): number {
    return (place - this.start) >>> this.shift;
  }

  /** Where a reader goes on who stood at `place`, in the chunk that `successorAt` tells. */
  resumeAt(place: number): number {
    const at = this.slotOf(place);
    const moved = this.#moved;
    if (moved === undefined) return (this.next as Chunk).start;
    return moved[at < moved.length ? at : moved.length - 1] as number;
  }

  /** The chunk to read after this one, in which `place` is. */
  successorAt(place: number): Chunk {
    const second = this.#second;
    return second?.place === chunkPlace(place) ? second : (this.next as Chunk);
  }

  /** Says that the entries are in `successor` now, and in `second`: where, or nothing if there were none. */
  giveUp(successor: Chunk, moved?: Uint32Array, second?: Chunk): void {
    this.#moved = moved;
    this.#second = second;
    this.end = 0;
    this.keys = undefined;
    this.values = undefined;
    this.prev = undefined;
    this.next = successor;
  }
}
