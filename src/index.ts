// tophash with the bytes of the core in it: what Node and CommonJS get, and the tests of this repository.

import { wasm } from '../build/wasm.js';
import { decodeBase64 } from './wasm/base64.js';
import { carry } from './wasm/module.js';

carry(() => decodeBase64(wasm));

export * from './bare.js';
