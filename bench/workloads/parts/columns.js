// Columns in the form that a contestant takes, their rows in random order, and what comes out.

import { KINDS, makeKeys } from '../../keys/kinds.js';
import { shuffled } from '../../keys/order.js';
import { expect, mapsPerRun } from './maps.js';

/** The kinds of columns. */
export const columnKinds = ({ goKind, make, copy }) =>
  !copy && make !== KINDS['string-long'].make && goKind !== undefined && goKind !== 'bytes';

/** A map that is full, its columns, and how many times a run goes over them. */
export function columnsOf({ use, kind, size }) {
  const all = makeKeys(kind, size);
  const keys = use.column(all);
  const values = Uint32Array.from({ length: size }, (_, i) => i);
  const numbers = shuffled(Array.from(values));
  const order = use.column(numbers.map((i) => all[i]));
  const map = use.make();
  use.setAll(map, keys, values);
  return { map, keys, values, order, numbers, passes: mapsPerRun(size) };
}

/** Maps that are written to: `filled` ones or new ones, before each run. */
export function writing({ use }, { keys, values, passes }, isFilled) {
  const maps = [];
  return {
    maps,
    before() {
      for (let i = 0; i < passes; i += 1) {
        const map = use.make();
        if (isFilled) use.setAll(map, keys, values);
        maps.push(map);
      }
    },
    after() {
      if (use.drop) for (const map of maps) use.drop(map);
      maps.length = 0;
    },
  };
}

export { expect };
