// Moving elements between the cells of a map and columns, by the type's kind, which is looked at
// once a block. A cell is the address of its tophash byte, 0 for none.

import { Elem } from './elem';
import { ElemKind, maptype } from './maptype';

/** What is known of a key of a block. */
@unmanaged
export class Row {
  hash: u64;
  /** The matching cells of the first bucket of its chain. */
  matches: u64;
  chain: usize;
  /** Its cell, or 0. */
  cell: usize;
}

export const rowSize: usize = offsetof<Row>();

/**
 * What must be known to take rows back that were added: behind this the numbers of the rows that have
 * brought new keys. An entry whose key is NaN cannot be found again, so such rows are added last, when
 * nothing can be taken back any more.
 */
@unmanaged
export class Undo {
  /** How many numbers there are. */
  inserted: u32;
  /** The high half of the key zero, which has its sign. */
  zero: u32;
  /** Rows left out, as their keys are NaN. */
  nans: u32;

  /** Bytes of one for `n` rows. */
  @inline
  static bytes(n: u32): usize {
    return offsetof<Undo>() + ((<usize>n) << 2);
  }

  /** The `i`th number. */
  @inline
  static row(undo: usize, i: u32): u32 {
    return load<u32>(undo + ((<usize>i) << 2), offsetof<Undo>());
  }

  /** Appends `row`. */
  @inline
  static note(undo: usize, row: u32): void {
    const n = changetype<Undo>(undo).inserted;
    store<u32>(undo + ((<usize>n) << 2), row, offsetof<Undo>());
    changetype<Undo>(undo).inserted = n + 1;
  }
}

/** The element that stands for those of absent keys. */
export const missing = memory.data(16, 8);

export class Column {
  /** The address of the element of a cell, whose elements are `size` bytes at offset `elems`. */
  @inline
  static elem(cell: usize, elems: usize, size: usize): usize {
    return (cell & ~7) + elems + (cell & 7) * size;
  }

  /** Copies the elements of the cells of `n` rows to the column at `out`. */
  static gather(t: maptype, rows: usize, n: u32, out: usize): void {
    switch (<i32>t.elemsize) {
      case 4:
        Column.gatherAs<u32>(t.elems, rows, n, out);
        return;
      case 8:
        Column.gatherAs<u64>(t.elems, rows, n, out);
        return;
      case 1:
        Column.gatherAs<u8>(t.elems, rows, n, out);
        return;
      case 2:
        Column.gatherAs<u16>(t.elems, rows, n, out);
        return;
      case 16:
        for (const end = rows + n * rowSize; rows < end; rows += rowSize, out += 16) {
          const cell = changetype<Row>(rows).cell;
          Elem.move(cell ? Column.elem(cell, t.elems, 16) : missing, out, 16);
        }
        return;
      default:
    }
  }

  @inline
  static gatherAs<E>(elems: usize, rows: usize, n: u32, out: usize): void {
    for (const end = rows + n * rowSize; rows < end; rows += rowSize, out += sizeof<E>()) {
      const cell = changetype<Row>(rows).cell;
      store<E>(out, load<E>(cell ? Column.elem(cell, elems, sizeof<E>()) : missing));
    }
  }

  /** Copies the column at `from` to the elements of the cells of `n` rows. Slots are swapped with what is there. */
  static scatter(t: maptype, rows: usize, n: u32, from: usize): void {
    switch (<i32>t.elemsize) {
      case 4:
        if (t.elem == ElemKind.Any) {
          for (const end = rows + n * rowSize; rows < end; rows += rowSize, from += 4) {
            const e = Column.elem(changetype<Row>(rows).cell, t.elems, 4);
            const old = load<u32>(e);
            store<u32>(e, load<u32>(from));
            store<u32>(from, old);
          }
          return;
        }
        Column.scatterAs<u32>(t.elems, rows, n, from);
        return;
      case 8:
        Column.scatterAs<u64>(t.elems, rows, n, from);
        return;
      case 1:
        Column.scatterAs<u8>(t.elems, rows, n, from);
        return;
      case 2:
        Column.scatterAs<u16>(t.elems, rows, n, from);
        return;
      default:
    }
  }

  @inline
  static scatterAs<E>(elems: usize, rows: usize, n: u32, from: usize): void {
    for (const end = rows + n * rowSize; rows < end; rows += rowSize, from += sizeof<E>()) {
      store<E>(Column.elem(changetype<Row>(rows).cell, elems, sizeof<E>()), load<E>(from));
    }
  }

  /**
   * Adds the column at `from` to the elements of the cells of `n` rows, in order. Returns how many: it stops
   * before the first sum that the kind cannot hold.
   */
  static add(t: maptype, rows: usize, n: u32, from: usize): u32 {
    switch (<i32>t.elem) {
      case ElemKind.U32:
        return Column.addAs<u32>(t.elems, rows, n, from);
      case ElemKind.F64:
        return Column.addAs<f64>(t.elems, rows, n, from);
      case ElemKind.I32:
        return Column.addAs<i32>(t.elems, rows, n, from);
      case ElemKind.U64:
        return Column.addAs<u64>(t.elems, rows, n, from);
      case ElemKind.I64:
        return Column.addAs<i64>(t.elems, rows, n, from);
      case ElemKind.F32:
        return Column.addAs<f32>(t.elems, rows, n, from);
      case ElemKind.U16:
        return Column.addAs<u16>(t.elems, rows, n, from);
      case ElemKind.I16:
        return Column.addAs<i16>(t.elems, rows, n, from);
      case ElemKind.U8:
        return Column.addAs<u8>(t.elems, rows, n, from);
      default:
        return Column.addAs<i8>(t.elems, rows, n, from);
    }
  }

  @inline
  static addAs<E>(elems: usize, rows: usize, n: u32, from: usize): u32 {
    for (let i: u32 = 0; i < n; i += 1) {
      const e = Column.elem(changetype<Row>(rows + i * rowSize).cell, elems, sizeof<E>());
      const a = load<E>(e);
      const b = load<E>(from + i * sizeof<E>());
      const sum = <E>(a + b);
      if (!Column.fits<E>(a, b, sum)) return i;
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

  /** Takes the delta at `from` off the element of a cell. */
  static subtract(t: maptype, cell: usize, from: usize): void {
    const e = Column.elem(cell, t.elems, t.elemsize);
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
}
