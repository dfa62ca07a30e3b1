// The exports of the compiled core (assembly/exports/index.ts), as the wrapper calls them. Addresses are
// numbers that may come back negative above 2^31: shift or `>>> 0` them.

/** How a key is passed, by the layout of the map's keys. */
interface KeyArguments {
  /** i32, u32: by value. */
  32: [key: number];
  /** i64, u64: in the exchange area, at `wordKeyAddress`. */
  64: [];
  /** f64: by value. */
  F64: [key: number];
  /** string, bytes: the address and the number of its bytes. */
  Utf8: [data: number, len: number];
}

/** `name32`, `name64`, `nameF64`, `nameUtf8`: called with a map, a key, and what `Rest` says. */
type PerKey<Name extends string, Rest extends unknown[], Result> = {
  [L in keyof KeyArguments as `${Name}${L}`]: (
    h: number,
    ...args: [...KeyArguments[L], ...Rest]
  ) => Result;
};

/** How the keys of a map are laid out, as the names of the functions below end. */
export type Layout = '32' | '64' | 'F64' | 'String';

/** `name32`, `name64`, `nameF64`, `nameString`: called with a map or an iterator, and what `Rest` says. */
type PerLayout<Name extends string, Rest extends unknown[], Result> = {
  [L in Layout as `${Name}${L}`]: (h: number, ...args: Rest) => Result;
};

interface Common {
  wordKeyAddress(): number;
  wordElemAddress(): number;
  foundAddress(): number;
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
  reserveStack(frames: number): void;
  allocateScratch(bytes: number): number;
  freeScratch(address: number, bytes: number): void;
  readJsString(text: string, to: number): number;
  joinedAddress(): number;
  joinStrings(it: number, strings: number, n: number): number;
  areaAddress(): number;
  /** Of a reader's module: how far its area is from where the owner's is. */
  readonly displacement: WebAssembly.Global;
  adopt(): void;
  leave(): void;
  attach(h: number, seedLow: number, seedHigh: number): number;
  detach(h: number): void;
  getJsString(h: number, key: string): number;
  findJsString(h: number, key: string): number;
  assignJsString(h: number, key: string): number;
  setNumberJsString(h: number, key: string, value: number): void;
  deleteJsString(h: number, key: string): number;
  iterate(h: number): number;
  iterateFrom(h: number, start: number): number;
  iterationStart(it: number): number;
  endIteration(it: number): void;
  rewind(it: number, taken: number): void;
  keysAddress(it: number): number;
  elemsAddress(it: number): number;
  missingAddress(): number;
  addAllNaNF64(h: number, keys: number, n: number, deltas: number): void;
  beginChecksum(): void;
  addToChecksum(data: number, bytes: number): void;
  endChecksum(): number;
  stringsFromLengths(
    lengths: number,
    width: number,
    n: number,
    text: number,
    end: number,
    out: number,
    wtf8: number,
  ): number;
  stringsFromEnds(
    starts: number,
    n: number,
    first: number,
    text: number,
    end: number,
    out: number,
  ): void;
  wtf8Strings(strings: number, n: number): number;
}

type FastKey = Exclude<keyof KeyArguments, 'Utf8'>;

/**
 * Hot calls for layouts of keys and elements that are known in the core (assembly/exports/fast.ts).
 * Integers come back with a sign.
 */
type Fast = {
  [L in FastKey as
    | `get${L}To32`
    | `get${L}ToF64`
    | `has${L}To32`
    | `has${L}ToF64`
    | `delete${L}To32`
    | `delete${L}ToF64`]: (h: number, ...key: KeyArguments[L]) => number;
} & {
  [L in FastKey as `set${L}To32` | `set${L}ToF64`]: (
    h: number,
    ...args: [...KeyArguments[L], value: number]
  ) => void;
} & {
  [L in FastKey as `add${L}ToI32` | `add${L}ToU32` | `add${L}ToF64`]: (
    h: number,
    ...args: [...KeyArguments[L], delta: number]
  ) => number;
};

/**
 * The entries of a WasmMap or WasmSet (assembly/exports/ordered.ts), which are told by their places; 0 is none.
 * Words are passed as 64-bit keys are.
 */
interface Ordered {
  foundPlaceAddress(): number;
  getInt(h: number, key: number): number;
  findInt(h: number, key: number): number;
  setInt(h: number, key: number, value: number, end: number): number;
  insertInt(h: number, key: number, end: number): number;
  getNumber(h: number, key: number): number;
  findNumber(h: number, key: number): number;
  setNumber(h: number, key: number, value: number, end: number): number;
  insertNumber(h: number, key: number, end: number): number;
  insertNumbers(h: number, place: number, end: number, width: number): void;
  moveNumber(h: number, key: number, place: number): void;
  removeNumber(h: number, key: number, few: number): number;
  getWord(h: number): number;
  findWord(h: number): number;
  setWord(h: number, value: number, end: number): number;
  insertWord(h: number, end: number): number;
  moveWord(h: number, place: number): void;
  removeWord(h: number, few: number): number;
  newChunk(id: number, ofWords: boolean): number;
  disposeChunk(place: number): void;
}

export type Core = Common &
  Fast &
  Ordered &
  PerKey<'get', [], number> &
  PerKey<'find', [], number> &
  PerKey<'assign', [], number> &
  PerKey<'setNumber', [value: number], void> &
  PerKey<'setWord', [], void> &
  PerKey<'setRef', [ref: number], number> &
  PerKey<'setString', [data: number, len: number], void> &
  PerKey<'add', [delta: number], number> &
  PerKey<'delete', [], number> &
  PerLayout<'peek', [], number> &
  PerLayout<'next', [reads: number], number> &
  PerLayout<'clone', [], number> &
  PerLayout<'reserve', [hint: number], void> &
  PerLayout<'getAll', [keys: number, n: number, out: number], void> &
  PerLayout<'hasAll', [keys: number, n: number, out: number], void> &
  PerLayout<'setAll', [keys: number, n: number, more: number, elems: number], void> &
  PerLayout<
    'addAll',
    [keys: number, n: number, more: number, deltas: number, undo: number],
    number
  > &
  PerLayout<'undoAddAll', [keys: number, n: number, deltas: number, undo: number], void> &
  PerLayout<
    'encodeAll',
    [keys: number, n: number, more: number, out: number, progress: number],
    void
  > &
  PerLayout<'deleteAll', [keys: number, n: number, more: number, slots: number], number> &
  PerLayout<'columns', [n: number, keys: number, elems: number], number> &
  PerLayout<'insertUnique', [keys: number, n: number, elems: number], number>;
