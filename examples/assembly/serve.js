// Serves a page that counts the triangles of a graph: index.html. Compiles the module first.
//
//   node examples/assembly/serve.js [--port 8080]

import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { main } from '../jobs/compare.js';
import { compile } from './compile.js';

const TYPES = { html: 'text/html', js: 'text/javascript', wasm: 'application/wasm' };

/** What the page asks for, from this folder and the one beside it. */
const FILES = ['/assembly/index.html', '/assembly/graph.js', '/jobs/random.js'];

await main('assembly/serve', { port: 8080 }, async ({ port }) => {
  const contents = new Map(
    FILES.map((path) => [path, readFileSync(new URL(`..${path}`, import.meta.url))]),
  );
  contents.set('/assembly/triangles.wasm', await compile());
  const server = createServer(({ url }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = pathname.endsWith('/') ? '/assembly/index.html' : pathname;
    const content = contents.get(path);
    const type = content ? TYPES[path.split('.').at(-1)] : 'text/plain';
    response.writeHead(content ? 200 : 404, { 'content-type': type });
    response.end(content ?? 'not here');
  });
  server.on('error', ({ message }) => {
    console.error(`serve: ${message}`);
    process.exitCode = 1;
  });
  server.listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}/assembly/`));
});
