// The TypeScript types of columns, by the type of what they hold.

import type { TextColumn } from './rows.js';

type NumberArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array;

type BigIntArray = BigInt64Array | BigUint64Array;

/** Whether nothing is known of `T`: any or unknown. */
type IsOpen<T> = unknown extends T ? true : false;

/** The columns that values of type `T` may be given as, each kind its own typed array. */
type Given<T> =
  IsOpen<T> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: an array of what the map holds.
      any
    : T extends number
      ? NumberArray
      : T extends bigint
        ? BigIntArray
        : T extends boolean
          ? Uint8Array
          : T extends string
            ? readonly string[] | TextColumn
            : readonly T[];

/** A column of keys of type `K`. */
export type KeyColumn<K> = Given<K>;

/** What `setAll` takes beside the keys: a column or one value. A set has none. */
export type SetValues<V> =
  IsOpen<V> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: a value of what the map holds.
      [values: any]
    : [V] extends [undefined]
      ? [values?: undefined]
      : [values: Given<V> | V];

/** A column of values of type `V`. */
export type ValueColumn<V> = Given<V>;

/** The column that `getAll` returns. */
export type ResultColumn<V> =
  IsOpen<V> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    : V extends number
      ? NumberArray
      : V extends bigint
        ? BigIntArray
        : V extends boolean
          ? Uint8Array
          : V[];

/** The columns that `columns` returns. */
export type MadeColumn<T> =
  IsOpen<T> extends true
    ? // biome-ignore lint/suspicious/noExplicitAny: as above.
      any
    : T extends undefined
      ? undefined
      : T extends string
        ? TextColumn
        : ResultColumn<T>;
