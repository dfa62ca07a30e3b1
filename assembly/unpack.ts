// A module of its own, apart from the core: turns the text that web pages download back into the core's
// bytes (scripts/pack-core.js says how it is made). A loop in JavaScript takes 3 to 5 ms for it, because no
// engine has compiled it yet.

/** Characters above are escapes. */
const LAST_PLAIN: u32 = 124;

/**
 * Unpacks `length` characters at `text` in place. Returns the number of bytes. The table at address 0 has
 * the bytes that stand for a character, and from 128 and 256 on those after either escape.
 */
export function unpack(text: usize, length: usize): usize {
  const end = text + length;
  const start = text;
  let to = text;
  while (text < end) {
    let code: u32 = load<u8>(text++);
    if (code > LAST_PLAIN) code = ((code - LAST_PLAIN) << 7) + load<u8>(text++);
    store<u8>(to++, load<u8>(code));
  }
  return to - start;
}
