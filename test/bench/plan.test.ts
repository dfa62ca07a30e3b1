// What the benchmark suite plans, and what it makes of rounds and of noise.

import { describe, expect, test } from 'vitest';
import { catalogue } from '../../bench/catalogue.js';
import { KINDS } from '../../bench/keys/kinds.js';
import { lookupOrder, shuffled } from '../../bench/keys/order.js';
import { isNoisy, LIMIT } from '../../bench/suite/noise.js';
import { cellId, GRID, matches, plan, SIZES } from '../../bench/suite/plan.js';
import { PRESETS } from '../../bench/suite/presets.js';
import { duration, Estimate } from '../../bench/suite/progress.js';
import { schedule } from '../../bench/suite/run.js';
import { figure, median, spread, summarise } from '../../bench/suite/statistics.js';

const takes = ({ goKind }: { goKind?: string }) => goKind !== undefined;
const things = {
  contestants: {
    ours: { can: ['get', 'set'], takes },
    native: { can: ['get', 'set'], takes: () => true },
    database: { can: ['query'], takes, where: 'node' },
    rival: { can: ['get', 'set', 'query'], takes, where: 'node', side: 'rival' },
  },
  workloads: {
    hit: { needs: ['get'], grid: true, kinds: ['int-random', 'object'] },
    ask: { needs: ['query'], kinds: ['int-random'], where: 'node', sizes: [10, 1_000_000] },
    some: { needs: ['set'], copies: false },
    slow: { needs: ['set'], kinds: ['double'], apart: true, variants: ['a', 'b'], sizes: [5, 6] },
  },
  kinds: KINDS,
};
const NODE = { name: 'node', onNode: true };

function planned(options: object = {}, engines: object[] = [NODE], contestants: object = {}) {
  return plan({
    ...things,
    contestants: { ...things.contestants, ...contestants },
    engines,
    options: { parts: [{ brief: true }], rows: 10, time: 1, ...options },
  } as never);
}

/** The groups but those of `some`, which takes all kinds. */
function brief(options?: object, engines?: object[]) {
  const groups = planned(options, engines).filter(({ workload }) => workload !== 'some');
  return groups.map(({ workload, kind, sizes, contestants, variants }) =>
    [workload, kind, sizes.join(), variants.join(), contestants.join()].join(' | '),
  );
}

describe('a plan', () => {
  test('has every workload, with those who can and sizes that may share a process', () => {
    const alone = GRID.filter((size) => size > 100_000);
    const shared = GRID.filter((size) => size <= 100_000);
    expect(brief()).toEqual([
      `hit | int-random | ${shared} |  | ours,native,rival`,
      ...alone.map((size) => `hit | int-random | ${size} |  | ours,native,rival`),
      'ask | int-random | 10 |  | database,rival',
      'ask | int-random | 1000000 |  | database,rival',
      ...['5 | a', '5 | b', '6 | a', '6 | b'].map(
        (one) => `slow | double | ${one} | ours,native,rival`,
      ),
    ]);
  });

  test('has all kinds of keys, at the greatest size some of them', () => {
    const some = planned().filter(({ workload }) => workload === 'some');
    const kindsAt = (size: number) =>
      some.filter(({ sizes }) => sizes.includes(size as never)).map(({ kind }) => kind);
    const [least, , most] = SIZES as [number, number, number];
    // Where keys to look up come from does not matter here, and columns of text are none of its keys.
    expect(kindsAt(least)).toEqual(
      Object.entries(KINDS)
        .filter(([, kind]) => !('copy' in kind) && !('text' in kind))
        .map(([name]) => name)
        .filter((name) => name !== 'object'), // which only native takes
    );
    expect(kindsAt(most)).toEqual(['int-random', 'string-same']);
  });

  test('leaves out what nobody is there to be compared with, unless it was asked for', () => {
    expect(brief().filter((line) => line.includes('object'))).toEqual([]);
    expect(brief({ filter: 'hit/object', sizes: [7] })).toEqual(['hit | object | 7 |  | native']);
  });

  test('keeps away from a browser what needs Node', () => {
    const inPage = brief({ sizes: [7] }, [{ name: 'chromium', onNode: false }]);
    expect(inPage).toEqual([
      'hit | int-random | 7 |  | ours,native',
      'slow | double | 7 | a | ours,native',
      'slow | double | 7 | b | ours,native',
    ]);
  });

  test('is short for all engines but the first', () => {
    const second = { ...NODE, name: 'node20', brief: true };
    expect(brief({}, [second]).slice(0, 2)).toEqual([
      `hit | int-random | ${SIZES.slice(0, 2)} |  | ours,native`,
      'hit | int-random | 1000000 |  | ours,native',
    ]);
    expect(brief({}, [second]).some((line) => line.startsWith('slow'))).toBe(false);
  });

  test('is that of its parts, of which other engines have the brief ones', () => {
    const parts = [
      { workloads: ['hit'], contestants: ['ours', 'native'], sizes: [7], brief: true },
      { kinds: ['double'], workloads: ['slow'] },
    ];
    const slow = ['5 | a', '5 | b', '6 | a', '6 | b'].map(
      (one) => `slow | double | ${one} | ours,native,rival`,
    );
    expect(brief({ parts })).toEqual(['hit | int-random | 7 |  | ours,native', ...slow]);
    expect(brief({ parts }, [{ ...NODE, brief: true }])).toEqual([
      'hit | int-random | 7 |  | ours,native',
    ]);
  });

  test('has who measures a workload by itself', () => {
    const alone = { can: [], measures: ['hit'], takes };
    const groups = planned({ sizes: [7] }, [NODE], { alone });
    const its = groups.filter(({ contestants }) => contestants.includes('alone' as never));
    expect(its.map(({ workload }) => workload)).toEqual(['hit']);
  });

  test.each(Object.keys(PRESETS))('%s names only what there is', async (name) => {
    const { contestants, workloads } = await catalogue();
    const there = new Set(Object.keys({ ...contestants, ...workloads, ...KINDS }));
    const named = (PRESETS[name as 'docs'].parts as Record<string, string[]>[]).flatMap((part) =>
      ['workloads', 'contestants', 'kinds'].flatMap((what) => part[what] ?? []),
    );
    expect(named.filter((one) => !there.has(one))).toEqual([]);
  });

  test.each(Object.keys(PRESETS))('%s names each cell once', async (name) => {
    const { parts } = PRESETS[name as 'docs'];
    const engines = [NODE, { name: 'node20', onNode: true, brief: true }];
    const groups = plan({
      ...(await catalogue()),
      kinds: KINDS,
      engines,
      options: { parts, rows: 10, time: 1 },
    } as never);
    const ids = groups.flatMap((group) =>
      group.contestants.map((contestant) => cellId(group, contestant)),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has the contestants in turn, round by round', () => {
    const [group] = planned({ filter: 'hit', sizes: [7] });
    const order = schedule([group] as never[], 2).map(
      (cell: { contestant: string; round: number }) => `${cell.contestant} ${cell.round}`,
    );
    expect(order).toEqual(['ours 0', 'native 0', 'rival 0', 'ours 1', 'native 1', 'rival 1']);
  });
});

test.each<[string | undefined, boolean]>([
  [undefined, true],
  ['get-hit', true],
  ['get', true],
  ['set', false],
  ['int-random', true],
  ['int', false],
  ['native-map', true],
  ['get/int', true],
  ['get/string', false],
  ['*/int-random', true],
  ['/int/native', true],
  ['/int/go', false],
  ['set,get', true],
])('the filter %s is for get-hit with int-random by native-map: %s', (filter, result) => {
  expect(matches(filter, 'get-hit', 'int-random', 'native-map')).toBe(result);
});

describe('rounds', () => {
  test('become a median with the least and the greatest', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([4, 1, 2, 3])).toBe(2.5);
    expect(spread([10, 9, 12])).toBeCloseTo(0.3);
    expect(figure([12.34567, 10, 11])).toEqual([11, 10, 12.35, 3]);
  });

  test('stay wrong if one of them was', () => {
    const good = { metrics: { ns: 5 } };
    expect(summarise([good, { metrics: { ns: 7 } }])).toEqual({ metrics: { ns: [6, 5, 7, 2] } });
    expect(summarise([good, { wrong: 'a value' }, { failed: 'memory' }])).toEqual({
      wrong: 'a value',
    });
    expect(summarise([{ failed: 'memory' }, good])).toEqual({ failed: 'memory' });
  });

  test('keep the pictures of the last', () => {
    const rounds = [
      { metrics: { max: 1 }, bins: [[1, 2]] },
      { metrics: { max: 2 }, bins: [[3, 4]] },
    ];
    expect(summarise(rounds)).toEqual({ metrics: { max: [1.5, 1, 2, 2] }, bins: [[3, 4]] });
  });
});

test('noise is when the work beside a cell takes longer than it usually does', () => {
  const usual = [1, 1.1, 0.9, 1, 1];
  expect(isNoisy([1, 1 + LIMIT], usual)).toBe(false);
  expect(isNoisy([1, 1.01 + LIMIT], usual)).toBe(true);
  expect(isNoisy([1.01 + LIMIT, 1], usual)).toBe(true);
});

test('the time that is left is guessed, then learnt', () => {
  const estimate = new Estimate([
    ['a', 1],
    ['b', 2],
  ]);
  expect(estimate.seconds(['a', 'b', 'b'])).toBe(5);
  estimate.took('a', 3); // three times as long as guessed
  expect(estimate.seconds(['a', 'b'])).toBe(9);
  expect([12.4, 250, 3900].map(duration)).toEqual(['12 s', '4 min 10 s', '1 h 05 min']);
});

test('keys are looked up in another order, each as often as every other', () => {
  const order = lookupOrder(1000);
  expect(order.length).toBe(5000);
  for (let i = 0; i < 1000; i += 1) expect(order.filter((n: number) => n === i).length).toBe(5);
  expect(order.slice(0, 1000)).not.toEqual(order.slice(1000, 2000));
  expect(shuffled([1, 2, 3, 4, 5, 6, 7, 8])).not.toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
