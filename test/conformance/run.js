// @ts-check
// Replays every recording in a folder on our map, and says of each how much was compared.
//
//   node test/conformance/run.js [DIR]
//
// DIR is test/golden unless given. The exit status is 0 only if something was replayed and nothing
// differed.

import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { commandLine } from '../../scripts/command-line.js';
import { conformanceModule } from './heap.js';
import { replay } from './replay.js';

const GOLDEN = fileURLToPath(new URL('../golden', import.meta.url));

/**
 * The recordings in a folder.
 * @param {string} dir
 */
export function recordings(dir) {
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(`no folder ${dir}`);
  }
  const names = readdirSync(dir).filter((name) => /\.(gj\.gz|gj|gt)$/.test(name));
  if (names.length === 0) throw new Error(`no recordings (.gj.gz, .gt) in ${dir}`);
  return names.sort();
}

/**
 * Replays all recordings in a folder; whether all of them could be, and none differed.
 * @param {string} dir
 */
export function run(dir) {
  const module = conformanceModule();
  const all = { ops: 0, bytes: 0, passed: 0, failed: 0, skipped: 0 };
  for (const name of recordings(dir)) {
    const start = performance.now();
    try {
      const outcome = replay(join(dir, name), module);
      if (outcome) {
        const seconds = ((performance.now() - start) / 1000).toFixed(1);
        console.log(`passed   ${name}: ${amount(outcome)}, ${seconds} s`);
        all.passed += 1;
        all.ops += outcome.ops;
        all.bytes += outcome.bytes;
      } else {
        console.log(`skipped  ${name}: no such keys or elements in this library`);
        all.skipped += 1;
      }
    } catch (error) {
      console.log(`failed   ${error instanceof Error ? error.message : error}`);
      all.failed += 1;
    }
  }
  if (all.passed + all.failed === 0) console.log('nothing was replayed');
  console.log(`${amount(all)}: ${all.passed} passed, ${all.failed} failed, ${all.skipped} skipped`);
  return all.passed > 0 && all.failed === 0;
}

/** @param {import('./replay.js').Outcome} outcome */
function amount({ ops, bytes }) {
  return `${ops.toLocaleString('en')} operations, ${bytes.toLocaleString('en')} bytes compared`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [dir = GOLDEN] = commandLine(import.meta.url, { names: 1 }).positionals;
  try {
    process.exitCode = run(dir) ? 0 : 1;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
