// Rust's hash map (hashbrown) in WebAssembly, with a hash function of the same strength. Rows pass through
// its memory in chunks, as they do in tophash.

import { compileHashbrown } from '../rivals/install.js';
import { columnOf } from './parts/columns.js';
import { Rust } from './parts/rust.js';

export default {
  title: 'hashbrown in wasm',
  side: 'rival',
  can: ['setAll', 'getAll'],
  where: 'node',
  missing: compileHashbrown,
  takes: ({ goKind }) => goKind === 'u32',
  load(kind) {
    const rust = new Rust();
    const { new_map_u32: make, drop_map_u32: drop, insert_u32: insert, get_u32: get } = rust.core;
    return {
      column: (keys) => columnOf(kind, keys),
      make: () => make(),
      drop: (map) => drop(map),
      setAll: (map, keys, values) => rust.insert(keys, values, (k, v, n) => insert(map, k, v, n)),
      getAll: (map, keys, out) => rust.lookUp(keys, out, (k, v, n) => get(map, k, v, n)),
    };
  },
};
