// Makes the API reference from the docstrings, in build/api, and as Markdown in build/reference, from which
// the site has it. What is linked to and not there is an error.

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install } from './tools.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Makes it. Returns the folder with the Markdown. */
export function makeReference() {
  // TypeScript 6 beside it: version 7 has no JavaScript API. The first plugin adds what is not exported by its own
  // name: the class behind the constructor `GoMap`, with all its methods.
  const modules = install('api', [
    'typedoc@0.28',
    'typedoc-plugin-missing-exports@4',
    'typedoc-plugin-markdown@4',
    'typescript@6',
  ]);
  const options = [
    ...['--html', 'build/api', '--markdown', 'build/reference'],
    ...['--tsconfig', 'tsconfig.build.json', '--name', 'tophash'],
    ...['--treatWarningsAsErrors', '--excludeInternal', '--excludePrivate', '--excludeExternals'],
    ...['--plugin', join(modules, 'typedoc-plugin-missing-exports/index.js')],
    ...['--plugin', join(modules, 'typedoc-plugin-markdown/dist/index.js')],
    ...['--hidePageHeader', '--hideBreadcrumbs', '--parametersFormat', 'table'],
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
  if (status !== 0) throw new Error('typedoc failed');
  return join(root, 'build/reference');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) makeReference();
