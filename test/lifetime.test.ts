// What iterators keep alive and for how long: hundreds of them, live, finished, left, forgotten and
// collected, while their maps grow, are cleared and disposed of, and other maps grow in the same heap.
// The debug build fills freed memory with what looks like live entries, so that an iterator that
// walks any would show them.

import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { GoMap, type KeyKind, type ValueKind } from '../src/index.js';
import { Draws } from './hash/random.js';
import { heapOn } from './support/builds.js';
import { collect } from './support/collect.js';
import { Walked } from './support/walked.js';

const PAIRS: [KeyKind, ValueKind][] = [
  ['u32', 'u32'],
  ['f64', 'u16'],
  ['i64', 'string'],
  ['string', 'string'],
  ['string', 'any'],
  ['bytes', 'bytes'],
];

test.each(PAIRS)(
  'iterators of all fates on four maps of one heap (%s to %s)',
  async (key, value) => {
    const heap = heapOn('debug');
    new GoMap('string', 'string', { heap }).set('a', 'b').dispose(); // the heap's room for strings
    const start = heap.usedBytes;
    const draws = new Draws(5);
    const random = (below: number) => draws.word() % below;
    const make = () => new Walked(key, value, heap, BigInt(random(1000)));
    const maps = [make(), make(), make(), make()];
    const reached = {
      most: 0,
      ended: 0,
      left: 0,
      forgotten: 0,
      disposed: 0,
      cleared: 0,
      growths: 0,
    };
    let next = 0;
    for (let n = 0; n < 12_000; n += 1) {
      const at = random(maps.length);
      const on = maps[at] as Walked;
      const what = random(1000);
      if (what < 400) for (let i = random(6); i >= 0; i -= 1) on.set(next++);
      else if (what < 580) for (let i = random(6); i >= 0; i -= 1) on.delete(next - random(600));
      else if (what < 700 && on.walks.length < 150) on.open(n);
      else if (what < 930 && on.walks.length > 0) {
        if (on.step(random(1000), random(40))) reached.ended += 1;
      } else if (what < 985 && on.walks.length > 0) {
        const forget = what % 2 === 0;
        on.leave(random(1000), forget);
        reached[forget ? 'forgotten' : 'left'] += 1;
      } else if (what === 990) on.map.reserve(random(3000));
      else if (what === 991) {
        on.clear();
        reached.cleared += 1;
      } else if (what === 992) {
        reached.growths += on.map.stats().growths;
        on.map.dispose();
        for (const walk of on.walks) expect(() => walk.step()).toThrow(/undefined|disposed/);
        maps[at] = make();
        reached.disposed += 1;
      } else if (what === 993) {
        globalThis.gc?.();
        await setImmediate();
      }
      reached.most = Math.max(reached.most, on.walks.length);
    }
    for (const on of maps) {
      on.finish();
      on.model.compare(on.map);
      reached.growths += on.map.stats().growths;
    }
    expect(reached.most).toBeGreaterThan(60);
    for (const [name, count] of Object.entries(reached)) expect(count, name).toBeGreaterThan(5);
    expect(reached.forgotten).toBeGreaterThan(100);
    // Once the forgotten ones are collected, nothing is held but what the maps say they hold.
    const held = () => maps.reduce((sum, { map }) => sum + map.stats().bytes, start);
    const slack = maps.length * 16 * 8; // sizes are rounded up to 16 bytes
    expect(await collect(() => heap.usedBytes <= held() + slack)).toBe(true);
    for (const { map } of maps) map.dispose();
    expect(heap.usedBytes).toBe(start);
  },
);

/** Sets and deletes keys until a growth is under way of the kind asked for; returns whether one is. */
function growUntil(on: Walked, at: { from: number; to: number }, sameSize: boolean): boolean {
  for (let tries = 0; tries < 3000; tries += 1) {
    const { growing, sameSizeGrow, size, buckets } = on.map.stats();
    if (growing && sameSizeGrow === sameSize) return true;
    on.set(at.to++);
    // Overflow buckets become many where keys come and go in a map that is nearly full.
    if (sameSize && size >= 6.5 * buckets - 2) on.delete(at.from++);
  }
  return false;
}

// An iterator that stands inside a chain of the old array must know later by what rule that chain
// was split, or it misses a NaN, or shows an entry twice.
test.each([
  ['same size', 'double'],
  ['double', 'same size'],
])('iterators that stop in one growth and go on in another (%s, %s)', (first, second) => {
  let walks = 0;
  for (let seed = 0; seed < 300; seed += 1) {
    const on = new Walked('f64', 'string', heapOn('debug'), BigInt(seed));
    for (let i = 0; i < 8; i += 1) on.put(Number.NaN, i);
    const at = { from: 20, to: 20 }; // samples before are the ones at the edges
    while (on.map.size < [9, 20, 40][seed % 3]!) on.set(at.to++);
    if (!growUntil(on, at, first === 'same size')) continue;
    const draws = new Draws(seed + 1);
    for (let n = 0; n < 30; n += 1) {
      on.open(n);
      on.step(n, 1 + (draws.word() % on.map.size));
    }
    if (!growUntil(on, at, second === 'same size')) continue;
    walks += on.walks.length;
    on.finish();
    on.map.dispose();
  }
  expect(walks).toBeGreaterThan(2000);
});

// The old array of a later growth, too, must stay as it was for an iterator that stands in it, though no
// flag says that there is one.
test.each([
  ['string', 'u32', ''],
  ['f64', 'string', 0],
] as [KeyKind, ValueKind, unknown][])(
  'iterators that stop in the second growth of the same size (%s to %s)',
  (key, value, zero) => {
    let walks = 0;
    for (let seed = 0; seed < 60; seed += 1) {
      const on = new Walked(key, value, heapOn('debug'), BigInt(seed));
      const at = { from: 20, to: 20 };
      on.put(zero, 1);
      while (on.map.size < [50, 100][seed % 2]!) on.set(at.to++);
      while (on.map.stats().growing) on.delete(at.from - 1);
      const { buckets } = on.map.stats();
      for (let n = 0; n < 20; n += 1) {
        on.open(n);
        on.step(n, 2);
      }
      if (!growUntil(on, at, true)) continue;
      while (on.map.stats().growing) on.delete(at.from - 1);
      if (!growUntil(on, at, true) || on.map.stats().buckets !== buckets) continue;
      walks += on.walks.length;
      for (let n = 0; n < 20; n += 1) on.step(n, 1 + (n % 5));
      while (on.map.stats().growing) on.delete(at.from - 1);
      on.finish();
      on.map.dispose();
    }
    expect(walks).toBeGreaterThan(100);
  },
);

test('what iterators kept goes with the last that could reach it, while younger ones go on', () => {
  const heap = heapOn('debug');
  const on = new Walked('u32', 'u32', heap, 1n);
  const at = { from: 0, to: 0 };
  let most = 0;
  // There is always an iterator, and none lasts longer than three growths.
  for (let growth = 0; growth < 60; growth += 1) {
    on.open(growth);
    on.step(on.walks.length - 1, 1);
    while (!on.map.stats().growing) {
      on.set(at.to++);
      if (on.map.size > 48) on.delete(at.from++);
    }
    while (on.map.stats().growing) on.delete(0);
    if (on.walks.length > 2) on.leave(0, false);
    if (growth > 20) most = Math.max(most, heap.usedBytes);
  }
  expect(on.map.stats().growths).toBeGreaterThan(40);
  expect(most).toBeLessThan(10 * on.map.stats().bytes);
  on.finish();
});
