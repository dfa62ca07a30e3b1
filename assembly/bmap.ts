// A bucket: eight tophash bytes, eight keys, eight elements, and a pointer to an overflow bucket.
// Keys stand together and elements stand together, so that no padding is needed between them.
//
// A tophash byte is the highest byte of the key's hash, lifted above the values that describe a
// cell without an entry. README.md says what each of them promises.

import { dataOffset, maptype } from './maptype';

/** This cell is empty, and so is every later cell of the chain. */
export const emptyRest: u8 = 0;
/** This cell is empty. */
export const emptyOne: u8 = 1;
/** The entry has moved to the first half of the new array. */
export const evacuatedX: u8 = 2;
/** The entry has moved to the second half of the new array. */
export const evacuatedY: u8 = 3;
/** The cell was empty, and its bucket has been evacuated. */
export const evacuatedEmpty: u8 = 4;
/** The smallest tophash of a live entry. */
export const minTopHash: u8 = 5;

/**
 * Functions on the address of a bucket, or of a cell. A cell is named by the address of its tophash
 * byte: buckets are aligned to 8, so that address holds both the bucket and the index.
 */
export class Bucket {
  /** The tophash byte of a hash. */
  @inline
  static tophash(hash: u64): u8 {
    const top = <u8>(hash >> 56);
    return top < minTopHash ? top + minTopHash : top;
  }

  /** Whether a cell with this tophash byte holds nothing. */
  @inline
  static isEmpty(top: u8): bool {
    return top <= emptyOne;
  }

  /** Whether the chain that starts with `b` has been evacuated. */
  @inline
  static evacuated(b: usize): bool {
    return load<u8>(b) - evacuatedX <= evacuatedEmpty - evacuatedX;
  }

  /** Whether no cell after bucket `b` is in use: its last cell says so for the whole chain. */
  @inline
  static isLast(b: usize): bool {
    return load<u8>(b, 7) == emptyRest;
  }

  @inline
  static key(b: usize, i: usize, keysize: usize): usize {
    return b + dataOffset + i * keysize;
  }

  @inline
  static elem(t: maptype, b: usize, i: usize): usize {
    return b + t.elems + i * t.elemsize;
  }

  /** The key of a cell. */
  @inline
  static cellKey(cell: usize, keysize: usize): usize {
    return Bucket.key(cell & ~7, cell & 7, keysize);
  }

  /** The element of a cell. */
  @inline
  static cellElem(t: maptype, cell: usize): usize {
    return Bucket.elem(t, cell & ~7, cell & 7);
  }

  @inline
  static overflow(t: maptype, b: usize): usize {
    return load<usize>(b + t.bucketsize - 8);
  }

  /** Makes all of a bucket zero. */
  @inline
  static zero(b: usize, bucketsize: usize): void {
    const end = b + bucketsize;
    for (let p = b; p < end; p += 8) store<u64>(p, 0);
  }

  @inline
  static setOverflow(t: maptype, b: usize, ovf: usize): void {
    store<usize>(b + t.bucketsize - 8, ovf);
  }
}
