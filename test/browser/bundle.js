// The tests as modules for a page. What they import from vitest is test/browser/vitest.ts; what they
// import from src/ is the package as it is published, which the page loads as it is.

import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'test');
const here = join(folder, 'browser');

const inPlace = [
  [/^vitest$/, { path: join(here, 'vitest.ts') }],
  [/\/bytes\.js$/, { path: join(here, 'bytes.ts') }],
  [/\/src\/index\.js$/, { path: '/build/index.js', external: true }],
  [/^node:/, { external: true }],
];

const page = {
  name: 'page',
  setup({ onResolve }) {
    for (const [filter, result] of inPlace) onResolve({ filter }, () => result);
  },
};

function bundle(entryPoints, options) {
  return build({
    entryPoints: entryPoints.map((file) => join(folder, file)),
    outdir: folder,
    outbase: folder,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    plugins: [page],
    logLevel: 'warning',
    ...options,
  });
}

/** Which of the test files `names` need something of Node's, and what. */
async function nodesOwn(names) {
  const { metafile } = await bundle(names, { metafile: true });
  const needs = new Map();
  for (const { entryPoint, imports } of Object.values(metafile.outputs)) {
    const own = imports.map(({ path }) => path).filter((path) => path.startsWith('node:'));
    if (own.length > 0) needs.set(relative('test', entryPoint), [...new Set(own)].join(', '));
  }
  return needs;
}

/**
 * The modules by their paths under test/, the names of those that have tests, and of the test files
 * that no page can run, with the reason.
 */
export async function bundleTests() {
  const names = readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith('.test.ts') && dirname(name) !== 'browser',
  );
  const needs = await nodesOwn(names);
  const fit = [...names.filter((name) => !needs.has(name)), 'browser/page-tests.ts'];
  const entries = [...fit, 'browser/page.ts', 'browser/worker.ts'];
  const { outputFiles } = await bundle(entries, { splitting: true, chunkNames: 'chunks/[hash]' });
  return {
    modules: new Map(outputFiles.map(({ path, text }) => [relative(folder, path), text])),
    files: fit.map((name) => name.replace(/\.ts$/, '.js')).sort(),
    unfit: [...needs].map(([name, need]) => `${name}: needs ${need}`).sort(),
  };
}
