// Makes a fresh clone usable: installs the development dependencies and builds, whichever is missing
// or out of date. Uses nothing but Node itself, since nothing else may be there yet.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

function modified(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? stat.mtimeMs : 0;
}

/** When the newest file under `folders` was changed. */
function newest(folders) {
  let time = 0;
  for (const folder of folders) {
    for (const entry of readdirSync(join(root, folder), { recursive: true })) {
      time = Math.max(time, modified(join(root, folder, entry)));
    }
  }
  return time;
}

const installed = join(root, 'node_modules/.package-lock.json');
if (modified(installed) < modified(join(root, 'package-lock.json'))) {
  run('npm', ['ci', '--no-audit', '--no-fund']);
}

// The types come last in a build: they are there only if all of it is.
const built = join(root, 'build/index.d.cts');
const sources = Math.max(
  newest(['assembly', 'src']),
  modified(join(root, 'asconfig.json')),
  modified(join(root, 'scripts/build.js')),
);
if (!existsSync(built) || modified(built) < sources) run(process.execPath, ['scripts/build.js']);
