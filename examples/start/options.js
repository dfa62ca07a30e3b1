// The command line: which files to read and how many keys to race with.

import { parseArgs } from 'node:util';
import { Problem } from './problem.js';

/** A native Map refuses one entry more than this. */
export const MOST_KEYS = 2 ** 24;

export const HELP = `Usage: npm start [-- [--keys N] [FILE...]]

Shows a map of tophash from inside, counts the words of the files, and races
against the native Map. Without files it reads the documentation and the type
declarations of the installed development dependencies.

  --keys N    keys of the second race, up to ${MOST_KEYS} (default: 5000000)
  -h, --help  shows this
`;

/** `{ help, keys, files }` */
export function readOptions(args) {
  const { values, positionals } = parse(args);
  return { help: values.help, keys: readKeys(values.keys), files: positionals };
}

function parse(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h', default: false },
        keys: { type: 'string', default: '5000000' },
      },
    });
  } catch (error) {
    // Only the first sentence: the advice that follows it takes lines.
    throw new Problem(`${error.message.split(/\.\s/)[0].split('\n')[0]} (see --help)`);
  }
}

function readKeys(text) {
  const keys = Number(text);
  if (!/^\d+$/.test(text) || keys < 1 || keys > MOST_KEYS) {
    throw new Problem(`--keys needs a whole number from 1 to ${MOST_KEYS}, not '${text}'`);
  }
  return keys;
}
