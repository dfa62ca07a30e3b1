// A table of the core, as the wrapper knows it: its memory, its address, its kinds, and the values that
// stay in JavaScript. Column calls, iterators, snapshots and `inspect` work on a table and never see
// the class around it.

import { Kind, Representation, representationOf } from '../kinds.js';
import type { Core, Layout } from '../wasm/core.js';
import { Handle, type Hold, keep, letGo } from '../wasm/handle.js';
import type { Memory } from '../wasm/memory.js';
import type { SharedMap } from '../wasm/sharing.js';
import { decode } from './decode.js';
import { RefTable } from './ref-table.js';

/** The kind of key of a table that has been disposed of. */
export const DISPOSED = -1;

/** How the keys of each kind are laid out. */
const LAYOUTS: Partial<Record<Kind, Layout>> = {
  [Kind.i32]: '32',
  [Kind.u32]: '32',
  [Kind.i64]: '64',
  [Kind.u64]: '64',
  [Kind.f64]: 'F64',
  [Kind.string]: 'String',
  [Kind.bytes]: 'String',
};

/** The zero values, but for bytes, of which everybody gets an array of his own. */
const ZEROS = {
  [Representation.number]: 0,
  [Representation.bigint]: 0n,
  [Representation.string]: '',
  [Representation.boolean]: false,
  [Representation.undefined]: undefined,
  [Representation.any]: undefined,
};

export class Table {
  /** Without what writes while the map is shared; see share.ts. */
  core: Core;
  /** At the owner's, while it is shared. */
  shared: SharedMap | undefined;
  /** What the collector gives back with the table. It must not lead to `refs`, or values leak. */
  readonly handle: Handle;
  hold: Hold | undefined;
  readonly representation: Representation;
  /** The values of kind `any`. */
  readonly refs: RefTable | undefined;
  /** The version at which its values were known to be ids; see encode.ts. */
  idsAt: number | undefined;

  constructor(
    readonly memory: Memory,
    /** The kind of key, or `DISPOSED`. */
    public key: Kind | typeof DISPOSED,
    /** The kind of value. */
    readonly value: Kind,
    refs?: RefTable,
  ) {
    this.core = memory.core;
    this.representation = representationOf(value);
    this.refs = value === Kind.any ? (refs ?? new RefTable()) : undefined;
    this.handle = new Handle(this.core);
  }

  /** Gets the map of the core that `make` makes, which the collector gives back with the table. */
  own(make: () => number): this {
    // The collector knows of it first: no error in between can leave it behind.
    keep(this, this.handle);
    try {
      this.handle.h = make() >>> 0;
    } catch (error) {
      letGo(this); // or it keeps the heap until a turn
      throw error;
    }
    return this;
  }

  /** The address of its header; 0 before `own` and after `dispose`. */
  get h(): number {
    return this.handle.h;
  }

  /** How its keys are laid out. Throws after `dispose`. */
  get layout(): Layout {
    return LAYOUTS[this.use()] as Layout;
  }

  /** The zero value of its kind. */
  get zero(): unknown {
    const { representation } = this;
    return representation === Representation.bytes ? new Uint8Array(0) : ZEROS[representation];
  }

  /** The kind of key. Throws `TypeError` after `dispose`. */
  use(): Kind {
    if (this.key === DISPOSED) throw new TypeError('this GoMap has been disposed of');
    return this.key;
  }

  /** `use`, for a call that writes. Throws `TypeError` also for a map that can only be read. */
  useToWrite(): Kind {
    const key = this.use();
    if (this.core !== this.handle.core) this.core.beginWrite(this.h);
    return key;
  }

  /** Says that it is being written: entries that iterators have been handed before are void. */
  written(): void {
    const { handle } = this;
    handle.version = (handle.version + 1) | 0;
  }

  /** The key in the cell at `at`. */
  keyAt(at: number): unknown {
    return decode(this.memory, this.key as Kind, at);
  }

  /** The value whose element is at `at`. */
  valueAt(at: number): unknown {
    const { memory, value, refs } = this;
    return refs === undefined
      ? decode(memory, value, at)
      : refs.get(memory.views.u32[at >>> 2] as number);
  }

  /** Gives the memory back. Nobody calls it inside a write. */
  dispose(): void {
    if (this.key === DISPOSED) return;
    const { handle, refs } = this;
    if (handle.lender !== undefined) this.memory.reserveStack();
    handle.dispose();
    // From here on only what may fail is called: the stack could run out.
    this.key = DISPOSED;
    if (refs !== undefined) refs.values = [undefined];
    handle.version = (handle.version + 1) | 0;
    try {
      letGo(this);
    } catch {
      // Then the hold, which holds nothing any more, goes with its owner.
    }
  }
}
