// The clock of the growth-pause picture.

import { expect, test } from 'vitest';
import { doneAt, duration, longest, pauses, timelineOf } from '../../site/speed/timeline.js';

const timeline = timelineOf(10, Float64Array.of(1, 2, 30, 1));

test('inserts are done when their batch is', () => {
  expect(duration(timeline)).toBe(34);
  expect([0, 0.5, 1, 2.9, 3, 32, 33, 34, 99].map((ms) => doneAt(timeline, ms))).toEqual([
    0, 0, 10, 10, 20, 20, 30, 40, 40,
  ]);
});

test('a pause is a batch that took long', () => {
  expect(pauses(timeline, 2)).toEqual([
    { entries: 20, ms: 2 },
    { entries: 30, ms: 30 },
  ]);
  expect(longest(timeline)).toEqual({ entries: 30, ms: 30 });
});
