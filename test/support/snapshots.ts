// What the tests of snapshots share: maps to take them of, and changing their bytes.

import { GoMap, type Heap, type KeyKind, type ValueKind } from '../../src/index.js';
import { type AnyMap, Model } from './model.js';
import { KEY_KINDS, samples, stored, VALUE_KINDS } from './samples.js';

export const SNAPSHOT_VALUE_KINDS = VALUE_KINDS.filter((kind) => kind !== 'any');

/** All pairs of kinds that there are snapshots of. */
export const PAIRS: [KeyKind, ValueKind][] = KEY_KINDS.flatMap((key) =>
  SNAPSHOT_VALUE_KINDS.map((value): [KeyKind, ValueKind] => [key, value]),
);

/** A map with sample entries, and the model of it. */
export function filled(key: KeyKind, value: ValueKind, count: number, heap: Heap): [AnyMap, Model] {
  const map = new GoMap(key, value as 'u32', { heap }) as AnyMap;
  const model = new Model();
  const values = samples(value, 61);
  for (const [i, k] of samples(key, count).entries()) {
    const v = values[i % values.length];
    map.set(k, v);
    model.set(k, stored(value, v));
  }
  return [map, model];
}

const M = 2n ** 64n - 1n;

/** The checksum of docs/snapshot-format.md, written from its text. */
export function checksumOf(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const step = (lane: bigint, word: bigint): bigint => {
    const product = ((lane ^ word) * 0x9e3779b97f4a7c15n) & M;
    return ((product ^ (product >> 32n)) * 0x5851f42d4c957f2dn) & M;
  };
  const lanes = [0n, 1n, 2n, 3n];
  for (let at = 0; at < bytes.length; at += 8) {
    const lane = (at / 8) % 4;
    lanes[lane] = step(lanes[lane] as bigint, view.getBigUint64(at, true));
  }
  const sum = lanes.reduce(step, 0n);
  return sum ^ (sum >> 32n);
}

/** Gives changed bytes the checksum that is right for them. */
export function resealed(bytes: Uint8Array): Uint8Array {
  const end = bytes.length - 8;
  if (end < 0 || end % 8 !== 0) return bytes;
  const sum = checksumOf(bytes.subarray(0, end));
  new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(end, sum, true);
  return bytes;
}

const KINDS_BY_CODE = [
  undefined,
  'i32',
  'u32',
  'i64',
  'u64',
  'f64',
  'string',
  'i8',
  'u8',
  'i16',
  'u16',
  'f32',
  'bool',
  'void',
  undefined, // any
  'bytes',
] as const;

const WIDTHS: Record<string, number> = {
  ...{ i32: 4, u32: 4, i64: 8, u64: 8, f64: 8, i8: 1, u8: 1, i16: 2, u16: 2, f32: 4 },
  ...{ bool: 1, void: 0 },
};

/** Whether rows of `kind` are the lengths of bytes that stand elsewhere. */
function isText(kind: string): boolean {
  return kind === 'string' || kind === 'bytes';
}

/** The string of WTF-8 bytes, or undefined for others. */
function textOf(bytes: Uint8Array): string | undefined {
  let text = '';
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] as number;
    const more = lead < 0x80 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
    let code = more === 0 ? lead : lead & (0x3f >> more);
    for (let j = 1; j <= more; j += 1) code = (code << 6) | ((bytes[i + j] ?? 0) & 0x3f);
    if (code > 0x10ffff) return undefined;
    text += String.fromCodePoint(code);
    i += 1 + more;
  }
  // Only the one form that the string has will do.
  const form: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) as number;
    if (code < 0x80) form.push(code);
    else if (code < 0x800) form.push(0xc0 | (code >> 6), 0x80 | (code & 0x3f));
    else {
      const low = [0x80 | ((code >> 6) & 0x3f), 0x80 | (code & 0x3f)];
      if (code < 0x10000) form.push(0xe0 | (code >> 12), ...low);
      else form.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 0x3f), ...low);
    }
  }
  return form.length === bytes.length && form.every((byte, i) => byte === bytes[i])
    ? text
    : undefined;
}

export interface Decoded {
  key: KeyKind;
  value: ValueKind;
  model: Model;
}

/**
 * A second reader of the format, written from docs/snapshot-format.md for clarity alone: what the
 * bytes stand for, or undefined when they are no snapshot.
 */
export function decoded(bytes: Uint8Array): Decoded | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length < 48 || view.getBigUint64(0) !== 0x89746f7068617368n || bytes[8] !== 1) {
    return undefined;
  }
  const key = KINDS_BY_CODE[bytes[9] as number];
  const value = KINDS_BY_CODE[bytes[10] as number];
  if (key === undefined || value === undefined || !KEY_KINDS.includes(key as KeyKind)) {
    return undefined;
  }
  const [count, keyText, valueText] = [16, 24, 32].map((at) => view.getBigUint64(at, true)) as [
    bigint,
    bigint,
    bigint,
  ];
  const widths = [bytes[11], bytes[12]] as [number, number];
  const fits = (kind: string, width: number, text: bigint) =>
    isText(kind) ? [1, 2, 4].includes(width) : width === WIDTHS[kind] && text === 0n;
  if (!fits(key, widths[0], keyText) || !fits(value, widths[1], valueText)) return undefined;
  const up = (n: bigint) => (n + 7n) & ~7n;
  const sizes = [count * BigInt(widths[0]), keyText, count * BigInt(widths[1]), valueText];
  if (sizes.reduce((sum, n) => sum + up(n), 48n) !== BigInt(bytes.length)) return undefined;
  const end = bytes.length - 8;
  if (checksumOf(bytes.subarray(0, end)) !== view.getBigUint64(end, true)) return undefined;
  const keysAt = 40;
  const valuesAt = keysAt + Number(up(sizes[0] as bigint) + up(keyText));
  const column = (kind: ValueKind, width: number, at: number, text: bigint) =>
    readColumn(view, kind, Number(count), width, at, Number(text));
  const keys = column(key as KeyKind, widths[0], keysAt, keyText);
  const values = column(value, widths[1], valuesAt, valueText);
  if (keys === undefined || values === undefined) return undefined;
  const model = new Model();
  for (const [i, k] of keys.entries()) {
    if (model.has(k)) return undefined;
    model.set(k, values[i]);
  }
  return { key: key as KeyKind, value, model };
}

function readColumn(
  view: DataView,
  kind: ValueKind,
  count: number,
  width: number,
  at: number,
  textBytes: number,
): unknown[] | undefined {
  const column: unknown[] = [];
  let text = at + ((count * width + 7) & ~7);
  const textEnd = text + textBytes;
  for (let i = 0; i < count; i += 1) {
    const row = at + i * width;
    if (isText(kind)) {
      const length =
        width === 1
          ? view.getUint8(row)
          : width === 2
            ? view.getUint16(row, true)
            : view.getUint32(row, true);
      if (length > textEnd - text) return undefined;
      const bytes = new Uint8Array(view.buffer, view.byteOffset + text, length);
      const content = kind === 'string' ? textOf(bytes) : bytes;
      if (content === undefined) return undefined;
      column.push(content);
      text += length;
      continue;
    }
    const value = readNumber(view, kind, row);
    if (kind === 'bool' && (value as number) > 1) return undefined;
    column.push(kind === 'bool' ? value === 1 : value);
  }
  return isText(kind) && text !== textEnd ? undefined : column;
}

function readNumber(view: DataView, kind: ValueKind, at: number): unknown {
  switch (kind) {
    case 'i8':
      return view.getInt8(at);
    case 'u8':
    case 'bool':
      return view.getUint8(at);
    case 'i16':
      return view.getInt16(at, true);
    case 'u16':
      return view.getUint16(at, true);
    case 'i32':
      return view.getInt32(at, true);
    case 'u32':
      return view.getUint32(at, true);
    case 'i64':
      return view.getBigInt64(at, true);
    case 'u64':
      return view.getBigUint64(at, true);
    case 'f32':
      return view.getFloat32(at, true);
    case 'f64':
      return view.getFloat64(at, true);
    default:
      return undefined;
  }
}
