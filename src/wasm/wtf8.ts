// Strings as bytes: WTF-8 (Simon Sapin, "The WTF-8 encoding"), which is UTF-8 plus a three-byte form
// for surrogates without a partner. So every JavaScript string has one form of its own, equal strings
// have equal bytes, and every string comes back as it was.

/** Node's own bytes, of which Bun and Deno have a copy. */
interface NodeBytes extends Uint8Array {
  write(text: string, at: number, length: number): number;
  utf8Slice(start: number, end: number): string;
}

interface NodeBuffer {
  from(buffer: ArrayBufferLike, start: number, length: number): NodeBytes;
  readonly prototype?: Partial<NodeBytes>;
}

/**
 * Where it exists, Node's Buffer writes strings of 25 units and more in half the time that
 * TextEncoder takes, and reads short ones in two thirds of TextDecoder's (Node 22 and newer). Its
 * imitations for browsers lack `utf8Slice`.
 */
const Buffer = nodeBuffer();

function nodeBuffer(): NodeBuffer | undefined {
  const { Buffer } = globalThis as unknown as { Buffer?: NodeBuffer };
  return typeof Buffer?.prototype?.utf8Slice === 'function' ? Buffer : undefined;
}

// Made when first needed. Some test environments have neither: there loops do their work.
let encoder: TextEncoder | undefined;
let decoder: TextDecoder | undefined;

/** Up to this length, in units, a loop is the fastest way to write a string. */
export const SHORT = Buffer ? 24 : 64;
/** Up to this length building a string is faster than decoding it; V8 ropes longer ones. */
const SHORT_RESULT = 12;

/** A memory as the bytes that strings are written to and read from. */
export function bytesFor(buffer: ArrayBufferLike): Uint8Array {
  return Buffer ? Buffer.from(buffer, 0, buffer.byteLength) : new Uint8Array(buffer);
}

/** Bytes of `text` in WTF-8. */
export function byteLength(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) continue;
    if (unit < 0x800) {
      bytes += 1;
      continue;
    }
    bytes += 2;
    if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) i += 1; // four bytes for two units
  }
  return bytes;
}

/**
 * Writes `text` to `bytes`, from `at` on, where there is room for it: `room` bytes. Returns the bytes
 * written, which are never more.
 */
export function encode(text: string, bytes: Uint8Array, at: number, room: number): number {
  if (text.length <= SHORT) return encodeShort(text, bytes, at);
  // Without the room Node 20 and 22 write nothing where 2 GiB or more follow.
  if (Buffer && text.isWellFormed()) return (bytes as NodeBytes).write(text, at, room);
  const target = bytes.subarray(at, at + room);
  if (typeof TextEncoder === 'undefined' || !text.isWellFormed()) {
    return encodeFrom(text, 0, target, 0);
  }
  encoder ??= new TextEncoder();
  if (target.buffer instanceof ArrayBuffer) return encoder.encodeInto(text, target).written;
  // Browsers write into no shared memory.
  const encoded = encoder.encode(text);
  target.set(encoded);
  return encoded.length;
}

/** The same for a text of up to `SHORT` units, and room for three bytes each. */
export function encodeShort(text: string, bytes: Uint8Array, at: number): number {
  const length = text.length;
  for (let i = 0; i < length; i += 1) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return encodeFrom(text, i, bytes, at);
    bytes[at + i] = unit;
  }
  return length;
}

/** Writes `text` from unit `i` on, before which all are ASCII and written. */
function encodeFrom(text: string, i: number, bytes: Uint8Array, start: number): number {
  let at = start + i;
  for (; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    if (code < 0x800) {
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
      continue;
    }
    const low = isHigh(code) ? text.charCodeAt(i + 1) : 0;
    if (isLow(low)) {
      i += 1;
      code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
      bytes[at++] = 0xf0 | (code >> 18);
      bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
    } else {
      bytes[at++] = 0xe0 | (code >> 12);
    }
    bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[at++] = 0x80 | (code & 0x3f);
  }
  return at - start;
}

/** The string whose WTF-8 form is `length` bytes of `bytes`, made by `bytesFor`, from `start` on. */
export function decode(bytes: Uint8Array, start: number, length: number): string {
  const end = start + length;
  if (length > SHORT_RESULT) return decodeLong(bytes, start, end);
  const { fromCharCode } = String;
  let text = '';
  let i = start;
  for (; i + 4 <= end; i += 4) {
    const a = bytes[i] as number;
    const b = bytes[i + 1] as number;
    const c = bytes[i + 2] as number;
    const d = bytes[i + 3] as number;
    if ((a | b | c | d) > 0x7f) return decodeLong(bytes, start, end);
    text += fromCharCode(a, b, c, d);
  }
  for (; i < end; i += 1) {
    const byte = bytes[i] as number;
    if (byte > 0x7f) return decodeLong(bytes, start, end);
    text += fromCharCode(byte);
  }
  return text;
}

function decodeLong(bytes: Uint8Array, start: number, end: number): string {
  if (!Buffer && typeof TextDecoder === 'undefined') return decodeUnits(bytes, start, end);
  decoder ??= Buffer ? undefined : new TextDecoder('utf-8', { ignoreBOM: true });
  const text = decoder
    ? decoder.decode(unsharedPart(bytes, start, end))
    : (bytes as NodeBytes).utf8Slice(start, end);
  // Decoders put U+FFFD in place of a surrogate without a partner.
  return text.includes('\ufffd') ? decodeUnits(bytes, start, end) : text;
}

/** Bytes for a TextDecoder: browsers refuse those of shared memory. */
function unsharedPart(bytes: Uint8Array, start: number, end: number): Uint8Array {
  const part = bytes.subarray(start, end);
  return part.buffer instanceof ArrayBuffer ? part : part.slice();
}

/** Units that become a part of a string at once. */
const PART = 4096;

function decodeUnits(bytes: Uint8Array, start: number, end: number): string {
  const units = new Uint16Array(PART + 1);
  let text = '';
  let n = 0;
  for (let i = start; i < end; ) {
    const lead = bytes[i] as number;
    const size = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let code = size === 1 ? lead : lead & (0x7f >> size);
    for (let j = i + 1; j < i + size; j += 1) code = (code << 6) | ((bytes[j] as number) & 0x3f);
    if (size === 4) {
      units[n++] = 0xd7c0 + (code >> 10); // 0xd800 - (0x10000 >> 10)
      code = 0xdc00 | (code & 0x3ff);
    }
    units[n++] = code;
    i += size;
    if (n >= PART || i === end) {
      text += Reflect.apply(String.fromCharCode, undefined, units.subarray(0, n));
      n = 0;
    }
  }
  return text;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
