// Moves elements between the cells of a block and a column. The type's kind or size is looked at
// once a block, and each has a loop of its own. A cell is the address of its tophash byte, 0 for
// none.

import { area, missingAt } from '../area';
import { Elem } from '../elem';
import { Kind, maptype } from '../maptype';
import { Row, rowSize } from './block';

class Loop {
  /**
   * The address of the element of a cell, when elements of `size` bytes begin at offset `elems`.
   */
  @inline
  static elem(cell: usize, elems: usize, size: usize): usize {
    return (cell & ~7) + elems + (cell & 7) * size;
  }

  @inline
  static gather<E>(elems: usize, rows: usize, n: u32, out: usize): void {
    const missing = area + missingAt;
    for (const end = rows + <usize>n * rowSize; rows < end; rows += rowSize, out += sizeof<E>()) {
      const cell = changetype<Row>(rows).cell;
      store<E>(out, load<E>(cell ? Loop.elem(cell, elems, sizeof<E>()) : missing));
    }
  }

  @inline
  static scatter<E>(elems: usize, rows: usize, n: u32, from: usize): void {
    for (const end = rows + <usize>n * rowSize; rows < end; rows += rowSize, from += sizeof<E>()) {
      store<E>(Loop.elem(changetype<Row>(rows).cell, elems, sizeof<E>()), load<E>(from));
    }
  }

  @inline
  static add<E>(elems: usize, rows: usize, n: u32, from: usize): u32 {
    for (let i: u32 = 0; i < n; i += 1) {
      const e = Loop.elem(changetype<Row>(rows + <usize>i * rowSize).cell, elems, sizeof<E>());
      const a = load<E>(e);
      const b = load<E>(from + i * sizeof<E>());
      const sum = <E>(a + b);
      if (!Loop.fits<E>(a, b, sum)) return i;
      store<E>(e, sum);
    }
    return n;
  }

  /** Whether `sum`, which has wrapped around if need be, is that of `a` and `b`. */
  @inline
  static fits<E>(a: E, b: E, sum: E): bool {
    if (isFloat<E>()) return true;
    else if (isSigned<E>()) return ((a ^ sum) & (b ^ sum)) >= 0;
    else return sum >= a;
  }
}

/**
 * Copies the elements of the cells of `n` rows to the column at `out`; `missing` for rows without
 * one.
 */
export function gather(t: maptype, rows: usize, n: u32, out: usize): void {
  switch (<i32>t.elemsize) {
    case 4:
      Loop.gather<u32>(t.elems, rows, n, out);
      return;
    case 8:
      Loop.gather<u64>(t.elems, rows, n, out);
      return;
    case 1:
      Loop.gather<u8>(t.elems, rows, n, out);
      return;
    case 2:
      Loop.gather<u16>(t.elems, rows, n, out);
      return;
    case 16: {
      const missing = area + missingAt;
      for (const end = rows + <usize>n * rowSize; rows < end; rows += rowSize, out += 16) {
        const cell = changetype<Row>(rows).cell;
        Elem.move(cell ? Loop.elem(cell, t.elems, 16) : missing, out, 16);
      }
      return;
    }
    default:
  }
}

/**
 * Copies the column at `from` to the elements of the cells of `n` rows. References are swapped with
 * what was there.
 */
export function scatter(t: maptype, rows: usize, n: u32, from: usize): void {
  switch (<i32>t.elemsize) {
    case 4:
      if (t.elem == Kind.Any) {
        for (const end = rows + <usize>n * rowSize; rows < end; rows += rowSize, from += 4) {
          const e = Loop.elem(changetype<Row>(rows).cell, t.elems, 4);
          const old = load<u32>(e);
          store<u32>(e, load<u32>(from));
          store<u32>(from, old);
        }
        return;
      }
      Loop.scatter<u32>(t.elems, rows, n, from);
      return;
    case 8:
      Loop.scatter<u64>(t.elems, rows, n, from);
      return;
    case 1:
      Loop.scatter<u8>(t.elems, rows, n, from);
      return;
    case 2:
      Loop.scatter<u16>(t.elems, rows, n, from);
      return;
    default:
  }
}

/**
 * Adds the column at `from` to the elements of the cells of `n` rows, in order. Returns how many:
 * it stops before the first sum that the kind cannot hold.
 */
export function addElems(t: maptype, rows: usize, n: u32, from: usize): u32 {
  switch (<i32>t.elem) {
    case Kind.U32:
      return Loop.add<u32>(t.elems, rows, n, from);
    case Kind.F64:
      return Loop.add<f64>(t.elems, rows, n, from);
    case Kind.I32:
      return Loop.add<i32>(t.elems, rows, n, from);
    case Kind.U64:
      return Loop.add<u64>(t.elems, rows, n, from);
    case Kind.I64:
      return Loop.add<i64>(t.elems, rows, n, from);
    case Kind.F32:
      return Loop.add<f32>(t.elems, rows, n, from);
    case Kind.U16:
      return Loop.add<u16>(t.elems, rows, n, from);
    case Kind.I16:
      return Loop.add<i16>(t.elems, rows, n, from);
    case Kind.U8:
      return Loop.add<u8>(t.elems, rows, n, from);
    default:
      return Loop.add<i8>(t.elems, rows, n, from);
  }
}

/** Subtracts the integer at `from` from the element of a cell. */
export function subtractElem(t: maptype, cell: usize, from: usize): void {
  const e = Loop.elem(cell, t.elems, t.elemsize);
  switch (<i32>t.elemsize) {
    case 1:
      store<u8>(e, load<u8>(e) - load<u8>(from));
      return;
    case 2:
      store<u16>(e, load<u16>(e) - load<u16>(from));
      return;
    case 4:
      store<u32>(e, load<u32>(e) - load<u32>(from));
      return;
    default:
      store<u64>(e, load<u64>(e) - load<u64>(from));
  }
}
