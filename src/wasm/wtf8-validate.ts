// Which bytes are WTF-8: UTF-8, and surrogates without a partner in three bytes each. Bytes that are
// not would make keys that no string is equal to.

/** The index of the first byte in `from` up to `to` that is not part of WTF-8 text, or -1. */
export function findInvalid(bytes: Uint8Array, from: number, to: number): number {
  let afterHigh = false;
  for (let i = from; i < to; ) {
    const lead = bytes[i] as number;
    if (lead < 0x80) {
      afterHigh = false;
      i += 1;
      continue;
    }
    const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
    if (length === 0 || i + length > to) return i;
    for (let j = i + 1; j < i + length; j += 1) {
      if (((bytes[j] as number) & 0xc0) !== 0x80) return i;
    }
    const second = bytes[i + 1] as number;
    // A longer form than is needed, or beyond the last code point.
    if (lead === 0xe0 && second < 0xa0) return i;
    if (lead === 0xf0 && second < 0x90) return i;
    if (lead === 0xf4 && second > 0x8f) return i;
    // A high surrogate and a low one are one character, which has a form of its own.
    const surrogate = lead === 0xed && second >= 0xa0;
    if (surrogate && second >= 0xb0 && afterHigh) return i;
    afterHigh = surrogate && second < 0xb0;
    i += length;
  }
  return -1;
}
