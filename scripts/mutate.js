// Checks the check: breaks one rule of the map at a time and sees whether the recordings of Go's map,
// the rules beside them, or the tests of what these do not get to, notice. A mutation that none of them
// notices is a rule that nothing here guards.
//
//   node scripts/mutate.js [PART OF A NAME]
//
// With `test/shared`: those of shared maps; with `test/assembly`: those of the library.
//
// The exit status is 0 only if the map as it is passes and every mutation is caught.

import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { commandLine, misused } from './command-line.js';
import { tryInCopy } from './mutate/copy.js';
import { mutations } from './mutate/mutations.js';

const GOLDEN = fileURLToPath(new URL('../test/golden', import.meta.url));
const WORKERS = 2;
/** A mutant that has not finished its replays after this long never will. */
const PATIENCE = 60_000;

/** A thread that tries mutations, and is replaced when a mutant does not return. */
class Bench {
  worker = this.start();

  start() {
    return new Worker(new URL('mutate/worker.js', import.meta.url), { workerData: GOLDEN });
  }

  /** What becomes of a mutation; of the map as it is for null. */
  try(mutation) {
    const { worker } = this;
    return new Promise((resolve) => {
      let timer;
      const finish = (result) => {
        clearTimeout(timer);
        worker.off('message', listen).off('error', fail);
        resolve(result);
      };
      const replace = (how) => {
        finish({ difference: { file: '', how } });
        worker.on('error', () => {}); // it may still have something to say
        worker.terminate();
        this.worker = this.start();
      };
      const fail = (error) => replace(error.message);
      const listen = (message) => {
        if (!message.compiled) finish(message);
        else timer = setTimeout(() => replace('does not return'), PATIENCE);
      };
      worker.on('message', listen).on('error', fail);
      worker.postMessage(mutation);
    });
  }

  end() {
    return this.worker.terminate();
  }
}

async function inCopy(tests, edits) {
  try {
    return { difference: await tryInCopy(tests, edits) };
  } catch (error) {
    return { error: error.message };
  }
}

/** What becomes of the package as it is: the first difference, or error, of all that judge mutations. */
async function asItIs() {
  let result = await benches[0].try(null);
  for (const tests of new Set(chosen.flatMap(({ tests }) => (tests ? [tests] : [])))) {
    if (!result.error && !result.difference) result = await inCopy(tests, []);
  }
  return result;
}

function report(mutation, { error, difference }) {
  const what = `${mutation.file}: ${mutation.name}`.padEnd(66);
  if (error) console.log(`invalid   ${what} ${error}`);
  else if (difference) {
    const where = difference.file.replace(/\..*/, '').padEnd(17);
    console.log(`caught    ${what} ${where} ${difference.how.slice(0, 90)}`);
  } else console.log(`SURVIVED  ${what}`);
}

const [part = ''] = commandLine(import.meta.url, { names: 1 }).positionals;
const chosen = mutations.filter(({ file, name, tests = [] }) =>
  `${file}: ${name} ${tests[0]}`.includes(part),
);
if (chosen.length === 0) misused(`no mutation is named ${part}`);
const benches = Array.from({ length: WORKERS }, () => new Bench());
const counts = { caught: 0, survived: 0, invalid: 0 };

async function work(bench, queue) {
  for (let mutation = queue.shift(); mutation; mutation = queue.shift()) {
    const { tests, also } = mutation;
    const result = tests ? await inCopy(tests, [mutation, ...also]) : await bench.try(mutation);
    report(mutation, result);
    counts[result.error ? 'invalid' : result.difference ? 'caught' : 'survived'] += 1;
  }
}

const { error, difference } = await asItIs();
if (error || difference) {
  console.error(`The map as it is does not pass: ${error ?? difference.how}`);
  process.exitCode = 1;
} else {
  const queue = [...chosen];
  await Promise.all(benches.map((bench) => work(bench, queue)));
  const { caught, survived, invalid } = counts;
  console.log(
    `${chosen.length} mutations: ${caught} caught, ${survived} survived, ${invalid} invalid`,
  );
  if (caught === 0 || survived > 0 || invalid > 0) process.exitCode = 1;
}
await Promise.all(benches.map((bench) => bench.end()));
