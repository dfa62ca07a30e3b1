// The content of a managed object that is a key: where its bytes lie, and how many there are. Strings and
// static arrays begin where the object does, at a multiple of 16, and the runtime knows their bytes. A
// `Uint8Array` shows a part of a buffer, which may begin anywhere and end where the memory does.

import { Bytes } from './bytes';

/** Where the runtime keeps the bytes of an object, before its address. */
const sizeBefore: usize = 4;

export class Content {
  /** Whether objects of type K have a content, by which they can be keys. */
  @inline
  static isKey<K>(): bool {
    if (!isManaged<K>() || isNullable<K>()) return false;
    else return isString<K>() || Content.isView<K>() || idof<K>() == idof<StaticArray<u8>>();
  }

  /** Whether K is a view. */
  @inline
  private static isView<K>(): bool {
    return idof<K>() == idof<Uint8Array>();
  }

  @inline
  static data<K>(key: K): usize {
    if (Content.isView<K>()) return changetype<Uint8Array>(key).dataStart;
    else return changetype<usize>(key);
  }

  @inline
  static length<K>(key: K): usize {
    if (Content.isView<K>()) return changetype<Uint8Array>(key).byteLength;
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
