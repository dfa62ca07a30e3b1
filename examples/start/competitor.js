// A competitor: the process that does one job with one map and sends back what it measured. With one
// map only, the engine can specialise the code for it, as it would in a program that uses no other.

import { raceWithKeys } from './key-race.js';
import { Problem } from './problem.js';
import { raceWithWords } from './word-race.js';

const JOBS = { memory: touchMemory, words: raceWithWords, keys: raceWithKeys };

// Nobody is interested any more.
process.on('disconnect', () => process.exit());

process.once('message', async (job) => {
  try {
    await send({ result: await JOBS[job.race](job, (steps) => send({ steps })) });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    await send({ problem: error.message });
  }
  process.disconnect();
});

function send(message) {
  return new Promise((resolve) => {
    process.send(message, resolve);
  });
}

/** Has the operating system find `bytes` of memory, which it will find faster the next time. */
async function touchMemory({ bytes }) {
  return Buffer.alloc(bytes, 1).length;
}
