// The generator that Go 1.19 keeps for each of its threads on 64-bit machines (`fastrand`): what
// the conformance build draws from, so that its draws are those of the recordings.

import { hmap } from '../hmap';
import { foldedProduct } from './folded-product';

export class GoRandom {
  static draw(h: hmap): u32 {
    const state = h.random + 0xa0761d6478bd642f;
    h.random = state;
    return <u32>foldedProduct(state, state ^ 0xe7037ed1a0b428db);
  }
}
