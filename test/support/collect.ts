// Waiting for the garbage collector and the finalizers that it schedules.

import { setTimeout } from 'node:timers/promises';

/** Collects garbage until `done`, for a while. Returns whether it was. */
export async function collect(done: () => boolean): Promise<boolean> {
  for (let i = 0; i < 40 && !done(); i += 1) {
    await setTimeout(1); // finalizers run as tasks; and what a task refers to is alive in it
    globalThis.gc?.();
  }
  await setTimeout(1);
  return done();
}
