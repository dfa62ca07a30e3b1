// Serves the files of a folder, as plainly as any host does.

import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** The file in `folder` that `pathname` asks for, or undefined. */
function fileAt(folder, pathname) {
  const path = join(folder, normalize(decodeURIComponent(pathname)));
  const file = pathname.endsWith('/') ? join(path, 'index.html') : path;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}

/** Serves `folder` under `under`; port 0 is any that is free. */
export async function serve(folder, port = 0, under = '/') {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const file = pathname.startsWith(under)
      ? fileAt(folder, `/${pathname.slice(under.length)}`)
      : undefined;
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': `${TYPES[extname(file ?? '')] ?? 'text/plain'}; charset=utf-8`,
      // With these two the clock of a page is twenty times as fine.
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cache-control': 'no-cache',
    });
    if (file === undefined) response.end('There is nothing here.');
    else createReadStream(file).pipe(response);
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${server.address().port}${under}`;
  return { address, close: () => server.close() };
}
