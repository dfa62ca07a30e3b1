// The map as a library for AssemblyScript: what `import { GoMap } from 'tophash/assembly'` finds in
// somebody else's module. That module's own compiler compiles these sources, with nothing but the
// import: TOPHASH_HOST is not defined there, and nothing of the host gets in. docs/assembly.md is for
// who uses it. What the host of the package's own builds calls is in `exports/`.

export { Cursor } from './library/cursor';
export { GoMap } from './library/go-map';
export { setSeed } from './library/seed';
