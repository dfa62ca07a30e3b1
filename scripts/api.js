// Makes the API reference from the docstrings, in build/api. What is linked to and not there is an
// error.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './tools.js';

const root = fileURLToPath(new URL('..', import.meta.url));
// TypeScript 6 beside it: version 7 has no JavaScript API. The plugin adds what is not exported by its own name:
// the class behind the constructor `GoMap`, with all its methods.
const modules = install('api', [
  'typedoc@0.28',
  'typedoc-plugin-missing-exports@4',
  'typescript@6',
]);
const options = [
  ...['--out', 'build/api', '--tsconfig', 'tsconfig.build.json', '--name', 'tophash'],
  ...['--treatWarningsAsErrors', '--excludeInternal', '--excludePrivate', '--excludeExternals'],
  ...['--plugin', join(modules, 'typedoc-plugin-missing-exports/index.js')],
  // What public classes have in private members.
  ...['--exclude', 'src/wasm/!(heap|module).ts', '--exclude', 'src/go-map/*table.ts'],
  ...['--exclude', 'src/ordered/!(wasm-map|wasm-set|set-record|stats).ts'],
  ...['--placeInternalsInOwningModule', '--disableSources', '--readme', 'none'],
];
const typedoc = join(modules, 'typedoc/bin/typedoc');
const { status } = spawnSync(process.execPath, [typedoc, 'src/bare.ts', ...options], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
