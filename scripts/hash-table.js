// Prints how well the hash spreads keys of many patterns, as Markdown: node scripts/hash-table.js
// measures build/tophash.probe.wasm, or the build that is named.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const { outputFiles } = await build({
  entryPoints: [join(root, 'test/hash/table.ts')],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
});
const code = Buffer.from(outputFiles[0].contents).toString('base64');
const { table } = await import(`data:text/javascript;base64,${code}`);
table(process.argv[2] ?? join(root, 'build/tophash.probe.wasm'), (line) => console.log(line));
