// The core for a shared memory, derived from the bytes of the one core that there is. Loads and stores are
// the same on either kind of memory; only the import of the memory says which it is. Readers of a memory
// must not write its static data again, so their module has none.

import type { Bytes } from '../js/lib-types.js';

/** Bytes before the first section. */
const PREAMBLE = 8;
const IMPORTS = 2;
const DATA = 11;
const DATA_COUNT = 12;
/** The kind of an import that is a memory. */
const MEMORY = 2;
const NAME = 'memory';
/** Limits with a maximum, of a memory that is shared: from 0 pages to 65536. */
const SHARED_LIMITS = [3, 0, 0x80, 0x80, 0x04];

/** An unsigned number in LEB128 at `at`, and where it ends. */
function readNumber(bytes: Bytes, at: number): [value: number, end: number] {
  let value = 0;
  let shift = 0;
  for (;;) {
    const byte = bytes[at++] as number;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
    shift += 7;
  }
}

function writeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 0x7f; value = Math.floor(value / 128)) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
  return bytes;
}

/** The module `bytes` for a shared memory: for its owner, who writes the static data, or for readers. */
export function sharedBytes(bytes: Bytes, owner: boolean): Bytes {
  const parts: ArrayLike<number>[] = [bytes.subarray(0, PREAMBLE)];
  for (let at = PREAMBLE; at < bytes.length; ) {
    const id = bytes[at] as number;
    const [size, start] = readNumber(bytes, at + 1);
    const end = start + size;
    if (id === IMPORTS) {
      const body = sharedImports(bytes.subarray(start, end));
      parts.push([id, ...writeNumber(body.length)], body);
    } else if (owner || (id !== DATA && id !== DATA_COUNT)) {
      parts.push(bytes.subarray(at, end));
    }
    at = end;
  }
  const made = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    made.set(part, at);
    at += part.length;
  }
  return made;
}

/** The section of imports with a shared memory. It is found by its name, which ends before its kind. */
function sharedImports(section: Bytes): number[] {
  const bytes = [...section];
  const name = [NAME.length, ...NAME].map((part) =>
    typeof part === 'string' ? part.charCodeAt(0) : part,
  );
  const at =
    bytes.findIndex((_, i) => name.every((byte, j) => bytes[i + j] === byte)) + name.length;
  if (at < name.length || bytes[at] !== MEMORY) throw new TypeError('the core imports no memory');
  const flags = bytes[at + 1] as number;
  let [, end] = readNumber(section, at + 2);
  if (flags & 1) [, end] = readNumber(section, end);
  bytes.splice(at + 1, end - at - 1, ...SHARED_LIMITS);
  return bytes;
}
