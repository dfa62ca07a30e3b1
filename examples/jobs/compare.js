// What the examples have in common: their arguments, and one job done in two ways, with native Map and
// with tophash. Both must come to the same result; then their times stand side by side.

import { isDeepStrictEqual, parseArgs } from 'node:util';
import { duration, table } from '../start/format.js';
import { Problem } from '../start/problem.js';

/** Runs of each way; the fastest counts, since a run can only be disturbed. */
const RUNS = 3;

/**
 * Does `job(options, positionals)`, where each of `numbers` may be given as an option, such as
 * `--rows 1000`, instead of the number that is there. What goes wrong is said in one line.
 */
export async function main(name, numbers, job, { files = false } = {}) {
  try {
    await job(...readArguments(name, numbers, files));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    console.error(`${name}: ${error.message}`);
    process.exitCode = 1;
  }
}

function readArguments(program, numbers, allowPositionals) {
  const options = Object.fromEntries(
    Object.entries(numbers).map(([name, n]) => [name, { type: 'string', default: String(n) }]),
  );
  let parsed;
  try {
    const help = { type: 'boolean', short: 'h', default: false };
    parsed = parseArgs({ options: { ...options, help }, allowPositionals });
  } catch (error) {
    throw new Problem(`${error.message.split(/\.\s/)[0]} (see --help)`);
  }
  const { help, ...given } = parsed.values;
  if (help) {
    const sizes = Object.entries(numbers).map(([name, n]) => ` [--${name} ${n}]`);
    console.log(
      `Usage: node examples/${program}.js${sizes.join('')}${allowPositionals ? ' FILE...' : ''}`,
    );
    process.exit();
  }
  const values = Object.entries(given).map(([name, text]) => {
    if (!/^[1-9]\d{0,8}$/.test(text)) {
      throw new Problem(`--${name} needs a whole number from 1 to 999999999, not '${text}'`);
    }
    return [name, Number(text)];
  });
  return [Object.fromEntries(values), parsed.positionals];
}

/**
 * Runs every way to do `job`, functions by name of which the first is the one to compare with, and
 * prints their times. Returns what they have come to; throws if that is not the same.
 */
export function compare(job, ways) {
  const [[first], ...others] = Object.entries(ways);
  const times = Object.fromEntries(
    Object.keys(ways).map((name) => [name, Number.POSITIVE_INFINITY]),
  );
  let results;
  for (let run = 0; run < RUNS; run += 1) {
    results = {};
    for (const [name, way] of Object.entries(ways)) {
      const start = performance.now();
      results[name] = way();
      times[name] = Math.min(times[name], performance.now() - start);
    }
  }
  for (const [name] of others) {
    if (!isDeepStrictEqual(results[first], results[name])) {
      throw new Error(`${job}: ${first} and ${name} disagree`);
    }
  }
  console.log(`\n${job}`);
  table({
    align: ['left', 'right', 'right'],
    rows: Object.entries(times).map(([name, time]) => [
      name,
      duration(time),
      name === first ? '' : `${(times[first] / time).toFixed(1)} times as fast`,
    ]),
  });
  return results[first];
}
