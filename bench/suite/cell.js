// Measures a cell: one contestant with one workload and one kind of keys, for some sizes. It runs in a
// process of its own or in a page: so it uses nothing of Node's, and finds contestant and workload by their
// names.

import { KINDS } from '../keys/kinds.js';
import { measureTold } from '../workloads/parts/told.js';
import { rowOf } from './plan.js';
import { sample } from './sample.js';

/**
 * Calls `tell` with a row for each size and variant: metrics, or what was `wrong`, or why it `failed`.
 */
export async function measureCell(cell, tell) {
  const { contestant, workload, kind, sizes, variants, rows, time } = cell;
  const [{ default: player }, { default: game }] = await Promise.all([
    import(`../contestants/${contestant}.js`),
    import(`../workloads/${workload}.js`),
  ]);
  for (const size of sizes) {
    for (const variant of variants) {
      globalThis.gc?.();
      const what = rowOf(size, variant);
      try {
        const use = await player.load(KINDS[kind]);
        const context = { use, loadKind: player.load, kind, size, variant, rows };
        const found = use.measure
          ? await measureTold(use, { workload, kind, size, time })
          : await measure(game, context, time);
        tell({ ...what, ...found });
      } catch (error) {
        const wrong = error.name === 'WrongAnswer';
        tell({ ...what, [wrong ? 'wrong' : 'failed']: String(error.message) });
      }
    }
  }
}

async function measure(game, context, time) {
  if (game.measure) return game.measure(context);
  const task = await game.prepare(context);
  const ns = await sample(task, time);
  return { metrics: { ns, ...task.metrics } };
}
