// What the compiler knows of a Go map type, as data: sizes, flags and the kinds that decide how
// keys and elements are read. One `maptype` exists for every pair of key kind and element kind;
// the functions of the map take it as their first argument, as Go's own do.

/** Key kinds, numbered as the host numbers them. */
export enum KeyKind {
  I32,
  U32,
  I64,
  U64,
  F64,
  String,
  /** Kinds after this one exist in the conformance build only. */
  Count,
}

/** Element kinds, numbered as the host numbers them. */
export enum ElemKind {
  I32,
  U32,
  I64,
  U64,
  F64,
  String,
  I8,
  U8,
  I16,
  U16,
  F32,
  Bool,
  Void,
  /** A slot number of the host's table of values; 0 is no slot. */
  Any,
  Count,
}

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
  /** The `ElemKind`. */
  elem: u8;
  /** The `KeyKind`. */
  key: u8;
  /** Whether a bucket holds pointers: strings do. Decides which stale bytes survive. */
  hasPtr: bool;
  /** Which hash function the conformance build uses: 0 is the type's own. */
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

const table = memory.data(<i32>(KeyKind.Count * ElemKind.Count * offsetof<maptype>()), 8);

/** Whether `address` is that of a type. */
export function isMaptype(address: usize): bool {
  const offset = address - table;
  const size = <usize>(KeyKind.Count * ElemKind.Count) * offsetof<maptype>();
  return address >= table && offset < size && offset % offsetof<maptype>() == 0;
}

function keysizeOf(key: KeyKind): usize {
  return key <= KeyKind.U32 ? 4 : key == KeyKind.String ? 16 : 8;
}

function elemsizeOf(elem: ElemKind): usize {
  switch (elem) {
    case ElemKind.Void:
      return 0;
    case ElemKind.I8:
    case ElemKind.U8:
    case ElemKind.Bool:
      return 1;
    case ElemKind.I16:
    case ElemKind.U16:
      return 2;
    case ElemKind.I64:
    case ElemKind.U64:
    case ElemKind.F64:
      return 8;
    case ElemKind.String:
      return 16;
    default:
      return 4;
  }
}

/** The type of maps from `key` to `elem`. */
export function maptypeOf(key: KeyKind, elem: ElemKind): maptype {
  const t = changetype<maptype>(table + (key * ElemKind.Count + elem) * offsetof<maptype>());
  if (t.bucketsize == 0) {
    const flags =
      key == KeyKind.F64
        ? NeedKeyUpdate
        : key == KeyKind.String
          ? ReflexiveKey | NeedKeyUpdate
          : ReflexiveKey;
    const hasPtr = key == KeyKind.String || elem == ElemKind.String;
    t.init(<u8>key, keysizeOf(key), <u8>elem, elemsizeOf(elem), flags, hasPtr);
  }
  return t;
}
