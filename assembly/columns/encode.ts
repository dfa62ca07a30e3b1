// Encoding of columns: the number of every key, counted from 0 in the order in which keys first come.
// The map's elements are these numbers, so the next one is always the map's size. A row is one
// lookup, and one insert if its key is new. Keys that are there are only read, so rows are worked
// through in blocks although each new number depends on the rows before.

import { Access } from '../access';
import { mapassign, mustGrow } from '../assign';
import { Bucket } from '../bmap';
import { Borrowed } from '../borrowed';
import { Entry } from '../entry';
import { growWork } from '../evacuate';
import { hashWriting, hmap, LoadFactor } from '../hmap';
import { concurrentMapWrites, fatal } from '../host';
import { Key } from '../key';
import { makeBuckets } from '../makemap';
import { AnyElem, Kind, maptype } from '../maptype';
import { noMemory } from '../no-memory';
import { Absent } from './absent';
import { blockSize, Column, locate, Row, rowSize, rows } from './block';
import { finishGrowthIfDue, grow } from './growth';

/**
 * Writes the numbers of `n` keys, to be followed by `more`, to `out`, and at `progress` for how many
 * rows it has done so: for want of memory it throws before the first that does not fit.
 */
export function encodeAll<K>(
  h: hmap,
  keys: usize,
  n: u32,
  more: u32,
  out: usize,
  progress: usize,
): void {
  Column.assertKeys<K>(keys, n);
  Borrowed.assert(out, n, 4);
  Borrowed.assert(progress, 1, 4);
  const t = h.t;
  if (isDefined(TOPHASH_DEBUG))
    assert(t.elem == Kind.U32, 'a map that does not hold numbers of keys');
  if (h.flags & hashWriting) fatal(concurrentMapWrites);
  if (!h.buckets && !makeBuckets(t, h)) noMemory();
  const before = h.count;
  let done: u32 = 0;
  while (done < n) {
    finishGrowthIfDue<K>(t, h, n - done + more);
    const from = keys + <usize>done * Key.size<K>();
    const to = out + (done << 2);
    if (h.growing()) {
      encodeOne<K>(t, h, from, to);
      done += 1;
      store<u32>(progress, done);
      continue;
    }
    const block = min(n - done, blockSize);
    const encoded = encodeBlock<K>(t, h, from, block, to);
    done += encoded;
    store<u32>(progress, done);
    if (
      encoded < block &&
      !(mustGrow(h) && grow<K>(t, h, n - done + more, done, h.count - before))
    ) {
      noMemory();
    }
  }
  Entry.changed<K>(h);
}

/** Encodes one row while the map grows: an insert would move the cells of the rows behind it. */
function encodeOne<K>(t: maptype, h: hmap, keys: usize, out: usize): void {
  // The growth goes on as with any write. If there is no memory for it, a lookup does without.
  growWork<K>(t, h, h.nevacuate);
  const key = Key.at<K>(keys);
  let cell = Access.find<K, AnyElem>(t, h, key);
  if (!cell) {
    cell = mapassign<K>(t, h, key);
    store<u32>(Bucket.cellElem(t, cell), h.count - 1);
  }
  store<u32>(out, load<u32>(Bucket.cellElem(t, cell)));
}

/**
 * Encodes the `n` rows of a block, in a map that does not grow. Returns how many: fewer than `n` when
 * a growth is due or memory is short.
 */
function encodeBlock<K>(t: maptype, h: hmap, keys: usize, n: u32, out: usize): u32 {
  locate<K>(t, h, keys, n);
  const elems = t.elems;
  for (let i: u32 = 0; i < n; i += 1) {
    let cell = changetype<Row>(rows + <usize>i * rowSize).cell;
    if (!cell) {
      cell = insert<K>(t, h, keys, i);
      if (!cell) return i;
    }
    store<u32>(out + (i << 2), load<u32>((cell & ~7) + elems + ((cell & 7) << 2)));
  }
  return n;
}

/**
 * The cell of row `i` of a block, which had none when the block was located; 0 as `Absent.cell`. A
 * function of its own, so that the loop over rows, which seldom needs it, keeps its registers.
 */
function insert<K>(t: maptype, h: hmap, keys: usize, i: u32): usize {
  const row = changetype<Row>(rows + <usize>i * rowSize);
  const count = h.count;
  const cell = Absent.cell<K>(t, h, row, Column.key<K>(keys, i), LoadFactor.limit(h.B));
  // Nothing is called between an insert and its number.
  if (h.count != count) store<u32>(Bucket.cellElem(t, cell), count);
  return cell;
}
