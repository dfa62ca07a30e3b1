// The engines that run the test-suite, from packages of npm that hold nothing but the engine. They
// are installed aside, into a cache, and are no dependencies of this package.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../../node_modules/.cache/engines', import.meta.url));

/** What the packages' names call a processor. */
const bunProcessor = process.arch === 'arm64' ? 'aarch64' : process.arch;

function node(version) {
  return {
    engine: `Node ${version}`,
    package: `node-linux-${process.arch}`,
    version,
    binary: 'bin/node',
    args: [],
  };
}

/** By the names that `npm run test:engines` takes. */
export const ENGINES = {
  node20: node(20),
  node22: node(22),
  node24: node(24),
  node26: node(26),
  bun: {
    engine: 'Bun',
    package: `@oven/bun-linux-${bunProcessor}`,
    version: 1,
    binary: 'bin/bun',
    args: [],
  },
  deno: {
    engine: 'Deno',
    package: `@deno/linux-${process.arch}-glibc`,
    version: 2,
    binary: 'deno',
    args: ['run', '--allow-all'],
  },
};

/** The path of the engine `name`, which is installed if it is not there yet. */
export function install(name) {
  const { package: source, version, binary } = ENGINES[name];
  const folder = join(cache, name);
  const path = join(folder, 'node_modules', source, binary);
  if (existsSync(path)) return path;
  if (process.platform !== 'linux') throw new Error('the engines are there for Linux only');
  // `--prefix` alone would find the package.json above.
  const args = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', [...args, '--no-package-lock', `${source}@${version}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (status !== 0) throw new Error(`${source}@${version} could not be installed`);
  return path;
}
