// Runs the program that Go has compiled to WebAssembly, as a process. Go's own runner for Node does not start
// in a Node that has `globalThis.crypto`.

import fs from 'node:fs';
import { goLoader, programOf } from '../install.js';

globalThis.fs = fs;
await import(goLoader);
const go = new globalThis.Go();
const { instance } = await WebAssembly.instantiate(
  fs.readFileSync(programOf('go')),
  go.importObject,
);
await go.run(instance);
