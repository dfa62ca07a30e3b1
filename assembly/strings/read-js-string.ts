// Reading a JavaScript string: its code units become WTF-8 in memory, four at a time while they are
// ASCII, as nearly all units of keys are. The last word overlaps the one before it, so that the
// only branch is on the number of words. A branch on the rest of the length would be mispredicted
// for keys of mixed lengths, and would wait for the string to arrive from memory.

import { charCodeAt, length } from './js-string';

/** The bits that no ASCII character sets in four units. */
const notAscii: u64 = 0xff80ff80ff80ff80;

export class JsString {
  /**
   * Writes the WTF-8 form of `s` to `to`, where there is room for `room` bytes. Returns the
   * number of bytes.
   */
  static read(s: ref_extern | null, to: usize): usize {
    const n = length(s);
    let units: u64 = 0;
    if (n >= 8) {
      // The last eight first: then the engine prepares the string once and not again in the loop.
      const c = JsString.four(s, n - 8);
      const d = JsString.four(s, n - 4);
      units = c | d;
      let i = 0;
      for (; i + 8 < n; i += 8) {
        const a = JsString.four(s, i);
        const b = JsString.four(s, i + 4);
        units |= a | b;
        store<u64>(to + i, JsString.narrow(a) | (JsString.narrow(b) << 32));
      }
      const last = JsString.narrow(c) | (JsString.narrow(d) << 32);
      store<u64>(to + i, last >> ((<u64>(i + 8 - n)) << 3));
    } else if (n >= 4) {
      const a = JsString.four(s, 0);
      const b = JsString.four(s, n - 4);
      units = a | b;
      store<u64>(to, JsString.narrow(a) | (JsString.narrow(b) << ((<u64>(n - 4)) << 3)));
    } else if (n) {
      const a = JsString.unit(s, 0);
      const b = JsString.unit(s, n >> 1);
      const c = JsString.unit(s, n - 1);
      units = a | b | c;
      store<u64>(to, a | (b << ((<u64>(n >> 1)) << 3)) | (c << ((<u64>(n - 1)) << 3)));
    }
    return units & notAscii ? JsString.transcode(s, n, to) : n;
  }

  /** The most bytes that `read` writes: three for each unit, and a word more. */
  @inline
  static room(s: ref_extern | null): usize {
    return 3 * length(s) + 8;
  }

  @inline
  private static unit(s: ref_extern | null, i: i32): u64 {
    return <u64>(<u32>charCodeAt(s, i));
  }

  /** Four units from `i` on, 16 bits each. */
  @inline
  private static four(s: ref_extern | null, i: i32): u64 {
    return (
      JsString.unit(s, i) |
      (JsString.unit(s, i + 1) << 16) |
      (JsString.unit(s, i + 2) << 32) |
      (JsString.unit(s, i + 3) << 48)
    );
  }

  /** Their low bytes. */
  @inline
  private static narrow(four: u64): u64 {
    four = (four | (four >> 8)) & 0x0000ffff0000ffff;
    return (four | (four >> 16)) & 0xffffffff;
  }

  /** Writes the WTF-8 form of any `n` units. */
  private static transcode(s: ref_extern | null, n: i32, to: usize): usize {
    let at = to;
    for (let i = 0; i < n; i += 1) {
      let code = <u32>charCodeAt(s, i);
      if (code < 0x80) {
        store<u8>(at, code);
        at += 1;
        continue;
      }
      if (code < 0x800) {
        store<u8>(at, 0xc0 | (code >> 6));
        store<u8>(at, 0x80 | (code & 0x3f), 1);
        at += 2;
        continue;
      }
      // The units of a pair: 0xd800 to 0xdbff, then 0xdc00 to 0xdfff.
      const low = code >> 10 == 0x36 && i + 1 < n ? <u32>charCodeAt(s, i + 1) : 0;
      if (low >> 10 == 0x37) {
        i += 1;
        code = 0x10000 + ((code & 0x3ff) << 10) + (low & 0x3ff);
        store<u8>(at, 0xf0 | (code >> 18));
        store<u8>(at, 0x80 | ((code >> 12) & 0x3f), 1);
        at += 2;
      } else {
        store<u8>(at, 0xe0 | (code >> 12));
        at += 1;
      }
      store<u8>(at, 0x80 | ((code >> 6) & 0x3f));
      store<u8>(at, 0x80 | (code & 0x3f), 1);
      at += 2;
    }
    return at - to;
  }
}
