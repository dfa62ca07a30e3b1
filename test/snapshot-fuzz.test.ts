// Snapshots that were changed: by accident, which the checksum must notice, and on purpose, with the
// right checksum. Each is refused for a reason and leaves nothing in the heap, or gives the map that
// another reader of the format makes of it.
//
// SNAPSHOT_MUTATIONS=1000000 npx vitest run test/snapshot-fuzz.test.ts

import { describe, expect, test } from 'vitest';
import { GoMap, type Heap } from '../src/index.js';
import { type Build, heapOn } from './support/builds.js';
import { type AnyMap, same } from './support/model.js';
import { decoded, filled, PAIRS, resealed } from './support/snapshots.js';

// A page has no environment.
const MUTATIONS = Number(globalThis.process?.env.SNAPSHOT_MUTATIONS ?? 100_000);
/** Enough for what the bytes of these snapshots may ask for. */
const MOST_BYTES = 2 ** 20;

/** Numbers that a seed decides, so that a failure can be had again (Marsaglia's xorshift). */
function randomly(seed: number): (below: number) => number {
  let x = seed | 1;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

/** Restores `bytes`; returns whether that gave a map. */
function attempt(bytes: Uint8Array, heap: Heap, sealed: boolean): boolean {
  const expected = sealed ? decoded(bytes) : undefined;
  const { usedBytes } = heap;
  let map: AnyMap;
  try {
    map = GoMap.restore(bytes, { heap }) as AnyMap;
  } catch (error) {
    same(error instanceof RangeError, true, `an error of ours: ${error}`);
    same((error as Error).message.startsWith('the snapshot '), true, `a reason: ${error}`);
    same(expected, undefined, `an error for a snapshot that is right: ${error}`);
    same(heap.usedBytes, usedBytes, 'bytes left in the heap');
    return false;
  }
  try {
    same(expected !== undefined, true, 'a map from what is no snapshot');
    same(map.keyKind, expected?.key, 'kind of key');
    same(map.valueKind, expected?.value, 'kind of value');
    expected?.model.compare(map);
  } finally {
    map.dispose();
  }
  return true;
}

/** Numbers to put into a header. */
const COUNTS = [0n, 1n, 2n, 7n, 8n, 9n, 16n, 40n, 255n, 2n ** 16n, 2n ** 29n, 2n ** 31n, 2n ** 32n];
COUNTS.push(2n ** 32n - 1n, 2n ** 53n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 61n, 2n ** 62n + 3n);

/** Changes `bytes` in one of the ways of somebody who knows the format. */
function craft(good: Uint8Array, random: (below: number) => number): Uint8Array {
  let bytes = good.slice();
  for (let changes = 1 + random(3); changes > 0; changes -= 1) {
    const body = 40 + random(Math.max(1, bytes.length - 48));
    switch (random(9)) {
      case 0:
        bytes[random(bytes.length)] = random(256);
        break;
      case 1:
        bytes[body] = (bytes[body] as number) ^ (1 << random(8));
        break;
      case 2:
        bytes[body] = [0, 1, 2, 0x7f, 0x80, 0xc0, 0xed, 0xa0, 0xb0, 0xf4, 0xff][
          random(11)
        ] as number;
        break;
      case 3: {
        const view = new DataView(bytes.buffer);
        const at = [16, 24, 32][random(3)] as number;
        if (random(2) === 0) view.setBigUint64(at, COUNTS[random(COUNTS.length)] as bigint, true);
        else
          view.setBigUint64(
            at,
            BigInt.asUintN(64, view.getBigUint64(at, true) + BigInt(random(17) - 8)),
            true,
          );
        break;
      }
      case 4:
        bytes[9 + random(4)] = random(17);
        break;
      case 5: // rows of other rows
        bytes.copyWithin(body, 40 + 4 * random(8), 44 + 4 * random(12));
        break;
      case 6: {
        const length = 48 + 8 * random(Math.ceil(bytes.length / 8));
        if (length < bytes.length) bytes = bytes.slice(0, length);
        break;
      }
      case 7: {
        const longer = new Uint8Array(bytes.length + 8 * (1 + random(4)));
        longer.set(bytes);
        bytes = longer;
        break;
      }
      default: {
        // A byte moves from one length to the next, or an entry from one section to another.
        bytes[body] = (bytes[body] as number) + 1;
        const next = 40 + ((body - 39) % Math.max(1, bytes.length - 48));
        bytes[next] = (bytes[next] as number) - 1;
      }
    }
  }
  return resealed(bytes);
}

describe.each(['release', 'debug'] as const)('in the %s build', (build: Build) => {
  test('any bit of any snapshot', () => {
    const heap = heapOn(build);
    for (const [key, value] of PAIRS) {
      const [map] = filled(key, value, 5, heap);
      const bytes = map.snapshot();
      map.dispose();
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const byte = bytes[bit >> 3] as number;
        bytes[bit >> 3] = byte ^ (1 << (bit & 7));
        same(attempt(bytes, heap, false), false, `bit ${bit}`);
        bytes[bit >> 3] = byte;
      }
      same(GoMap.restore(bytes, { heap }).size > 0, true, 'the bytes are as they were');
    }
  });

  test('any part of any snapshot, and more than it', () => {
    const heap = heapOn(build);
    for (const [key, value] of PAIRS) {
      const [map] = filled(key, value, 12, heap);
      const bytes = map.snapshot();
      map.dispose();
      for (let length = 0; length < bytes.length; length += 1) {
        same(attempt(bytes.slice(0, length), heap, false), false, `${length} bytes`);
        same(attempt(bytes.subarray(0, length), heap, false), false, `a view of ${length} bytes`);
        if (length >= 48) attempt(resealed(bytes.slice(0, length)), heap, true);
      }
      for (let more = 1; more < 20; more += 1) {
        const longer = new Uint8Array(bytes.length + more);
        longer.set(bytes);
        same(attempt(longer, heap, false), false, `${more} bytes more`);
      }
    }
  });

  test('snapshots that were made up', { timeout: 3_600_000 }, () => {
    const heap = heapOn(build);
    let restored = 0;
    const count = build === 'release' ? MUTATIONS : MUTATIONS / 4;
    for (let n = 0; n < count; ) {
      const [key, value] = PAIRS[n % PAIRS.length] as (typeof PAIRS)[number];
      const random = randomly(0x9e3779b1 * (n + 1));
      const [map] = filled(key, value, 1 + random(30), heap);
      const bytes = map.snapshot();
      map.dispose();
      for (let i = 0; i < 103; i += 1, n += 1) {
        if (attempt(craft(bytes, random), heap, true)) restored += 1;
      }
    }
    // Both ways out were taken often.
    expect(restored).toBeGreaterThan(count / 20);
    expect(restored).toBeLessThan(count - count / 20);
    expect(heap.bytes).toBeLessThan(MOST_BYTES + 2 ** 20);
  });
});
