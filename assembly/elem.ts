// Elements: reading them as the host wants them, copying and adding to them, by the type's kind.

import { ElemKind, maptype } from './maptype';

export class Elem {
  /**
   * The element at `e` as a number; the address itself for kinds that a number does not hold.
   */
  @inline
  static read(t: maptype, e: usize): f64 {
    switch (<i32>t.elem) {
      case ElemKind.U32:
      case ElemKind.Any:
        return <f64>load<u32>(e);
      case ElemKind.F64:
        return load<f64>(e);
      case ElemKind.I32:
        return <f64>load<i32>(e);
      case ElemKind.F32:
        return <f64>load<f32>(e);
      case ElemKind.U8:
      case ElemKind.Bool:
        return <f64>load<u8>(e);
      case ElemKind.I8:
        return <f64>load<i8>(e);
      case ElemKind.U16:
        return <f64>load<u16>(e);
      case ElemKind.I16:
        return <f64>load<i16>(e);
      default:
        return <f64>e;
    }
  }

  @inline
  static isFloat(t: maptype): bool {
    return t.elem == ElemKind.F64 || t.elem == ElemKind.F32;
  }

  /** Whether an integer kind of at most 32 bits can hold `value`, an integer. */
  static holds(t: maptype, value: f64): bool {
    const bits = <f64>((<u64>1) << (<u64>t.elemsize * 8));
    switch (<i32>t.elem) {
      case ElemKind.I32:
      case ElemKind.I16:
      case ElemKind.I8:
        return value >= -bits / 2 && value < bits / 2;
      default:
        return value >= 0 && value < bits;
    }
  }

  /** Stores a number that the kind can hold. */
  @inline
  static write(t: maptype, e: usize, value: f64): void {
    switch (<i32>t.elem) {
      case ElemKind.U32:
      case ElemKind.Any:
        store<u32>(e, <u32>value);
        return;
      case ElemKind.F64:
        store<f64>(e, value);
        return;
      case ElemKind.I32:
        store<i32>(e, <i32>value);
        return;
      case ElemKind.F32:
        store<f32>(e, <f32>value);
        return;
      case ElemKind.U8:
      case ElemKind.Bool:
      case ElemKind.I8:
        store<u8>(e, <u8>(<i32>value));
        return;
      case ElemKind.U16:
      case ElemKind.I16:
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
