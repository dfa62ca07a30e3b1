// `npm run site:build` builds the site in build/site; `npm run site` serves it as well.

import { fileURLToPath } from 'node:url';
import { makeReference } from '../scripts/api.js';
import { commandLine } from '../scripts/command-line.js';
import { buildSite } from './build.js';
import { serve } from './server.js';

const PORT = 8080;
const out = fileURLToPath(new URL('../build/site', import.meta.url));

const { values } = commandLine(import.meta.url, { options: { serve: { type: 'boolean' } } });
await buildSite(out, makeReference());
if (values.serve) {
  const { address } = await serve(out, PORT).catch(() => serve(out)); // where the port is taken, any other
  console.log(`${address} (Ctrl+C ends it)`);
} else {
  console.log(out);
}
