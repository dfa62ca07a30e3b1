// The header of a map: Go's 48 bytes at Go's 64-bit offsets, followed by what this port keeps per
// map and Go keeps elsewhere (the type, the generator of draws, the hash key, the memory it owns).
// A map is the address of its header.

import { Live } from './live';
import { bucketCnt, maptype } from './maptype';

// flags
/** There may be an iterator using buckets. */
export const iterator: u8 = 1;
/** There may be an iterator using oldbuckets. */
export const oldIterator: u8 = 2;
/** A write is under way: set by the host around a callback that runs inside a write. */
export const hashWriting: u8 = 4;
/** The running growth is to a new map of the same size. */
export const sameSizeGrow: u8 = 8;

// Average entries a bucket that start a growth: 13/2 = 6.5.
const loadFactorNum: u32 = 13;
const loadFactorDen: u32 = 2;

/** Whether `count` entries in 2^B buckets are over the load factor. */
export class Load {
  @inline
  static over(count: u32, B: u8): bool {
    return count > Load.limit(B);
  }

  /** The most entries that 2^B buckets hold before a growth. */
  @inline
  static limit(B: u8): u32 {
    return max<u32>(bucketCnt, loadFactorNum * (((<u32>1) << B) / loadFactorDen));
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
 * Go's `mapextra`. The two lists of overflow buckets exist in Go for its garbage collector alone;
 * here their buckets belong to regions, so of each list only its length is kept.
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
  /** Hash seed; drawn anew whenever the map becomes empty. */
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
  /** Its `mapextra` once it has needed one, otherwise 0. */
  extra: mapextra | null;
  private extraHigh: u32;

  // ---- from here on ours ----

  private type: maptype;
  /** Bytes of keys and elements that lie outside the buckets. */
  stringBytes: u32;
  /** State of the generator of draws. */
  random: u64;
  /** Secret of the hash that is added to the key. */
  secret: u64;
  /** Secret of the hash that multiplies: odd. */
  multiplier: u64;
  /** Room for `extra`: its three words. */
  private extra0: u64;
  private extra1: u64;
  private extra2: u64;
  /** Memory of the current array: its overflow slabs, newest first, then the array. */
  regions: usize;
  /** Memory of the old array, likewise. */
  oldRegions: usize;
  /** The next free bucket of the newest slab of `regions`. */
  slabFree: usize;
  slabEnd: usize;
  /** Live iterators, oldest first. */
  iterators: usize;
  lastIterator: usize;
  /** Memory given up while iterators were alive, oldest first. */
  retired: usize;
  lastRetired: usize;
  /** Number of pieces of memory given up so far while iterators were alive. */
  retirements: u32;
  /** Overflow buckets of the current array, all of them. */
  overflowBuckets: u32;
  /** Growths begun since the map was made, of either kind. */
  growths: u32;

  /** The type. Nearly every entry point begins with it, so bad addresses are found here. */
  @inline
  get t(): maptype {
    Live.map(changetype<usize>(this));
    return this.type;
  }

  @inline
  set t(type: maptype) {
    this.type = type;
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
    return ((<u32>1) << this.B) - 1;
  }

  /** Number of buckets of the old array. */
  @inline
  noldbuckets(): u32 {
    return (<u32>1) << (this.sameSizeGrow() ? this.B : this.B - 1);
  }
}
