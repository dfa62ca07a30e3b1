// Some of what test/shared/attach.test.ts does, on the build that checks every invariant of a map and of the
// heap after every change, and that a reader has freed everything when it leaves. Maps are small: every check
// walks over all of them.

import { expect, test } from 'vitest';
import { GoMap, Heap, type SharedGoMap } from '../../src/index.js';
import { carry } from '../../src/wasm/module.js';
import { bytesOf } from '../support/bytes.js';
import { insideOf } from '../support/inside.js';
import type { AnyMap } from '../support/model.js';
import { filled } from '../support/snapshots.js';

const shareable = typeof SharedArrayBuffer === 'function';
carry(() => bytesOf('tophash.debug.wasm')); // before anything is compiled

function sharedHeap(): Heap {
  return new Heap({ shared: true, maximumBytes: 2 ** 28 });
}

const attach = (shared: SharedGoMap) => GoMap.attach(shared) as AnyMap;

test('the core checks what it is given', () => {
  const { core } = insideOf(new GoMap('u32', 'u32')).memory;
  expect(() => core.size(8)).toThrow('not the address of a live map');
});

test.runIf(shareable).each([
  ['u32', 'u32'],
  ['f64', 'u64'],
  ['string', 'string'],
  ['bytes', 'void'],
] as const)('a shared map from %s to %s is read as it is', (key, value) => {
  const [map, model] = filled(key, value, 100, sharedHeap());
  const readers = [attach(map.share()), attach(map.share())];
  for (const reader of readers) model.compare(reader);
  model.compare(readers[0]?.clone() as AnyMap);
  for (const reader of readers) {
    for (const _ of reader) break;
    reader.dispose();
  }
  model.compare(map);
});

test.runIf(shareable)('owner and readers make the memory grow in turn', () => {
  const heap = sharedHeap();
  for (let n = 0; n < 40; n += 1) {
    const map = new GoMap('u32', 'string', { heap });
    for (let i = 0; i < n; i += 1) map.set(i, 'x'.repeat(i * 50));
    const reader = attach(map.share());
    for (let i = 0; i < n; i += 1) expect(reader.get(i)).toBe(map.get(i));
    expect([...reader]).toHaveLength(n);
    reader.getAll(Uint32Array.of(1, 2, n));
    if (n % 3 !== 0) reader.dispose();
    map.dispose();
  }
});

test.runIf(shareable)('a map is shared while its owner iterates an array that it has left', () => {
  const map = new GoMap('string', 'string', { heap: sharedHeap() });
  const text = (i: number) => `text ${i}`.repeat(5);
  for (let i = 0; i < 60; i += 1) map.set(text(i), text(i));
  const iterator = map.entries();
  for (let i = 0; i < 3; i += 1) iterator.next(); // one would come without an iterator of the core
  for (let i = 60; i < 200; i += 1) map.set(text(i), text(i));
  for (let i = 0; i < 200; i += 2) map.delete(text(i));
  const shares = [map.share(), map.share()];
  const readers = shares.map(attach);
  for (const reader of readers) expect(new Map(reader)).toEqual(new Map(map));
  readers[0]?.keys().next();
  readers[0]?.dispose();
  for (const share of shares) map.unshare(share);
  for (let i = 200; i < 500; i += 1) map.set(text(i), text(i));
  for (const [key, value] of iterator) expect(value).toBe(key);
  map.dispose();
});
