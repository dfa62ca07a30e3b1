// A minute's part of the soak (`npm run soak` runs as long as one likes): nothing creeps.

import { expect, test } from 'vitest';
import { Soak } from '../bench/soak/workload.js';
import { GoMap, Heap, WasmMap } from '../src/index.js';
import { type Build, useBuild } from './support/builds.js';
import { collect } from './support/collect.js';

test.each<[Build, number]>([
  ['release', 40_000],
  ['debug', 12_000],
])('calls of all sorts leave nothing behind (%s)', async (build, calls) => {
  useBuild(build);
  const soak = new Soak({ GoMap, Heap, WasmMap }, 1);
  const heaps: number[] = [];
  for (let round = 0; round < 8; round += 1) {
    soak.run(calls);
    await collect(() => soak.held().surplus <= 0 && soak.held().objects === 0);
    const { heap, surplus, objects } = soak.held();
    heaps.push(heap);
    expect(surplus).toBeLessThanOrEqual(0);
    expect(objects).toBe(0);
  }
  expect(heaps.at(-1)).toBeLessThanOrEqual(1.3 * (heaps[4] as number));
});
