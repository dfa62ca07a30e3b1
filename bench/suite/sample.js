// Times a task of a workload, by tinybench. Before that the task is run once or twice to see how long it
// takes: short ones are repeated until the clock is fine enough, long ones are run less often.

import { Bench } from 'tinybench';

/**
 * A run that takes longer than this has compiled and touched in its first run all that there is; there are
 * more rounds to come, which tell more than more runs.
 */
const SLOW_MS = 80;
/** A browser's clock may be as coarse as 5 microseconds. */
const LEAST_MS = 0.2;

/** Keeps results from being optimised away. */
let sink;

/**
 * The time of an operation in ns, the median of the runs. `task` is what a workload's `prepare` has made,
 * `time` the milliseconds to spend. Throws if the answer is wrong.
 */
export async function sample(task, time) {
  const cost = await costOf(task);
  const repeat = task.before || task.async ? 1 : Math.max(1, Math.ceil(LEAST_MS / cost));
  const slow = cost > SLOW_MS;
  const bench = new Bench({
    time,
    iterations: cost > 10 * SLOW_MS ? 1 : slow ? 3 : 5,
    warmup: !slow,
    warmupTime: time / 4,
    warmupIterations: 2,
    throws: true,
  });
  const run = task.async
    ? async () => {
        sink = await task.run();
      }
    : () => {
        for (let i = 0; i < repeat; i += 1) sink = task.run();
      };
  bench.add('task', run, {
    async: task.async === true,
    beforeEach: task.before && (() => task.before()),
    afterEach: task.after && (() => task.after()),
  });
  await bench.run();
  if (!slow) await checked(task);
  const { latency } = bench.tasks[0].result;
  return (latency.p50 * 1e6) / (task.operations * repeat);
}

/** The milliseconds of a run, after one more if they are few. */
async function costOf(task) {
  const first = await checked(task);
  return first > 100 ? first : Math.max(1e-4, await checked(task));
}

/** Runs a task once and has its answer checked. Returns the milliseconds. */
async function checked(task) {
  task.before?.();
  const start = performance.now();
  const answer = await task.run();
  const cost = performance.now() - start;
  task.check(answer);
  task.after?.();
  return cost;
}

export const kept = () => sink;
