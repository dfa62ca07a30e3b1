// Builds everything that package.json's `exports` points at, into build/: the core, its bytes as modules, the
// library, and its types. Node gets the library as one file, which it loads in half the time of many; in
// bundlers it is modules, of which they take what a program uses. Those all share one set of classes.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { pack } from './pack-core.js';
import { noteAddresses } from './relocate.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'build');

/** Compiles a target, from `entries` beside the ones that all targets have. */
async function compile(target, ...entries) {
  const { error, stderr } = await asc.main([...entries, '--target', target, '--baseDir', root]);
  if (error) throw new Error(`asc --target ${target}\n${stderr.toString()}`);
}

/** Compiles what unpacks the core: a module of its own, of 167 bytes, which shares none of the core's options. */
async function compileUnpacker() {
  const options =
    '--config none --runtime stub --importMemory -Oz --noAssert --outFile build/unpack.wasm';
  const args = ['assembly/unpack.ts', ...options.split(' '), '--baseDir', root];
  const { error, stderr } = await asc.main(args);
  if (error) throw new Error(`asc assembly/unpack.ts\n${stderr.toString()}`);
}

/** Notes in a build of the core what the module for readers of a shared memory must move. */
function noteAddressesIn(name, shiftedName) {
  const file = join(out, name);
  const shifted = join(out, shiftedName);
  writeFileSync(file, noteAddresses(readFileSync(file), readFileSync(shifted)));
  rmSync(shifted);
}

/** The bytes of the core as modules, so that importing the package needs no bundler plugin. */
function inlineBytes() {
  const bytes = readFileSync(join(out, 'tophash.wasm'));
  writeFileSync(join(out, 'wasm.js'), `export const wasm = '${bytes.toString('base64')}';\n`);
  writeFileSync(
    join(out, 'wasm.d.ts'),
    '/** The bytes of the core in base64. */\nexport declare const wasm: string;\n',
  );
  const { table, text } = pack(bytes);
  const unpacker = readFileSync(join(out, 'unpack.wasm')).toString('base64');
  const packed = { table: Buffer.from(table).toString('base64'), unpacker, text };
  writeFileSync(join(out, 'packed.js'), `export const packed = ${JSON.stringify(packed)};\n`);
  writeFileSync(
    join(out, 'packed.d.ts'),
    '/** The core packed, and what unpacks it, in base64. */\n' +
      'export declare const packed: { table: string; unpacker: string; text: string };\n',
  );
}

const common = {
  bundle: true,
  target: 'es2022',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  sourcemap: true,
  sourcesContent: false, // the package has the sources
  logLevel: 'warning',
};

async function bundle(format, outfile, sourcemap) {
  const entryPoints = [join(root, 'src/index.ts')];
  await build({ ...common, entryPoints, outfile: join(out, outfile), format, sourcemap });
}

/** Edge runtimes import the core as a file beside the package's modules. */
const importCore = {
  name: 'core',
  setup({ onResolve }) {
    onResolve({ filter: /\/compiled\.js$/ }, () => ({ path: '../tophash.wasm', external: true }));
  },
};

/** The library in modules: one for each entry and each thing that is public, and what they share. */
async function bundleModules() {
  const entries = ['web', 'bare', 'edge'];
  const parts = [
    'go-map/go-map',
    'go-map/inspect',
    'go-map/text-column',
    'wasm/heap',
    'wasm/module',
  ];
  const names = [...entries, ...parts, 'ordered/wasm-map', 'ordered/wasm-set'];
  const folder = join(out, 'modules');
  rmSync(folder, { recursive: true, force: true });
  const { outputFiles } = await build({
    ...common,
    write: false,
    entryPoints: names.map((name) => join(root, `src/${name}.ts`)),
    outdir: folder,
    entryNames: '[name]',
    chunkNames: '[hash]',
    format: 'esm',
    splitting: true,
    plugins: [importCore],
  });
  mkdirSync(folder);
  for (const { path, text } of outputFiles) {
    // Imports for side effects, which these modules have none of: bundlers would warn. A line stays a line.
    writeFileSync(path, text.replaceAll(/^import "\.\/\w+\.js";$/gm, ''));
  }
  // Where the condition `edge-light` is set, this is how a file is imported as a module.
  const edge = readFileSync(join(folder, 'edge.js'), 'utf8');
  const light = edge.replace('/tophash.wasm"', '/tophash.wasm?module"').replace(/^\/\/# .*\n/m, '');
  writeFileSync(join(folder, 'edge-light.js'), light);
}

/** Declares the public names and nothing else: tsc declares every file, of which a bundler keeps what is in use. */
async function declareTypes() {
  const declared = join(out, 'declared');
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', declared];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc could not declare the types');
  const core = await rollup({ input: join(root, 'src/compiled.d.ts'), plugins: [dts()] });
  await core.write({ file: join(out, 'tophash.wasm.d.ts') });
  const bundle = await rollup({ input: join(declared, 'bare.d.ts'), plugins: [dts()] });
  await bundle.write({ file: join(out, 'index.d.ts') });
  await bundle.write({ file: join(out, 'index.d.cts') }); // whose ending TypeScript looks for at `require`
  await bundle.close();
  rmSync(declared, { recursive: true });
}

mkdirSync(out, { recursive: true });
await compile('release');
await compile('shifted');
noteAddressesIn('tophash.wasm', 'tophash.shifted.wasm');
await compile('debug');
await compile('debug-shifted');
noteAddressesIn('tophash.debug.wasm', 'tophash.debug-shifted.wasm');
await compile('swar');
await compile('conformance', 'assembly/conformance.ts');
await compile('probe', 'assembly/probe.ts');
await compileUnpacker();
inlineBytes();
await bundle('esm', 'index.js', true);
await bundle('cjs', 'index.cjs', false);
await bundleModules();
await declareTypes();
