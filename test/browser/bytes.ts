// test/support/bytes.ts for pages: the tests ask for the files of build/ synchronously, so they are
// there before the tests are.

const NAMES = ['tophash.wasm', 'tophash.debug.wasm', 'tophash.swar.wasm'];

const files = new Map(
  await Promise.all(
    NAMES.map(async (name) => {
      const response = await fetch(`/build/${name}`);
      return [name, new Uint8Array(await response.arrayBuffer())] as const;
    }),
  ),
);

export function bytesOf(name: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`${name} is not among the files of a page`);
  return bytes;
}
