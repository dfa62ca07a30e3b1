// What is told of many single times: percentiles, and a histogram with two bins an octave.

const POINTS = { p50: 0.5, p90: 0.9, p99: 0.99, p999: 0.999, p9999: 0.9999, max: 1 };

/** The percentiles of `times` in ns, which it sorts. */
export function percentiles(times) {
  times.sort();
  const last = times.length - 1;
  return Object.fromEntries(
    Object.entries(POINTS).map(([name, part]) => [name, times[Math.floor(last * part)]]),
  );
}

/** Pairs of the least time of a bin and how many times fall into it. */
export function histogram(times) {
  const bins = new Map();
  for (const time of times) {
    const bin = Math.floor(2 * Math.log2(Math.max(time, 1)));
    bins.set(bin, (bins.get(bin) ?? 0) + 1);
  }
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([bin, count]) => [Math.round(2 ** (bin / 2)), count]);
}
