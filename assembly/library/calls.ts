// The core's functions for the types of a module. Values only tell the core their size: a reference is an
// address there. So is a key that is an object: strings/content.ts says why.

import { mapclone, mapreserve } from '../clone';
import { deleteAll } from '../columns/delete';
import { encodeAll } from '../columns/encode';
import { getAll, hasAll } from '../columns/lookup';
import { addAll, setAll } from '../columns/write';
import { finishGrowth } from '../evacuate';
import { Fast } from '../fast';
import { Hiter } from '../hiter';
import { hmap } from '../hmap';
import { mapiternext, readBoth } from '../iterate';
import { ObjectKey, ViewKey } from '../strings/content';

/** Functions that take a key, of a type that the core knows. */
class Single {
  @inline
  static find<K, V>(h: hmap, key: K): usize {
    if (isReference<V>()) return Fast.find<K, usize>(h, key);
    else return Fast.find<K, V>(h, key);
  }

  @inline
  static assign<K, V>(h: hmap, key: K): usize {
    if (isReference<V>()) return Fast.assign<K, usize>(h, key);
    else return Fast.assign<K, V>(h, key);
  }

  @inline
  static delete<K, V>(h: hmap, key: K): bool {
    if (isReference<V>()) return Fast.delete<K, usize>(h, key);
    else return Fast.delete<K, V>(h, key);
  }
}

export class Calls {
  /** Whether keys can be of type K. */
  @inline
  static isKey<K>(): bool {
    if (!isReference<K>()) return sizeof<K>() <= 8;
    else if (!isManaged<K>() || isNullable<K>()) return false;
    else return isString<K>() || Calls.isView<K>() || idof<K>() == idof<StaticArray<u8>>();
  }

  @inline
  private static isView<K>(): bool {
    return idof<K>() == idof<Uint8Array>();
  }

  @inline
  static find<K, V>(h: hmap, key: K): usize {
    if (!isManaged<K>()) return Single.find<K, V>(h, key);
    else if (Calls.isView<K>()) return Single.find<ViewKey, V>(h, changetype<ViewKey>(key));
    else return Single.find<ObjectKey, V>(h, changetype<ObjectKey>(key));
  }

  @inline
  static assign<K, V>(h: hmap, key: K): usize {
    if (!isManaged<K>()) return Single.assign<K, V>(h, key);
    else if (Calls.isView<K>()) return Single.assign<ViewKey, V>(h, changetype<ViewKey>(key));
    else return Single.assign<ObjectKey, V>(h, changetype<ObjectKey>(key));
  }

  @inline
  static delete<K, V>(h: hmap, key: K): bool {
    if (!isManaged<K>()) return Single.delete<K, V>(h, key);
    else if (Calls.isView<K>()) return Single.delete<ViewKey, V>(h, changetype<ViewKey>(key));
    else return Single.delete<ObjectKey, V>(h, changetype<ObjectKey>(key));
  }

  @inline
  static finishGrowth<K>(h: hmap): bool {
    if (!isManaged<K>()) return finishGrowth<K>(h.t, h);
    else if (Calls.isView<K>()) return finishGrowth<ViewKey>(h.t, h);
    else return finishGrowth<ObjectKey>(h.t, h);
  }

  @inline
  static reserve<K>(h: hmap, capacity: u32): void {
    if (!isManaged<K>()) mapreserve<K>(h.t, h, capacity);
    else if (Calls.isView<K>()) mapreserve<ViewKey>(h.t, h, capacity);
    else mapreserve<ObjectKey>(h.t, h, capacity);
  }

  @inline
  static clone<K>(h: hmap): hmap {
    if (!isManaged<K>()) return mapclone<K>(h.t, h);
    else if (Calls.isView<K>()) return mapclone<ViewKey>(h.t, h);
    else return mapclone<ObjectKey>(h.t, h);
  }

  @inline
  static next<K>(it: Hiter): u32 {
    const t = it.h.t;
    if (!isManaged<K>()) return mapiternext<K>(t, it, readBoth);
    else if (Calls.isView<K>()) return mapiternext<ViewKey>(t, it, readBoth);
    else return mapiternext<ObjectKey>(t, it, readBoth);
  }

  @inline
  static getAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
    if (!isManaged<K>()) getAll<K>(h, keys, n, out);
    else if (Calls.isView<K>()) getAll<ViewKey>(h, keys, n, out);
    else getAll<ObjectKey>(h, keys, n, out);
  }

  @inline
  static hasAll<K>(h: hmap, keys: usize, n: u32, out: usize): void {
    if (!isManaged<K>()) hasAll<K>(h, keys, n, out);
    else if (Calls.isView<K>()) hasAll<ViewKey>(h, keys, n, out);
    else hasAll<ObjectKey>(h, keys, n, out);
  }

  @inline
  static setAll<K>(h: hmap, keys: usize, n: u32, values: usize): void {
    if (!isManaged<K>()) setAll<K>(h, keys, n, 0, values);
    else if (Calls.isView<K>()) setAll<ViewKey>(h, keys, n, 0, values);
    else setAll<ObjectKey>(h, keys, n, 0, values);
  }

  @inline
  static addAll<K>(h: hmap, keys: usize, n: u32, more: u32, deltas: usize, undo: usize): u32 {
    if (!isManaged<K>()) return addAll<K>(h, keys, n, more, deltas, undo);
    else if (Calls.isView<K>()) return addAll<ViewKey>(h, keys, n, more, deltas, undo);
    else return addAll<ObjectKey>(h, keys, n, more, deltas, undo);
  }

  @inline
  static deleteAll<K>(h: hmap, keys: usize, n: u32): u32 {
    if (!isManaged<K>()) return deleteAll<K>(h, keys, n, 0, 0);
    else if (Calls.isView<K>()) return deleteAll<ViewKey>(h, keys, n, 0, 0);
    else return deleteAll<ObjectKey>(h, keys, n, 0, 0);
  }

  @inline
  static encodeAll<K>(h: hmap, keys: usize, n: u32, out: usize, progress: usize): void {
    if (!isManaged<K>()) encodeAll<K>(h, keys, n, 0, out, progress);
    else if (Calls.isView<K>()) encodeAll<ViewKey>(h, keys, n, 0, out, progress);
    else encodeAll<ObjectKey>(h, keys, n, 0, out, progress);
  }
}
