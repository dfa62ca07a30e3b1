// tophash with the bytes of the core in it: what Node and CommonJS get, and the tests of this repository.

import { wasm } from '../build/wasm.js';
import { fillFromKernel } from './js/kernel-random.js';
import { drawFrom, fillFromWebCrypto } from './js/random.js';
import { decodeBase64 } from './wasm/base64.js';
import { carry } from './wasm/module.js';

carry(() => decodeBase64(wasm));
drawFrom((words) => {
  if (!fillFromKernel(words)) fillFromWebCrypto(words);
});

export * from './bare.js';
