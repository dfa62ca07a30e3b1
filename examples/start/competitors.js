// Starts a competitor in a process of its own, follows its progress, and waits for what it found.

import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Problem } from './problem.js';
import { progress } from './progress.js';

const PROGRAM = fileURLToPath(new URL('./competitor.js', import.meta.url));

/** Runs `job` of `steps` steps under `label`. Rejects if the process fails. */
export async function runCompetitor(job, label, steps = 1) {
  const bar = progress(label, steps);
  try {
    return await talk(job, bar);
  } finally {
    bar.stop();
  }
}

function talk(job, bar) {
  return new Promise((resolve, reject) => {
    const child = fork(PROGRAM, { execArgv: ['--expose-gc'] });
    let answer;
    child.on('message', (message) => {
      if (message.steps !== undefined) bar.add(message.steps);
      else answer = message;
    });
    child.on('error', reject);
    // Messages may still be on their way when the process is gone, but not when it is closed.
    child.on('close', (code, signal) => {
      if (answer?.result !== undefined) resolve(answer.result);
      else if (answer?.problem !== undefined) reject(new Problem(answer.problem));
      else reject(new Error(`the process of "${job.race}" ended early: ${signal ?? code}`));
    });
    child.send(job);
  });
}
