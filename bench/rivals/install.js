// Gets rivals when a plan asks for them. They are a package of their own, so that nothing of them gets
// among the dependencies of tophash. Each function returns what is missing, or undefined.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/bench/', import.meta.url));

/** Where the compiled program `name` lies. */
export const programOf = (name) => `${cache}${name}.wasm`;

const SUFFIXES = { linux: '-gnu', win32: '-msvc' };

/**
 * What Polars is compiled to for this platform. It is an optional package of Polars', and npm leaves it out
 * where it runs in an older Node than the one that is measured.
 */
function polarsBinary() {
  const { dependencies } = JSON.parse(readFileSync(`${here}package.json`, 'utf8'));
  const { platform, arch } = process;
  return `nodejs-polars-${platform}-${arch}${SUFFIXES[platform] ?? ''}@${dependencies['nodejs-polars']}`;
}

let tried = false;

/** Sees to it that the package `name` is there. */
export function installPackage(name) {
  const present = () => existsSync(`${here}node_modules/${name}`);
  if (!present() && !tried) {
    tried = true;
    const args = ['install', '--no-save', '--loglevel=error', polarsBinary()];
    spawnSync('npm', args, { cwd: here, stdio: ['ignore', 'ignore', 'inherit'] });
  }
  return present() ? undefined : `the package ${name} could not be installed`;
}

/** Compiles `source` to the program `name`, unless that is newer. */
function compile(name, source, command, args) {
  const program = programOf(name);
  const path = `${here}${source}`;
  const made = statSync(program, { throwIfNoEntry: false });
  if (made && made.mtimeMs > statSync(path).mtimeMs) return undefined;
  mkdirSync(cache, { recursive: true });
  const { error, status, stderr } = spawnSync(command, [...args, '-o', program, path], {
    encoding: 'utf8',
  });
  if (!error && status === 0) return undefined;
  return `${command} could not compile it: ${(error?.message ?? stderr).trim().split('\n')[0]}`;
}

/** Rust's map needs rustc and its standard library for wasm32; another rustc than that on the PATH: RUSTC. */
export function compileHashbrown() {
  const target = ['--target', 'wasm32-unknown-unknown', '--crate-type', 'cdylib'];
  const flags = ['-C', 'opt-level=3', '-C', 'panic=abort', '-C', 'target-feature=+simd128'];
  const compiler = process.env.RUSTC ?? 'rustc';
  return compile('hashbrown', 'hashbrown/map.rs', compiler, [...target, ...flags]);
}

export async function compileAssemblyScript() {
  const { default: asc } = await import('assemblyscript/asc');
  mkdirSync(cache, { recursive: true });
  const source = readFileSync(`${here}assemblyscript/map.ts`, 'utf8');
  // From memory: among files, it would find the configuration of tophash's own core.
  const { error, stderr } = await asc.main(
    [
      'map.ts',
      '-O3',
      '--noAssert',
      '--runtime',
      'incremental',
      '--exportRuntime',
      '-o',
      'map.wasm',
    ],
    {
      readFile: (name) => (name === 'map.ts' ? source : null),
      writeFile: (_name, contents) => writeFileSync(programOf('assemblyscript'), contents),
      listFiles: () => [],
    },
  );
  return error ? `asc could not compile it: ${stderr}` : undefined;
}
