// A worker that reads shared maps: it attaches to what it is sent, and answers what it is asked.

import { parentPort } from 'node:worker_threads';
import { GoMap } from '../../build/index.js';

/** The maps that it has attached to. */
const maps = [];

/** What it can be asked to do with its last map. */
const ANSWERS = {
  attach(shared) {
    maps.push(GoMap.attach(shared));
    return maps.at(-1).size;
  },
  detach: () => maps.pop().dispose(),
  entries: () => [...maps.at(-1)],
  get: (key) => maps.at(-1).get(key),
  write: (key, value) => maps.at(-1).set(key, value),
  /** How many answers are wrong in `rounds` times all lookups, for keys and values `i` and what `text` makes of it. */
  wrong(rounds, size) {
    const map = maps.at(-1);
    let wrong = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (let i = 0; i < size; i += 1) {
        const key = map.keyKind === 'string' ? `key ${i}` : BigInt(i) << 32n;
        const value = map.valueKind === 'string' ? `value ${i}` : BigInt(i) ** 3n;
        if (map.get(key) !== value) wrong += 1;
      }
      if ([...map.keys()].length !== size) wrong += 1;
    }
    return wrong;
  },
};

parentPort.on('message', ([id, name, ...args]) => {
  try {
    parentPort.postMessage([id, ANSWERS[name](...args)]);
  } catch (error) {
    parentPort.postMessage([id, undefined, error.message]);
  }
});
