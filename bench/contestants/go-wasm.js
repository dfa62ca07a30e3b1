// Go's own map, compiled to WebAssembly by Go, in the Node that is measured.

import { fileURLToPath } from 'node:url';
import { go } from './parts/go.js';

const runner = fileURLToPath(new URL('../rivals/go/run.js', import.meta.url));

export default go("Go's map in wasm", 'wasm', [process.execPath, runner]);
