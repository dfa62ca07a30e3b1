// The checksum of snapshots. Words of 8 bytes go to four lanes in turn, so that their
// multiplications overlap. A step is a bijection of the lane for a given word, and of the word for
// a given lane. So bytes that differ in one word never have the same checksum; others do with a
// probability of 2^-64. This guards against accidents only: anyone who can write a snapshot can
// write its checksum.

import { area, lanesAt } from './area';
import { Borrowed } from './borrowed';

// Odd numbers with bits all over: the golden ratio, and the multiplier of Knuth's MMIX.
const first: u64 = 0x9e3779b97f4a7c15;
const second: u64 = 0x5851f42d4c957f2d;

export class Checksum {
  @inline
  static step(lane: u64, word: u64): u64 {
    // The high bits of a product depend on all bits below, so they move down before the next one.
    const product = (lane ^ word) * first;
    return (product ^ (product >> 32)) * second;
  }

  static begin(): void {
    const lanes = area + lanesAt;
    for (let i: usize = 0; i < 4; i += 1) store<u64>(lanes + (i << 3), i);
  }

  /** Adds `bytes` bytes: a multiple of 32, or in the last call a multiple of 8. */
  static add(data: usize, bytes: usize): void {
    Borrowed.assert(data, bytes, 1);
    const lanes = area + lanesAt;
    let a = load<u64>(lanes);
    let b = load<u64>(lanes, 8);
    let c = load<u64>(lanes, 16);
    let d = load<u64>(lanes, 24);
    const whole = data + (bytes & ~31);
    for (; data < whole; data += 32) {
      a = Checksum.step(a, load<u64>(data));
      b = Checksum.step(b, load<u64>(data, 8));
      c = Checksum.step(c, load<u64>(data, 16));
      d = Checksum.step(d, load<u64>(data, 24));
    }
    const words = bytes & 31;
    if (words > 0) a = Checksum.step(a, load<u64>(data));
    if (words > 8) b = Checksum.step(b, load<u64>(data, 8));
    if (words > 16) c = Checksum.step(c, load<u64>(data, 16));
    store<u64>(lanes, a);
    store<u64>(lanes, b, 8);
    store<u64>(lanes, c, 16);
    store<u64>(lanes, d, 24);
  }

  /** The address of the checksum: the lanes, put through a lane of their own. */
  static end(): usize {
    const lanes = area + lanesAt;
    let sum: u64 = 0;
    for (let i: usize = 0; i < 4; i += 1) sum = Checksum.step(sum, load<u64>(lanes + (i << 3)));
    store<u64>(lanes, sum ^ (sum >> 32));
    return lanes;
  }
}
