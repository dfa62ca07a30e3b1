// Columns are worked through in blocks of rows. First every key of a block is hashed, then all
// their buckets are touched, then every bucket's candidate is compared, and only then are elements
// read or written. The steps of different keys do not depend on each other, so the processor waits
// for many cache lines at once, while single calls wait for one line after the other.

import { Access } from '../access';
import { area, rowsAt, touchedAt } from '../area';
import { Bucket } from '../bmap';
import { Borrowed } from '../borrowed';
import { hmap } from '../hmap';
import { Key } from '../key';
import { AnyElem, maptype } from '../maptype';
import { Match } from '../match/match';

/** Rows of a block: 64 measured faster than 32 from 1e6 entries on, 128 no faster. */
export const blockSize: u32 = 64;

/** What is known of a row of the block. */
@unmanaged
export class Row {
  hash: u64;
  /** The matching cells of the first bucket of its chain. */
  matches: u32;
  chain: usize;
  /** Its cell, or 0. */
  cell: usize;
  /** Makes the size a multiple of 8. */
  private padding: u32;
}

export const rowSize: usize = offsetof<Row>();

/** A column in memory that the host has borrowed. */
export class Column {
  /** The rows of the block. */
  @inline
  static rows(): usize {
    return area + rowsAt;
  }

  /** The `i`th key. */
  @inline
  static key<K>(keys: usize, i: u32): K {
    return Key.at<K>(keys + <usize>i * Key.size<K>());
  }

  /** Asserts in the debug build that `keys` is a column of `n` keys. */
  @inline
  static assertKeys<K>(keys: usize, n: u32): void {
    Borrowed.assert(keys, n, Key.size<K>());
  }

  /** Asserts in the debug build that `elems` is a column of `n` elements of a live map. */
  @inline
  static assertElems(h: hmap, elems: usize, n: u32): void {
    if (isDefined(TOPHASH_DEBUG)) Borrowed.assert(elems, n, h.t.elemsize);
  }
}

/** Finds the cells of the `n` keys of a block. */
export function locate<K>(t: maptype, h: hmap, keys: usize, n: u32): void {
  const buckets = h.buckets;
  const mask = h.bucketMask();
  const bucketsize = <usize>t.bucketsize;
  const growing = h.growing();
  const rows = Column.rows();
  const end = rows + <usize>n * rowSize;
  for (let r = rows, k = keys; r < end; r += rowSize, k += Key.size<K>()) {
    const row = changetype<Row>(r);
    const hash = Key.hash<K>(h, Key.at<K>(k));
    row.hash = hash;
    row.chain = growing
      ? Access.chain<K, AnyElem>(t, h, hash)
      : buckets + <usize>(<u32>hash & mask) * bucketsize;
  }
  // A loop as short as this has many more cache misses under way than one that also does the rest.
  const second = min<usize>(bucketsize - 8, 64);
  let seen: u32 = 0;
  for (let r = rows; r < end; r += rowSize) {
    const b = changetype<Row>(r).chain;
    seen |= load<u8>(b) | load<u8>(b + second);
  }
  store<u32>(area, seen, touchedAt); // so that the compiler keeps the loads
  for (let r = rows, k = keys; r < end; r += rowSize, k += Key.size<K>()) {
    const row = changetype<Row>(r);
    const key = Key.at<K>(k);
    const b = row.chain;
    const m = Match.equal(b, Bucket.tophash(row.hash));
    row.matches = m;
    let cell: usize = 0;
    const first = Match.index(m);
    if (m && Key.equal<K>(Bucket.key(b, first, Key.size<K>()), key)) {
      cell = b + first;
    } else if (m || !Bucket.isLast(b)) {
      cell = search<K>(t, row, key);
    }
    row.cell = cell;
  }
}

/** Looks for the key of a row in the whole of its chain. */
function search<K>(t: maptype, row: Row, key: K): usize {
  return Access.cell<K, AnyElem>(t, row.chain, Bucket.tophash(row.hash), key);
}
