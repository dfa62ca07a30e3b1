// Looking inside a table: the header and every bucket as plain data, for whoever wants to see how the
// map works. Nothing here changes the map.

import { wrongType } from './errors.js';
import { GoMap } from './go-map.js';
import { SIZES } from './kinds.js';

/** What a tophash byte says of its cell. */
export type CellState =
  | 'live'
  | 'emptyRest'
  | 'emptyOne'
  | 'evacuatedX'
  | 'evacuatedY'
  | 'evacuatedEmpty';

/** A cell of a bucket. */
export interface InspectedCell<K, V> {
  /** The tophash byte: 5 and more are the high byte of a live key's hash. */
  tophash: number;
  state: CellState;
  /** Key and element of a live cell. */
  key?: K;
  elem?: V;
}

/** A bucket with its overflow chain. */
export interface InspectedBucket<K, V> {
  /** Index in the array. */
  index: number;
  /** Whether the entries have moved to the new array. */
  evacuated: boolean;
  /** The eight cells. */
  cells: InspectedCell<K, V>[];
  /** The eight cells of each overflow bucket, in the order of the chain. */
  overflow: InspectedCell<K, V>[][];
}

/** The 48 bytes of a map's header. */
export interface InspectedHeader {
  count: number;
  flags: { iterator: boolean; oldIterator: boolean; writing: boolean; sameSizeGrow: boolean };
  /** log2 of the number of buckets. */
  B: number;
  noverflow: number;
  hash0: number;
  /** Addresses in the heap, 0 for none. */
  buckets: number;
  oldbuckets: number;
  nevacuate: number;
  extra: number;
}

/** A map, seen from inside. */
export interface Inspection<K, V> {
  keyKind: string;
  valueKind: string;
  header: InspectedHeader;
  /** Bytes of a bucket. */
  bucketSize: number;
  /** The array; empty before the first insert. */
  buckets: InspectedBucket<K, V>[];
  /** The array that a growth under way is leaving, otherwise null. */
  oldBuckets: InspectedBucket<K, V>[] | null;
  /** How far the growth has come, otherwise null. */
  growth: { kind: 'double' | 'same size'; evacuated: number; of: number } | null;
}

const STATES: readonly CellState[] = [
  'emptyRest',
  'emptyOne',
  'evacuatedX',
  'evacuatedY',
  'evacuatedEmpty',
];

const CELLS = 8;

/**
 * The header and all buckets of a map as plain data: tophash bytes by name, keys and elements of
 * live cells, overflow chains, and the old array while the map grows. The size of the result is the
 * size of the map.
 *
 * @example
 * ```js
 * import { GoMap, inspect } from 'tophash';
 *
 * const m = new GoMap('string', 'u32', { seed: 1n, entries: [['apple', 5]] });
 * inspect(m).buckets[0].cells[0]; // { tophash: 243, state: 'live', key: 'apple', elem: 5 }
 * ```
 * @throws TypeError if `map` is not a GoMap or has been disposed of.
 */
export function inspect<K, V>(map: GoMap<K, V>): Inspection<K, V> {
  if (!(map instanceof GoMap)) throw wrongType('the argument of inspect', 'a GoMap', map);
  map._use();
  const header = readHeader(map);
  const { sameSizeGrow } = header.flags;
  const oldB = sameSizeGrow ? header.B : header.B - 1;
  const growing = header.oldbuckets !== 0;
  const size = bucketSize(map);
  // Before its old bucket is evacuated, the memory of a new bucket holds anything.
  const arrived = (index: number) =>
    !growing || isEvacuated(map._heap.u8[header.oldbuckets + (index % 2 ** oldB) * size] as number);
  return {
    keyKind: map.keyKind,
    valueKind: map.valueKind,
    header,
    bucketSize: size,
    buckets: header.buckets === 0 ? [] : readArray(map, header.buckets, header.B, arrived),
    oldBuckets: growing ? readArray(map, header.oldbuckets, oldB, () => true) : null,
    growth: growing
      ? {
          kind: sameSizeGrow ? 'same size' : 'double',
          evacuated: header.nevacuate,
          of: 2 ** oldB,
        }
      : null,
  };
}

function readHeader(map: GoMap<unknown, unknown>): InspectedHeader {
  const { u8, u16, u32 } = map._heap;
  const h = map._h;
  const word = (offset: number) => u32[(h + offset) >>> 2] as number;
  const flags = u8[h + 8] as number;
  return {
    count: word(0),
    flags: {
      iterator: (flags & 1) !== 0,
      oldIterator: (flags & 2) !== 0,
      writing: (flags & 4) !== 0,
      sameSizeGrow: (flags & 8) !== 0,
    },
    B: u8[h + 9] as number,
    noverflow: u16[(h + 10) >>> 1] as number,
    hash0: word(12),
    buckets: word(16),
    oldbuckets: word(24),
    nevacuate: word(32),
    extra: word(40),
  };
}

function bucketSize(map: GoMap<unknown, unknown>): number {
  return 8 + CELLS * ((SIZES[map._key] as number) + (SIZES[map._value] as number)) + 8;
}

function isEvacuated(tophash: number): boolean {
  return (STATES[tophash] ?? 'live').startsWith('evacuated');
}

function readArray<K, V>(
  map: GoMap<K, V>,
  array: number,
  B: number,
  arrived: (index: number) => boolean,
): InspectedBucket<K, V>[] {
  const size = bucketSize(map);
  return Array.from({ length: 2 ** B }, (_, index) => {
    if (!arrived(index)) return { index, evacuated: false, cells: emptyCells(), overflow: [] };
    const head = array + index * size;
    const cells = readCells(map, head);
    const overflow: InspectedCell<K, V>[][] = [];
    const next = (b: number) => map._heap.u32[(b + size - 8) >>> 2] as number;
    for (let b = next(head); b !== 0; b = next(b)) overflow.push(readCells(map, b));
    const evacuated = isEvacuated((cells[0] as InspectedCell<K, V>).tophash);
    return { index, evacuated, cells, overflow };
  });
}

function emptyCells<K, V>(): InspectedCell<K, V>[] {
  return Array.from({ length: CELLS }, () => ({ tophash: 0, state: 'emptyRest' }));
}

function readCells<K, V>(map: GoMap<K, V>, b: number): InspectedCell<K, V>[] {
  const keySize = SIZES[map._key] as number;
  const elemSize = SIZES[map._value] as number;
  return Array.from({ length: CELLS }, (_, i) => {
    const tophash = map._heap.u8[b + i] as number;
    const state = STATES[tophash] ?? 'live';
    if (state !== 'live') return { tophash, state };
    return {
      tophash,
      state,
      key: map._keyAt(b + 8 + i * keySize),
      elem: map._valueAt(b + 8 + CELLS * keySize + i * elemSize),
    };
  });
}
