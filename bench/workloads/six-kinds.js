// A program that has maps with six kinds of keys, and the same code for all of them: what the engine has
// learnt of one does not hold for the next.

import { KINDS, makeKeys } from '../keys/kinds.js';
import { shuffled } from '../keys/order.js';
import { expect, mapsPerRun } from './parts/maps.js';

const SIX = ['int-random', 'int-sequence', 'double', 'bigint', 'string-same', 'string-long'];

export default {
  title: 'six kinds of keys at once',
  group: 'programs',
  unit: 'step',
  needs: ['get', 'set', 'delete'],
  kinds: ['int-random'],
  takesAll: SIX,
  async prepare({ loadKind, size }) {
    const uses = await Promise.all(SIX.map((name) => loadKind(KINDS[name])));
    const keys = SIX.map((name) => shuffled(makeKeys(name, size)));
    const maps = uses.map((use) => use.make());
    const passes = mapsPerRun(size);
    const step = (map, key, i) => {
      const value = map.get(key);
      if (value === undefined) map.set(key, i);
      else if (value % 8 === 7) map.delete(key);
      else map.set(key, value + 1);
    };
    const run = () => {
      for (let pass = 0; pass < passes; pass += 1) {
        for (let i = 0; i < size; i += 1) {
          for (let j = 0; j < SIX.length; j += 1) step(maps[j], keys[j][i], i & 7);
        }
      }
    };
    return {
      operations: size * passes * SIX.length,
      run,
      check() {
        const sizes = maps.map((map) => map.size);
        expect(new Set(sizes).size === 1, 'maps that had the same steps differ');
      },
    };
  },
};
