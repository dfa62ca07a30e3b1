// Prints how well the hash spreads keys of many patterns, as Markdown, in build/tophash.probe.wasm or the build
// that is named.
//
//   node scripts/hash-table.js [BUILD]

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { commandLine, fileAt } from './command-line.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const probe = join(root, 'build/tophash.probe.wasm');
const [wasm = probe] = commandLine(import.meta.url, { names: 1 }).positionals;
fileAt(wasm);
const { outputFiles } = await build({
  entryPoints: [join(root, 'test/hash/table.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { table } = await import(`data:text/javascript;base64,${code}`);
table(wasm, (line) => console.log(line));
