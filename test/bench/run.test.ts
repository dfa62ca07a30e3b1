// How the suite goes through a plan: what was measured is not measured again, noise is, and an interruption
// leaves nothing half done. The engine here is not one.

import { expect, test, vi } from 'vitest';
import { run } from '../../bench/suite/run.js';

const probe = vi.hoisted(() => vi.fn());
vi.mock('../../bench/suite/noise.js', async (original) => ({ ...(await original()), probe }));

const group = {
  engine: 'node',
  workload: 'hit',
  kind: 'int-random',
  sizes: [10, 20],
  variants: [null],
  contestants: ['ours', 'native'],
  rows: 1,
  time: 1,
};

type Cell = { contestant: string };
type Tell = (row: object) => void;

/** Runs the group; `measure` is what the engine does, and the machine takes the times of `times` for its work. */
async function go(
  measure: (cell: Cell, tell: Tell) => unknown,
  times: number[] = [],
  over = () => false,
) {
  const usual = Array.from({ length: 15 }, () => 1);
  const queue = [...usual, ...times];
  probe.mockImplementation(() => queue.shift() ?? 1);
  const done = new Map<string, { rows: object[]; noisy?: boolean }>();
  const lines: string[] = [];
  await run({
    groups: [group],
    rounds: 2,
    engines: { node: { measure } },
    journal: {
      get: (id: string, round: number) => done.get(`${id.split('|').at(-1)} ${round}`),
      add(id: string, round: number, entry: never) {
        done.set(`${id.split('|').at(-1)} ${round}`, entry);
      },
    },
    show() {},
    log: (line: string) => lines.push(line),
    isOver: over,
  } as never);
  return { done, lines };
}

/** Both sizes, with the time `ns`. */
function both(ns: number, tell: Tell): void {
  for (const size of [10, 20]) tell({ size, metrics: { ns } });
}

test('every contestant has its turn in every round', async () => {
  const turns: string[] = [];
  const { done } = await go(({ contestant }, tell) => {
    turns.push(contestant);
    both(1, tell);
  });
  expect(turns).toEqual(['ours', 'native', 'ours', 'native']);
  expect([...done.keys()]).toEqual(['ours 0', 'native 0', 'ours 1', 'native 1']);
});

test('a noisy cell is measured again, whatever its result', async () => {
  let calls = 0;
  // Before and after each attempt: the second of the first attempt is slow.
  const { done } = await go(
    (_cell, tell) => {
      calls += 1;
      both(calls, tell);
    },
    [1, 2, 1, 1],
  );
  expect(calls).toBe(5);
  expect(done.get('ours 0')).toEqual({
    rows: [
      { size: 10, metrics: { ns: 2 } },
      { size: 20, metrics: { ns: 2 } },
    ],
  });
});

test('of three noisy attempts the quietest counts, and is marked', async () => {
  let calls = 0;
  const { done, lines } = await go(
    (_cell, tell) => {
      calls += 1;
      both(calls, tell);
    },
    [1, 3, 1, 2, 1, 4],
  );
  expect(done.get('ours 0')).toMatchObject({ noisy: true, rows: [{ metrics: { ns: 2 } }, {}] });
  expect(lines.filter((line) => line.startsWith('noisy'))).toHaveLength(1);
});

test('a process that ends early leaves the sizes that it had', async () => {
  const { done, lines } = await go((_cell, tell) => {
    tell({ size: 10, metrics: { ns: 1 } });
    return 'it ran out of memory';
  });
  expect(done.get('ours 0')?.rows).toEqual([
    { size: 10, metrics: { ns: 1 } },
    { size: 20, failed: 'it ran out of memory' },
  ]);
  expect(lines[0]).toContain('it ran out of memory');
});

test('the cell under way at an interruption does not count', async () => {
  let calls = 0;
  const { done } = await go(
    (_cell, tell) => {
      calls += 1;
      both(calls, tell);
    },
    [],
    () => calls === 2,
  );
  expect([...done.keys()]).toEqual(['ours 0']);
});
