// The header of a map: Go's 48 bytes at Go's 64-bit offsets, followed by what this port keeps per
// map and Go keeps elsewhere (the type, the generator of draws, the hash key, the memory it owns).
// A map is the address of its header.

import { bucketCnt, isMaptype, maptype } from './maptype';

// flags
/** There may be an iterator using buckets. */
export const iterator: u8 = 1;
/** There may be an iterator using oldbuckets. */
export const oldIterator: u8 = 2;
/** A write is under way: the host sets this around a callback that runs inside a write. */
export const hashWriting: u8 = 4;
/** The running growth is to a new array of the same size. */
export const sameSizeGrow: u8 = 8;
/** A reader's copy of the header of a shared map: what it leads to is only read. */
export const attached: u8 = 16;

// Average entries a bucket that start a growth: 13/2 = 6.5. README.md says why.
const loadFactorNum: u32 = 13;
const loadFactorDen: u32 = 2;

/** When a map is due to grow. */
export class LoadFactor {
  /** Whether `count` entries are too many for 2^B buckets. */
  @inline
  static over(count: u32, B: u8): bool {
    return count > LoadFactor.limit(B);
  }

  /** The most entries that 2^B buckets hold before a growth. */
  @inline
  static limit(B: u8): u32 {
    return max<u32>(<u32>bucketCnt, loadFactorNum * (((<u32>1) << B) / loadFactorDen));
  }

  /**
   * Whether there are about as many overflow buckets as buckets: the sign of a map that keeps its
   * size while entries come and go. `noverflow` is an estimate from 2^16 buckets on, so the limit
   * stops at 2^15.
   */
  @inline
  static tooManyOverflow(noverflow: u16, B: u8): bool {
    return noverflow >= (<u16>1) << (B > 15 ? 15 : B);
  }
}

/**
 * Go's `mapextra`. Go keeps the two lists of overflow buckets for its garbage collector alone. Here
 * those buckets belong to their bucket array, so of each list only the length is kept.
 */
@unmanaged
export class mapextra {
  /** 0 for no list, otherwise 1 + the length of the list of overflow buckets. */
  overflow: u64;
  /** The same for the old array. */
  oldoverflow: u64;
  /** The first spare bucket that is still free, or 0. */
  nextOverflow: usize;
  private nextOverflowHigh: u32;
}

@unmanaged
export class hmap {
  /** Live entries. */
  count: u32;
  private countHigh: u32;
  flags: u8;
  /** log2 of the number of buckets. */
  B: u8;
  /** Overflow buckets, counted exactly below 2^16 buckets and by sampling from there on. */
  noverflow: u16;
  /** Hash seed, drawn anew whenever the map becomes empty. */
  hash0: u32;
  /** The array of 2^B buckets and its spares; 0 before the first insert into a small map. */
  buckets: usize;
  private bucketsHigh: u32;
  /** The previous array while a growth runs, otherwise 0. */
  oldbuckets: usize;
  private oldbucketsHigh: u32;
  /** Old buckets below this one are evacuated. */
  nevacuate: u32;
  private nevacuateHigh: u32;
  /** The map's `mapextra` once it has needed one, otherwise 0. */
  extra: mapextra | null;
  private extraHigh: u32;

  // ---- from here on the port's own ----

  private type: maptype;
  /** Bytes of keys and elements that lie outside the buckets. */
  stringBytes: u32;
  /** State of the generator of draws. */
  random: u64;
  /** Secret of the hash that is added to the key. */
  secret: u64;
  /** Secret of the hash that multiplies: odd. */
  multiplier: u64;
  /** Room for the three words of `extra`. */
  private extra0: u64;
  private extra1: u64;
  private extra2: u64;
  /**
   * The slabs of the current array: those of overflow buckets, newest first, then that of
   * `buckets`.
   */
  array: usize;
  /** The slabs of the old array, likewise. */
  oldArray: usize;
  /** The next free bucket of the newest slab of overflow buckets, and where that slab ends. */
  slabFree: usize;
  slabEnd: usize;
  /** Live iterators. */
  iterators: usize;
  /** Arrays that the map has left and iterators hold. */
  retired: usize;
  /** Deleted keys that iterators may read, their bytes, and above how many bytes they are swept. */
  retiredKeys: usize;
  retiredBytes: u32;
  sweepAbove: u32;
  /** How often the map was cleared. */
  clears: u32;
  /** How many overflow buckets the current array has, counted exactly. */
  overflowBuckets: u32;
  /** Growths of either kind begun since the map was made. */
  growths: u32;
  /** Mask of a bucket index: 2^B - 1, kept ready for lookups. */
  private mask: u32;
  /** In the module that imports the core as a library: counts writes, for the cursors. */
  writes: u32;
  /** `secret` + `hash0`, likewise. */
  seed: u64;

  /**
   * The type. Nearly every entry point reads it first, so this is where bad addresses are found.
   */
  @inline
  get t(): maptype {
    this.assertMap();
    return this.type;
  }

  @inline
  set t(type: maptype) {
    this.type = type;
  }

  /** Asserts in the debug build that this is the header of a live map. */
  @inline
  assertMap(): void {
    if (isDefined(TOPHASH_DEBUG)) assertHeader(changetype<usize>(this));
  }

  /** Makes `assertMap` fail from now on: the map is gone. */
  @inline
  invalidate(): void {
    if (isDefined(TOPHASH_DEBUG)) store<usize>(changetype<usize>(this), 0, offsetof<hmap>('type'));
  }

  /** Gives the map its `mapextra` if it has none yet. */
  @inline
  needExtra(): mapextra {
    const extra = changetype<mapextra>(changetype<usize>(this) + offsetof<hmap>('extra0'));
    this.extra = extra;
    return extra;
  }

  @inline
  growing(): bool {
    return this.oldbuckets != 0;
  }

  /** Whether the running growth keeps the size. */
  @inline
  sameSizeGrow(): bool {
    return (this.flags & sameSizeGrow) != 0;
  }

  /** Mask of a bucket index. */
  @inline
  bucketMask(): u32 {
    return this.mask;
  }

  /** Makes 2^B the number of buckets. */
  @inline
  setB(B: u8): void {
    this.B = B;
    this.mask = ((<u32>1) << B) - 1;
  }

  /** Gives the map another hash; `secret` has been set. */
  @inline
  setHash0(hash0: u32): void {
    this.hash0 = hash0;
    this.seed = this.secret + hash0;
  }

  /** Number of buckets of the old array. */
  @inline
  noldbuckets(): u32 {
    return (<u32>1) << (this.sameSizeGrow() ? this.B : this.B - 1);
  }
}

/** Whether `bytes` bytes at `address` are in the memory. */
export function inMemory(address: usize, bytes: usize): bool {
  return address != 0 && <u64>address + bytes <= (<u64>memory.size()) << 16;
}

function assertHeader(h: usize): void {
  assert(inMemory(h, offsetof<hmap>()) && (h & 7) == 0, 'not the address of a live map');
  assert(isMaptype(load<usize>(h, offsetof<hmap>('type'))), 'not the address of a live map');
}
