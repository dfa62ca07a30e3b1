// What a report's head says: on which machine, of what, by which command.

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const CACHES = '/sys/devices/system/cpu/cpu0/cache/';

/** The caches of a processor's data, such as `{ level: 2, bytes: 2097152 }`; where the system tells. */
function caches() {
  if (!existsSync(CACHES)) return [];
  const read = (index, name) => readFileSync(`${CACHES}${index}/${name}`, 'utf8').trim();
  return readdirSync(CACHES)
    .filter((name) => name.startsWith('index') && read(name, 'type') !== 'Instruction')
    .map((name) => ({
      level: Number(read(name, 'level')),
      bytes: Number.parseInt(read(name, 'size'), 10) * 1024,
    }))
    .sort((a, b) => a.level - b.level);
}

function commit() {
  const git = (...args) => spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim();
  const hash = git('rev-parse', '--short=10', 'HEAD');
  if (!hash) return 'unknown';
  return git('status', '--porcelain', '--', 'assembly', 'src', 'bench') === ''
    ? hash
    : `${hash} and changes`;
}

export function machine() {
  return {
    cpu: cpus()[0].model.trim(),
    cores: cpus().length,
    memory: totalmem(),
    caches: caches(),
    system: `${type()} ${release()}`,
  };
}

/** `args` are those of the command line. */
export function about(args) {
  const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  return {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    tophash: version,
    commit: commit(),
    command: ['npm run bench', ...(args.length > 0 ? ['--', ...args] : [])].join(' '),
  };
}
