// The mutations: each breaks one rule of the map in assembly/. `from` occurs exactly once in its
// file and is replaced by `to`; `also` lists further replacements where one is not enough, mostly
// for an import.

/** @typedef {{ file: string, from: string, to: string }} Edit */
/** `tests`: which tests it is for, unless it is for recordings and rules. */
/** @typedef {Edit & { name: string, also?: Edit[], tests?: string[] }} Mutation */
/** @typedef {Record<string, [name: string, from: string, to: string, also?: Edit[]][]>} ByFile */

/** @type {ByFile} */
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
  fast: [
    [
      'NaN finds what lies in its bucket',
      'if (isFloat<K>() && key != key) return 0;\n    // What lies',
      '// What lies',
    ],
    ['lookup stops at the head of a chain', 'if (Bucket.isLast(b)) return 0;', 'return 0;'],
    [
      'lookup compares no keys',
      'if (Key.equal<K>(Bucket.key(b, i, Key.size<K>()), key)) return Fast.elem<K, E>(b, i);',
      'return Fast.elem<K, E>(b, i);',
    ],
    ['an absent value is found', 'store<u8>(area, 0, foundAt);', ''],
    [
      'a value that looks absent is',
      'if (isFloat<E>() ? value != value : value == <E>absent) store<u8>(area, 1, foundAt);',
      '',
    ],
    [
      'only NaN may look absent',
      'if (isFloat<E>() ? value != value : value == <E>absent) store<u8>(area, 1, foundAt);',
      'if (value != value) store<u8>(area, 1, foundAt);',
    ],
    [
      'elements of the neighbour',
      'bucketCnt, Key.size<K>()) + i * sizeof<E>()',
      'bucketCnt, Key.size<K>()) + (i ^ 1) * sizeof<E>()',
    ],
    [
      'get of a NaN draws nothing',
      'if (isFloat<K>() && key != key) Fast.draw<K>(h, key);\n      store',
      'store',
    ],
    [
      'has of a NaN draws nothing',
      'if (isFloat<K>() && key != key) Fast.draw<K>(h, key);\n    return false;',
      'return false;',
    ],
    [
      'every lookup of an absent float draws',
      'if (isFloat<K>() && key != key) Fast.draw<K>(h, key);\n    return false;',
      'if (isFloat<K>()) Random.draw(h);\n    return false;',
      [
        {
          file: 'fast',
          from: "import { Key } from './key';",
          to: "import { Random } from './hash/random';\nimport { Key } from './key';",
        },
      ],
    ],
    [
      'assign does not advance a growth',
      'if (h.growing() || !h.buckets) return 0;',
      'if (!h.buckets) return 0;',
    ],
    [
      'assign to a NaN that lies there',
      'if (isFloat<K>() && key != key) return 0;\n    const hash = Key.hash<K>(h, key);\n    const top = Bucket.tophash(hash);\n    const bucketsize',
      'const hash = Key.hash<K>(h, key);\n    const top = Bucket.tophash(hash);\n    const bucketsize',
    ],
    ['update leaves the key', 'Key.update<K>(k, key);', ''],
    ['the last hole of a chain, not the first', 'if (!to) {', 'if (true) {'],
    ['assign looks at the head of a chain only', 'if (Bucket.isLast(b)) break;', 'break;'],
    ['no growth begins', 'if (!to || mustGrow(h)) return 0;', 'if (!to) return 0;'],
    ['the key is not written', 'Key.insert<K>(h, Bucket.key(to, at, Key.size<K>()), key);', ''],
    ['the tophash is not written', 'store<u8>(to + at, top);', ''],
    ['count not raised', 'h.count += 1;', ''],
    ['absent as a delta is added', 'if (isInteger<E>() && delta == <E>absent) return delta;', ''],
    [
      'a sum that does not fit is tried after the write',
      'if (old && !Fast.fits<E>(load<E>(old), delta)) return <E>absent;',
      '',
    ],
    [
      'sums wrap',
      'if (isInteger<E>() && !isFloat<K>() && !Fast.fits<E>(load<E>(e), delta)) return <E>absent;',
      '',
    ],
    ['the sum is not stored', 'store<E>(e, sum);', ''],
    ['a sum may be absent', 'if (sum == <E>absent) return false;', ''],
    [
      'signed sums wrap',
      'if (isSigned<E>()) return ((a ^ sum) & (b ^ sum)) >= 0;\n    else return sum >= a;',
      'if (isSigned<E>()) return true;\n    else return sum >= a;',
    ],
    ['sums without a sign wrap', 'else return sum >= a;', 'else return true;'],
    ['a sum without a sign must grow', 'else return sum >= a;', 'else return sum > a;'],
    [
      'delete says that it has',
      'mapdelete<K, E>(none, h, key) != 0',
      'mapdelete<K, E>(none, h, key) >= 0',
    ],
  ],
  'exports/ordered': [
    [
      'zeros of either sign are two keys',
      'reinterpret<i64>(key + 0) : nanBits; // -0 + 0 is +0',
      'reinterpret<i64>(key) : nanBits;',
    ],
    [
      'every NaN is a key of its own',
      'return key == key ? reinterpret<i64>(key + 0) : nanBits; // -0 + 0 is +0',
      'return reinterpret<i64>(key + 0) + i64(key != key);',
    ],
    [
      'bits of a NaN pass for others',
      'value == value ? reinterpret<i64>(value) : nanBits',
      'reinterpret<i64>(value)',
    ],
    ['the value of the entry before', 'load<f64>(link ^ 1, 8);', 'load<f64>((link ^ 1) - 8);'],
    [
      'the place of no number is not noted',
      'store<u32>(foundPlace, Link.place(link));\n    return NaN;',
      'return NaN;',
    ],
    [
      'the place of no integer is not noted',
      'store<u32>(foundPlace, Link.place(link));\n  return absent;',
      'return absent;',
    ],
    [
      'the place of no integer is a link',
      'store<u32>(foundPlace, Link.place(link));\n  return absent;',
      'store<u32>(foundPlace, link);\n  return absent;',
    ],
    ['an integer is taken for a place', 'if (value != absent) return value;', 'return value;'],
    [
      'an integer is read as a word',
      'return <f64>load<i32>(link, 4);',
      'return load<f64>(link, 8);',
    ],
    [
      'every number is an integer',
      'return reinterpret<i64>(<f64>(<i32>reinterpret<f64>(word))) == word;',
      'return true;',
    ],
    ['live entries are not counted', 'store<i32>(chunk, live, 4);', ''],
    ['a present key is inserted again', 'if (found) return found;\n    Ordered', 'Ordered'],
    [
      'a present key is inserted again in a growth',
      'if (found) return found;\n    const cell',
      'const cell',
    ],
    ['the link is not written', 'store<usize>(cell, end);', ''],
    ['the number is not written', 'if (Key.isIndirect<K>()) Link.writeKey<K>(end, key);', ''],
    [
      "the word is written over what is the host's",
      'if (Key.isIndirect<K>()) Link.writeKey<K>(end, key);',
      'Link.writeKey<K>(end, key);',
    ],
    [
      'a new entry of words is one of integers',
      'Word.of(key), (end << 2) | 1);',
      'Word.of(key), end << 2);',
    ],
    ['an entry is not counted', 'Chunk.count(end, 1);', ''],
    ['a move leaves the link', 'if (cell) store<usize>(cell, Link.of(place));', ''],
    [
      'a move of an absent key writes',
      'if (cell) store<usize>(cell, Link.of(place));',
      'store<usize>(cell ? cell : h.buckets + 8, Link.of(place));',
    ],
    ['a moved entry is one of integers', 'address | load<u32>(Chunk.of(address), 8)', 'address'],
    [
      'delete does not advance a growth',
      'if (h.growing()) growWork<Indirect>(h.t, h, <u32>hash & h.bucketMask());',
      '',
    ],
    [
      'delete in the new array only',
      'const chain = Access.chain<Indirect, void>(none, h, hash);',
      'const chain = h.buckets + <usize>(<u32>hash & h.bucketMask()) * Layout.bucketsize<void>(none, Key.size<Indirect>());',
      [
        {
          file: 'exports/ordered',
          from: "import { noMemory } from '../no-memory';",
          to: "import { Layout } from '../maptype';\nimport { noMemory } from '../no-memory';",
        },
      ],
    ],
    ['a deleted cell stays', 'Emptied.drop<Indirect, void>(none, h, chain, at);', ''],
    ['no hole', 'store<u64>(link ^ 1, hole);', '{}'],
    ['no hole among integers', 'store<i32>(link, intHole);', '{}'],
    ['a deleted entry is counted', 'Chunk.count(link, -1)', 'Chunk.count(link, 0)'],
    [
      'of a chunk of keys the first is left out',
      'for (let at = place; at < end',
      'for (let at = place + width; at < end',
    ],
    ['a chunk of keys has one more', 'at < end; at += width', 'at <= end; at += width'],
    ['a chunk of words has integers', 'if (ofWords) insertNumber', 'if (!ofWords) insertNumber'],
    ['few means fewer', 'return live <= few', 'return live < few'],
    ['few is not said', '? ~place : place', '? place : place'],
    ['a set value is not stored', 'store<i64>(link ^ 1, bits, 8);', '{}'],
    ['the value of a bigint is not stored', 'store<i64>(place << 2, Word.value(value), 8);', ''],
    [
      'bits of a NaN pass for others beside a bigint',
      'store<i64>(place << 2, Word.value(value), 8);',
      'store<f64>(place << 2, value, 8);',
    ],
    [
      'a deleted bigint leaves no hole',
      'link ? Ordered.makeHole(link, few)',
      'link ? Link.place(link)',
    ],
    [
      'a bigint is in a chunk of integers',
      'Argument.word(), (end << 2) | 1',
      'Argument.word(), end << 2',
    ],
    ['a set integer is not stored', 'store<i32>(link, value, 4);', ''],
    ['a chunk does not know its kind', 'store<u32>(chunk, ofWords, 8);', ''],
    ['a chunk does not know its number', 'store<u32>(chunk, id);', ''],
    ['a chunk begins with what was counted before', 'store<u32>(chunk, 0, 4);', ''],
    ['chunks are not given back', 'freeChunk(place << 2);', ''],
  ],
  retire: [
    ['array freed under an iterator', 'if (!slab.holders) {', 'if (true) {'],
    ['keys swept at once', 'minSwept: u32 = 16384', 'minSwept: u32 = 0'],
  ],
};

/** Of what readers of shared maps have to themselves, and what they only read. @type {ByFile} */
const shared = {
  area: [
    ['growths are not where the host looks', 'growthsAt: usize = 28', 'growthsAt: usize = 24'],
    [
      'the state of a reader lies on the list of areas',
      'savedAt: usize = 16',
      'savedAt: usize = 4',
    ],
    ['a heap begins in its area', 'areaSize: usize = (borrowedAt +', 'areaSize: usize = (rowsAt +'],
  ],
  share: [
    ['the iterators of the owner pass for those of a reader', 'copy.iterators = 0;', ''],
    ['the keys that the owner has retired pass for those of a reader', 'copy.retiredKeys = 0;', ''],
    ['every reader draws the same', 'copy.random = seed;', ''],
    [
      'a reader has all flags of the owner',
      '(h.flags & sameSizeGrow) | attached',
      'h.flags | attached',
    ],
    [
      'a growth to the same size becomes another',
      '(h.flags & sameSizeGrow) | attached',
      'attached',
    ],
    [
      'a copy does not say that it is one',
      '(h.flags & sameSizeGrow) | attached',
      'h.flags & sameSizeGrow',
    ],
    ['the iterators of a reader stay', 'endIterators(h);', ''],
    ['the header of a reader stays', 'free(changetype<usize>(h), offsetof<hmap>());', ''],
  ],
  'exports/shared': [
    ['a reader goes on with the lists of the owner', 'adoptArea();', ''],
    ['a reader leaves nothing for the next one', 'leaveArea();', ''],
  ],
  retire: [
    [
      'a reader holds the array of a shared map',
      'if (h.flags & attached) return;\n  Slab.of(buckets).holders += 1;',
      'Slab.of(buckets).holders += 1;',
    ],
    [
      'a reader releases the array of a shared map',
      'if (h.flags & attached) return;\n  const slab',
      'const slab',
    ],
  ],
  'heap/block': [
    [
      'a shared memory belongs to the owner alone',
      'if ((<usize>before) << 16 != end) skipTo((<usize>before) << 16);',
      '',
    ],
    ['a reader begins anew where another has left', 'if (top) {\n    end', 'if (false) {\n    end'],
    ['what a reader has left is there for ever', 'store<usize>(area, 0, savedAt);', ''],
    [
      'the lists of a reader that has died are there',
      'memory.fill(area + growthsAt, 0, areaSize - growthsAt);',
      '',
    ],
    [
      'the lists that a reader has left look empty',
      'firstLevelMap = load<u32>(area, savedAt + 8);',
      'firstLevelMap = 0;',
    ],
    ['what a reader begins with is not dirty', 'dirty = end;\n}', 'dirty = top;\n}'],
  ],
};

/** Of the library. @type {ByFile} */
const library = {
  'library/owners': [
    [
      'a map goes before its cursors',
      'if (h.iterators) h.flags |= abandoned;\n    else disposeMap',
      'disposeMap',
    ],
    [
      'a map without cursors stays',
      'h.flags |= abandoned;\n    else disposeMap(h.t, h);',
      'h.flags |= abandoned;',
    ],
    ['an abandoned map stays', 'if (!h.iterators && h.flags & abandoned) disposeMap(h.t, h);', ''],
    ['any map goes with its last cursor', '!h.iterators && h.flags & abandoned', '!h.iterators'],
    [
      'an abandoned map goes with its first cursor',
      '!h.iterators && h.flags & abandoned',
      'h.flags & abandoned',
    ],
  ],
  'library/cursor': [
    ['a cursor goes on in an abandoned map', 'if (h.flags & abandoned) return false;', ''],
  ],
  'library/go-map': [
    [
      'columns of keys are not noted',
      'Links.from(changetype<usize>(this), keys, n);\n    if (isManaged<V>())',
      'Links.from(changetype<usize>(this), keys, 0);\n    if (isManaged<V>())',
    ],
    ['keys whose sums are too large stay', 'this.deleteUnadded(keys, added, undo);', ''],
  ],
};

/** @type {(byFile: ByFile, tests?: string[]) => Mutation[]} */
const listed = (byFile, tests) =>
  Object.entries(byFile).flatMap(([file, list]) =>
    list.map(([name, from, to, also = []]) => ({ name, file, from, to, also, tests })),
  );

/** @type {Mutation[]} */
export const mutations = [
  ...listed(byFile),
  ...listed(shared, ['test/shared/attach', 'test/shared/debug']),
  ...listed(library, ['test/assembly', '-t', 'under incremental|collected by the incremental']),
];
