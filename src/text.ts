// Strings as bytes: WTF-8 (Simon Sapin, "The WTF-8 encoding"), which is UTF-8 plus a three-byte form
// for surrogates without a partner. So every JavaScript string has one form of its own, equal strings
// have equal bytes, and every string comes back as it was.

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Up to this length a loop is faster than a call of `TextEncoder` or `TextDecoder`. */
const SHORT = 32;

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

/** Writes `text` to `target`, which has room for it. Returns the number of bytes. */
export function encode(text: string, target: Uint8Array): number {
  const length = text.length;
  if (length <= SHORT) {
    for (let i = 0; i < length; i += 1) {
      const unit = text.charCodeAt(i);
      if (unit > 0x7f) return encodeFrom(text, i, target);
      target[i] = unit;
    }
    return length;
  }
  if (text.isWellFormed()) return encoder.encodeInto(text, target).written;
  return encodeFrom(text, 0, target);
}

/** Writes `text` from unit `i` on, before which all are ASCII and written. */
function encodeFrom(text: string, i: number, target: Uint8Array): number {
  let at = i;
  for (; i < text.length; i += 1) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      target[at++] = code;
      continue;
    }
    if (code < 0x800) {
      target[at++] = 0xc0 | (code >> 6);
      target[at++] = 0x80 | (code & 0x3f);
      continue;
    }
    const low = isHigh(code) ? text.charCodeAt(i + 1) : 0;
    if (isLow(low)) {
      i += 1;
      code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
      target[at++] = 0xf0 | (code >> 18);
      target[at++] = 0x80 | ((code >> 12) & 0x3f);
    } else {
      target[at++] = 0xe0 | (code >> 12);
    }
    target[at++] = 0x80 | ((code >> 6) & 0x3f);
    target[at++] = 0x80 | (code & 0x3f);
  }
  return at;
}

/** The string whose WTF-8 form is `length` bytes of `bytes` from `start` on. */
export function decode(bytes: Uint8Array, start: number, length: number): string {
  if (length <= SHORT) {
    let text = '';
    for (let i = start; i < start + length; i += 1) {
      const byte = bytes[i] as number;
      if (byte > 0x7f) return decodeAny(bytes, start, length);
      text += String.fromCharCode(byte);
    }
    return text;
  }
  return decodeAny(bytes, start, length);
}

function decodeAny(bytes: Uint8Array, start: number, length: number): string {
  const part = bytes.subarray(start, start + length);
  try {
    return decoder.decode(part);
  } catch {
    return decodeSurrogates(part); // not UTF-8: there is a surrogate without a partner
  }
}

function decodeSurrogates(bytes: Uint8Array): string {
  const units: string[] = [];
  let from = 0;
  for (let i = 0; i < bytes.length; i += 1) {
    // 0xed 0xa0…0xbf begins the three-byte form of a surrogate, and nothing else.
    if (bytes[i] !== 0xed || (bytes[i + 1] as number) < 0xa0) continue;
    units.push(decoder.decode(bytes.subarray(from, i)));
    const high = (bytes[i + 1] as number) & 0x3f;
    units.push(String.fromCharCode(0xd000 | (high << 6) | ((bytes[i + 2] as number) & 0x3f)));
    i += 2;
    from = i + 1;
  }
  units.push(decoder.decode(bytes.subarray(from)));
  return units.join('');
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
