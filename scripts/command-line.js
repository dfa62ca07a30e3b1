// The arguments of a program that is run by hand. What the comment at the top of its file says is what `--help`
// prints, so the two cannot differ. Whatever the program cannot make sense of ends it with one line, not with
// a stack trace.

import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** The comment at the top of a file, as text. */
function helpOf(file) {
  const lines = readFileSync(file, 'utf8').split('\n');
  if (lines[0] === '// @ts-check') lines.shift();
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/\/ ?/, ''))
    .join('\n');
}

/** Ends the program, since it was called wrongly. */
export function misused(message) {
  const name = process.env.npm_lifecycle_event ?? basename(process.argv[1]);
  console.error(`${name}: ${message} (see --help)`);
  process.exit(2);
}

/**
 * The arguments of the program at `url`, as `parseArgs` returns them: `options`, and up to so many `names` beside
 * them.
 */
export function commandLine(url, { options = {}, names = 0 } = {}) {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { ...options, help: { type: 'boolean', short: 'h', default: false } },
    });
  } catch (error) {
    // Only its first sentence: the advice that follows is about something else.
    misused(error.message.split(/\.\s/)[0].replace(/^./, (first) => first.toLowerCase()));
  }
  const { values, positionals } = parsed;
  if (values.help) {
    console.log(helpOf(fileURLToPath(url)));
    process.exit();
  }
  if (positionals.length > names) misused(`unexpected argument '${positionals[names]}'`);
  return { values, positionals };
}

/** `path`, if there is a file. */
export function fileAt(path) {
  if (!existsSync(path)) misused(`there is no file ${path}`);
  return path;
}

/** The whole number above 0 that `text` says, such as `1000` or `4e6`; `what` is what it was given for. */
export function countFrom(text, what) {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 1) {
    misused(`${what} needs a whole number above 0, not '${text}'`);
  }
  return count;
}
