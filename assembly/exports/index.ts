// What the host calls: a table of contents. A map is passed as the address of its header, a key as
// a number, but a 64-bit integer in the argument area and a string by address and length, or as it
// is. Each layout of keys has entry points of its own, so that every call site of the host sees one
// function only.

export * from './f64';
export * from './fast';
export * from './i32';
export * from './i64';
export * from './iterator';
export * from './map';
export * from './memory';
export * from './ordered';
export * from './shared';
export * from './snapshot';
export * from './string';
