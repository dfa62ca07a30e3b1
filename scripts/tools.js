// Tools that are needed now and then: installed aside, into a cache, and no dependencies of this package.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cache = fileURLToPath(new URL('../node_modules/.cache', import.meta.url));

/** The path of the node_modules with `tools`, such as `vite@8`, which are installed if one is not there yet. */
export function install(name, tools) {
  const folder = join(cache, name);
  const modules = join(folder, 'node_modules');
  const there = (tool) => existsSync(join(modules, tool.slice(0, tool.lastIndexOf('@'))));
  if (tools.every(there)) return modules;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), '{ "private": true }'); // npm would find the one above
  const args = ['install', '--no-save', '--no-package-lock', '--no-audit', '--no-fund', ...tools];
  const { status } = spawnSync('npm', args, {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (status !== 0) throw new Error(`${tools.join(', ')} could not be installed`);
  return modules;
}
