// The skeleton of the entry points: what the host asks for, in terms of the map's own functions,
// for every layout of keys. The debug build asserts the invariants of the map after every change.

import { Access } from './access';
import { area, foundAt } from './area';
import { Argument, wordElem } from './argument-area';
import { mapassign } from './assign';
import { Bucket } from './bmap';
import { mapclone, mapreserve } from './clone';
import { mapdelete } from './delete';
import { Elem } from './elem';
import { hashWriting, hmap } from './hmap';
import { concurrentMapWrites, fatal } from './host';
import { checkInvariants } from './invariants';
import { AnyElem, Kind } from './maptype';
import { noMemory } from './no-memory';
import { callFrames, Stack } from './stack';
import { freeString, placeString, prepareString } from './strings/owned';

export class Entry {
  /** Asserts the invariants in the debug build. */
  @inline
  static changed<K>(h: hmap): void {
    if (isDefined(TOPHASH_DEBUG)) checkInvariants<K>(h.t, h);
  }

  @inline
  static get<K>(h: hmap, key: K): f64 {
    const t = h.t;
    const cell = Access.find<K, AnyElem>(t, h, key);
    if (!cell) {
      store<u8>(area, 0, foundAt);
      return NaN;
    }
    const e = Bucket.cellElem(t, cell);
    // The most used kind first: a predicted branch is cheaper than a jump table.
    if (t.elem == Kind.U32) return <f64>load<u32>(e);
    const value = Elem.read(t, e);
    if (value != value) store<u8>(area, 1, foundAt);
    return value;
  }

  @inline
  static find<K>(h: hmap, key: K): usize {
    const t = h.t;
    const cell = Access.find<K, AnyElem>(t, h, key);
    return cell ? Bucket.cellElem(t, cell) : 0;
  }

  @inline
  static assign<K>(h: hmap, key: K): usize {
    const t = h.t;
    const cell = mapassign<K>(t, h, key);
    Entry.changed<K>(h);
    return Bucket.cellElem(t, cell);
  }

  @inline
  static setNumber<K>(h: hmap, key: K, value: f64): void {
    Elem.write(h.t, Entry.assign<K>(h, key), value);
  }

  /** Sets the element to the 64-bit word in the argument area. */
  @inline
  static setWord<K>(h: hmap, key: K): void {
    store<u64>(Entry.assign<K>(h, key), load<u64>(wordElem));
  }

  /** Makes `ref` the element of kind Any unless it has a reference. Returns the one that it has. */
  @inline
  static setRef<K>(h: hmap, key: K, ref: u32): u32 {
    const e = Entry.assign<K>(h, key);
    const old = load<u32>(e);
    if (old) return old;
    store<u32>(e, ref);
    return ref;
  }

  static setString<K>(h: hmap, key: K, data: usize, len: usize): void {
    h.assertMap();
    if (h.flags & hashWriting) fatal(concurrentMapWrites);
    Stack.reserve(callFrames);
    if (!prepareString(h, changetype<usize>(Argument.elem(data, len)))) noMemory();
    const e = Entry.assign<K>(h, key);
    freeString(h, e);
    placeString(e);
  }

  /**
   * Adds `delta` and returns the sum. Where an integer kind cannot hold it: infinity, and no
   * change.
   */
  static add<K>(h: hmap, key: K, delta: f64): f64 {
    const t = h.t;
    if (!Elem.isFloat(t)) {
      const old = Entry.find<K>(h, key);
      if (old && !Elem.holds(t, Elem.read(t, old) + delta)) return Infinity;
    }
    const e = Entry.assign<K>(h, key);
    // The delta, too, is what the kind holds of it, as it is in a column of deltas.
    const d = t.elem == Kind.F32 ? <f64>(<f32>delta) : delta;
    Elem.write(t, e, Elem.read(t, e) + d);
    return Elem.read(t, e);
  }

  @inline
  static delete<K>(h: hmap, key: K): u32 {
    const result = mapdelete<K, AnyElem>(h.t, h, key);
    Entry.changed<K>(h);
    return result;
  }

  static clone<K>(h: hmap): usize {
    const copy = mapclone<K>(h.t, h);
    Entry.changed<K>(copy);
    return changetype<usize>(copy);
  }

  static reserve<K>(h: hmap, hint: u32): void {
    mapreserve<K>(h.t, h, hint);
    Entry.changed<K>(h);
  }
}
