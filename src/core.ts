// The exports of the compiled core (assembly/index.ts), as the wrapper calls them. Addresses are
// numbers that may come back negative above 2^31: shift or `>>> 0` them.

/** How a key is passed, by the layout of the map's keys. */
interface KeyArguments {
  /** i32, u32: by value. */
  32: [key: number];
  /** i64, u64: in the exchange area, at `wordKeyAddress`. */
  64: [];
  /** f64: by value. */
  F64: [key: number];
  /** string: the address and the number of its bytes. */
  String: [data: number, len: number];
}

type Layout = keyof KeyArguments;

/** `name32`, `name64`, `nameF64`, `nameString`: called with a map, a key, and what `Rest` says. */
type PerLayout<Name extends string, Rest extends unknown[], Result> = {
  [L in Layout as `${Name}${L}`]: (h: number, ...args: [...KeyArguments[L], ...Rest]) => Result;
};

type PerLayoutNoKey<Name extends string, Rest extends unknown[], Result> = {
  [L in Layout as `${Name}${L}`]: (h: number, ...args: Rest) => Result;
};

interface Common {
  wordKeyAddress(): number;
  foundNaNAddress(): number;
  newMap(key: number, elem: number, hint: number, seedLow: number, seedHigh: number): number;
  dispose(h: number): void;
  size(h: number): number;
  clear(h: number): void;
  beginWrite(h: number): void;
  endWrite(h: number): void;
  mapBytes(h: number): number;
  overflowBuckets(h: number): number;
  growths(h: number): number;
  usedBytes(): number;
  allocateScratch(bytes: number): number;
  freeScratch(address: number, bytes: number): void;
  readText(text: string, to: number): number;
  joinedAddress(): number;
  joinTexts(it: number, strings: number, n: number): number;
  getText(h: number, key: string): number;
  findText(h: number, key: string): number;
  assignText(h: number, key: string): number;
  setNumberText(h: number, key: string, value: number): void;
  deleteText(h: number, key: string): number;
  iterate(h: number): number;
  endIteration(it: number): void;
  rewind(it: number, taken: number): void;
  keysAddress(it: number): number;
  elemsAddress(it: number): number;
  missingAddress(): number;
  addAllNaNF64(h: number, keys: number, n: number, deltas: number): void;
  beginChecksum(): void;
  addToChecksum(data: number, bytes: number): void;
  endChecksum(): number;
  unpack(lengths: number, width: number, n: number, text: number, end: number, out: number): number;
}

/** Maps to places (assembly/slot.ts): -1 is no place. Words are passed as 64-bit keys are. */
interface Places {
  findNumber(h: number, key: number): number;
  insertNumber(h: number, key: number, place: number): number;
  moveNumber(h: number, key: number, place: number): void;
  removeNumber(h: number, key: number): number;
  findWord(h: number): number;
  insertWord(h: number, place: number): number;
  moveWord(h: number, place: number): void;
  removeWord(h: number): number;
}

export type Core = Common &
  Places &
  PerLayout<'get', [], number> &
  PerLayout<'find', [], number> &
  PerLayout<'assign', [], number> &
  PerLayout<'setNumber', [value: number], void> &
  PerLayout<'setString', [data: number, len: number], void> &
  PerLayout<'add', [delta: number], number> &
  PerLayout<'delete', [], number> &
  PerLayoutNoKey<'next', [], number> &
  PerLayoutNoKey<'clone', [], number> &
  PerLayoutNoKey<'reserve', [hint: number], void> &
  PerLayoutNoKey<'getAll', [keys: number, n: number, out: number], void> &
  PerLayoutNoKey<'hasAll', [keys: number, n: number, out: number], void> &
  PerLayoutNoKey<'setAll', [keys: number, n: number, more: number, elems: number], void> &
  PerLayoutNoKey<
    'addAll',
    [keys: number, n: number, more: number, deltas: number, undo: number],
    number
  > &
  PerLayoutNoKey<'undoAddAll', [keys: number, n: number, deltas: number, undo: number], void> &
  PerLayoutNoKey<'deleteAll', [keys: number, n: number, more: number, slots: number], number> &
  PerLayoutNoKey<'columns', [n: number, keys: number, elems: number], number> &
  PerLayoutNoKey<'fill', [keys: number, n: number, elems: number], number>;
