// splitmix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014): the
// release's generator of seeds, secrets and draws. Every state comes up once in 2^64 steps.

import { hmap } from '../hmap';

export class SplitMix {
  @inline
  static next(h: hmap): u64 {
    let z = h.random + 0x9e3779b97f4a7c15;
    h.random = z;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
}
