// What the probe build exports beside the release's entry points: the hash of a key, as the release
// computes it, so that tests can look at its bits. It is left at `hashAddress`, low word first.

import { Argument } from './argument-area';
import { Hash } from './hash/hash';
import { hmap } from './hmap';
import { GoString } from './strings/go-string';

const hash = memory.data(8, 8);

export function hashAddress(): usize {
  return hash;
}

export function hash32(h: hmap, key: u32): void {
  store<u64>(hash, Hash.of<u32>(h, key));
}

/** The hash of the key in the argument area. */
export function hash64(h: hmap): void {
  store<u64>(hash, Hash.of<u64>(h, Argument.word()));
}

export function hashF64(h: hmap, key: f64): void {
  store<u64>(hash, Hash.of<f64>(h, key));
}

export function hashString(h: hmap, data: usize, len: usize): void {
  store<u64>(hash, Hash.of<GoString>(h, Argument.key(data, len)));
}
