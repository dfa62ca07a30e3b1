// The kinds of keys, in one table. Key number i of a kind is the same for every contestant. What engines
// make of a key depends on where it comes from: V8 boxes an integer of 32 bits and more, keeps the hash of
// a string inside the string, and has to flatten a string that was joined. So each kind says how its keys
// come into being, and how those that are looked up do.
//
//   goKind   the kind of GoMap that holds such keys, if there is one
//   make     key number i
//   copy     other keys that are equal, for looking up; without it, the very keys that were inserted
//   fresh    whether these are made anew before every pass, so that none of them has a hash yet
//   text     whether they are a column of UTF-8 with offsets (Arrow's layout): columns only
//   brief    whether the short plans have them as well

import { mix, mixSmall } from './order.js';

const shortName = (i) => `user:${mix(i).toString(36)}`;
/** So long that V8 does not copy the parts when it joins or slices them. */
const longName = (i) =>
  `https://example.org/articles/by-identifier/${mix(i).toString(36)}/and-some-more-of-the-address?page=1`;

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const decoded = (keys) => keys.map((key) => decoder.decode(encoder.encode(key)));

/** Slices of one text that no string has been made of before. */
function sliced(keys) {
  return decoder.decode(encoder.encode(keys.join('\n'))).split('\n');
}

function joined(keys) {
  return keys.map((key) => key.slice(0, 20) + key.slice(20));
}

/** 16 bytes, as a digest or a UUID has. */
function digest(i) {
  const bytes = new Uint8Array(16);
  new Uint32Array(bytes.buffer).set([mix(i), mix(~i), i, mix(i ^ 0x55555555)]);
  return bytes;
}

export const KINDS = {
  'int-sequence': {
    title: 'integers in sequence',
    about: 'row numbers: 0, 1, 2 and so on',
    goKind: 'u32',
    make: (i) => i,
  },
  'int-random': {
    title: 'integers at random',
    about: 'ids below 2^30: every engine keeps them without a box',
    goKind: 'u32',
    make: mixSmall,
    brief: true,
  },
  u32: {
    title: 'all of u32',
    about: 'integers of 32 bits, such as hashes: half of them are too large to do without a box',
    goKind: 'u32',
    make: mix,
  },
  double: {
    title: 'doubles',
    about: 'fractions, which V8 boxes',
    goKind: 'f64',
    make: (i) => mix(i) * 1.5 + 0.25,
  },
  bigint: {
    title: 'bigints',
    about: 'bigints of 64 bits',
    goKind: 'u64',
    make: (i) => (BigInt(mix(i)) << 32n) | BigInt(mix(~i)),
  },
  'string-same': {
    title: 'strings, the same objects',
    about:
      'the very string objects that were inserted, whose hash the engine has kept; about 12 characters',
    goKind: 'string',
    make: shortName,
    brief: true,
  },
  'string-equal': {
    title: 'strings, equal ones',
    about: 'other objects with the same characters, looked up again and again',
    goKind: 'string',
    make: shortName,
    copy: decoded,
  },
  'string-sliced': {
    title: 'strings, just sliced',
    about: 'cut from a text a moment before, as `split` does',
    goKind: 'string',
    make: shortName,
    copy: sliced,
    fresh: true,
    brief: true,
  },
  'string-parsed': {
    title: 'strings, just parsed',
    about: 'out of `JSON.parse`',
    goKind: 'string',
    make: shortName,
    copy: (keys) => JSON.parse(JSON.stringify(keys)),
    fresh: true,
  },
  'string-joined': {
    title: 'long strings, just joined',
    about: 'about 90 characters, put together by `+` a moment before',
    goKind: 'string',
    make: longName,
    copy: joined,
    fresh: true,
  },
  'string-long': {
    title: 'long strings, the same objects',
    about: 'about 90 characters, whose hash the engine has kept',
    goKind: 'string',
    make: longName,
  },
  'string-long-sliced': {
    title: 'long strings, just sliced',
    about: 'about 90 characters, cut from a text a moment before',
    goKind: 'string',
    make: longName,
    copy: sliced,
    fresh: true,
  },
  bytes: {
    title: 'bytes',
    about: '16 bytes, such as digests; a map that cannot take them gets strings made of them',
    goKind: 'bytes',
    make: digest,
  },
  text: {
    title: 'UTF-8 with offsets',
    about:
      "a column in Arrow's layout, about 12 bytes a row; native Map has to make strings of them",
    goKind: 'string',
    make: shortName,
    text: true,
  },
  object: {
    title: 'objects',
    about: 'objects, found by identity',
    make: (i) => ({ i }),
  },
};

/** `count` keys of a kind, from number `from` on. */
export function makeKeys(kind, count, from = 0) {
  const { make } = KINDS[kind];
  return Array.from({ length: count }, (_, i) => make(from + i));
}

/** `keys` as they are looked up: themselves, or equal ones. */
export function lookedUp(kind, keys) {
  return KINDS[kind].copy?.(keys) ?? keys;
}
