// Builds the site: pages, scripts, styles and the index of the search, as files that any host can serve from
// any folder.

import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';
import { documents } from './pages/documents.js';
import { page } from './pages/layout.js';
import { LIVE } from './pages/live.js';
import { reference } from './pages/reference.js';
import { report } from './pages/report.js';
import { searchIndex } from './pages/search-index.js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Builds it in the folder `out`, with the API reference whose Markdown is in the folder `api`. */
export async function buildSite(out, api) {
  rmSync(out, { recursive: true, force: true });
  const write = (path, text) => {
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), text);
  };
  await bundle(join(out, 'assets'));
  const { pages, images } = documents();
  const texts = [...pages, ...reference(api)];
  for (const about of [...LIVE, await report()]) write(about.path, page(about));
  for (const { path, title, main } of texts) {
    const about = { path, title: `${title}: tophash`, description: title, main, wide: true };
    write(path, page(about));
  }
  for (const file of images) cpSync(join(root, file), join(out, file));
  write('assets/search.json', searchIndex(texts));
}
