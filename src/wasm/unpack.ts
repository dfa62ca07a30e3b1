// What web pages download is packed as text (scripts/pack-core.js). A little module unpacks it in a memory of
// its own, which goes when the core is compiled.

import { packed } from '../../build/packed.js';
import type { Bytes } from '../js/lib-types.js';
import { decodeBase64 } from './base64.js';
import { compile } from './module.js';
import { PAGE } from './pages.js';
import { bytesFor, encode } from './wtf8.js';

/** The bytes of the core. */
export function unpack(): Bytes {
  const { table, text, unpacker } = packed;
  const at = table.length; // more than enough for its bytes
  const memory = new WebAssembly.Memory({ initial: Math.ceil((at + text.length) / PAGE) });
  const instance = new WebAssembly.Instance(compile(decodeBase64(unpacker)), { env: { memory } });
  const bytes = bytesFor(memory.buffer);
  bytes.set(decodeBase64(table));
  encode(text, bytes, at, text.length);
  const unpackCore = instance.exports.unpack as (text: number, length: number) => number;
  return new Uint8Array(memory.buffer, at, unpackCore(at, text.length));
}
