// Pages, in which WebAssembly memory grows.

/** Bytes of a page. */
export const PAGE = 65536;
/**
 * The least that a heap may be bounded to. In one page there is no room for a string, in two not for a
 * map of some strings and its snapshot.
 */
export const LEAST_PAGES = 3;
/** Pages that there can be: 4 GiB. */
export const MAX_PAGES = 65536;
