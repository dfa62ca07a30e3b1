// String keys and values of mixed lengths that come and go leave no gaps that nothing fits into: the
// heap stays as large as the working set has made it. `npm run soak` does the like at length.

import { expect, test } from 'vitest';
import { GoMap, Heap, useModule } from '../src/index.js';
import { moduleOf } from './support/builds.js';

const ENTRIES = 3000;
const ROUNDS = 40;

/** Most are short, some have hundreds of bytes, a few thousands. */
function textOf(n: number): string {
  const r = Math.imul(n, 0x9e3779b1) >>> 8;
  const length = r % 200 === 0 ? 1000 + (r % 3000) : r % 10 === 0 ? r % 400 : r % 32;
  return `${n} ${'abcdefgh'.repeat(512).slice(0, length)}`;
}

test('replacing every key again and again keeps the heap flat', () => {
  useModule(moduleOf('release'));
  const heap = new Heap();
  const map = new GoMap('string', 'string', { heap });
  for (let n = 0; n < ENTRIES; n += 1) map.set(textOf(n), textOf(n + 1));
  let settled = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let i = 0; i < ENTRIES; i += 1) {
      const n = round * ENTRIES + i;
      expect(map.delete(textOf(n))).toBe(true);
      map.set(textOf(n + ENTRIES), textOf(n));
      map.set(textOf(n + ENTRIES), textOf(n + ENTRIES + 1));
    }
    if (round === ROUNDS / 4) settled = heap.bytes;
  }
  expect(map.size).toBe(ENTRIES);
  // A growth of the map may yet need one more step of the memory; what leaks is ten times that.
  expect(heap.bytes).toBeLessThanOrEqual(settled + 2 ** 20);
  for (const [key, value] of map) expect(value).toBe(textOf(Number.parseInt(key, 10) + 1));
  map.dispose();
  // What remains are the places that strings are written to.
  expect(heap.usedBytes).toBeLessThan(10_000);
});
