// The TypeScript types of columns, by the type of what they hold. Values of kind `any` come in arrays,
// whatever their type. So a map's type says whether its values are of that kind: `Any`, which is
// `boolean` where nothing is known.

import type { BigIntArray, NumberArray } from '../js/typed-arrays.js';
import type { TextColumn, ViewColumn } from './text-rows.js';

/** Whether nothing is known of `T`: any or unknown. */
type IsOpen<T> = unknown extends T ? true : false;

/** The types that have a kind of their own. */
type Typed = number | bigint | boolean | string | Uint8Array | undefined;

/** Whether values of type `V` are of kind `any`, unless the map says otherwise. */
export type AnyKind<V> = IsOpen<V> extends true ? boolean : [V] extends [Typed] ? false : true;

/** The columns that keys, or values of a kind of their own, may be given as, each kind its own typed array. */
type Given<T> =
  IsOpen<T> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: a column of what the map holds.
      any
    : T extends number
      ? NumberArray
      : T extends bigint
        ? BigIntArray
        : T extends boolean
          ? Uint8Array
          : T extends string
            ? readonly string[] | TextColumn | ViewColumn
            : T extends Uint8Array
              ? readonly Uint8Array[] | TextColumn | ViewColumn
              : never;

/** A column of keys of type `K`. */
export type KeyColumn<K> = Given<K>;

/** A value that is not taken for a column. */
type NoArray<V> = V extends readonly unknown[] ? never : V;

/** What `setAll` takes beside the keys: a column or one value. A set has none. */
export type SetValues<V, Any> = Any extends true
  ? [values: readonly V[] | NoArray<V>]
  : IsOpen<V> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: a value of what the map holds.
      [values: any]
    : [V] extends [undefined]
      ? [values?: undefined]
      : [values: Given<V> | V];

/** What `add` takes: nothing where values are no numbers. */
export type Delta<V, Any> = Any extends true
  ? never
  : IsOpen<V> extends true
    ? V
    : V extends number | bigint
      ? V
      : never;

/** What `addAll` takes beside the keys: a column of deltas or one. */
export type Deltas<V, Any> = Any extends true ? never : Delta<V, Any> | Given<Delta<V, Any>>;

/** What `encodeAll` takes: a column of keys, of maps whose values are numbers. */
export type Encodable<K, V, Any> = Any extends true
  ? never
  : IsOpen<V> extends true
    ? KeyColumn<K>
    : [V] extends [number]
      ? KeyColumn<K>
      : never;

/** A column of values as `getAll` returns it. */
export type ResultColumn<V, Any> = Any extends true
  ? V[]
  : IsOpen<V> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    : V extends number
      ? NumberArray
      : V extends bigint
        ? BigIntArray
        : V extends boolean
          ? Uint8Array
          : V[];

/** The same where absent keys have the zero value: `undefined` in maps of kind `any`. */
export type FoundColumn<V, Any> = Any extends true ? (V | undefined)[] : ResultColumn<V, Any>;

/** The columns that `columns` returns: of keys, or of values. */
export type MadeColumn<T, Any = false> = Any extends true
  ? T[]
  : IsOpen<T> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    : T extends undefined
      ? undefined
      : T extends string | Uint8Array
        ? TextColumn
        : ResultColumn<T, false>;
