// A worker of a page: it counts in a map of its own, made from the module that it is sent if it is
// sent one, and answers with the entries.

import { GoMap, useModule } from '../../src/index.js';

addEventListener(
  'message',
  ({ data }: MessageEvent<{ module?: WebAssembly.Module; words: string[] }>) => {
    if (data.module) useModule(data.module);
    const counts = new GoMap('string', 'u32');
    for (const word of data.words) counts.add(word, 1);
    postMessage([...counts]);
  },
);
