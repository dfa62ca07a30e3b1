// Columns to pass to bulk calls, made from arrays of values.

import type { TextColumn, ValueKind } from '../../src/index.js';
import { bytesFor, encode } from '../../src/wasm/wtf8.js';
import { byContent } from './content.js';

const ARRAYS = {
  i8: Int8Array,
  u8: Uint8Array,
  i16: Int16Array,
  u16: Uint16Array,
  i32: Int32Array,
  u32: Uint32Array,
  i64: BigInt64Array,
  u64: BigUint64Array,
  f32: Float32Array,
  f64: Float64Array,
  bool: Uint8Array,
} as const;

/** A column of strings in Arrow's layout, which begins `skip` bytes behind the start of its bytes. */
export function textColumn(strings: readonly string[], skip = 0): TextColumn {
  const parts = strings.map((text) => {
    const room = text.length * 3;
    const bytes = bytesFor(new ArrayBuffer(room));
    return bytes.subarray(0, encode(text, bytes, 0, room));
  });
  return bytesColumn(parts, skip);
}

/** The same of bytes. */
export function bytesColumn(parts: readonly Uint8Array[], skip = 0): TextColumn {
  const offsets = new Uint32Array(parts.length + 1);
  offsets[0] = skip;
  parts.forEach((part, i) => {
    offsets[i + 1] = (offsets[i] as number) + part.length;
  });
  const bytes = new Uint8Array(offsets.at(-1) as number).fill(0xff);
  parts.forEach((part, i) => {
    bytes.set(part, offsets[i]);
  });
  return { bytes, offsets };
}

/** A column of `values`; strings and bytes as an array, or in Arrow's layout if `arrow`. */
export function columnOf(kind: ValueKind, values: readonly unknown[], arrow = false): unknown {
  if (kind === 'void') return undefined;
  if (kind === 'any') return values;
  if (kind === 'string') return arrow ? textColumn(values as string[], 3) : values;
  if (kind === 'bytes') return arrow ? bytesColumn(values as Uint8Array[], 3) : values;
  const array = new ARRAYS[kind](values.length);
  for (const [i, value] of values.entries()) {
    array[i] = kind === 'bool' ? Number(value) : (value as never);
  }
  return array;
}

/** The values of a column that `columns` or `getAll` made. */
export function valuesOf(kind: ValueKind, column: unknown, length: number): unknown[] {
  if (kind === 'void') return new Array(length).fill(undefined);
  if (kind === 'bool') return Array.from(column as Uint8Array, (byte) => byte === 1);
  if (Array.isArray(column)) return column.map(byContent);
  if (kind !== 'string' && kind !== 'bytes') return Array.from(column as ArrayLike<unknown>);
  const { bytes, offsets } = column as TextColumn;
  const read = kind === 'string' ? wtf8 : byContent;
  return Array.from({ length }, (_, i) => read(bytes.slice(offsets[i], offsets[i + 1])));
}

/** The string of WTF-8 bytes, decoded by the book: one code point after the other. */
function wtf8(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = length === 1 ? lead : lead & (0x7f >> length);
    for (let j = 1; j < length; j += 1) code = (code << 6) | ((bytes[i + j] as number) & 0x3f);
    text += String.fromCodePoint(code);
    i += length;
  }
  return text;
}
