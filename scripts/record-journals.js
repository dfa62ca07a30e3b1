// Records new journals with the map of Go 1.19 (test/go-oracle) and replays them on ours. Every seed
// gives other scripts of the same kinds; whatever a seed has shown can be shown again with it.
//
//   node scripts/record-journals.js [SEED...]
//
// Without a seed it makes one up.

import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../test/conformance/run.js';
import { commandLine } from './command-line.js';

const recorder = fileURLToPath(new URL('../test/go-oracle/record.sh', import.meta.url));

/** Records with `seed` and replays; whether all went well. */
function recordAndReplay(seed) {
  const dir = mkdtempSync(join(tmpdir(), 'tophash-journals-'));
  try {
    console.log(`seed ${seed}`);
    const { status, error, stderr } = spawnSync('bash', [recorder, dir, seed], {
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (error) throw new Error(`the recorder needs bash: ${error.message}`);
    if (status !== 0) throw new Error(`nothing was recorded\n${stderr.trim()}`);
    return run(dir);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

const given = commandLine(import.meta.url, { names: Infinity }).positionals;
const seeds = given.length > 0 ? given : [randomBytes(6).toString('hex')];
try {
  // Every seed is replayed, also after a failure.
  const results = seeds.map((seed) => recordAndReplay(seed));
  if (results.includes(false)) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
