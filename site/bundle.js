// The scripts and styles of the site, by esbuild: each page has a script of its own, and they share what
// they have in common.

import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('..', import.meta.url));

const common = {
  bundle: true,
  minify: true,
  target: 'es2022',
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** Puts all of them into `folder`. */
export async function bundle(folder) {
  await Promise.all([
    build({
      ...common,
      entryPoints: {
        inside: join(here, 'inside/main.ts'),
        speed: join(here, 'speed/main.ts'),
        measure: join(here, 'speed/worker/measure.js'),
        growth: join(here, 'speed/worker/growth.js'),
        which: join(here, 'which/main.ts'),
        search: join(here, 'search/main.ts'),
        report: join(root, 'bench/report/view.js'),
      },
      outdir: folder,
      format: 'esm',
      splitting: true,
    }),
    // It has to run before the page is drawn, which no module does.
    build({ ...common, entryPoints: [join(here, 'theme.ts')], outdir: folder, format: 'iife' }),
    build({
      ...common,
      entryPoints: [join(here, 'styles/site.css'), join(here, 'styles/report.css')],
      outdir: folder,
    }),
  ]);
  copyFileSync(join(here, 'icon.svg'), join(folder, 'icon.svg'));
}
