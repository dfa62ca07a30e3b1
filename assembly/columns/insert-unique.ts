// Inserts rows that should all be new into a map that has room for them. Nothing grows and no entry
// is overwritten, so one look at a chain shows both that the key is absent and where it goes. As
// for other columns (block.ts), a block of keys is hashed and its buckets are touched first, so
// that the cache misses overlap. Here every line of a bucket is touched, since the cell that a row
// will take is not known yet.

import { Bucket } from '../bmap';
import { newoverflow, reserveOverflow } from '../bucket-array';
import { Elem } from '../elem';
import { Entry } from '../entry';
import { hmap } from '../hmap';
import { Key } from '../key';
import { makeBuckets } from '../makemap';
import { Kind, maptype } from '../maptype';
import { Match } from '../match/match';
import { noMemory } from '../no-memory';
import { placeString, prepareString } from '../strings/owned';
import { blockSize, Column } from './block';

/** Bytes of a line of the cache. */
const lineSize: usize = 64;

/** The hashes of a block, and a word that nobody reads. */
const hashes = memory.data(520, 8);

/**
 * Inserts `n` rows. Returns how many: fewer than `n` when the key of the next one is there already.
 */
export function insertUnique<K>(h: hmap, keys: usize, n: u32, elems: usize): u32 {
  h.assertMap();
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, elems, n);
  const t = h.t;
  if (!h.buckets && !makeBuckets(t, h)) noMemory();
  let done: u32 = 0;
  while (done < n) {
    const block = min(n - done, blockSize);
    const from = elems + done * t.elemsize;
    const inserted = insertBlock<K>(t, h, keys + done * Key.size<K>(), block, from);
    done += inserted;
    if (inserted < block) break;
  }
  Entry.changed<K>(h);
  return done;
}

function insertBlock<K>(t: maptype, h: hmap, keys: usize, n: u32, elems: usize): u32 {
  const buckets = h.buckets;
  const mask = h.bucketMask();
  const size = <usize>t.bucketsize;
  let touched: u64 = 0;
  for (let i: u32 = 0; i < n; i += 1) {
    const hash = Key.hash<K>(h, Key.at<K>(keys + i * Key.size<K>()));
    store<u64>(hashes + (i << 3), hash);
  }
  // Two lines at a time: most buckets have no more, and a loop inside the loop over rows costs
  // more.
  for (let line: usize = 0; line < size; line += 2 * lineSize) {
    const next = min<usize>(line + lineSize, size - 8);
    for (let i: u32 = 0; i < n; i += 1) {
      const b = buckets + (load<u32>(hashes + (i << 3)) & mask) * size;
      touched |= load<u64>(b + line) | load<u64>(b + next);
    }
  }
  // So that the compiler keeps the loads.
  store<u64>(hashes + (blockSize << 3), touched);
  for (let i: u32 = 0; i < n; i += 1) {
    const hash = load<u64>(hashes + (i << 3));
    const b = buckets + (<u32>hash & mask) * size;
    const top = Bucket.tophash(hash);
    const key = Key.at<K>(keys + i * Key.size<K>());
    const cell =
      Match.equal(b, top) || !Bucket.isLast(b) ? search<K>(t, h, b, top, key) : Chain.free(b);
    if (!cell) return i;
    const elem = elems + i * t.elemsize;
    if (t.elem == Kind.String && !prepareString(h, elem)) noMemory();
    if (!Key.insert<K>(h, Bucket.cellKey(cell, Key.size<K>()), key)) noMemory();
    store<u8>(cell, top);
    h.count += 1;
    const to = Bucket.cellElem(t, cell);
    if (t.elem == Kind.String) placeString(to);
    else Elem.move(elem, to, t.elemsize);
  }
  return n;
}

class Chain {
  /**
   * The first empty cell of a bucket that has one. Nothing has been deleted: it follows the live
   * ones.
   */
  @inline
  static free(b: usize): usize {
    return b + 8 - (<usize>clz(load<u64>(b)) >> 3);
  }
}

/**
 * The cell for `key` in the chain of `b`; 0 when the key is there already. A function of its own,
 * so that the loop over rows, which seldom needs it, keeps its registers: u32 28 to 25 ns a row.
 */
function search<K>(t: maptype, h: hmap, b: usize, top: u8, key: K): usize {
  while (true) {
    for (let m = Match.equal(b, top); m; m = Match.rest(m)) {
      if (Key.equal<K>(Bucket.key(b, Match.index(m), Key.size<K>()), key)) return 0;
    }
    if (Bucket.isLast(b)) return Chain.free(b);
    const ovf = Bucket.overflow(t, b);
    if (!ovf) break;
    b = ovf;
  }
  if (!reserveOverflow(t, h, 1)) noMemory();
  return newoverflow(t, h, b);
}
