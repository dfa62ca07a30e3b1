// The files of build/. In a page, test/browser/bytes.ts takes the place of this.

import { readFileSync } from 'node:fs';

/** The bytes of a file that `npm run build` makes. */
export function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  return readFileSync(new URL(`../../build/${name}`, import.meta.url));
}
