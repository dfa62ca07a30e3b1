// The generator of a thread of Go 1.19 on 64-bit machines, for the conformance build.

import { GoHash } from '../hash/go';
import { hmap } from '../hmap';

export class GoRandom {
  static draw(h: hmap): u32 {
    const state = h.random + 0xa0761d6478bd642f;
    h.random = state;
    return <u32>GoHash.fold(state, state ^ 0xe7037ed1a0b428db);
  }
}
