// Maps and keys as several workloads want them.

import { KINDS, lookedUp } from '../../keys/kinds.js';
import { lookupOrder } from '../../keys/order.js';

/** A run is of at least so many operations, since it has to last longer than the clock is coarse. */
const LEAST = 4096;
/** And of no more, where a part of the keys does as well as all of them. */
const MOST = 2 ** 20;

/** How many maps of `size` entries a run takes. */
export function mapsPerRun(size) {
  return Math.max(1, Math.ceil(LEAST / size));
}

/** A map with the values 0, 1, 2... under `keys`. */
export function filled(use, keys) {
  const map = use.make();
  for (let i = 0; i < keys.length; i += 1) map.set(keys[i], i);
  return map;
}

/** The numbers of the keys to look up, in random order. */
export function picks(size) {
  return lookupOrder(size).slice(0, MOST);
}

/** Keys to look up: `look.keys`, which `look.renew` makes anew if their kind says so. */
export function lookups(kind, source) {
  const look = { keys: lookedUp(kind, source) };
  if (KINDS[kind].fresh) {
    look.renew = () => {
      look.keys = lookedUp(kind, source);
    };
  }
  return look;
}

/** Maps that a workload writes to, made before each run and dropped after it. */
export class Fresh {
  #use;
  maps = [];

  constructor(use) {
    this.#use = use;
  }

  renew(count, make) {
    for (let i = 0; i < count; i += 1) this.maps.push(make());
  }

  drop() {
    if (this.#use.drop) for (const map of this.maps) this.#use.drop(map);
    this.maps.length = 0;
  }
}

/** Throws what the report will show in place of a time. */
export function expect(right, what) {
  if (!right) throw new WrongAnswer(what);
}

/** A contestant's answer that is wrong. */
export class WrongAnswer extends Error {
  name = 'WrongAnswer';
}
