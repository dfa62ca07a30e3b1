// WasmMap, in the place of Map.

import { ofBytes } from './parts/latin1.js';
import { WasmMap } from './parts/tophash.js';

export default {
  title: 'WasmMap',
  side: 'tophash',
  can: [
    'get',
    'has',
    'set',
    'delete',
    'each',
    'entries',
    'keys',
    'order',
    'clone',
    'count',
    'encode',
  ],
  takes: ({ text }) => !text,
  load({ goKind }) {
    const Class = goKind === 'bytes' ? ofBytes(WasmMap) : WasmMap;
    return {
      make: () => new Class(),
      clone: (map) => new WasmMap(map),
      count: (map, key) => map.set(key, (map.get(key) ?? 0) + 1),
      idOf: (map, key) => map.getOrInsert(key, map.size),
      heldBytes: (map) => map.stats().bytes,
    };
  },
};
