// Snapshots that were written once and must be readable for ever. The files are never edited; a new
// kind or a new version of the format gets a file of its own.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { GoMap } from '../src/index.js';
import { heapOn } from './support/builds.js';
import { type AnyMap, Model } from './support/model.js';
import { checksumOf, decoded, PAIRS } from './support/snapshots.js';

/** What the recorded maps hold: key `i` has value `i`. */
const ENTRIES: Record<string, unknown[]> = {
  i8: [-128, 127, 0],
  u8: [0, 255, 7],
  i16: [-32_768, 32_767, 1],
  u16: [0, 65_535, 258],
  i32: [-2_147_483_648, 2_147_483_647, 0x01020304],
  u32: [0, 4_294_967_295, 0x01020304],
  i64: [-(2n ** 63n), 2n ** 63n - 1n, 0x0102030405060708n],
  u64: [0n, 2n ** 64n - 1n, 0x0102030405060708n],
  f32: [-0, 1.5, Infinity],
  f64: [-0, 0.1, Number.NaN],
  string: ['', 'aé€😀', 'lone \ud83d'],
  bool: [true, false, true],
  void: [undefined, undefined, undefined],
  bytes: [[], [0, 255, 254, 97], new Array(16).fill(128)].map((bytes) => Uint8Array.from(bytes)),
};

const lines = ['snapshots.txt', 'snapshots-bytes.txt'].flatMap((file) =>
  readFileSync(new URL(`golden/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => line.split(' ') as [string, string, string]),
);

test('every pair of kinds is there', () => {
  expect(lines.map(([key, value]) => `${key} ${value}`).sort()).toEqual(
    PAIRS.map((pair) => pair.join(' ')).sort(),
  );
});

test.each(lines)('%s to %s', (key, value, hex) => {
  const bytes = Uint8Array.from(Buffer.from(hex, 'hex'));
  const model = new Model();
  const values = ENTRIES[value] as unknown[];
  for (const [i, k] of (ENTRIES[key] as unknown[]).entries()) model.set(k, values[i]);
  const map = GoMap.restore(bytes, { heap: heapOn('debug') }) as AnyMap;
  expect([map.keyKind, map.valueKind]).toEqual([key, value]);
  model.compare(map);
  expect(checksumOf(bytes.subarray(0, -8))).toBe(
    new DataView(bytes.buffer).getBigUint64(bytes.length - 8, true),
  );
  expect(decoded(bytes)?.model.size).toBe(3);
  // What is written today differs in the order of the rows, if at all.
  const again = map.snapshot();
  expect(again.length).toBe(bytes.length);
  expect(again.subarray(0, 40)).toEqual(bytes.subarray(0, 40));
});
