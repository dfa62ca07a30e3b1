// What becomes of the rounds: the median, and how far they lie apart.

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How far apart `values` lie, as a part of their median. */
export function spread(values) {
  const middle = median(values);
  return middle === 0 ? 0 : (Math.max(...values) - Math.min(...values)) / middle;
}

/** A figure as it is kept: median, least, greatest and number of rounds, of four digits each. */
export function figure(values) {
  const numbers = [median(values), Math.min(...values), Math.max(...values)];
  return [...numbers.map((n) => Number(n.toPrecision(4))), values.length];
}

/**
 * The rows of several rounds of a cell as one: the figures of all metrics; pictures (`bins`, `curve`) are
 * those of the last round. What went wrong in any round stays wrong.
 */
export function summarise(rounds) {
  const bad = rounds.find(({ wrong }) => wrong) ?? rounds.find(({ failed }) => failed);
  if (bad) return bad.wrong ? { wrong: bad.wrong } : { failed: bad.failed };
  const { metrics, bins, curve } = rounds.at(-1);
  const figures = Object.keys(metrics).map((name) => [
    name,
    figure(rounds.map((round) => round.metrics[name])),
  ]);
  return {
    metrics: Object.fromEntries(figures),
    ...(bins && { bins }),
    ...(curve && { curve }),
  };
}
