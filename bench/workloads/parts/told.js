// Workloads for contestants of another language, that run the loops by themselves: a call from JavaScript
// would cost more than the map. They are told the keys, the numbers of those that a run goes through, and how
// many maps it takes; what a run has to answer is kept here.

import { makeKeys } from '../../keys/kinds.js';
import { shuffled } from '../../keys/order.js';
import { expect, mapsPerRun, picks } from './maps.js';

const range = (size) => Array.from({ length: size }, (_, i) => i);
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

/** The answer is a sum of values, a number of keys, the last value, or how many entries there are. */
const WORKLOADS = {
  'get-hit': (size) => ({ order: picks(size), right: sum(picks(size)) }),
  'get-miss': (size) => ({
    count: 2 * size,
    order: picks(size).map((i) => size + i),
    right: picks(size).length,
  }),
  update: (size) => ({ order: picks(size), right: picks(size).length - 1 }),
  fill: (size) => ({ order: range(size), right: size * mapsPerRun(size) }),
  'fill-room': (size) => ({ order: range(size), right: size * mapsPerRun(size) }),
  delete: (size) => ({ order: shuffled(range(size)), right: 0 }),
  iterate: (size) => ({ order: [], right: sum(range(size)) * mapsPerRun(size) }),
};

/** Has a contestant measure a workload: its `measure` gives the time of an operation and answers of runs. */
export async function measureTold(use, { workload, kind, size, time }) {
  const { count = size, order, right } = WORKLOADS[workload](size);
  const { ns, answers } = await use.measure({
    workload,
    size,
    keys: makeKeys(kind, count),
    order,
    passes: mapsPerRun(size),
    time,
  });
  const wrong = answers.find((answer) => answer !== right);
  expect(wrong === undefined, `the answer is ${wrong}, not ${right}`);
  return { metrics: { ns } };
}
