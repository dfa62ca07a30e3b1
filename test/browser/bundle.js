// The tests as modules for a page. What they import from vitest is test/browser/vitest.ts. The package
// that they import is the published one, which the page loads as it is; but tests that look inside it
// come with its sources.

import { readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = join(root, 'test');
const here = join(folder, 'browser');

/** Folders whose tests are of tools, which only Node runs. */
const TOOLS = ['assembly', 'bench', 'browser', 'site'];

const always = [
  [/^(\.\.?\/support|\.)\/bytes\.js$/, { path: join(here, 'bytes.ts') }],
  [/^node:|^esbuild$/, { external: true }],
];
const outside = [
  [/^vitest$/, { path: join(here, 'vitest.ts') }],
  [/\/src\/index\.js$|^tophash$/, { path: '/build/index.js', external: true }],
];
/** The same vitest as outside: there is one list of tests. */
const inside = [[/^vitest$/, { path: '/tests/browser/vitest.js', external: true }]];

/** Puts other modules in the place of those that a page cannot have. */
function replacing(modules) {
  return {
    name: 'page',
    setup({ onResolve }) {
      for (const [filter, result] of modules) onResolve({ filter }, () => result);
    },
  };
}

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
    plugins: [replacing([...always, ...outside])],
    logLevel: 'warning',
    ...options,
  });
}

/** Which of the test files `names` need something of Node's, and what; and which look inside the package. */
async function examine(names) {
  const { metafile } = await bundle(names, { metafile: true });
  const needs = new Map();
  const looking = new Set();
  for (const { entryPoint, imports, inputs } of Object.values(metafile.outputs)) {
    const name = relative('test', entryPoint);
    const own = imports.map(({ path }) => path).filter((path) => path.startsWith('node:'));
    if (own.length > 0) needs.set(name, [...new Set(own)].join(', '));
    if (Object.keys(inputs).some((path) => path.startsWith('src/'))) looking.add(name);
  }
  return { needs, looking };
}

/**
 * The modules by their paths under test/, the names of those that have tests, and of the test files
 * that no page can run, with the reason.
 */
export async function bundleTests() {
  const names = readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith('.test.ts') && !TOOLS.includes(dirname(name)),
  );
  const { needs, looking } = await examine(names);
  const fit = names.filter((name) => !needs.has(name));
  const files = [...fit, 'browser/page-tests.ts'];
  const ours = ['browser/page.ts', 'browser/vitest.ts', 'browser/worker.ts'];
  const bundles = [
    await bundle([...files.filter((name) => !looking.has(name)), ...ours], {
      splitting: true,
      chunkNames: 'chunks/[hash]',
    }),
    await bundle(
      files.filter((name) => looking.has(name)),
      { plugins: [replacing([...always, ...inside])] },
    ),
  ];
  const outputs = bundles.flatMap(({ outputFiles }) => outputFiles);
  return {
    modules: new Map(outputs.map(({ path, text }) => [relative(folder, path), text])),
    files: files.map((name) => name.replace(/\.ts$/, '.js')).sort(),
    unfit: [...needs].map(([name, need]) => `${name}: needs ${need}`).sort(),
  };
}
