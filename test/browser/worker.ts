// A worker of a page: it answers with the entries of a shared map, if it is sent one, which it reads where
// nothing can be compiled; or it counts in a map of its own, made from the module that it is sent if it is
// sent one.

import { GoMap, type SharedGoMap, useModule } from '../../src/index.js';

interface Sent {
  shared?: SharedGoMap;
  module?: WebAssembly.Module;
  words: string[];
}

addEventListener('message', ({ data }: MessageEvent<Sent>) => {
  if (data.shared) {
    WebAssembly.Module = new Proxy(WebAssembly.Module, {
      construct() {
        throw new Error('synchronously');
      },
    });
    Object.assign(WebAssembly, { compile: undefined, instantiate: undefined });
    postMessage([...GoMap.attach(data.shared)]);
    return;
  }
  if (data.module) useModule(data.module);
  const counts = new GoMap('string', 'u32');
  for (const word of data.words) counts.add(word, 1);
  postMessage([...counts]);
});
