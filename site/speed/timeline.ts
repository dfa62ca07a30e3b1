// The clock of a map that grows: when each batch of inserts was done. What the race shows follows from it.

export interface Timeline {
  /** Inserts of a batch. */
  batch: number;
  /** Milliseconds from the start to the end of each batch. */
  times: Float64Array;
}

/** The clock of batches that took so long each. */
export function timelineOf(batch: number, spans: Float64Array): Timeline {
  let sum = 0;
  const times = spans.map((span) => {
    sum += span;
    return sum;
  });
  return { batch, times };
}

/** The inserts that were done `ms` after the start. */
export function doneAt({ batch, times }: Timeline, ms: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= ms) low = middle + 1;
    else high = middle;
  }
  return low * batch;
}

export function duration({ times }: Timeline): number {
  return times.at(-1) ?? 0;
}

export interface Pause {
  /** How many entries the map had. */
  entries: number;
  ms: number;
}

/** The batches that took `least` milliseconds and more. */
export function pauses({ batch, times }: Timeline, least: number): Pause[] {
  const all: Pause[] = [];
  let before = 0;
  for (const [i, time] of times.entries()) {
    if (time - before >= least) all.push({ entries: (i + 1) * batch, ms: time - before });
    before = time;
  }
  return all;
}

export function longest(timeline: Timeline): Pause {
  return pauses(timeline, 0).reduce((a, b) => (b.ms > a.ms ? b : a), { entries: 0, ms: 0 });
}
