// A map's entries as columns: the batches of an iteration, copied one after the other into the
// host's memory.

import { Hiter, maxEntries } from '../hiter';
import { mapiternext, readBoth } from '../iterate';
import { Key } from '../key';
import { Column } from './block';

/**
 * Writes the next keys and elements of an iteration to columns, `n` at most. Returns how many; 0
 * when there are no more. `n` is at least `maxEntries`.
 */
export function columns<K>(it: Hiter, n: u32, keys: usize, elems: usize): u32 {
  const h = it.h;
  const t = h.t;
  Column.assertKeys<K>(keys, n);
  Column.assertElems(h, elems, n);
  assert(n >= maxEntries, 'no room for a batch');
  let done: u32 = 0;
  while (done <= n - maxEntries) {
    const batch = mapiternext<K>(t, it, readBoth);
    if (!batch) break;
    memory.copy(keys + done * Key.size<K>(), it.keys(), batch * Key.size<K>());
    memory.copy(elems + done * t.elemsize, it.elems(t), batch * t.elemsize);
    done += batch;
  }
  return done;
}
