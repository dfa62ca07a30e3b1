// Columns to pass to bulk calls, made from arrays of values.

import type { TextColumn, ValueKind, ViewColumn } from '../../src/index.js';
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

/**
 * The same strings as views. They lie in no order, among bytes that are no text, and those that begin
 * another one lie inside it. Empty ones are anywhere.
 */
export function viewColumn(strings: readonly string[]): ViewColumn {
  const longestFirst = [...new Set(strings)].sort((a, b) => b.length - a.length);
  const own: string[] = [];
  const placeOf = new Map<string, number>();
  for (const text of longestFirst.slice(0, 300)) {
    const around = own.findIndex((other) => isPart(text, other));
    placeOf.set(text, around < 0 ? own.push(text) - 1 : around);
  }
  for (const text of longestFirst.slice(300)) placeOf.set(text, own.push(text) - 1);
  const { bytes: packed, offsets } = textColumn(own);
  const bytes = new Uint8Array(packed.length + own.length + 1).fill(0xff);
  for (let i = 0; i < own.length; i += 1) {
    bytes.set(packed.subarray(offsets[i], offsets[i + 1]), (offsets[i] as number) + i + 1);
  }
  const lengths = textColumn(strings).offsets;
  const starts = new Uint32Array(strings.length);
  const ends = new Uint32Array(strings.length);
  for (const [i, text] of strings.entries()) {
    const place = placeOf.get(text) as number;
    starts[i] = text === '' ? (i * 7) % bytes.length : (offsets[place] as number) + place + 1;
    ends[i] = (starts[i] as number) + (lengths[i + 1] as number) - (lengths[i] as number);
  }
  return { bytes, starts, ends };
}

/** The same bytes as views, in the opposite order with a byte between them. */
export function bytesViewColumn(arrays: readonly Uint8Array[]): ViewColumn {
  const { bytes, offsets } = bytesColumn(
    [...arrays].reverse().flatMap((a) => [a, Uint8Array.of(0)]),
  );
  const at = (i: number) => 2 * (arrays.length - 1 - i);
  return {
    bytes,
    starts: Uint32Array.from(arrays, (_, i) => offsets[at(i)] as number),
    ends: Uint32Array.from(arrays, (_, i) => offsets[at(i) + 1] as number),
  };
}

/** Whether `text` begins `other`, and what follows is no half of a character. */
function isPart(text: string, other: string): boolean {
  return other.startsWith(text) && !/^[\ud800-\udfff]/.test(other.slice(text.length));
}

/** How strings are laid out in a column. */
export type TextLayout = 'array' | 'arrow' | 'views';

export const TEXT_LAYOUTS: readonly TextLayout[] = ['array', 'arrow', 'views'];

/** A column of `values`, strings in the layout that is named or, for short, in Arrow's. */
export function columnOf(
  kind: ValueKind,
  values: readonly unknown[],
  layout: TextLayout | boolean = 'array',
): unknown {
  if (kind === 'void') return undefined;
  if (kind === 'any') return values;
  if (kind === 'string') {
    if (layout === 'views') return viewColumn(values as string[]);
    return layout === 'arrow' || layout === true ? textColumn(values as string[], 3) : values;
  }
  if (kind === 'bytes') {
    if (layout === 'views') return bytesViewColumn(values as Uint8Array[]);
    return layout === 'arrow' || layout === true ? bytesColumn(values as Uint8Array[], 3) : values;
  }
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
