// What Go's compiler knows of a map type, as data: sizes, flags and the kinds of keys and elements.
// Every pair of kinds has one `maptype`, and Go's functions take it as their first argument, as
// they do in Go. All that depends on a kind derives from its number and its size in the table
// below.

/** Kinds of keys and elements, numbered as the host numbers them. */
export enum Kind {
  I32,
  U32,
  I64,
  U64,
  F64,
  /** Also what the host calls bytes, and does not decode: a Go string may hold any. */
  String,
  // The kinds before this line are also those of keys.
  I8,
  U8,
  I16,
  U16,
  F32,
  Bool,
  Void,
  /** A reference: the number under which the host keeps a value; 0 refers to none. */
  Any,
  /** An object of the runtime of the module that imports the core as a library. */
  Object,
  Count,
}

/** Bytes in a cell, by kind. */
const sizes = memory.data<u8>([
  4, // I32
  4, // U32
  8, // I64
  8, // U64
  8, // F64
  16, // String
  1, // I8
  1, // U8
  2, // I16
  2, // U16
  4, // F32
  1, // Bool
  0, // Void
  4, // Any
  4, // Object
]);

const keyKinds: u32 = Kind.String + 1;

// Go's flag word of a map type.
export const ReflexiveKey: u32 = 4;
export const NeedKeyUpdate: u32 = 8;

/** Cells of a bucket. */
export const bucketCnt: usize = 8;

/** Offset of the keys in a bucket: they follow the eight tophash bytes. */
export const dataOffset: usize = 8;

@unmanaged
export class maptype {
  /** Bytes of a key in its cell. */
  keysize: u8;
  /** Bytes of an element in its cell, 0 allowed. */
  elemsize: u8;
  /** Bytes of a bucket: 8 + 8·keysize + 8·elemsize + 8. */
  bucketsize: u16;
  /** Go's flag word. */
  flags: u32;
  /** Offset of the first element in a bucket: 8 + 8·keysize. */
  elems: u16;
  /** The `Kind` of the elements. */
  elem: u8;
  /** The `Kind` of the keys. */
  key: u8;
  /**
   * Whether a bucket holds pointers, as it does with strings. Decides which stale bytes survive.
   */
  hasPtr: bool;
  /** The hash function of the conformance build: 0 is the type's own. */
  hasher: u8;
  /** Makes the size a multiple of 4, so that types in a row are aligned. */
  private padding: u16;

  @inline
  init(key: u8, keysize: usize, elem: u8, elemsize: usize, flags: u32, hasPtr: bool): void {
    this.keysize = <u8>keysize;
    this.elemsize = <u8>elemsize;
    this.bucketsize = <u16>(dataOffset + bucketCnt * (keysize + elemsize) + 8);
    this.flags = flags;
    this.elems = <u16>(dataOffset + bucketCnt * keysize);
    this.elem = elem;
    this.key = key;
    this.hasPtr = hasPtr;
    this.hasher = 0;
  }
}

/**
 * The element type `E` of functions that serve elements of every kind: sizes come from the map's
 * type. With a type of numbers instead, or `void`, sizes and offsets are constants. That is what
 * Go's `map_fast32.go` and its like are for; here they are compiled from the same skeleton.
 */
export class AnyElem {}

/** Sizes in a bucket for elements of type `E`. */
export class Layout {
  @inline
  static elemsize<E>(t: maptype): usize {
    if (isReference<E>()) return t.elemsize;
    else if (isVoid<E>()) return 0;
    else return sizeof<E>();
  }

  /** Bytes of a bucket with keys of `keysize` bytes. */
  @inline
  static bucketsize<E>(t: maptype, keysize: usize): usize {
    if (isReference<E>()) return t.bucketsize;
    else return dataOffset + bucketCnt * (keysize + Layout.elemsize<E>(t)) + 8;
  }
}

const types: usize = isDefined(TOPHASH_HOST)
  ? memory.data(<i32>(keyKinds * Kind.Count * offsetof<maptype>()), 8)
  : 0;

/** Whether `address` is that of a type. */
export function isMaptype(address: usize): bool {
  const offset = address - types;
  const size = <usize>(keyKinds * Kind.Count) * offsetof<maptype>();
  return address >= types && offset < size && offset % offsetof<maptype>() == 0;
}

/** The type of maps from `key` to `elem`. */
export function maptypeOf(key: Kind, elem: Kind): maptype {
  const t = changetype<maptype>(types + (key * Kind.Count + elem) * offsetof<maptype>());
  if (t.bucketsize == 0) {
    const flags =
      key == Kind.F64
        ? NeedKeyUpdate
        : key == Kind.String
          ? ReflexiveKey | NeedKeyUpdate
          : ReflexiveKey;
    const hasPtr = key == Kind.String || elem == Kind.String;
    const keysize = load<u8>(sizes + <usize>key);
    t.init(<u8>key, keysize, <u8>elem, load<u8>(sizes + <usize>elem), flags, hasPtr);
  }
  return t;
}
