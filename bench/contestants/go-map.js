// GoMap, called entry by entry. Its values are u32.

import { GoMap, hasKind } from './parts/tophash.js';

export default {
  title: 'GoMap',
  side: 'tophash',
  can: [
    'get',
    'has',
    'set',
    'delete',
    'each',
    'entries',
    'keys',
    'room',
    'clone',
    'save',
    'count',
    'encode',
  ],
  takes: ({ goKind }) => hasKind(goKind),
  load: ({ goKind }) => ({
    make: (capacity = 0) => new GoMap(goKind, 'u32', { capacity }),
    drop: (map) => map.dispose(),
    clone: (map) => GoMap.restore(map.snapshot()),
    save: (map) => map.snapshot(),
    restore: (bytes) => GoMap.restore(bytes),
    count: (map, key) => map.add(key, 1),
    idOf: (map, key) => map.getOrInsert(key, map.size),
    heldBytes: (map) => map.stats().bytes,
    memoryBytes: (map) => map.stats().heapBytes,
  }),
};
