// When a WasmMap or WasmSet changes from one form to another. Only tests change these numbers: small ones
// have a change happen at every size.

export const limits = {
  /**
   * Entries at which a native form is looked at: a table takes over if they are numbers. Below, the
   * engine's own Map is faster.
   */
  table: 16384,
  /** One entry in so many may be no number then. */
  odd: 16,
  /** Entries from which on the engine may refuse one more: V8's Maps are full at 2^23 or 2^24. */
  full: 2 ** 20,
  /** Entries at which a test has a native Map or Set refuse more, as an engine does at its own limit. */
  refused: Infinity,
  /** Entries from which on an iterator takes the first one from `Front`. */
  front: 64,
};

/** Entries at which the core is loaded, where a table may be near: so that this and the change are two pauses. */
export function mostBeforeCore(): number {
  return limits.table - (limits.table >>> 4);
}
