// The core for a shared memory, derived from the bytes of the one core that there is. Loads and stores are
// the same on either kind of memory; only the import of the memory says which it is. The module for
// readers has no data, which its owner has written. And the addresses of its area, which are constants in
// the core, have a global added that says where the reader's own area is: `i32.const address` becomes
// `global.get; i32.const address; i32.add`. The build has noted where they are, in a section named `area`
// (scripts/relocate.js).

import type { Bytes } from '../js/lib-types.js';

/** Bytes before the first section. */
const PREAMBLE = 8;
// Sections.
const CUSTOM = 0;
const IMPORTS = 2;
const GLOBALS = 6;
const EXPORTS = 7;
const CODE = 10;
const DATA = 11;
const DATA_COUNT = 12;

// Kinds of imports and exports.
const MEMORY = 2;
const GLOBAL = 3;

/** The global of readers: an i32 that changes, 0 at first. */
const DISPLACEMENT = [0x7f, 1, 0x41, 0, 0x0b];
/** Limits with a maximum, of a memory that is shared: from 0 pages to 65536. */
const SHARED_LIMITS = [3, 0, 0x80, 0x80, 0x04];

const GLOBAL_GET = 0x23;
const I32_ADD = 0x6a;

/** A string as the format has it. */
function named(name: string): number[] {
  return [name.length, ...Array.from(name, (unit) => unit.charCodeAt(0))];
}

function writeNumber(value: number): number[] {
  const bytes: number[] = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  bytes.push(value);
  return bytes;
}

/** Reads a module, or a part of it. */
class Reader {
  readonly bytes: Bytes;
  at: number;

  constructor(bytes: Bytes, at = 0) {
    this.bytes = bytes;
    this.at = at;
  }

  /** The next unsigned number. */
  number(): number {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = this.bytes[this.at++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
  }

  /** Where the number that begins at `at` ends. */
  skip(at: number): number {
    while ((this.bytes[at] as number) >= 0x80) at += 1;
    return at + 1;
  }
}

/** Parts of a module that is being made. */
class Writer {
  #parts: ArrayLike<number>[] = [];
  #length = 0;

  add(...parts: ArrayLike<number>[]): void {
    for (const part of parts) {
      this.#parts.push(part);
      this.#length += part.length;
    }
  }

  get bytes(): Bytes {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }
}

interface Section {
  id: number;
  start: number;
  end: number;
}

function sectionsOf(bytes: Bytes): Section[] {
  const sections: Section[] = [];
  for (const reader = new Reader(bytes, PREAMBLE); reader.at < bytes.length; ) {
    const id = bytes[reader.at++] as number;
    const size = reader.number();
    sections.push({ id, start: reader.at, end: reader.at + size });
    reader.at += size;
  }
  return sections;
}

/** Where the build has noted addresses, `i32.const` and all. */
function addressesIn(bytes: Bytes, sections: Section[]): number[] {
  const name = named('area');
  const noted = sections.find(
    ({ id, start }) => id === CUSTOM && name.every((byte, i) => bytes[start + i] === byte),
  );
  if (noted === undefined) throw new TypeError('this build of the core cannot be shared');
  const addresses: number[] = [];
  const reader = new Reader(bytes, noted.start + name.length);
  for (let at = 0; reader.at < noted.end; ) {
    at += reader.number();
    addresses.push(at);
  }
  return addresses;
}

/** The core `bytes` for a shared memory: for its owner, or for readers. */
export function sharedBytes(bytes: Bytes, owner: boolean): Bytes {
  const sections = sectionsOf(bytes);
  const addresses = owner ? [] : addressesIn(bytes, sections);
  const globals = sections.find(({ id }) => id === GLOBALS) as Section;
  const displacement = writeNumber(new Reader(bytes, globals.start).number());
  const made = new Writer();
  made.add(bytes.subarray(0, PREAMBLE));
  for (const { id, start, end } of sections) {
    const section = bytes.subarray(start, end);
    const body = new Writer();
    if (id === IMPORTS) {
      addSharedMemory(body, section);
    } else if (!owner && id === GLOBALS) {
      addItem(body, section, DISPLACEMENT);
    } else if (!owner && id === EXPORTS) {
      addItem(body, section, [...named('displacement'), GLOBAL, ...displacement]);
    } else if (!owner && id === CODE) {
      addMoved(body, bytes, start, addresses, displacement);
    } else if (id !== CUSTOM && (owner || (id !== DATA && id !== DATA_COUNT))) {
      body.add(section);
    } else {
      continue;
    }
    const content = body.bytes;
    made.add([id], writeNumber(content.length), content);
  }
  return made.bytes;
}

/** The section of imports with a shared memory, which is found by its name. */
function addSharedMemory(to: Writer, section: Bytes): void {
  const name = [...named('memory'), MEMORY];
  const at = section.findIndex((_, i) => name.every((byte, j) => section[i + j] === byte));
  const flags = at + name.length;
  const reader = new Reader(section, flags + 1);
  let end = reader.skip(flags + 1);
  if ((section[flags] as number) & 1) end = reader.skip(end);
  to.add(section.subarray(0, flags), SHARED_LIMITS, section.subarray(end));
}

/** A section with one more item, the last. */
function addItem(to: Writer, section: Bytes, item: number[]): void {
  const reader = new Reader(section);
  to.add(writeNumber(reader.number() + 1), section.subarray(reader.at), item);
}

/** The code, from `start` on, with `displacement` added to the numbers at `addresses`. */
function addMoved(
  to: Writer,
  bytes: Bytes,
  start: number,
  addresses: number[],
  displacement: number[],
): void {
  const reader = new Reader(bytes, start);
  let left = reader.number();
  to.add(writeNumber(left));
  let next = 0;
  for (; left > 0; left -= 1) {
    const end = reader.number() + reader.at;
    let from = reader.at;
    const body = new Writer();
    for (; next < addresses.length && (addresses[next] as number) < end; next += 1) {
      const at = addresses[next] as number;
      const after = reader.skip(at + 1);
      body.add(bytes.subarray(from, at), [GLOBAL_GET], displacement);
      body.add(bytes.subarray(at, after), [I32_ADD]);
      from = after;
    }
    body.add(bytes.subarray(from, end));
    const made = body.bytes;
    to.add(writeNumber(made.length), made);
    reader.at = end;
  }
}
