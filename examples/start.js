// `npm start [-- FILE...]`: tophash in three parts. What a table looks like from inside, the words of
// real text counted, and a race against the native Map. Everything that can be wrong with the
// arguments is found before the first line is printed.

import { installedText } from './start/dependencies.js';
import { checkFiles } from './start/files.js';
import { HELP, readOptions } from './start/options.js';
import { Problem } from './start/problem.js';
import { race } from './start/race.js';
import { tutorial } from './start/tutorial.js';
import { wordCount } from './start/word-count.js';

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  console.error(`start: ${error.message}`);
  process.exitCode = 1;
}

async function main(args) {
  const options = readOptions(args);
  if (options.help) {
    process.stdout.write(HELP);
    return;
  }
  const text = options.files.length > 0 ? { files: options.files } : installedText();
  const total = await checkFiles(text.files);
  tutorial();
  const counted = await wordCount({ ...text, total });
  await race({ files: text.files, total, keys: options.keys, counted });
}
