// tophash: Go's map in WebAssembly. Everything public is exported here, and nothing that compiles the core:
// programs that bring the module themselves, with `useModule`, import this as `tophash/bare`. The other
// entries say what is compiled, and share all else with it, so that there is one `GoMap`.

import type { AnyKind } from './go-map/column-types.js';
import { GoMap as GoMapClass, type GoMapOptions } from './go-map/go-map.js';
import type { SharedGoMap } from './go-map/share.js';
import type { KeyKind, KeyOf, ValueKind, ValueOf } from './kinds.js';

export type { GoMapOptions } from './go-map/go-map.js';
export type { Header as InspectedHeader } from './go-map/header.js';
export {
  type CellState,
  type InspectedBucket,
  type InspectedCell,
  type InspectedMemory,
  type Inspection,
  type InspectOptions,
  inspect,
} from './go-map/inspect.js';
export type { SharedGoMap } from './go-map/share.js';
export type { GoMapStats } from './go-map/stats.js';
export { stringAt, stringsOf } from './go-map/text-column.js';
export type { TextColumn, ViewColumn } from './go-map/text-rows.js';
export type { KeyKind, KeyOf, ValueKind, ValueOf } from './kinds.js';
export { WasmMap, type WasmMapStats } from './ordered/wasm-map.js';
export { WasmSet, type WasmSetStats } from './ordered/wasm-set.js';
export { Heap, type HeapOptions } from './wasm/heap.js';
export { useModule } from './wasm/module.js';

/** The constructor of `GoMap`, which infers the types of keys and values from their kinds. */
export interface GoMapConstructor {
  /**
   * A map with keys of kind `key` and values of kind `value`.
   *
   * @example
   * ```js
   * const prices = new GoMap('u64', 'f64', { capacity: 1000 });
   * prices.set(9781492052200n, 49.99);
   * ```
   * @throws TypeError for an unknown kind or an option of the wrong type; RangeError when the memory
   * is exhausted. Entries that the kinds cannot hold throw as `set` does.
   */
  new <K extends KeyKind, V extends ValueKind, _Inferred, _Only>(
    key: K,
    value: V,
    options?: GoMapOptions<KeyOf<K>, ValueOf<V>>,
  ): GoMap<KeyOf<K>, ValueOf<V>, V extends 'any' ? true : false>;
  /** What `class X extends GoMap` extends, a map of any types. */
  // biome-ignore lint/suspicious/noExplicitAny: where `K` is inferred, another signature is meant.
  new <K extends KeyKind = any>(
    key: K,
    value: ValueKind,
    // biome-ignore lint/suspicious/noExplicitAny: as above.
    options?: GoMapOptions<unknown extends K ? any : never, any>,
    // biome-ignore lint/suspicious/noExplicitAny: as above.
  ): GoMap<any, any>;
  /**
   * The same for kind `any` when the type of the values is known: `new GoMap<string, Date>(…)`. And what
   * `class X extends GoMap<string, Date>` extends, or `GoMap<string, number, false>` for another kind.
   */
  new <K, V, Any extends boolean = true>(
    key: KindOf<K>,
    value: ValueKindOf<V, Any>,
    options?: GoMapOptions<K, V>,
  ): GoMap<K, V, Any>;
  /** The map of a snapshot; see `GoMap.prototype.snapshot`. Its types are those that you name. */
  restore<K, V>(bytes: Uint8Array, options?: Pick<GoMapOptions<K, V>, 'heap'>): GoMap<K, V>;
  /** The map that is shared elsewhere; see `GoMap.prototype.share`. Its types are those that you name. */
  attach<K, V>(shared: SharedGoMap): GoMap<K, V>;
  readonly prototype: GoMap<unknown, unknown>;
}

type KindOf<K> = { [Kind in KeyKind]: KeyOf<Kind> extends K ? Kind : never }[KeyKind];

type FixedKind = Exclude<ValueKind, 'any'>;

/** The kinds for values of type `V`: `any`, as `Any` says, or those whose values are all of that type. */
type ValueKindOf<V, Any extends boolean> = Any extends true
  ? 'any'
  : { [Kind in FixedKind]: ValueOf<Kind> extends V ? Kind : never }[FixedKind];

/**
 * Go's `map[K]V`: unordered, with keys and values of fixed kinds that live in WebAssembly memory in
 * Go's byte layout. NaN keys are never equal, +0 and -0 are one key; iteration starts anywhere and
 * allows writes.
 *
 * @example
 * ```js
 * import { GoMap } from 'tophash';
 *
 * const m = new GoMap('string', 'u32');
 * m.set('apple', 5).set('banana', 3);
 * const [value, ok] = m.lookup('cherry'); // [0, false]
 * ```
 */
export const GoMap = GoMapClass as unknown as GoMapConstructor;
export type GoMap<K, V, Any extends boolean = AnyKind<V>> = GoMapClass<K, V, Any>;
