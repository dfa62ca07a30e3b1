// Maps that several agents read. `share` freezes a map and describes it, `attach` makes a table of such a
// description, which may come from anywhere: so it is checked as far as that can be done, and what it may
// lead to is inside of its own memory. src/wasm/sharing.ts says when memory goes back.

import { wrongType } from '../js/errors.js';
import {
  coreKind,
  type KeyKind,
  Kind,
  keyKind,
  nameOf,
  type ValueKind,
  valueKind,
} from '../kinds.js';
import type { Core } from '../wasm/core.js';
import { letGo } from '../wasm/handle.js';
import { Memory } from '../wasm/memory.js';
import { readerModule } from '../wasm/module.js';
import { hasEnded, isShared, SharedMap } from '../wasm/sharing.js';
import { DISPOSED, Table } from './table.js';

/** Of what `share` returns. To be counted up when it, the header or the buckets change. */
const VERSION = 1;

/**
 * What `share` returns: a plain object for `postMessage`, and for `GoMap.attach`. All but the kinds is for
 * this library.
 */
export interface SharedGoMap {
  readonly tophash: number;
  readonly key: KeyKind;
  readonly value: ValueKind;
  readonly memory: object;
  readonly module: object;
  readonly address: number;
  readonly share: number;
  readonly flag: SharedArrayBuffer;
}

/** The names of the core's functions that write to a map. */
const WRITES =
  /^(?:set|add(?!ToChecksum)|assign|delete|clear|reserve(?!Stack)|insert|encode|undo|beginWrite)/;

function refuse(): never {
  throw new TypeError('this GoMap is shared: it can only be read');
}

const readOnlyCores = new WeakMap<Core, Core>();

/**
 * `core` without what writes. So a map that is not shared is never asked whether it is. What refuses is in
 * the prototype of an empty object: engines find functions faster there than among so many properties of
 * its own.
 */
function readOnly(core: Core): Core {
  let made = readOnlyCores.get(core);
  if (made === undefined) {
    const refusing = Object.create(core);
    for (const name of Object.keys(core)) {
      if (WRITES.test(name)) Object.defineProperty(refusing, name, { value: refuse });
    }
    made = Object.create(refusing) as Core;
    readOnlyCores.set(core, made);
  }
  return made;
}

/** `GoMap.share`. */
export function share(table: Table): SharedGoMap {
  const key = table.use();
  const { memory, value, handle } = table;
  const { sharing } = memory;
  if (sharing === undefined) {
    throw new TypeError('only a map in a shared heap can be shared: new Heap({ shared: true, … })');
  }
  if (sharing.reads) throw new TypeError('only its owner can share a map');
  if (value === Kind.any) throw new TypeError('a GoMap with values of kind any cannot be shared');
  sharing.sweep();
  const module = readerModule();
  if (table.shared === undefined) {
    table.shared = new SharedMap(memory.core, sharing, table.h);
    handle.lender = table.shared;
    letGo(table); // or its end would come whenever the collector likes
    table.core = readOnly(memory.core);
  }
  const { id, flag } = table.shared.share();
  return {
    tophash: VERSION,
    key: nameOf(key) as KeyKind,
    value: nameOf(value),
    memory: sharing.memory,
    module,
    address: table.shared.header,
    share: id,
    flag,
  };
}

/** `GoMap.unshare`. */
export function unshare(table: Table, given: unknown): void {
  const { handle, memory, shared } = table;
  const { share } = checkedObject(given);
  const left = shared?.unshare(share);
  if (shared === undefined || left === undefined) {
    throw new TypeError('this is no share of this GoMap');
  }
  memory.sharing?.sweep();
  if (left || table.key === DISPOSED) return;
  shared.endSharing();
  table.shared = undefined;
  handle.lender = undefined;
  table.core = memory.core;
  table.own(() => table.h);
}

/** What was given, with every property read once. */
function checkedObject(given: unknown): Partial<Record<keyof SharedGoMap, unknown>> {
  if (typeof given !== 'object' || given === null || !('tophash' in given)) {
    throw wrongType('the argument', 'what share() has returned', given);
  }
  return { ...given };
}

// Offsets in the header: see assembly/hmap.ts. In a type: see assembly/maptype.ts.
const HEADER_SIZE = 152;
const FLAGS = 8;
const TYPE = 48;
const ELEM_KIND = 10;
const KEY_KIND = 11;
/** The flag of a header that is for readers, and that of a growth to the same size. */
const ATTACHED = 16;
const SAME_SIZE_GROW = 8;

/** Whether a header for readers lies at `address`, of a map with these kinds. */
function isHeader(
  buffer: ArrayBufferLike,
  address: unknown,
  key: Kind,
  value: Kind,
): address is number {
  if (!Number.isInteger(address)) return false;
  const h = address as number;
  if (h <= 0 || h % 8 !== 0 || h + HEADER_SIZE > buffer.byteLength) return false;
  const bytes = new Uint8Array(buffer);
  const flags = bytes[h + FLAGS] as number;
  if ((flags & ~SAME_SIZE_GROW) !== ATTACHED) return false;
  const type = new Uint32Array(buffer)[(h + TYPE) >>> 2] as number;
  return bytes[type + KEY_KIND] === coreKind(key) && bytes[type + ELEM_KIND] === coreKind(value);
}

/** Chooses where iterations begin, and nothing that must be secret. `crypto` would take 1 ms to load. */
function draw(): number {
  return Math.random() * 2 ** 32;
}

/** `GoMap.attach`. */
export function attach(given: unknown): Table {
  const { tophash, memory, module, address, share, flag, ...kinds } = checkedObject(given);
  if (tophash !== VERSION) {
    throw new TypeError(
      `this map was shared by another version of tophash: ${VERSION} is read here`,
    );
  }
  const key = keyKind(kinds.key);
  const value = valueKind(kinds.value);
  if (
    typeof SharedArrayBuffer !== 'function' ||
    !(memory instanceof WebAssembly.Memory) ||
    !isShared(memory) ||
    !(module instanceof WebAssembly.Module) ||
    !WebAssembly.Module.exports(module).some(({ name }) => name === 'attach') ||
    !(flag instanceof SharedArrayBuffer) ||
    flag.byteLength !== 4 ||
    !Number.isInteger(share) ||
    (share as number) <= 0 ||
    (share as number) >= 2 ** 31
  ) {
    throw wrongType('the argument', 'what share() has returned', given);
  }
  if (hasEnded(flag)) throw ended();
  memory.grow(0); // or the buffer may be older than the map
  if (!isHeader(memory.buffer, address, key, value)) {
    throw new TypeError(
      `there is no shared map from ${nameOf(key)} to ${nameOf(value)} at its address`,
    );
  }
  const reader = new Memory(module, memory, share as number);
  const { core, sharing } = reader;
  const leave = () => {
    reader.keyScratch.giveBack();
    reader.valueScratch.giveBack();
    sharing?.leave();
  };
  if (hasEnded(flag)) {
    leave();
    throw ended();
  }
  const table = new Table(reader, key, value);
  try {
    table.own(() => core.attach(address, draw(), draw()));
  } catch (error) {
    leave();
    throw error;
  }
  table.handle.lender = {
    end(h) {
      core.detach(h);
      leave();
    },
  };
  table.core = readOnly(core);
  return table;
}

function ended(): TypeError {
  return new TypeError('the owner of this shared map has disposed of it, or taken the share back');
}
