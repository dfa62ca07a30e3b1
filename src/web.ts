// tophash for bundlers: in modules, of which they take what a program uses, with the core packed for
// download.

import { carry } from './wasm/module.js';
import { unpack } from './wasm/unpack.js';

carry(unpack);

export * from './bare.js';
