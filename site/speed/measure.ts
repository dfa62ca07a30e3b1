// Measures the selection, cell by cell, off the main thread, and tells how far it has come.

import { CELLS, type Cell, type Plan, ROWS } from './selection.js';

/** The time of an operation, in the form of a row of the suite's results. */
export interface Row {
  engine: 'browser';
  workload: string;
  keys: string;
  contestant: string;
  size: number;
  metrics: { ns: [number, number, number, number] };
}

export interface Progress {
  done: number;
  of: number;
  rows: Row[];
}

/** Calls `tell` after every figure. Ends early, by an error, when `signal` says so. */
export async function measure(plan: Plan, signal: AbortSignal, tell: (progress: Progress) => void) {
  const rows: Row[] = [];
  const of = CELLS.length * plan.sizes.length;
  for (const cell of CELLS) {
    await inWorker(cell, plan, signal, (size, ns) => {
      const { workload, kind: keys, contestant } = cell;
      const figure: Row['metrics']['ns'] = [ns, ns, ns, 1];
      rows.push({ engine: 'browser', workload, keys, contestant, size, metrics: { ns: figure } });
      tell({ done: rows.length, of, rows });
    });
  }
  return rows;
}

function inWorker(
  cell: Cell,
  { sizes, time }: Plan,
  signal: AbortSignal,
  tell: (size: number, ns: number) => void,
): Promise<void> {
  const worker = new Worker(new URL('./measure.js', import.meta.url), { type: 'module' });
  return new Promise<void>((resolve, reject) => {
    signal.throwIfAborted();
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
    worker.addEventListener('error', ({ message }) => reject(new Error(message)));
    worker.addEventListener('message', ({ data }) => {
      if (data.done) resolve();
      else tell(data.size, data.ns);
    });
    worker.postMessage({ cell, sizes, rows: ROWS, time });
  }).finally(() => worker.terminate());
}
