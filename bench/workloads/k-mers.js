// The pieces of 21 bases of a strand of DNA are counted, packed into numbers of 42 bits: as bigints, or as
// doubles, which hold them as well.

import { numbers } from '../keys/order.js';
import { expect } from './parts/maps.js';

const K = 21;
const MASK = (1n << BigInt(2 * K)) - 1n;

/** A strand of random bases, of which a fifth is repeats of what came before. */
function kMers(bases) {
  const random = numbers(1);
  const strand = new Uint8Array(bases + K - 1);
  for (let i = 0; i < strand.length; i += 1) {
    strand[i] = i > 1000 && i % 1000 < 200 ? strand[i - 1000] : Math.floor(random() * 4);
  }
  const all = [];
  let window = 0n;
  for (let i = 0; i < strand.length; i += 1) {
    window = ((window << 2n) | BigInt(strand[i])) & MASK;
    if (i >= K - 1) all.push(window);
  }
  return all;
}

export default {
  title: 'count the k-mers of DNA',
  group: 'programs',
  unit: 'k-mer',
  sizeName: 'bases',
  needs: ['addAll', 'columns'],
  kinds: ['bigint', 'double'],
  sizes: [1_000_000],
  prepare({ use, kind, size }) {
    const all = kMers(size);
    const keys = use.column(kind === 'bigint' ? all : all.map(Number));
    const distinct = new Set(all).size;
    let map;
    return {
      operations: size,
      before: () => {
        map = use.make();
      },
      run: () => use.addAll(map, keys),
      check() {
        const { values } = use.columns(map);
        expect(values.length === distinct, 'k-mers were lost');
        expect(values.reduce((a, b) => a + b, 0) === size, 'a count is wrong');
      },
      after: () => use.drop?.(map),
    };
  },
};
