// Compiles triangles.ts where the package is its own folder, and not installed.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = fileURLToPath(new URL('.', import.meta.url));
const packageFolder = fileURLToPath(new URL('../..', import.meta.url));

/** The module's bytes, as from `npx asc triangles.ts --outFile triangles.wasm -O3 --enable simd` where tophash is installed. */
export async function compile() {
  let wasm;
  const { error, stderr } = await asc.main(
    ['triangles.ts', '--outFile', 'triangles.wasm', '-O3', '--enable', 'simd'],
    {
      readFile(name) {
        // What is installed elsewhere is here the package that the example belongs to.
        const path = name.startsWith('node_modules/tophash/')
          ? join(packageFolder, name.slice('node_modules/tophash/'.length))
          : join(here, name);
        return existsSync(path) ? readFileSync(path, 'utf8') : null;
      },
      writeFile(_name, contents) {
        wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(stderr.toString());
  return wasm;
}
