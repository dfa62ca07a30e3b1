// Keys that are objects of the runtime of the module that imports the core as a library: where their
// bytes lie, and how many there are. Strings and static arrays begin where the object does, at a multiple
// of 16, and the runtime knows their bytes. A `Uint8Array` shows a part of a buffer, which may begin
// anywhere and end where the memory does.
//
// The core knows such keys by their addresses. The compiler notes references to objects on a stack of its
// own, once for every function that they are passed to, and inlining does not change that: a lookup of a
// string noted 17, in a frame of 68 bytes that it filled by a call out of wasm. Addresses it does not note.

import { Bytes } from './bytes';
import { GoString } from './go-string';

/** A string or a static array. */
@unmanaged
export class ObjectKey {}

/** A `Uint8Array`, with the runtime's fields. */
@unmanaged
export class ViewKey {
  buffer: usize;
  dataStart: usize;
  byteLength: i32;
}

/** Where the runtime keeps the bytes of an object, before its address. */
const sizeBefore: usize = 4;

export class Content {
  /** Whether keys of type K are objects. The compiler tells classes apart by their sizes. */
  @inline
  static has<K>(): bool {
    if (isReference<K>()) return offsetof<K>() != offsetof<GoString>();
    else return false;
  }

  /** Whether K, which has a content, is a view. */
  @inline
  private static isView<K>(): bool {
    return offsetof<K>() == offsetof<ViewKey>();
  }

  @inline
  static data<K>(key: K): usize {
    if (Content.isView<K>()) return changetype<ViewKey>(changetype<usize>(key)).dataStart;
    else return changetype<usize>(key);
  }

  @inline
  static length<K>(key: K): usize {
    if (Content.isView<K>()) return changetype<ViewKey>(changetype<usize>(key)).byteLength;
    else return load<u32>(changetype<usize>(key) - sizeBefore);
  }

  @inline
  static equal<K>(a: K, b: K): bool {
    const length = Content.length<K>(b);
    if (Content.length<K>(a) != length) return false;
    if (Content.isView<K>()) {
      return memory.compare(Content.data<K>(a), Content.data<K>(b), length) == 0;
    } else {
      return Bytes.equal(Content.data<K>(a), Content.data<K>(b), length);
    }
  }

  /** The last word of a key: its 1 to 8 bytes from `p` up to `end`, with zeros above. */
  @inline
  static last<K>(p: usize, end: usize): u64 {
    // Nothing is read after a view; before one there is always an object's header.
    if (Content.isView<K>()) return load<u64>(end - 8) >> ((8 - <u64>(end - p)) << 3);
    else return Bytes.last(p, end - p);
  }
}
