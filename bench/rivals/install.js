// Gets rivals when a plan asks for them. They are a package of their own, so that nothing of them gets
// among the dependencies of tophash. Each function returns what is missing, or undefined.

import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const cache = fileURLToPath(new URL('../../node_modules/.cache/bench/', import.meta.url));

/** Where the compiled program `name` lies. */
export const programOf = (name) => `${cache}${name}.wasm`;
/** Where the program of Go's lies that needs no WebAssembly, and what Go wants in JavaScript around the other. */
export const goProgram = `${cache}go`;
export const goLoader = `${cache}wasm_exec.cjs`;

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

const WASM32 = 'wasm32-unknown-unknown';

/** The rustc that has the standard library for wasm32: of one that lacks it, another may stand behind on the PATH. */
function findRustc() {
  const { RUSTC = 'rustc' } = process.env;
  return [RUSTC, '/usr/bin/rustc'].find((rustc) => {
    const args = ['--print', 'target-libdir', '--target', WASM32];
    const { stdout } = spawnSync(rustc, args, { encoding: 'utf8' });
    return stdout && existsSync(stdout.trim());
  });
}

export function compileHashbrown() {
  const rustc = findRustc();
  if (rustc === undefined) return 'it needs rustc, and its standard library for wasm32';
  const target = ['--target', WASM32, '--crate-type', 'cdylib'];
  const flags = ['-C', 'opt-level=3', '-C', 'panic=abort', '-C', 'target-feature=+simd128'];
  return compile('hashbrown', 'hashbrown/map.rs', rustc, [...target, ...flags]);
}

/** Go 1.19, in whose runtime the map is that tophash's is made after. */
function findGo() {
  const { GO = 'go' } = process.env;
  return [GO, '/usr/lib/go-1.19/bin/go', '/usr/local/go/bin/go'].find((go) =>
    /^go1\.19(?:\.|$)/.test(goEnvironment(go, 'GOVERSION')),
  );
}

function goEnvironment(go, name) {
  return (spawnSync(go, ['env', name], { encoding: 'utf8' }).stdout ?? '').trim();
}

/** Compiles rivals/go for the `target` native or wasm. Go itself knows whether there is anything to do. */
export function compileGo(target) {
  const go = findGo();
  if (go === undefined) return 'it needs Go 1.19';
  mkdirSync(cache, { recursive: true });
  const wasm = target === 'wasm';
  const { status, stderr } = spawnSync(
    go,
    ['build', '-o', wasm ? programOf('go') : goProgram, '.'],
    {
      cwd: `${here}go`,
      encoding: 'utf8',
      env: { ...process.env, ...(wasm && { GOOS: 'js', GOARCH: 'wasm' }) },
    },
  );
  if (status !== 0) return `go could not compile it: ${stderr.trim().split('\n').at(-1)}`;
  if (wasm) copyFileSync(`${goEnvironment(go, 'GOROOT')}/misc/wasm/wasm_exec.js`, goLoader);
  return undefined;
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
