// What the map needs of an element, by the type's kind: reading and writing it as a number, copying
// and clearing it.
//
// Hot calls depend on kinds, so switches over kinds are written out where they are needed: here and
// in `columns/elems`. They are inlined, which calls through a table could not be. Whatever depends
// on the size alone is chosen by the size. So a kind of number has a case in `read`, `write` and the
// columns' `addElems`, and one in `holds` or `isFloat` if it is signed or a float; a kind that is no
// number has none.

import { Kind, maptype } from './maptype';

export class Elem {
  /**
   * The element at `e` as a number; the address itself for kinds that a number does not hold.
   */
  @inline
  static read(t: maptype, e: usize): f64 {
    switch (<i32>t.elem) {
      case Kind.U32:
      case Kind.Any:
        return <f64>load<u32>(e);
      case Kind.F64:
        return load<f64>(e);
      case Kind.I32:
        return <f64>load<i32>(e);
      case Kind.F32:
        return <f64>load<f32>(e);
      case Kind.U8:
      case Kind.Bool:
        return <f64>load<u8>(e);
      case Kind.I8:
        return <f64>load<i8>(e);
      case Kind.U16:
        return <f64>load<u16>(e);
      case Kind.I16:
        return <f64>load<i16>(e);
      default:
        return <f64>e;
    }
  }

  @inline
  static isFloat(t: maptype): bool {
    return t.elem == Kind.F64 || t.elem == Kind.F32;
  }

  /** Whether an integer kind of at most 32 bits can hold `value`, an integer. */
  static holds(t: maptype, value: f64): bool {
    const bits = <f64>((<u64>1) << (<u64>t.elemsize * 8));
    switch (<i32>t.elem) {
      case Kind.I32:
      case Kind.I16:
      case Kind.I8:
        return value >= -bits / 2 && value < bits / 2;
      default:
        return value >= 0 && value < bits;
    }
  }

  /** Stores a number that the kind can hold. */
  @inline
  static write(t: maptype, e: usize, value: f64): void {
    switch (<i32>t.elem) {
      case Kind.U32:
      case Kind.Any:
        store<u32>(e, <u32>value);
        return;
      case Kind.F64:
        store<f64>(e, value);
        return;
      case Kind.I32:
        store<i32>(e, <i32>value);
        return;
      case Kind.F32:
        store<f32>(e, <f32>value);
        return;
      case Kind.U8:
      case Kind.Bool:
      case Kind.I8:
        store<u8>(e, <u8>(<i32>value));
        return;
      case Kind.U16:
      case Kind.I16:
        store<u16>(e, <u16>(<i32>value));
        return;
      default:
        return;
    }
  }

  /** Copies an element that moves. */
  @inline
  static move(from: usize, to: usize, size: usize): void {
    switch (size) {
      case 0:
        return;
      case 1:
        store<u8>(to, load<u8>(from));
        return;
      case 2:
        store<u16>(to, load<u16>(from));
        return;
      case 4:
        store<u32>(to, load<u32>(from));
        return;
      case 8:
        store<u64>(to, load<u64>(from));
        return;
      default:
        store<u64>(to, load<u64>(from));
        store<u64>(to, load<u64>(from, 8), 8);
        return;
    }
  }

  /** Makes an element the zero value. */
  @inline
  static clear(e: usize, size: usize): void {
    switch (size) {
      case 0:
        return;
      case 1:
        store<u8>(e, 0);
        return;
      case 2:
        store<u16>(e, 0);
        return;
      case 4:
        store<u32>(e, 0);
        return;
      case 8:
        store<u64>(e, 0);
        return;
      default:
        store<u64>(e, 0);
        store<u64>(e, 0, 8);
        return;
    }
  }
}
