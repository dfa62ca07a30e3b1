// What decodes base64. Not every engine has each of them, and in scripts `atob` is the slowest.

import type { Bytes } from '../js/lib-types.js';

interface Decoders {
  Uint8Array: { fromBase64?(text: string): Bytes };
  Buffer?: { from?(text: string, encoding: 'base64'): Bytes };
  atob?(text: string): string;
}

export function decodeBase64(base64: string): Bytes {
  const { Uint8Array: Base64, Buffer, atob } = globalThis as unknown as Decoders;
  if (typeof Base64.fromBase64 === 'function') return Base64.fromBase64(base64);
  if (typeof Buffer?.from === 'function') return Buffer.from(base64, 'base64');
  if (typeof atob !== 'function') {
    throw new TypeError(
      'there is no Uint8Array.fromBase64, Buffer or atob to decode the WebAssembly module with: ' +
        'pass the module to useModule',
    );
  }
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i += 1) bytes[i] = text.charCodeAt(i);
  return bytes;
}
