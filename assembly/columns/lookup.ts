// Lookups of columns: the elements of many keys, or whether they are there. The outcome is that of
// single calls in order.

import { Borrowed } from '../borrowed';
import { hashWriting, hmap } from '../hmap';
import { concurrentMapReadAndWrite, fatal } from '../host';
import { Key } from '../key';
import { blockSize, Column, locate, Row, rowSize } from './block';
import { gather } from './elems';

/**
 * Reads the elements of `n` keys into the column `out`; where a key is absent, the one at `missing`
 * in the area.
 */
export function getAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, out, n);
  if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
  const t = h.t;
  const rows = Column.rows();
  if (h.count == 0) {
    memory.fill(rows, 0, <usize>blockSize * rowSize);
  }
  for (let done: u32 = 0; done < n; done += blockSize) {
    const block = min(n - done, blockSize);
    if (h.count) locate<K>(t, h, keys + <usize>done * Key.size<K>(), block);
    gather(t, rows, block, out + done * t.elemsize);
  }
}

/** Writes 1 into the bytes at `out` where a key is present, 0 where it is not. */
export function hasAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
  h.assertMap();
  Column.assertKeys<K>(keys, n);
  Borrowed.assert(out, n, 1);
  if (h.flags & hashWriting) fatal(concurrentMapReadAndWrite);
  const t = h.t;
  if (h.count == 0) {
    memory.fill(out, 0, n);
    return;
  }
  for (let done: u32 = 0; done < n; done += blockSize) {
    const block = min(n - done, blockSize);
    locate<K>(t, h, keys + <usize>done * Key.size<K>(), block);
    const rows = Column.rows();
    for (let i: u32 = 0; i < block; i += 1) {
      store<u8>(out + done + i, changetype<Row>(rows + <usize>i * rowSize).cell != 0 ? 1 : 0);
    }
  }
}
