// The mutations: each breaks one rule of the map in assembly/. `from` occurs exactly once in its
// file and is replaced by `to`; `also` lists further replacements where one is not enough, mostly
// for an import.

/** @typedef {{ file: string, from: string, to: string }} Edit */
/** @typedef {Edit & { name: string, also?: Edit[] }} Mutation */

/** @type {Record<string, [name: string, from: string, to: string, also?: Edit[]][]>} */
const byFile = {
  hmap: [
    ['load factor 12/2', 'loadFactorNum: u32 = 13', 'loadFactorNum: u32 = 12'],
    ['load factor 13/1', 'loadFactorDen: u32 = 2', 'loadFactorDen: u32 = 1'],
    [
      'a full single bucket is over the load',
      'max<u32>(<u32>bucketCnt,',
      'max<u32>(bucketCnt - 1,',
    ],
    [
      'load limit reached is over it',
      'count > LoadFactor.limit(B)',
      'count >= LoadFactor.limit(B)',
    ],
    ['too many overflow buckets: more than the limit', 'noverflow >=', 'noverflow >'],
    ['too many overflow buckets: limit capped at 2^12', 'B > 15 ? 15 : B', 'B > 12 ? 12 : B'],
    [
      'old array of a same-size growth is half',
      'this.sameSizeGrow() ? this.B : this.B - 1',
      'this.B - 1',
    ],
  ],
  bmap: [
    ['tophash set to the minimum, not lifted', '? top + minTopHash :', '? minTopHash :'],
    ['minimum tophash 6', 'minTopHash: u8 = 5', 'minTopHash: u8 = 6'],
    [
      'a tombstone in the last cell ends a chain',
      'load<u8>(b, 7) == emptyRest',
      'load<u8>(b, 7) <= emptyOne',
    ],
    [
      'an evacuated empty cell does not show evacuation',
      '<= evacuatedEmpty - evacuatedX',
      '<= evacuatedY - evacuatedX',
    ],
  ],
  'bucket-array': [
    ['an 8th of the buckets is spare', 'nbuckets >> 4', 'nbuckets >> 3'],
    ['no spares in an array of 16', 'if (B < 4) return nbuckets', 'if (B < 5) return nbuckets'],
    ['first spare already for 8 buckets', 'return B < 4 ? 0', 'return B < 3 ? 0'],
    ['array size not rounded up', 'roundupsize(size) / t.bucketsize', 'size / t.bucketsize'],
    [
      'no end mark',
      'Bucket.setOverflow(t, buckets + <usize>(capacity - 1) * t.bucketsize, buckets);',
      '',
    ],
    [
      'every second spare is left out',
      'const next = ovf + t.bucketsize',
      'const next = ovf + 2 * t.bucketsize',
    ],
    ['spares not zeroed when taken', 'Bucket.zero(ovf, t.bucketsize);', ''],
    ['last spare is not the last', 'next == BucketArray.end(h.buckets) ? 0 : next;', 'next;'],
    ['exact overflow count up to 2^17', 'if (h.B < 16)', 'if (h.B < 17)'],
    [
      'overflow counted with half the probability',
      '(1 << (h.B - 15)) - 1',
      '(1 << (h.B - 14)) - 1',
    ],
    ['overflow counted when not all bits are zero', '& mask) == 0', '& mask) != 0'],
    ['overflow bucket not in the list', 'h.extra!.overflow += 1;', ''],
    [
      'overflow list for maps with pointers',
      'if (!t.hasPtr) {\n    createOverflow(h);',
      'if (t.hasPtr) {\n    createOverflow(h);',
    ],
  ],
  'heap/sizeclass': [
    ['pages of 4096 bytes', 'pageSize: usize = 8192', 'pageSize: usize = 4096'],
    ['pages from 16384 bytes on', 'maxSmallSize: usize = 32768', 'maxSmallSize: usize = 16384'],
    ['size class 10240 missing', ' 10240,', ''],
    ['size class 1408 missing', ' 1408,', ''],
  ],
  maptype: [
    ['strings are not rewritten on update', '? ReflexiveKey | NeedKeyUpdate', '? ReflexiveKey'],
    [
      'string keys are no pointers',
      'const hasPtr = key == Kind.String || elem',
      'const hasPtr = elem',
    ],
    [
      'string elements are no pointers',
      'key == Kind.String || elem == Kind.String;',
      'key == Kind.String;',
    ],
  ],
  makemap: [
    ['hint counts one more', 'LoadFactor.over(hint, B)', 'LoadFactor.over(hint + 1, B)'],
    ['spares of the first array unused', 'if (spare) h.needExtra().nextOverflow = spare;', ''],
  ],
  assign: [
    [
      'update does not advance a growth',
      '!growWork<K>(t, h, bucket)',
      '!(Access.find<K>(t, h, key) ? evacuate<K>(t, h, bucket & (h.noldbuckets() - 1)) : growWork<K>(t, h, bucket))',
      [
        {
          file: 'assign',
          from: "import { growWork, hashGrow } from './evacuate';",
          to: "import { Access } from './access';\nimport { evacuate, growWork, hashGrow } from './evacuate';",
        },
      ],
    ],
    [
      'hole of the last bucket, not of the first',
      'if (!cell) {\n        const empty',
      'if (true) {\n        const empty',
    ],
    [
      'growth begins one entry late',
      'LoadFactor.over(h.count + 1, h.B) ||',
      'LoadFactor.over(h.count, h.B) ||',
    ],
    ['no same-size growth', ' || LoadFactor.tooManyOverflow(h.noverflow, h.B)', ''],
    ['a growth may begin during a growth', '!h.growing() &&\n    (LoadFactor', '(LoadFactor'],
    ['count not raised', 'h.count += 1;', ''],
  ],
  key: [
    ['update leaves the key', 'if (isFloat<K>()) store<K>(cell, key);', ''],
    ['NaN equals itself', 'return key == key;', 'return true;'],
  ],
  access: [
    ['lookup in the new array only', 'if (!Bucket.evacuated(old)) return old;', ''],
    [
      'lookup in the old array even if evacuated',
      'if (!Bucket.evacuated(old)) return old;',
      'return old;',
    ],
    ['lookup stops at the head of a chain', 'if (Bucket.isLast(b)) return 0;', 'return 0;'],
  ],
  delete: [
    [
      'delete of an absent key does no growth work',
      'if (h.growing() && !growWork<K>(h.t, h, bucket)) {',
      'if (!Access.cell<K, E>(t, Access.chain<K, E>(t, h, hash), Bucket.tophash(hash), key)) return 0;\n  if (h.growing() && !growWork<K>(h.t, h, bucket)) {',
    ],
    [
      'string length cleared on delete',
      'store<u64>(k, 0);',
      'store<u64>(k, 0);\n    store<u64>(k, 0, 8);',
    ],
    [
      'key cleared on delete',
      'Elem.clear(e, Layout.elemsize<E>(t));',
      'Elem.clear(e, Layout.elemsize<E>(t));\n  if (!isReference<K>()) memory.fill(k, 0, Key.size<K>());',
    ],
    ['element not cleared on delete', 'Elem.clear(e, Layout.elemsize<E>(t));', ''],
    ['no emptyRest', 'Emptied.trimChain<K, E>(t, chain, cell);', ''],
    [
      'a cell with an overflow bucket behind it never ends',
      'if (ovf && load<u8>(ovf) != emptyRest) return;',
      'if (ovf) return;',
    ],
    [
      'overflow bucket behind the last cell not looked at',
      'if (ovf && load<u8>(ovf) != emptyRest) return;',
      '',
    ],
    [
      'a tombstone behind counts as the end',
      'load<u8>(cell, 1) != emptyRest',
      'load<u8>(cell, 1) > emptyOne',
    ],
    ['emptyRest stays in its bucket', 'if (b == chain) return;', 'return;'],
    ['emptyRest for one cell only', 'if (load<u8>(b + i) != emptyOne) return;', 'return;'],
    [
      'emptyRest goes on from the head, not from the bucket before',
      'for (let next = before; next != b; next = load<usize>(before + overflow)) before = next;',
      '',
    ],
    [
      'emptyRest goes on from the seventh cell',
      'i = bucketCnt - 1;\n      } else',
      'i = bucketCnt - 2;\n      } else',
    ],
    ['seed kept when the map becomes empty', 'if (h.count == 0) h.setHash0(Random.draw(h));', ''],
    ['seed kept by clear', 'h.count = 0;\n  h.setHash0(Random.draw(h));', 'h.count = 0;'],
    ['clear of an empty map', 'if (h.count == 0) return;', 'if (!h.buckets) return;'],
    ['clear keeps the same-size flag', 'h.flags &= ~sameSizeGrow;', ''],
    ['clear resets the iterator flags', 'h.flags &= ~sameSizeGrow;', 'h.flags = 0;'],
    ['clear keeps the evacuation mark', 'h.nevacuate = 0;', ''],
    ['clear keeps the overflow count', 'h.noverflow = 0;', ''],
    [
      'clear halves the map',
      'const capacity = BucketArray.capacity(t, h.B);',
      'if (h.B > 0) h.setB(h.B - 1);\n  const capacity = BucketArray.capacity(t, h.B);',
    ],
    ['clear keeps the overflow list', 'extra.overflow = 0;', ''],
    ['clear keeps the old overflow list', 'extra.oldoverflow = 0;', ''],
    ['clear sets no end mark', 'BucketArray.markEnd(t, h.buckets, h.B, capacity);', ''],
    ['clear leaves the spares unused', 'if (spare) h.needExtra().nextOverflow = spare;', ''],
  ],
  evacuate: [
    [
      'growth kind chosen one entry late',
      'LoadFactor.over(h.count + 1, h.B) ? 1',
      'LoadFactor.over(h.count, h.B) ? 1',
    ],
    ['growth keeps the iterator flag', '~(iterator | oldIterator)', '~oldIterator'],
    ['growth keeps the old iterator flag', '~(iterator | oldIterator)', '~iterator'],
    ['growth forgets iterators', 'if (h.flags & iterator) flags |= oldIterator;', ''],
    ['same-size flag not set', 'if (!bigger) flags |= sameSizeGrow;', ''],
    ['growth keeps the evacuation mark', 'h.nevacuate = 0;', ''],
    ['growth keeps the overflow count', 'h.noverflow = 0;', ''],
    ['growth drops the overflow list', 'extra.oldoverflow = extra.overflow;', ''],
    ['growth keeps the overflow list', 'extra.overflow = 0;', ''],
    ['spares of a grown array unused', 'if (spare) h.needExtra().nextOverflow = spare;', ''],
    ['no second evacuation', 'if (h.growing()) return evacuate<K>(t, h, h.nevacuate);', ''],
    [
      'mark evacuated before the bucket',
      'if (!evacuate<K>(t, h, bucket & (h.noldbuckets() - 1))) return false;\n  if (h.growing()) return evacuate<K>(t, h, h.nevacuate);',
      'if (!evacuate<K>(t, h, h.nevacuate)) return false;\n  if (h.growing()) return evacuate<K>(t, h, bucket & (h.noldbuckets() - 1));',
    ],
    [
      'old bucket zeroed under an iterator',
      'if (!(h.flags & oldIterator) && t.hasPtr && !Slab.of(h.oldbuckets).holders)',
      'if (t.hasPtr)',
    ],
    [
      'old bucket zeroed without pointers',
      'if (!(h.flags & oldIterator) && t.hasPtr && !Slab.of(h.oldbuckets).holders)',
      'if (!(h.flags & oldIterator))',
    ],
    [
      'old bucket never zeroed',
      'if (!(h.flags & oldIterator) && t.hasPtr && !Slab.of(h.oldbuckets).holders)',
      'if (false)',
    ],
    ['old bucket zeroed with its tophash', 'p = b + dataOffset;', 'p = b;'],
    ['mark advances from any bucket', 'if (oldbucket == h.nevacuate) advance', 'advance'],
    ['mark advances by 1023', 'maxMarkAdvance: u32 = 1024', 'maxMarkAdvance: u32 = 1023'],
    ['mark advances by 1025', 'maxMarkAdvance: u32 = 1024', 'maxMarkAdvance: u32 = 1025'],
    [
      'mark advances by one',
      'while (mark != stop && Bucket.evacuated(h.oldbuckets + mark * t.bucketsize)) mark += 1;',
      '',
    ],
    [
      'mark reset at the end',
      'if (mark != newbit) return;',
      'if (mark != newbit) return;\n  h.nevacuate = 0;',
    ],
    ['old overflow list kept', 'if (extra) extra.oldoverflow = 0;', ''],
    ['same-size flag kept', 'h.flags &= ~sameSizeGrow;', ''],
    ['bucket X not zeroed', 'Bucket.zero(x, bucketsize);', ''],
    ['bucket Y not zeroed', 'if (y) Bucket.zero(y, bucketsize);', ''],
    ['X and Y swapped', '(hash & newbit) != 0', '(hash & newbit) == 0'],
    ['X or Y by the bit above', '(hash & newbit) != 0', '(hash & (newbit << 1)) != 0'],
    ['even NaN to Y', 'toY = top & 1;', 'toY = ~top & 1;'],
    ['tophash of a NaN kept', 'top = Bucket.tophash(hash);', ''],
    [
      'NaN by tophash without iterators',
      'if (iterated && !Key.reflexive<K>(cell))',
      'if (!Key.reflexive<K>(cell))',
    ],
    [
      'NaN by tophash with old iterators',
      '(h.flags & iterator) != 0;',
      '(h.flags & oldIterator) != 0;',
    ],
    ['NaN by hash under iterators', 'if (iterated && !Key.reflexive<K>(cell))', 'if (false)'],
    [
      'a same-size growth chooses for NaN',
      'if (doubling) {',
      'if (doubling || !Key.reflexive<K>(cell)) {',
    ],
    ['empty cells not marked', 'store<u64>(b, allEvacuatedEmpty);', ''],
    ['moved to Y marked as X', 'evacuatedX + <u8>toY', 'evacuatedX'],
    [
      'X and Y share a cell counter',
      'yi += toY;',
      'yi += toY;\n      if (toY && xi < yi && xi != 0 && xi < bucketCnt) xi += 1;',
    ],
  ],
  iterate: [
    ['offset from one bit higher', '(r >> h.B)', '(r >> (h.B + 1))'],
    ['first bucket from higher bits', 'r & h.bucketMask()', '(r >> 3) & h.bucketMask()'],
    ['offset ignored', '(i + it.offset) & (bucketCnt - 1)', 'i'],
    ['old iterator flag not set', 'h.flags |= iterator | oldIterator', 'h.flags |= iterator'],
    ['iterator flag not set', 'h.flags |= iterator | oldIterator', 'h.flags |= oldIterator'],
    ['no overflow list for an iterator', 'if (!t.hasPtr) createOverflow(h);', ''],
    [
      'iteration ends at the last bucket',
      'if (wrapped && bucket == it.startBucket) break;',
      'if (wrapped) break;',
    ],
    ['iteration never reads the old array', 'h.growing() && it.B == h.B;', 'false;'],
    ['old array read for an older iterator too', 'h.growing() && it.B == h.B;', 'h.growing();'],
    ['old array read though evacuated', 'if (!Bucket.evacuated(old)) {', 'if (true) {'],
    ['entries for both new buckets shown', 'if (!h.sameSizeGrow()) checkBucket = bucket;', ''],
    [
      'check also in a same-size growth',
      'if (!h.sameSizeGrow()) checkBucket = bucket;',
      'checkBucket = bucket;',
    ],
    [
      'NaN shown at the other bucket',
      'checkBucket >> (it.B - 1) != (top & 1)',
      'checkBucket >> (it.B - 1) == (top & 1)',
    ],
    [
      'NaN checked by its hash',
      'if (Key.reflexive<K>(key)) {\n        const hash',
      'if (true) {\n        const hash',
    ],
    ['moved entries shown as they were', 'if (moved && Key.reflexive<K>(key)) {', 'if (false) {'],
    [
      'entries moved to Y shown as they were',
      'const moved = top == evacuatedX || top == evacuatedY;',
      'const moved = top == evacuatedX;',
    ],
    ['moved entries left out', 'if (!cell) continue;', 'continue;'],
    ['moved NaN looked up', 'if (moved && Key.reflexive<K>(key)) {', 'if (moved) {'],
    ['moved elements shown as they were', 'elem = Bucket.cellElem(t, cell);', ''],
    ['moved keys shown as they were', 'key = Bucket.cellKey(cell, Key.size<K>());', ''],
    ['evacuated empty cells shown', ' || top == evacuatedEmpty', ''],
    [
      'going back shows the last entry again',
      'it.i = <u8>(32 - clz(cells));',
      'it.i = <u8>(31 - clz(cells));',
    ],
    ['going back skips a cell', 'it.i = <u8>(32 - clz(cells));', 'it.i = <u8>(33 - clz(cells));'],
    [
      'going back counts from the first cell',
      '&= ~(<u32>0x80000000 >> clz(cells))',
      '&= cells - 1',
    ],
    [
      'going back skips what was not taken',
      'for (let n = visit.entries - taken; n;',
      'for (let n = 0; n;',
    ],
    ['going back stays in the bucket', 'it.bptr = visit.bptr;', ''],
    ['going back keeps the check', 'it.checkBucket = visit.checkBucket;', ''],
    ['going back keeps the bucket index', 'it.bucket = visit.bucket;', ''],
    ['going back to the first bucket only', 'while (it.visit(n).entries < <u8>taken) n += 1;', ''],
    [
      'every overflow bucket begun at its second cell',
      'b = Bucket.overflow(t, b);\n      i = 0;',
      'b = Bucket.overflow(t, b);\n      i = 1;',
    ],
    [
      'overflow buckets not visited',
      'b = Bucket.overflow(t, b);\n      i = 0;',
      'b = 0;\n      i = 0;',
    ],
  ],
  retire: [
    ['array freed under an iterator', 'if (!slab.holders) {', 'if (true) {'],
    ['keys swept at once', 'minSwept: u32 = 16384', 'minSwept: u32 = 0'],
  ],
};

/** @type {Mutation[]} */
export const mutations = Object.entries(byFile).flatMap(([file, list]) =>
  list.map(([name, from, to, also = []]) => ({ name, file, from, to, also })),
);
