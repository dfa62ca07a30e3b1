// The `maptype` of a map from K to V, which are types of the module. One function is compiled for each
// pair, and it keeps the type in a place of its own.

import { Kind, maptype, NeedKeyUpdate, ReflexiveKey } from '../maptype';

class Kinds {
  @inline
  static of<T>(): Kind {
    if (isManaged<T>()) return Kind.Object;
    else if (isReference<T>()) return Kind.U32;
    else if (isBoolean<T>()) return Kind.Bool;
    else if (isFloat<T>()) return sizeof<T>() == 8 ? Kind.F64 : Kind.F32;
    else if (sizeof<T>() == 8) return isSigned<T>() ? Kind.I64 : Kind.U64;
    else if (sizeof<T>() == 4) return isSigned<T>() ? Kind.I32 : Kind.U32;
    else if (sizeof<T>() == 2) return isSigned<T>() ? Kind.I16 : Kind.U16;
    else return isSigned<T>() ? Kind.I8 : Kind.U8;
  }
}

/** The type of maps from K to V. */
export function typeOf<K, V>(): maptype {
  const t = changetype<maptype>(memory.data(<i32>offsetof<maptype>(), 8));
  if (t.bucketsize == 0) {
    const flags = isFloat<K>() ? NeedKeyUpdate : ReflexiveKey;
    const key = Kinds.of<K>();
    t.init(<u8>key, sizeof<K>(), <u8>Kinds.of<V>(), sizeof<V>(), flags, isManaged<K>());
  }
  return t;
}
