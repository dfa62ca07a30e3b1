// What the host calls: a table of contents. A map is passed as the address of its header, a key as
// a number, but a 64-bit integer in the argument area and a string by address and length, or as it
// is. Each layout of keys has entry points of its own, so that every call site of the host sees one
// function only.

export * from './exports/f64';
export * from './exports/fast';
export * from './exports/i32';
export * from './exports/i64';
export * from './exports/iterator';
export * from './exports/map';
export * from './exports/memory';
export * from './exports/ordered';
export * from './exports/snapshot';
export * from './exports/string';
