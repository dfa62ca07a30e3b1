// A bar on the terminal while something takes its time. Nothing of it gets into a file or a pipe.

import { Presets, SingleBar } from 'cli-progress';

/** A bar for `total` steps of `label`: move it with `add`, take it away with `stop`. */
export function progress(label, total) {
  const columns = process.stderr.columns ?? 80;
  const bar = new SingleBar(
    {
      stream: process.stderr,
      noTTYOutput: false,
      format: `  ${label.padEnd(24)} {bar} {percentage} %`,
      barsize: Math.max(8, Math.min(40, columns - 34)),
      clearOnComplete: true,
      // Settings of the terminal that an interrupt would leave behind.
      linewrap: true,
      hideCursor: false,
    },
    Presets.shades_classic,
  );
  bar.start(total, 0);
  return { add: (steps) => bar.increment(steps), stop: () => bar.stop() };
}
