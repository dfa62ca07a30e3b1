// Looking inside a table: the header and every bucket as plain data, to see how the map works. Nothing
// here changes the map.

import { checkedOptions, NO_OPTIONS } from '../js/options.js';
import { type Kind, nameOf, sizeOf } from '../kinds.js';
import { type GoMap, tableOf } from './go-map.js';
import { type Header, readHeader } from './header.js';
import type { Table } from './table.js';

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

/** A bucket as it lies in memory. */
export interface InspectedMemory {
  /** Address in the heap. */
  address: number;
  /** A copy of its bytes: eight tophash bytes, eight keys, eight elements, the address of the next bucket. */
  bytes: Uint8Array;
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
  /** The bucket and its overflow buckets as bytes, if option `bytes` asks for them. */
  memory?: InspectedMemory[];
}

/** What `inspect` takes. */
export interface InspectOptions {
  /** Whether to copy the bytes of every bucket as well. */
  bytes?: boolean;
}

/** A map, seen from inside. */
export interface Inspection<K, V> {
  keyKind: string;
  valueKind: string;
  header: Header;
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
 * live cells, overflow chains, and the old array while the map grows. With `{ bytes: true }` every bucket
 * comes with its bytes, too. The size of the result is the size of the map.
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
export function inspect<K, V>(
  map: GoMap<K, V, boolean>,
  options: InspectOptions = NO_OPTIONS,
): Inspection<K, V> {
  const { bytes = false } = checkedOptions<InspectOptions>(options, ['bytes']);
  const table = tableOf(map, 'the argument of inspect');
  const key = table.use();
  const header = readHeader(table);
  const { sameSizeGrow } = header.flags;
  const oldB = sameSizeGrow ? header.B : header.B - 1;
  const growing = header.oldbuckets !== 0;
  const size = bucketSize(table);
  // Before its old bucket is evacuated, the memory of a new bucket holds anything.
  const arrived = (index: number) =>
    !growing || isEvacuated(table.memory.views.u8[header.oldbuckets + (index % 2 ** oldB) * size]);
  return {
    keyKind: nameOf(key),
    valueKind: nameOf(table.value),
    header,
    bucketSize: size,
    buckets: header.buckets === 0 ? [] : readArray(table, header.buckets, header.B, arrived, bytes),
    oldBuckets: growing ? readArray(table, header.oldbuckets, oldB, () => true, bytes) : null,
    growth: growing
      ? {
          kind: sameSizeGrow ? 'same size' : 'double',
          evacuated: header.nevacuate,
          of: 2 ** oldB,
        }
      : null,
  };
}

function bucketSize({ key, value }: Table): number {
  return 8 + CELLS * (sizeOf(key as Kind) + sizeOf(value)) + 8;
}

function isEvacuated(tophash = 0): boolean {
  return (STATES[tophash] ?? 'live').startsWith('evacuated');
}

function readArray<K, V>(
  table: Table,
  array: number,
  B: number,
  arrived: (index: number) => boolean,
  bytes: boolean,
): InspectedBucket<K, V>[] {
  const { views } = table.memory;
  const size = bucketSize(table);
  return Array.from({ length: 2 ** B }, (_, index) => {
    const head = array + index * size;
    const chain = [head];
    const there = arrived(index);
    if (there) {
      const next = (b: number) => views.u32[(b + size - 8) >>> 2] as number;
      for (let b = next(head); b !== 0; b = next(b)) chain.push(b);
    }
    const [cells, ...overflow]: InspectedCell<K, V>[][] = there
      ? chain.map((b) => readCells(table, b))
      : [emptyCells()];
    return {
      index,
      evacuated: isEvacuated(cells?.[0]?.tophash),
      cells: cells as InspectedCell<K, V>[],
      overflow,
      ...(bytes && {
        memory: chain.map((b) => ({ address: b, bytes: views.u8.slice(b, b + size) })),
      }),
    };
  });
}

function emptyCells<K, V>(): InspectedCell<K, V>[] {
  return Array.from({ length: CELLS }, () => ({ tophash: 0, state: 'emptyRest' }));
}

function readCells<K, V>(table: Table, b: number): InspectedCell<K, V>[] {
  const keySize = sizeOf(table.key as Kind);
  const elemSize = sizeOf(table.value);
  return Array.from({ length: CELLS }, (_, i) => {
    const tophash = table.memory.views.u8[b + i] as number;
    const state = STATES[tophash] ?? 'live';
    if (state !== 'live') return { tophash, state };
    return {
      tophash,
      state,
      key: table.keyAt(b + 8 + i * keySize) as K,
      elem: table.valueAt(b + 8 + CELLS * keySize + i * elemSize) as V,
    };
  });
}
