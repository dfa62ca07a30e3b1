// Builds everything that package.json's `exports` points at, into build/: the core, its bytes as a
// module, the library as ES module and CommonJS, and its types.

import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';
import { build } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';

const root = fileURLToPath(new URL('..', import.meta.url));
const out = join(root, 'build');

/** Compiles a target, from `entries` beside the ones that all targets have. */
async function compile(target, ...entries) {
  const { error, stderr } = await asc.main([...entries, '--target', target, '--baseDir', root]);
  if (error) throw new Error(`asc --target ${target}\n${stderr.toString()}`);
}

/** The bytes of the core as a module, so that importing the package needs no bundler plugin. */
function inlineBytes() {
  const bytes = readFileSync(join(out, 'tophash.wasm'));
  writeFileSync(join(out, 'wasm.js'), `export const wasm = '${bytes.toString('base64')}';\n`);
  writeFileSync(
    join(out, 'wasm.d.ts'),
    '/** The bytes of the core in base64. */\nexport declare const wasm: string;\n',
  );
}

async function bundle(format, outfile) {
  await build({
    entryPoints: [join(root, 'src/index.ts')],
    outfile: join(out, outfile),
    bundle: true,
    format,
    target: 'es2022',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    sourcemap: true,
    logLevel: 'warning',
  });
}

/** Declares the public names and nothing else: tsc declares every file, of which a bundler keeps what is in use. */
async function declareTypes() {
  const declared = join(out, 'declared');
  const tsc = join(root, 'node_modules/@typescript/native/bin/tsc');
  const args = [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', declared];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) throw new Error('tsc could not declare the types');
  const bundle = await rollup({ input: join(declared, 'index.d.ts'), plugins: [dts()] });
  await bundle.write({ file: join(out, 'index.d.ts') });
  await bundle.write({ file: join(out, 'index.d.cts') }); // whose ending TypeScript looks for at `require`
  await bundle.close();
  rmSync(declared, { recursive: true });
}

mkdirSync(out, { recursive: true });
await compile('release');
await compile('debug');
await compile('swar');
await compile('conformance', 'assembly/conformance.ts');
await compile('probe', 'assembly/probe.ts');
inlineBytes();
await bundle('esm', 'index.js');
await bundle('cjs', 'index.cjs');
await declareTypes();
