// Waiting for the garbage collector and the finalizers that it schedules.

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 1));
}

/** Collects garbage until `done`, for a while. Returns whether it was. */
export async function collect(done: () => boolean): Promise<boolean> {
  for (let i = 0; i < 40 && !done(); i += 1) {
    await pause(); // finalizers run as tasks; and what a task refers to is alive in it
    await globalThis.gc?.();
  }
  await pause();
  return done();
}
